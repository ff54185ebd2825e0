import { readFileSync, rmSync, writeFileSync } from "node:fs";
import Database from "better-sqlite3";

/** Another process has the store open. `key` names the sentence, `pid` is that process where it can be read. */
export class StoreLocked extends Error {
	readonly key = "store-locked";
	constructor(
		readonly file: string,
		readonly pid: number | null,
	) {
		super(`the store ${file} is in use by ${pid === null ? "another process" : `process ${pid}`}`);
		this.name = "StoreLocked";
	}
}

/**
 * Takes the store for this process and returns what gives it back. The lock is an exclusive transaction on a file of its own: the system
 * releases it however the process ends, and the database itself stays readable for backups. Throws StoreLocked.
 */
export const lockStore = (file: string): (() => void) => {
	const lock = new Database(`${file}.lock`, { timeout: 0 });
	// Beside the lock and not in it: reading a locked file and closing it would release this process's own lock.
	const pidFile = `${file}.pid`;
	try {
		lock.exec("BEGIN EXCLUSIVE");
	} catch (error) {
		lock.close();
		if (error instanceof Database.SqliteError && error.code.startsWith("SQLITE_BUSY")) throw new StoreLocked(file, pidIn(pidFile));
		throw error;
	}
	writeFileSync(pidFile, `${process.pid}\n`);
	return () => {
		if (!lock.open) return;
		rmSync(pidFile, { force: true });
		lock.close();
	};
};

const pidIn = (pidFile: string): number | null => {
	try {
		return Number.parseInt(readFileSync(pidFile, "utf8"), 10) || null;
	} catch {
		return null;
	}
};
