import { createHash } from "node:crypto";
import { constants, existsSync } from "node:fs";
import { copyFile, mkdir, open, readFile, rename, rm, stat, statfs } from "node:fs/promises";
import path from "node:path";
import Database from "better-sqlite3";
import { keptFile } from "./files.ts";

/** A store's database and the folder of its files. */
export interface StoreFiles {
	readonly databaseFile: string;
	readonly filesDir: string;
}

/** What a backup holds, as found by opening it. */
export interface BackupFacts {
	readonly reports: number;
	readonly people: number;
	/** Files that are there, each with the bytes its name stands for. */
	readonly files: number;
	/** How many files of reports are not there, or not as they were: they were lost before. */
	readonly missing: number;
	readonly bytes: number;
}

/** The backup was not made. `why` names the sentence; `neededBytes` and `freeBytes` are 0 where space is not the reason. */
export class BackupRefused extends Error {
	constructor(
		readonly why: "nothing-there" | "exists" | "no-space" | "cannot-write" | "damaged",
		readonly space: { readonly neededBytes: number; readonly freeBytes: number } = { neededBytes: 0, freeBytes: 0 },
		cause?: unknown,
	) {
		super(`no backup: ${why}`, { cause });
		this.name = "BackupRefused";
	}
}

/** Room left over on the disk beside what the backup takes. */
const SPARE_BYTES = 16 * 1024 * 1024;
/** How long the writing program's short exclusive moments are waited for. */
const BUSY_MS = 30_000;

interface FileRow {
	readonly hash: string;
	readonly size: number;
	readonly fate: string;
}

/**
 * Copies a store, whose program may be writing all the while, into a new folder: the database as it stands at one moment, then every file it names
 * (a file is on the disk before anything refers to it). The folder has its name only when all is there and was opened and checked.
 * `into` are the places below the folder. Rejects with BackupRefused, and leaves nothing then.
 */
export const backUp = async (from: StoreFiles, folder: string, into: StoreFiles): Promise<BackupFacts> => {
	if (!existsSync(from.databaseFile)) throw new BackupRefused("nothing-there");
	if (existsSync(folder)) throw new BackupRefused("exists");
	const unfinished = `${folder}.unfinished-${process.pid}`;
	const below: StoreFiles = { databaseFile: path.join(unfinished, into.databaseFile), filesDir: path.join(unfinished, into.filesDir) };
	try {
		await mkdir(path.dirname(below.databaseFile), { recursive: true, mode: 0o700 });
		await refuseWithoutSpace(from, unfinished);
		copyDatabase(from.databaseFile, below.databaseFile);
		await sync(below.databaseFile);
		await copyFiles(from.filesDir, below);
		const facts = await checkBackup(below);
		await rename(unfinished, folder);
		await sync(path.dirname(folder));
		return facts;
	} catch (error) {
		await rm(unfinished, { recursive: true, force: true }).catch(() => undefined);
		throw refusal(error);
	}
};

/** Opens a backup and counts what is in it. Rejects with BackupRefused "damaged" when the database is no whole one. */
export const checkBackup = async ({ databaseFile, filesDir }: StoreFiles): Promise<BackupFacts> => {
	const { rows, reports, people } = readDatabase(databaseFile);
	let files = 0;
	let missing = 0;
	let bytes = (await stat(databaseFile)).size;
	for (const { hash, size, fate } of rows) {
		if (await isWhole(keptFile(filesDir, hash), hash)) {
			files += 1;
			bytes += size;
		} else if (fate === "report") missing += 1;
	}
	return { reports, people, files, missing, bytes };
};

/** Whether a workbook was imported into a database, or may have been: it cannot be read. False where there is none. */
export const holdsCounty = (databaseFile: string): boolean => {
	if (!existsSync(databaseFile)) return false;
	try {
		const database = openReadOnly(databaseFile);
		try {
			return database.prepare('SELECT 1 FROM "CountyVersion" LIMIT 1').get() !== undefined;
		} finally {
			database.close();
		}
	} catch (error) {
		// Without the table nothing was; what cannot be read at all may hold one.
		return !(error instanceof Database.SqliteError && error.code === "SQLITE_ERROR");
	}
};

const openReadOnly = (file: string): Database.Database => new Database(file, { readonly: true, fileMustExist: true, timeout: BUSY_MS });

