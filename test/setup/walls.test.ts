import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { findImpurities } from "../../scripts/purity.mjs";
import { brokenWalls } from "../../scripts/walls.mjs";

const folders: string[] = [];
afterEach(() => {
	for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const PACKAGES = JSON.stringify({ dependencies: { "better-sqlite3": "1.0.0", grammy: "1.0.0", "node-cron": "1.0.0" } });

/** A house of these files, path to text. */
const house = (files: Record<string, string>): string => {
	const root = mkdtempSync(path.join(tmpdir(), "yixian-walls-"));
	folders.push(root);
	for (const [file, text] of Object.entries({ "package.json": PACKAGES, ...files })) {
		mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
		writeFileSync(path.join(root, file), text);
	}
	return root;
};

/** Names of the rules a house breaks, each with the file that breaks it. */
const broken = async (files: Record<string, string>): Promise<string[]> =>
	(await brokenWalls(house(files))).map((sentence) => `${sentence.split(/[ :]/)[0]} ${/\[([^\]]+)\]/.exec(sentence)?.[1]}`).sort();

const packageFile = (name: string): Record<string, string> => ({
	[`node_modules/${name}/package.json`]: JSON.stringify({ name, version: "1.0.0", main: "index.js" }),
	[`node_modules/${name}/index.js`]: "module.exports = {};",
});

const PLAIN = "export const value = 1;\n";
const importing = (target: string): string => `import { value } from "${target}";\nexport const other = value;\n`;

describe("walls between rooms", () => {
	it("stand in a house that keeps to the table", async () => {
		const files = {
			"src/main.ts": importing("./store/county.ts"),
			"src/store/county.ts": importing("../ports/store.ts"),
			"src/ports/store.ts":
				'import type { value } from "../dialog/state.ts";\nexport type Value = typeof value;\nexport const other = 1;\nexport { other as value };\n',
			"src/dialog/state.ts": PLAIN,
			"src/app/turn.ts": importing("../render/text.ts"),
			"src/render/text.ts": importing("../locales/zh.ts"),
			"src/locales/zh.ts": 'export const value = "请核对";\n',
		};
		expect(await broken(files)).toEqual([]);
	});

	it("catch each planted breach by its rule", async () => {
		const files = {
			"src/domain/unit.ts": importing("../store/county.ts"),
			"src/store/county.ts": PLAIN,
			"src/app/turn.ts": importing("../locales/zh.ts"),
			"src/locales/zh.ts": PLAIN,
			"src/channels/telegram/decode.ts": importing("../room/encode.ts"),
			"src/channels/room/encode.ts": importing("../../app/send.ts"),
			"src/app/send.ts": PLAIN,
			"src/app/storing.ts": importing("better-sqlite3"),
			"src/store/talking.ts": importing("grammy"),
			"src/app/ticking.ts": importing("node-cron"),
			"src/render/reading.ts": 'import { readFileSync } from "node:fs";\nexport const value = readFileSync;\n',
			"src/ports/running.ts": importing("../dialog/step.ts"),
			"src/dialog/step.ts": PLAIN,
			"src/flows/first.ts": importing("./second.ts"),
			"src/flows/second.ts": 'import { other } from "./first.ts";\nexport const value = 1;\nexport const again = other;\n',
			"src/scoring/ranking.ts": importing("./utils.ts"),
			"src/scoring/utils.ts": PLAIN,
			"src/attic/box.ts": importing("../domain/measure.ts"),
			"src/domain/measure.ts": PLAIN,
			"src/reminders/due.ts": importing("../config.ts"),
			"src/config.ts": PLAIN,
			"src/language/lost.ts": importing("./nowhere.ts"),
			...packageFile("better-sqlite3"),
			...packageFile("grammy"),
			...packageFile("node-cron"),
		};
		expect(await broken(files)).toEqual([
			"src/app/storing.ts home-prisma",
			"src/app/ticking.ts home-node-cron",
			"src/app/turn.ts room-app",
			"src/attic/box.ts room-unknown",
			"src/channels/room/encode.ts room-channels",
			"src/channels/telegram/decode.ts channels-apart",
			"src/domain/unit.ts room-domain",
			"src/flows/first.ts no-cycles",
			"src/language/lost.ts everything-resolves",
			"src/ports/running.ts ports-take-types-of-dialog",
			"src/reminders/due.ts config-only-in-main",
			"src/reminders/due.ts room-reminders",
			"src/render/reading.ts pure-rooms-touch-nothing",
			"src/scoring/ranking.ts no-utils",
			"src/store/talking.ts home-grammy",
		]);
	});

	it("catch a breach by types alone", async () => {
		const files = {
			"src/domain/unit.ts": 'import type { value } from "../store/county.ts";\nexport type V = typeof value;\n',
			"src/store/county.ts": PLAIN,
		};
		expect(await broken(files)).toEqual(["src/domain/unit.ts room-domain"]);
	});
});

describe("pure rooms", () => {
	const rules = (file: string, text: string): string[] => findImpurities(file, text).map(({ rule }) => rule);

	it.each([
		"Date.now()",
		"new Date()",
		"Date()",
		"Math.random()",
		"performance.now()",
		"Temporal.Now.instant()",
		"process.cwd()",
		"crypto.randomUUID()",
		"randomUUID()",
		"setTimeout(() => 1, 5)",
		"fetch(address)",
		"console.log(1)",
	])("may not say %s", (expression) => {
		expect(rules("src/flows/weekly.ts", `export const value = ${expression};`)).toEqual(["pure"]);
	});

	it.each(["new Date(0)", "Date.UTC(2026, 1)", "{ process: 1 }", "job.process", "Math.max(1, 2)"])("may say %s", (expression) => {
		expect(rules("src/flows/weekly.ts", `export const value = ${expression};`)).toEqual([]);
	});

	it("are app's neighbours: a channel may look at the clock", () => {
		expect(rules("src/channels/room/serve.ts", "export const value = Date.now();")).toEqual([]);
	});

	it("leave a worker's entry alone: it runs beside the turns", () => {
		expect(rules("src/workbook/worker.ts", "setTimeout(() => process.exit(1), 5);")).toEqual([]);
	});
});

describe("text people read", () => {
	const rules = (file: string, text: string): string[] => findImpurities(file, text).map(({ rule }) => rule);

	it.each(['"请核对"', `\`共\${n}项\``])("is found outside the locales: %s", (text) => {
		expect(rules("src/app/turn.ts", `export const value = ${text};`)).toContain("chinese");
	});

	it("may stand in the locales, in comments, in what reads text, and as the product's name", () => {
		expect(rules("src/locales/zh.ts", 'export const value = "请核对";')).toEqual([]);
		expect(rules("src/app/turn.ts", "export const value = /收到/u;")).toEqual([]);
		expect(rules("src/app/turn.ts", "/** 请核对 */\nexport const value = 1; // 收到\n")).toEqual([]);
		expect(rules("src/channels/room/encode.ts", 'export const bot = "一线通";')).toEqual([]);
	});
});

describe("the environment", () => {
	it("is read by src/config.ts alone", () => {
		const text = "export const value = process.env.HOME;";
		expect(findImpurities("src/main.ts", text).map(({ rule }) => rule)).toEqual(["environment"]);
		expect(findImpurities("src/config.ts", text)).toEqual([]);
	});
});
