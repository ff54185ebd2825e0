import { type FileHandle, open } from "node:fs/promises";

/** What a database's commits were written into, and how that gets onto the disk. */
export interface CommitLog {
	/** Resolves when everything written so far is on the disk. Rejects with the system's error; what was written may then be lost. */
	flush(): Promise<void>;
	/** Opened again by the next flush. */
	close(): Promise<void>;
}

/**
 * SQLite's write-ahead log beside the file of a database. SQLite itself would wait for the disk inside COMMIT, with the whole process standing still: for as
 * long as a slow disk takes, nobody would be answered. The log has no locks that closing it could release.
 */
export const writeAheadLog = (file: string): CommitLog => {
	let handle: FileHandle | null = null;
	return {
		async flush() {
			// It is there once something was written, and stays for as long as the database is open.
			handle ??= await open(`${file}-wal`, "r+");
			await handle.datasync();
		},
		async close() {
			await handle?.close();
			handle = null;
		},
	};
};
