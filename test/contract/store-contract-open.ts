import path from "node:path";
import { fileURLToPath } from "node:url";
import { type OpenStore, openStore } from "../../src/store/open-store.ts";

/** The project's migrations. */
export const MIGRATIONS = fileURLToPath(new URL("../../prisma/migrations", import.meta.url));

/** Opens a store of a folder as the program does, with a small limit on files. */
export const openIn = (databaseUrl: string, folder: string): Promise<OpenStore> =>
	openStore({ databaseUrl, migrationsDir: MIGRATIONS, filesDir: path.join(folder, "files"), maxFileBytes: 100_000 });
