import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { type Config, hasMessenger } from "../config.ts";
import { type OpenStore, openStore } from "../store/open-store.ts";

/** Which store a command works on, and where its files lie. */
export interface StorePlace {
	readonly mode: "demo" | "real";
	readonly databaseFile: string;
	readonly filesDir: string;
}

export const realPlace = (config: Config): StorePlace => ({
	mode: "real",
	databaseFile: config.databaseFile,
	filesDir: path.join(path.dirname(config.databaseFile), "files"),
});

/** The demo keeps everything in a folder of its own, so that demo and real never mix. */
export const demoPlace = (config: Config): StorePlace => ({
	mode: "demo",
	databaseFile: path.join(config.dataDir, "demo", "demo.db"),
	filesDir: path.join(config.dataDir, "demo", "files"),
});

/** A folder and those above it. Step by step: Node's own recursive mkdir never returns where the system refuses with ENOENT (/proc). */
const makeFolder = async (folder: string): Promise<void> => {
	if (existsSync(folder)) return;
	await makeFolder(path.dirname(folder));
	await mkdir(folder, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
		if (error.code !== "EEXIST") throw error;
	});
};

/** Opens a place: makes its folder, takes its lock, applies migrations. Rejects with StoreLocked. */
export const openPlace = async (place: StorePlace, migrationsDir: string): Promise<OpenStore> => {
	await makeFolder(path.dirname(place.databaseFile));
	return openStore({ databaseUrl: `file:${place.databaseFile}`, migrationsDir, filesDir: place.filesDir });
};

/**
 * The place `npm start` serves, opened: the real store once something was imported into it, where the demo is switched off and where a messenger
 * is switched on; else the demo's.
 */
export const chooseStore = async (config: Config, migrationsDir: string): Promise<{ place: StorePlace; opened: OpenStore }> => {
	const real = realPlace(config);
	const demo = demoPlace(config);
	if (config.demo === "always") return { place: demo, opened: await openPlace(demo, migrationsDir) };
	if (config.demo === "never" || hasMessenger(config)) return { place: real, opened: await openPlace(real, migrationsDir) };
	if (existsSync(real.databaseFile)) {
		const opened = await openPlace(real, migrationsDir);
		if ((await opened.store.loadCounty()).version > 0) return { place: real, opened };
		await opened.close();
	}
	return { place: demo, opened: await openPlace(demo, migrationsDir) };
};
