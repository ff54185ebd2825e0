import path from "node:path";
import { fillStore } from "../app/rehearsal/fill-store.ts";
import type { HabitId } from "../app/rehearsal/habit.ts";
import type { Rehearsal } from "../app/rehearsal/rehearsal.ts";
import { rehearse } from "../app/rehearsal/rehearse.ts";
import type { DateText } from "../domain/period.ts";
import type { UnitCode } from "../domain/unit.ts";
import { rehearsalWords } from "../render/rehearsal-words.ts";
import { shellWords } from "../render/shell.ts";
import { openStore } from "../store/open-store.ts";
import { createWorkbookReader } from "../workbook/read-in-worker.ts";
import { writeInWorker } from "../workbook/sheets/write-in-worker.ts";
import { LANGUAGE } from "./language.ts";
import { migrationsDir, sheetWorker, workbookWorker } from "./places.ts";
import type { RehearsalSource } from "./rehearsal-source.ts";

/** What is rehearsed, and over which days. */
export interface RehearsalAsked {
	readonly from: DateText;
	readonly to: DateText;
	readonly seed: string;
	readonly habits: ReadonlyMap<UnitCode, HabitId>;
	readonly source: RehearsalSource;
	readonly onDay: (day: DateText) => void;
}

/** As long as in the running program; see serve.ts. */
const IDLE_MS = 12 * 60 * 60 * 1000;
/** A machine that has room for everything: its troubles are not rehearsed. */
const SYSTEM = { version: "", databaseBytes: 0, diskFreeBytes: 1e12 };
/** The smallest thing that is a picture by its bytes. */
const PICTURE = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0xff, 0xd9]);

/** Plays a rehearsal in a store of its own below a folder. */
export const playRehearsal = async (folder: string, asked: RehearsalAsked): Promise<Rehearsal> => {
	const { source } = asked;
	const opened = await openStore({
		databaseUrl: `file:${path.join(folder, "rehearsal.db")}`,
		migrationsDir,
		filesDir: path.join(folder, "files"),
		durable: false,
	});
	try {
		await fillStore(opened.store, source);
		return await rehearse({
			...asked,
			store: opened.store,
			files: opened.files,
			retention: opened.retention,
			reader: createWorkbookReader({ workerUrl: workbookWorker }),
			// The page shows words: what a picture looks like matters to nobody here.
			drawPng: async () => PICTURE,
			writeSheets: writeInWorker({ workerUrl: sheetWorker }),
			language: LANGUAGE,
			fileNames: shellWords(LANGUAGE).fileNames,
			idleMs: IDLE_MS,
			system: async () => SYSTEM,
			groups: source.groups,
			reached: source.reached,
			file: await opened.files.put(PICTURE, rehearsalWords(LANGUAGE).fileName),
		});
	} finally {
		await opened.close();
	}
};
