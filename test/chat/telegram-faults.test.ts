import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { FakeBot } from "../support/telegram/bot.ts";
import { textOf } from "../support/telegram/chat.ts";
import type { Fault } from "../support/telegram/faults.ts";
import type { Person } from "../support/telegram/person.ts";
import { shown } from "../support/telegram/server.ts";
import type { TelegramStage } from "../support/telegram/telegram-stage.ts";
import { Universe } from "../support/universe.ts";

/** What somebody types for a whole weekly report, and what each is answered with. */
const REPORT = [
	["周报", "1/5"],
	["45亩", "2/5"],
	["120亩", "3/5"],
	["1个", "4/5"],
	["无", "5/5"],
	["完成", "请核对"],
	["提交", "已收到"],
] as const;
const DEPUTY = "210921108-2";
const DAY_MS = 24 * 60 * 60 * 1000;

// A busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 });

let universe: Universe;
let stage: TelegramStage;
let bot: FakeBot;
let deputy: Person;

beforeEach(async () => {
	universe = await Universe.open({ on: "telegram" });
	if (!universe.telegram) throw new Error("not on Telegram");
	stage = universe.telegram;
	bot = stage.bot;
	deputy = stage.person(DEPUTY);
});
afterEach(async () => {
	stage.telegram.world.faults.clear();
	await universe.close();
});

const texts = (): string[] => shown(bot.chatWith(deputy.user), bot).map(textOf);
/** What was said, a repeat right after itself counted once. */
const once = (said: readonly string[]): string[] => said.filter((text, at) => text !== said[at - 1]);

/** Lets time go by for the program until something holds. */
const inTime = (holds: () => void): Promise<void> =>
	vi.waitFor(
		async () => {
			universe.passTimers(1000);
			await universe.settle();
			holds();
		},
		{ timeout: 20_000, interval: 10 },
	);

const answered = (count: number, word: string): Promise<void> =>
	inTime(() => {
		const said = once(texts());
		expect(said).toHaveLength(count);
		expect(said.at(-1)).toContain(word);
	});

const KINDS: readonly Fault[] = [
	{ kind: "429", retryAfter: 3 },
	{ kind: "500" },
	{ kind: "502" },
	{ kind: "half" },
	{ kind: "close-before" },
	{ kind: "close-after" },
	{ kind: "500-after" },
];
const isAccepted = ({ kind }: Fault): boolean => kind === "half" || kind === "close-after" || kind === "500-after";

it("answers each word once, whatever fails on the way; only a message whose acceptance was not told comes twice", async () => {
	const { faults } = stage.telegram.world;
	for (const [at, [words, answer]] of REPORT.entries()) {
		const [sending, polling] = [KINDS[at % KINDS.length], KINDS[(at + 3) % KINDS.length]];
		if (sending) faults.add({ method: "sendMessage", fault: sending, times: 1 });
		if (polling) faults.add({ method: "getUpdates", fault: polling, times: 1 });
		deputy.say(bot, words);
		await answered(at + 1, answer);
	}
	expect(texts().length - REPORT.length).toBe(KINDS.filter(isAccepted).length);
});

it("takes up what was said while Telegram was out of reach, and says what waited", async () => {
	deputy.say(bot, "周报");
	await answered(1, "1/5");
	const comeBack = await stage.telegram.goDown();
	await universe.settle();
	deputy.say(bot, "45亩");
	universe.passTimers(60_000);
	await comeBack();
	await answered(2, "2/5");
});

it("goes on when Telegram's numbers start anew after a quiet week", async () => {
	deputy.say(bot, "我的任务");
	await answered(1, "待办");
	await universe.pass(8 * DAY_MS);
	bot.updates.restartNumbering(17);
	deputy.say(bot, "帮助");
	await answered(2, "周报");
	deputy.say(bot, "我的任务");
	await answered(3, "待办");
});

it("answers an update that is delivered again once", async () => {
	deputy.say(bot, "周报");
	const [update] = bot.updates.waiting;
	await answered(1, "1/5");
	if (update) bot.updates.pushAgain(update);
	await stage.taken();
	deputy.say(bot, "45亩");
	await answered(2, "2/5");
	expect(texts()).toHaveLength(2);
});
