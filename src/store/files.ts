import { createHash, randomUUID } from "node:crypto";
import { mkdir, open, readFile, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import type { FileRef } from "../domain/file.ts";
import type { Instant } from "../domain/period.ts";
import type { Clock } from "../ports/clock.ts";
import type { Files } from "../ports/files.ts";
import type { Retention } from "../ports/retention.ts";
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

/** Files under `filesDir`/ab/<SHA-256>, their rows in the database; `put` rejects with FileTooLarge beyond `maxBytes`. */
export const openFiles = (
	engine: Engine,
	{ filesDir, maxBytes, clock }: { filesDir: string; maxBytes: number; clock: Clock },
): OpenFiles => {
	const fileOf = (hash: string): string => keptFile(filesDir, hash);
	// Bytes found to be there must not be dropped before their row says that they are wanted again.
	const turns = new SharedOrAlone();
	const put = async (bytes: Uint8Array, name: string): Promise<FileRef> => {
		const hash = createHash("sha256").update(bytes).digest("hex");
		const row = { hash, name, type: typeOf(bytes), size: bytes.byteLength };
		await writeOnce(fileOf(hash), bytes);
		const keep = insert(engine.dialect, FILE, PUT_AGAIN);
		await runAll(engine, "put file", keep([{ ...row, storedAt: clock.now(), fate: "loose" }]));
		return row;
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
				return turns.shared(() => put(bytes, name));
			},
			async get(hash) {
				if (!/^[0-9a-f]{64}$/.test(hash)) return null;
				return await readFile(fileOf(hash)).catch(nullIfAbsent);
			},
		},
		dropLoose: (before, limit) => turns.alone(() => dropLoose(before, limit)),
	};
};

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
		await rename(unfinished, file);
	} catch (error) {
		await rm(unfinished, { force: true });
		throw error;
	}
	await syncFolder(folder);
	await syncFolder(path.dirname(folder));
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
