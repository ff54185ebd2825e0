import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, readFile, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import type { FileRef } from "../domain/file.ts";
import type { Instant } from "../domain/period.ts";
import type { Clock } from "../ports/clock.ts";
import type { Files } from "../ports/files.ts";
import type { Retention } from "../ports/retention.ts";
import { StoreError } from "../ports/store.ts";
import type { Dialect } from "./dialect.ts";
import { type Engine, type Read, runAll, type Statement } from "./engine.ts";
import { typeOf } from "./file-types.ts";
import type { StoredFile as FileRow } from "./generated/client.ts";
import { SharedOrAlone } from "./shared-or-alone.ts";
import { bindList, insert, table } from "./table.ts";

const FILE = table<FileRow>("StoredFile", { hash: "text", name: "text", type: "text", size: "int", storedAt: "text", fate: "text" });

/** More bytes than the store takes. */
export class FileTooLarge extends Error {
	readonly key = "file-too-large";
	constructor(
		readonly size: number,
		readonly limit: number,
	) {
		super(`${size} bytes, at most ${limit} are taken`);
		this.name = "FileTooLarge";
	}
}

/** Put again, a file is young again and has its name, though its retention had taken both; what belongs to a report stays so. */
const PUT_AGAIN = `ON CONFLICT ("hash") DO UPDATE SET "storedAt" = excluded."storedAt", "name" = excluded."name",
	"fate" = CASE WHEN "StoredFile"."fate" = 'report' THEN 'report' ELSE 'loose' END`;

/** The kept files, and how those no report refers to are dropped. */
export interface OpenFiles {
	readonly files: Files;
	readonly dropLoose: Retention["dropLooseFiles"];
}

/** Files under `filesDir`/ab/<SHA-256>, their rows in the database; `put` rejects with FileTooLarge beyond `maxBytes`, with StoreError where the disk does not take it. */
export const openFiles = (
	engine: Engine,
	{ filesDir, maxBytes, clock }: { filesDir: string; maxBytes: number; clock: Clock },
): OpenFiles => {
	const fileOf = (hash: string): string => keptFile(filesDir, hash);
	// Bytes found to be there must not be dropped before their row says that they are wanted again.
	const turns = new SharedOrAlone();
	const put = async (bytes: Uint8Array, name: string): Promise<FileRef> => {
		const hash = createHash("sha256").update(bytes).digest("hex");
		await writeOnce(fileOf(hash), bytes);
		return note({ hash, name, type: typeOf(bytes), size: bytes.byteLength });
	};
	const note = async (file: FileRef): Promise<FileRef> => {
		const rows = insert(engine.dialect, FILE, PUT_AGAIN);
		await runAll(engine, "put file", rows([{ ...file, storedAt: clock.now(), fate: "loose" }]));
		return file;
	};
	const keep: Files["keep"] = async (pieces, about) => {
		const unfinished = path.join(unfinishedIn(filesDir), randomUUID());
		try {
			const { hash, size } = await writePieces(unfinished, pieces);
			return await turns.shared(async () => {
				await moveTo(unfinished, fileOf(hash));
				return note({ hash, size, ...about });
			});
		} finally {
			await rm(unfinished, { force: true });
		}
	};
	const dropLoose: Retention["dropLooseFiles"] = async (before, limit) => {
		const loose = await engine.reading("loose files", (read) => looseFiles(engine.dialect, read, before, limit));
		// Bytes first: what a crash leaves undone is found again.
		for (const hash of loose) await rm(fileOf(hash), { force: true });
		await runAll(engine, "drop files", loose.length === 0 ? [] : [droppingFiles(engine.dialect, loose)]);
		return loose.length;
	};
	return {
		files: {
			async put(bytes, name) {
				if (bytes.byteLength > maxBytes) throw new FileTooLarge(bytes.byteLength, maxBytes);
				return passing("put file", () => turns.shared(() => put(bytes, name)));
			},
			keep: (pieces, about) => passing("keep file", () => keep(pieces, about)),
			async get(hash) {
				return isHash(hash) ? await readFile(fileOf(hash)).catch(nullIfAbsent) : null;
			},
			async open(hash) {
				const found = isHash(hash) ? await stat(fileOf(hash)).catch(nullIfAbsent) : null;
				return found && { size: found.size, pieces: piecesOf(fileOf(hash)) };
			},
		},
		dropLoose: (before, limit) => turns.alone(() => dropLoose(before, limit)),
	};
};

/** What the system refused, a full disk first of all, may be tried again. */
const passing = async <T>(operation: string, work: () => Promise<T>): Promise<T> => {
	try {
		return await work();
	} catch (error) {
		if (error instanceof Error && "syscall" in error) throw new StoreError(operation, true, error);
		throw error;
	}
};