/** Copies one moment's state, without what was deleted, to a new file; the log of the running program is read along and not touched. */
export const copyDatabase = (from: string, to: string): void => {
	const source = openReadOnly(from);
	try {
		source.prepare("VACUUM INTO ?").run(to);
	} finally {
		source.close();
	}
};

const FILES_KEPT = `SELECT "hash", "size", "fate" FROM "StoredFile" WHERE "fate" <> 'dropped' ORDER BY "hash"`;

const filesIn = (file: string): FileRow[] => {
	const database = openReadOnly(file);
	try {
		return database.prepare<[], FileRow>(FILES_KEPT).all();
	} finally {
		database.close();
	}
};

const readDatabase = (file: string): { readonly rows: readonly FileRow[]; readonly reports: number; readonly people: number } => {
	const database = openReadOnly(file);
	try {
		const count = (table: string): number => Number(database.prepare(`SELECT COUNT(*) FROM "${table}"`).pluck().get());
		const isSound = database.pragma("integrity_check", { simple: true }) === "ok";
		if (!isSound || (database.pragma("foreign_key_check") as unknown[]).length > 0) throw new BackupRefused("damaged");
		return { rows: database.prepare<[], FileRow>(FILES_KEPT).all(), reports: count("Report"), people: count("Person") };
	} finally {
		database.close();
	}
};

/** A file that is gone by now was dropped meanwhile, or is missing: the check says which. */
const copyFiles = async (filesDir: string, to: StoreFiles): Promise<void> => {
	for (const { hash } of filesIn(to.databaseFile)) {
		const copy = keptFile(to.filesDir, hash);
		await mkdir(path.dirname(copy), { recursive: true, mode: 0o700 });
		const isThere = await copyFile(keptFile(filesDir, hash), copy, constants.COPYFILE_FICLONE).then(() => true, falseIfAbsent);
		if (isThere) await sync(copy);
	}
};

const isWhole = async (file: string, hash: string): Promise<boolean> => {
	const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
		if (error.code === "ENOENT") return null;
		throw error;
	});
	return bytes !== null && createHash("sha256").update(bytes).digest("hex") === hash;
};

const refuseWithoutSpace = async ({ databaseFile }: StoreFiles, folder: string): Promise<void> => {
	const files = filesIn(databaseFile).reduce((sum, { size }) => sum + Number(size), 0);
	const neededBytes = (await sizeOf(databaseFile)) + (await sizeOf(`${databaseFile}-wal`)) + files + SPARE_BYTES;
	const { bavail, bsize } = await statfs(folder);
	const freeBytes = bavail * bsize;
	if (freeBytes < neededBytes) throw new BackupRefused("no-space", { neededBytes, freeBytes });
};

const sizeOf = async (file: string): Promise<number> => (await stat(file).catch(() => null))?.size ?? 0;

const falseIfAbsent = (error: NodeJS.ErrnoException): false => {
	if (error.code === "ENOENT") return false;
	throw error;
};

/** Makes a file's bytes or a folder's names durable; systems that cannot open folders keep those by themselves. */
const sync = async (name: string): Promise<void> => {
	const handle = await open(name, "r").catch(() => null);
	await handle?.sync().catch(() => undefined);
	await handle?.close();
};

const WHY: readonly (readonly [code: RegExp, why: BackupRefused["why"]])[] = [
	[/^(ENOSPC|EDQUOT|SQLITE_FULL)/, "no-space"],
	[/^(EACCES|EPERM|EROFS|ENOTDIR|ENOENT|EEXIST|ENOTEMPTY|ENAMETOOLONG|EISDIR)/, "cannot-write"],
	[/^SQLITE_(CANTOPEN|READONLY|PERM|IOERR)/, "cannot-write"],
	[/^SQLITE_(CORRUPT|NOTADB)/, "damaged"],
];

/** What the system or the database refused, by its code; what it is not is thrown on. */
const refusal = (error: unknown): unknown => {
	if (error instanceof BackupRefused || !(error instanceof Error) || !("code" in error)) return error;
	const code = String(error.code);
	const why = WHY.find(([pattern]) => pattern.test(code))?.[1];
	return why ? new BackupRefused(why, undefined, error) : error;
};
