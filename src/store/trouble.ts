import { statSync } from "node:fs";
import Database from "better-sqlite3";
import type { StoreTrouble } from "../ports/system.ts";

/** The open file is not the one under its name any more: what is written now would be lost with it. */
export class FileGone extends Error {
	constructor() {
		super("the database file was taken away or replaced");
		this.name = "FileGone";
	}
}

/** Which file lies under a name; null when none does. */
export const identityOf = (file: string): string | null => {
	const found = statSync(file, { bigint: true, throwIfNoEntry: false });
	return found ? `${found.dev} ${found.ino}` : null;
};

const PASSING = /^SQLITE_(BUSY|LOCKED|FULL|IOERR|NOMEM|CANTOPEN|READONLY|INTERRUPT|PROTOCOL)/;

/** Why the store took nothing, when it was the disk, the memory or another process and the same work may succeed later; null when it was the data. */
export const troubleOf = (error: unknown): StoreTrouble | null => {
	if (error instanceof FileGone) return "gone";
	const [, code] = (error instanceof Database.SqliteError && PASSING.exec(error.code)) || [];
	switch (code) {
		case undefined:
			return null;
		case "BUSY":
		case "LOCKED":
			return "busy";
		case "FULL":
			return "full";
		case "READONLY":
			return "read-only";
		default:
			return "failing";
	}
};
