import { execFileSync, spawnSync } from "node:child_process";
import { renameSync } from "node:fs";
import path from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { seedBoundCounty } from "../../scripts/bench/bound-county.ts";
import { crashCounty } from "../../scripts/crash/county.ts";
import { reporterOf } from "../../scripts/growth/county.ts";
import { toInstant } from "../../src/domain/period.ts";
import type { FakeBot } from "../support/telegram/bot.ts";
import { textOf } from "../support/telegram/chat.ts";
import type { Person } from "../support/telegram/person.ts";
import { type FakeTelegram, shown, startFakeTelegram } from "../support/telegram/server.ts";
import { newDataDir, type RunningProgram, startProgram } from "./running-program.ts";

/** What no test waits for on a machine that is not hopelessly busy. */
const LONG_MS = 60_000;
vi.setConfig({ testTimeout: 3 * LONG_MS });

let telegram: FakeTelegram;
let bot: FakeBot;
let person: Person;
let dataDir: string;
let remove: () => void;
let program: RunningProgram | null = null;

beforeEach(async () => {
	telegram = await startFakeTelegram();
	bot = telegram.world.bot();
	person = telegram.world.person();
	person.meet(bot);
	({ dataDir, remove } = newDataDir());
	const data = crashCounty(1);
	const [township] = data.units.filter((unit) => unit.kind === "township");
	if (!township) throw new Error("no township");
	const bound = new Map([[reporterOf(township), person.user.id]]);
	await seedBoundCounty({ folder: dataDir, account: String(bot.user.id), data, bound, at: toInstant(Date.now()) });
});
afterEach(async () => {
	await program?.end("SIGKILL");
	program = null;
	await telegram.close();
	remove();
});

const start = async (): Promise<RunningProgram> => {
	program = await startProgram({
		DATA_DIR: dataDir,
		TELEGRAM_BOT_TOKEN: bot.token,
		TELEGRAM_API_ROOT: telegram.url,
		LIMITS: "off",
		LOG_LEVEL: "silent",
	});
	return program;
};

const texts = (): string[] => shown(bot.chatWith(person.user), bot).map(textOf);
const answered = (count: number, word: string): Promise<void> =>
	vi.waitFor(
		() => {
			expect(texts()).toHaveLength(count);
			expect(texts().at(-1)).toContain(word);
		},
		{ timeout: LONG_MS, interval: 20 },
	);
const readiness = async (url: string): Promise<{ status: number; ready: boolean; reasons: string[] }> => {
	const response = await fetch(`${url}/readyz`);
	return { status: response.status, ...((await response.json()) as { ready: boolean; reasons: string[] }) };
};
const tells = (url: string, status: number, reasons: unknown): Promise<void> =>
	vi.waitFor(async () => expect(await readiness(url)).toMatchObject({ status, reasons }), { timeout: LONG_MS, interval: 20 });

const file = (): string => path.join(dataDir, "yixian.db");

/** Somebody else's write that does not end. */
const lock = (): (() => void) => {
	const other = new Database(file());
	other.exec("BEGIN IMMEDIATE");
	return () => other.close();
};
const takeAway = (): (() => void) => {
	renameSync(file(), `${file()}.away`);
	return () => renameSync(`${file()}.away`, file());
};
/** No file may grow: what the system says of it is what it says of a quota. */
const fillUp = (): (() => void) => {
	const limit = (size: string): void =>
		void execFileSync("prlimit", ["--pid", String(program?.pid), `--fsize=${size}:unlimited`], { stdio: "ignore" });
	limit("4096");
	return () => limit("unlimited");
};
const hasPrlimit = process.platform === "linux" && spawnSync("prlimit", ["--version"]).status === 0;

describe("the program whose database", () => {
	const faults: readonly (readonly [string, string, () => () => void, boolean])[] = [
		["another process writes to without end", "busy", lock, true],
		["was taken away", "gone", takeAway, process.platform !== "win32"],
		["has no room to grow", "failing", fillUp, hasPrlimit],
	];

	for (const [what, trouble, begin, isPossible] of faults)
		it.runIf(isPossible)(`${what} confirms nothing it cannot keep, says so, reads on, and goes on alone`, async () => {
			const { url } = await start();
			person.say(bot, "周报");
			await answered(1, "1/5");
			const end = begin();
			person.say(bot, "新增45.25亩");
			// Telegram is not asked either: what it gave could not be kept.
			await tells(url, 503, expect.arrayContaining([`store: ${trouble}`]));
			expect(bot.updates.waiting).toHaveLength(1);
			expect((await fetch(`${url}/healthz`)).status).toBe(200);
			expect((await fetch(`${url}/metrics`)).status).toBe(200);
			end();
			await answered(2, "2/5");
			await tells(url, 200, []);
			person.say(bot, "上一步");
			await answered(3, "45.25亩");
		});
});

describe("the program started while Telegram is out of reach", () => {
	it("serves the room, says so, and answers on Telegram when it is there", async () => {
		const comeBack = await telegram.goDown();
		const { url } = await start();
		await tells(url, 200, ["telegram down: unreachable"]);
		expect((await fetch(url)).status).toBe(200);
		person.say(bot, "周报");
		await comeBack();
		await answered(1, "1/5");
		await tells(url, 200, []);
	});
});
