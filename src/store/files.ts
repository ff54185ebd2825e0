import { createHash, randomUUID } from "node:crypto";
import { mkdir, open, readFile, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import type { Clock } from "../ports/clock.ts";
import type { Files } from "../ports/files.ts";
import { type Engine, runAll } from "./engine.ts";
import { typeOf } from "./file-types.ts";
import type { StoredFile as FileRow } from "./generated/client.ts";
import { insert, table } from "./table.ts";

const FILE = table<FileRow>("StoredFile", { hash: "text", name: "text", type: "text", size: "int", storedAt: "text", keepUntil: "text" });

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

/** Files under `filesDir`/ab/<SHA-256>, their rows in the database; `put` rejects with FileTooLarge beyond `maxBytes`. */
export const openFiles = (engine: Engine, { filesDir, maxBytes, clock }: { filesDir: string; maxBytes: number; clock: Clock }): Files => {
	const fileOf = (hash: string): string => path.join(filesDir, hash.slice(0, 2), hash);
	return {
		async put(bytes, name) {
			if (bytes.byteLength > maxBytes) throw new FileTooLarge(bytes.byteLength, maxBytes);
			const hash = createHash("sha256").update(bytes).digest("hex");
			const row = { hash, name, type: typeOf(bytes), size: bytes.byteLength };
			await writeOnce(fileOf(hash), bytes);
			// A file put again is kept anew, though its retention had taken the bytes.
			const keep = insert(engine.dialect, FILE, 'ON CONFLICT ("hash") DO UPDATE SET "keepUntil" = NULL');
			await runAll(engine, "put file", keep([{ ...row, storedAt: clock.now(), keepUntil: null }]));
			return row;
		},
		async get(hash) {
			if (!/^[0-9a-f]{64}$/.test(hash)) return null;
			return await readFile(fileOf(hash)).catch(nullIfAbsent);
		},
	};
};

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
