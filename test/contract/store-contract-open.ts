import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { type OpenStore, openStore } from "../../src/store/open-store.ts";

/** The project's migrations. */
export const MIGRATIONS = fileURLToPath(new URL("../../prisma/migrations", import.meta.url));

const opened = (databaseUrl: string, folder: string): Promise<OpenStore> =>
	openStore({ databaseUrl, migrationsDir: MIGRATIONS, filesDir: path.join(folder, "files"), maxFileBytes: 100_000, durable: false });

/** Opens a store of a folder as the program does, with a small limit on files; a new one begins as a copy of one that was made before. */
export const openIn = async (databaseUrl: string, folder: string): Promise<OpenStore> => {
	const file = databaseUrl.slice("file:".length);
	if (!existsSync(file)) await writeFile(file, await emptyStore());
	return opened(databaseUrl, folder);
};

let made: Promise<Buffer> | undefined;

/** A new store's bytes. Making one takes most of a case's time, the migrations are the same each time, and they have cases of their own. */
const emptyStore = (): Promise<Buffer> => {
	made ??= (async () => {
		const folder = await mkdtemp(path.join(tmpdir(), "yixian-empty-"));
		const file = path.join(folder, "store.db");
		await (await opened(`file:${file}`, folder)).close();
		const bytes = await readFile(file);
		await rm(folder, { recursive: true });
		return bytes;
	})();
	return made;
};
