import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { seedDemo } from "../../src/app/demo-seed.ts";
import type { CountyData } from "../../src/domain/county.ts";
import type { Clock } from "../../src/ports/clock.ts";
import { type OpenStore, openStore } from "../../src/store/open-store.ts";
import { demoCounty } from "../../src/workbook/demo/demo-county.ts";
import { demoHistory } from "../../src/workbook/demo/demo-history.ts";

const listed = (name: string): string => readFileSync(new URL(`../../src/workbook/demo/${name}`, import.meta.url), "utf8");
const migrationsDir = fileURLToPath(new URL("../../prisma/migrations", import.meta.url));

/** The demo county's data, built once. */
export const demoData: CountyData = demoCounty({ townshipsCsv: listed("townships.csv"), villagesCsv: listed("villages.csv") });

/** Opens the store that lies in a folder. */
export const openIn = (folder: string, clock: Clock): Promise<OpenStore> =>
	openStore({
		databaseUrl: `file:${path.join(folder, "test.db")}`,
		migrationsDir,
		filesDir: path.join(folder, "files"),
		clock,
		durable: false,
	});

const madeFolders: string[] = [];
process.once("exit", () => {
	for (const folder of madeFolders) rmSync(folder, { recursive: true, force: true });
});

/** A new folder that is gone when the process ends. */
export const temporaryFolder = (): string => {
	const folder = mkdtempSync(path.join(tmpdir(), "yixian-test-"));
	madeFolders.push(folder);
	return folder;
};

/** The demo's duties as if the office had written 不提醒: cases about something else are not interrupted. */
const quietData: CountyData = { ...demoData, duties: demoData.duties.map((duty) => ({ ...duty, reminders: [] })) };

let template: Promise<string> | null = null;

const makeTemplate = async (clock: Clock): Promise<string> => {
	const folder = temporaryFolder();
	const opened = await openIn(folder, clock);
	await seedDemo(opened.store, quietData, demoHistory(demoData), clock.now());
	await opened.close();
	return folder;
};

/** A folder with a store of its own that holds the demo county as it is first opened, but that nobody is reminded of anything. The seeding is done once a process and copied. */
export const copyOfDemo = async (clock: Clock): Promise<string> => {
	template ??= makeTemplate(clock);
	const folder = temporaryFolder();
	cpSync(await template, folder, { recursive: true });
	return folder;
};
