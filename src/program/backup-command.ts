import { existsSync } from "node:fs";
import path from "node:path";
import { type Config, hasMessenger, typedFrom } from "../config.ts";
import type { Log } from "../ports/log.ts";
import { shellWords } from "../render/shell.ts";
import { BackupRefused, backUp, holdsCounty } from "../store/backup.ts";
import { demoPlace, realPlace, type StorePlace } from "./choose-store.ts";
import { LANGUAGE } from "./language.ts";
import { noteBackup } from "./system-facts.ts";

const words = shellWords(LANGUAGE);

/** npm run backup -- FOLDER: a checked copy of database and files, made while the program runs or while none does. */
export const backupCommand = async (config: Config, log: Log, args: readonly string[]): Promise<0 | 1 | 2> => {
	const [typed, ...others] = args;
	if (!typed || typed.startsWith("--") || others.length > 0) {
		process.stderr.write(`${words.usage("backup")}\n`);
		return 2;
	}
	const folder = path.resolve(typedFrom, typed);
	const place = placeKept(config);
	try {
		const facts = await backUp(place, folder, insideOf(config, place));
		// 自检 tells when the last one was made; the backup is good without it.
		await noteBackup(place.databaseFile).catch((error: unknown) => log.warn("backup:not-noted", { error: String(error) }));
		process.stdout.write(`${words.backedUp({ folder, ...facts })}\n`);
		if (facts.missing === 0) return 0;
		process.stderr.write(`${words.backupLacks(facts.missing)}\n`);
		return 1;
	} catch (error) {
		if (!(error instanceof BackupRefused)) throw error;
		if (error.cause) log.error("backup:refused", { why: error.why, error: String(error.cause) });
		process.stderr.write(`${words.backupRefused(error.why, folder, error.space)}\n`);
		return 1;
	}
};

/** The store npm start would serve. Nothing is made or changed for looking. */
const placeKept = (config: Config): StorePlace => {
	const real = realPlace(config);
	const demo = demoPlace(config);
	if (config.demo === "always") return demo;
	return existsSync(demo.databaseFile) && !hasMessenger(config) && config.demo === "auto" && !holdsCounty(real.databaseFile) ? demo : real;
};

/** As it lies in the data folder, so that the backup can take that folder's place; a database elsewhere lies in the backup itself. */
const insideOf = (config: Config, { databaseFile, filesDir }: StorePlace): { databaseFile: string; filesDir: string } => {
	const base = databaseFile.startsWith(`${config.dataDir}${path.sep}`) ? config.dataDir : path.dirname(databaseFile);
	return { databaseFile: path.relative(base, databaseFile), filesDir: path.relative(base, filesDir) };
};
