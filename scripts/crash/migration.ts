import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import Database from "better-sqlite3";
import { applyMigrations } from "../../src/store/migrate.ts";
import { sqliteFactory } from "../../src/store/sqlite.ts";
import { startFakeTelegram } from "../../test/support/telegram/server.ts";
import { startKillable } from "./killable-program.ts";
import type { Machine } from "./power-cut.ts";
import type { ProgramFolder } from "./program-folder.ts";
import { lookAt } from "./stored.ts";

/** A data folder as the first version of the program left it: the first migration only, and something in it. */
const oldStore = async (folder: string, migrationsDir: string): Promise<void> => {
	const old = path.join(folder, "old-migrations");
	const names = readdirSync(migrationsDir).sort();
	const first = names.find((name) => /^\d/u.test(name));
	// With one migration in all, the oldest store there can be is an empty one.
	if (first === undefined || names.filter((name) => /^\d/u.test(name)).length < 2) return;
	for (const name of [first, "migration_lock.toml"]) cpSync(path.join(migrationsDir, name), path.join(old, name), { recursive: true });
	const file = path.join(folder, "yixian.db");
	await applyMigrations({ adapterFactory: sqliteFactory(file), migrationsDir: old });
	const database = new Database(file);
	database.prepare("INSERT INTO Setting (key, value) VALUES ('kept', 'through every migration')").run();
	database.close();
};

/** Kills the program on its first start on an old store, this long after the start, starts it again, and says what is wrong then. */
export const migrationCrash = async (
	{ main, migrationsDir }: ProgramFolder,
	delayMs: number,
	machine: Machine | null,
): Promise<string[]> => {
	let folder = mkdtempSync(path.join(os.tmpdir(), "yixian-migration-"));
	const telegram = await startFakeTelegram();
	const bot = telegram.world.bot();
	const start = () => {
		const disk = machine?.on(folder) ?? {};
		return startKillable(main, { ...disk, DATA_DIR: folder, TELEGRAM_BOT_TOKEN: bot.token, TELEGRAM_API_ROOT: telegram.url });
	};
	try {
		await oldStore(folder, migrationsDir);
		const isOld = readdirSync(folder).includes("yixian.db");
		const first = start();
		await pause(delayMs);
		first.kill();
		await first.gone;
		if (machine) folder = machine.cut();
		const second = start();
		const failed = await Promise.race([bot.updates.polled().then(() => false), second.gone.then(() => true)]);
		second.kill();
		await second.gone;
		if (failed) return [`killed while migrating, the program does not start again: ${second.logged()}`];
		const file = path.join(folder, "yixian.db");
		const look = lookAt(file);
		const wrong = look.damage().map((damage) => `killed while migrating, the database is damaged: ${damage}`);
		look.close();
		return [...wrong, ...(isOld ? kept(file) : [])];
	} finally {
		await telegram.close();
		rmSync(folder, { recursive: true, force: true });
	}
};

const kept = (file: string): string[] => {
	const database = new Database(file, { readonly: true });
	const rows = database.prepare("SELECT value FROM Setting WHERE key = 'kept'").all();
	database.close();
	return rows.length === 1 ? [] : ["killed while migrating, the store lost what it had"];
};
