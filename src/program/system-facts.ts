import { readFile, stat, statfs, writeFile } from "node:fs/promises";
import path from "node:path";
import { projectRoot } from "../config.ts";
import { type Instant, toInstant } from "../domain/period.ts";
import type { SystemFacts } from "../ports/system.ts";

/** Where it is noted when a database was last backed up: a file of its own beside it, whose time says it. */
const backupNote = (databaseFile: string): string => `${databaseFile}.last-backup`;

/** Notes that a database was backed up now. */
export const noteBackup = (databaseFile: string): Promise<void> => writeFile(backupNote(databaseFile), "");

/** What the machine says of the program and of a database file; of its backups where `keepsBackups`. */
export const systemFacts = async (databaseFile: string, keepsBackups: boolean): Promise<SystemFacts> => ({
	version: await version(),
	databaseBytes: await sizeOf(databaseFile, `${databaseFile}-wal`),
	diskFreeBytes: await statfs(path.dirname(databaseFile)).then(
		({ bavail, bsize }) => bavail * bsize,
		() => null,
	),
	...(keepsBackups && { lastBackupAt: await lastBackup(databaseFile) }),
});

const lastBackup = (databaseFile: string): Promise<Instant | null> =>
	stat(backupNote(databaseFile)).then(
		({ mtimeMs }) => toInstant(mtimeMs),
		() => null,
	);

const version = async (): Promise<string> => {
	const described: unknown = JSON.parse(await readFile(path.join(projectRoot, "package.json"), "utf8"));
	return typeof described === "object" && described !== null && "version" in described ? String(described.version) : "";
};

/** Bytes of the files together; null when the first is not there. */
const sizeOf = async (file: string, ...beside: readonly string[]): Promise<number | null> => {
	const sizes = await Promise.all(
		[file, ...beside].map((one) =>
			stat(one).then(
				({ size }) => size,
				() => null,
			),
		),
	);
	return sizes[0] == null ? null : sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
};