const isHash = (hash: string): boolean => /^[0-9a-f]{64}$/.test(hash);

/** Where files are written that have no hash yet; what lies there when the store is opened was left by a crash. */
export const unfinishedIn = (filesDir: string): string => path.join(filesDir, "unfinished");

/** Where the bytes of a hash lie under the files' folder. */
export const keptFile = (filesDir: string, hash: string): string => path.join(filesDir, hash.slice(0, 2), hash);

/** Files handed in before an instant that belong to no report and no open dialog. */
const looseFiles = async (dialect: Dialect, read: Read, before: Instant, limit: number): Promise<string[]> => {
	// A dialog may stay open for a whole quarter; there are no more of them than people.
	const open = await read<{ stateJson: string }>(`SELECT "stateJson" FROM "Session" WHERE "stateJson" LIKE '%"hash":"%'`, []);
	const drafts = await read<{ stateJson: string }>(
		`SELECT "filesJson" AS "stateJson" FROM "Notice" WHERE "state" = 'draft' AND "filesJson" LIKE '%"hash":"%'`,
		[],
	);
	const held = [...open, ...drafts].flatMap(({ stateJson }) => stateJson.match(/[0-9a-f]{64}/gu) ?? []);
	const sql = `SELECT "hash" FROM "StoredFile" WHERE "fate" = 'loose' AND "storedAt" < ? AND "hash" NOT IN ${dialect.texts}
		ORDER BY "storedAt" LIMIT ?`;
	return (await read<{ hash: string }>(sql, [before, bindList(held), limit])).map(({ hash }) => hash);
};

const droppingFiles = (dialect: Dialect, hashes: readonly string[]): Statement => ({
	sql: `UPDATE "StoredFile" SET "fate" = 'dropped', "name" = '' WHERE "hash" IN ${dialect.texts} AND ${dialect.checked('"fate"')} = 'loose'`,
	args: [bindList(hashes)],
});

/** A report refers to these files: they are kept for good. */
export const keepingFiles = (dialect: Dialect, hashes: readonly string[]): Statement => ({
	sql: `UPDATE "StoredFile" SET "fate" = 'report' WHERE "hash" IN ${dialect.texts}`,
	args: [bindList(hashes)],
});

/** A file under its final name is whole: it gets that name after its bytes are on the disk. */
const writeOnce = async (file: string, bytes: Uint8Array): Promise<void> => {
	const there = await stat(file).catch(nullIfAbsent);
	if (there?.size === bytes.byteLength) return;
	const folder = path.dirname(file);
	await mkdir(folder, { recursive: true, mode: 0o700 });
	const unfinished = path.join(folder, `.${randomUUID()}`);
	try {
		await writeDurably(unfinished, bytes);
		await moveTo(unfinished, file);
	} catch (error) {
		await rm(unfinished, { force: true });
		throw error;
	}
};

/** Gives bytes that are on the disk their final name, durably. */
const moveTo = async (unfinished: string, file: string): Promise<void> => {
	const folder = path.dirname(file);
	await mkdir(folder, { recursive: true, mode: 0o700 });
	await rename(unfinished, file);
	await syncFolder(folder);
	await syncFolder(path.dirname(folder));
};

/** Bytes read from the disk at a time. */
const PIECE_BYTES = 256 * 1024;

const piecesOf = (file: string): AsyncIterable<Uint8Array> => ({
	[Symbol.asyncIterator]: () => createReadStream(file, { highWaterMark: PIECE_BYTES })[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>,
});

/** Writes pieces durably as they come; returns what they are together. */
const writePieces = async (file: string, pieces: AsyncIterable<Uint8Array>): Promise<Pick<FileRef, "hash" | "size">> => {
	await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
	const handle = await open(file, "wx");
	try {
		const sum = createHash("sha256");
		let size = 0;
		for await (const piece of pieces) {
			sum.update(piece);
			size += piece.byteLength;
			await handle.writeFile(piece);
		}
		await handle.sync();
		return { hash: sum.digest("hex"), size };
	} finally {
		await handle.close();
	}
};

const writeDurably = async (file: string, bytes: Uint8Array): Promise<void> => {
	const handle = await open(file, "wx");
	try {
		await handle.writeFile(bytes);
		await handle.sync();
	} finally {
		await handle.close();
	}
};

/** Makes the names in a folder durable; systems that cannot open folders keep them by themselves. */
const syncFolder = async (folder: string): Promise<void> => {
	const handle = await open(folder, "r").catch(() => null);
	await handle?.sync().catch(() => undefined);
	await handle?.close();
};

const nullIfAbsent = (error: NodeJS.ErrnoException): null => {
	if (error.code === "ENOENT") return null;
	throw error;
};
