import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { FakeBot } from "../support/telegram/bot.ts";
import { textOf } from "../support/telegram/chat.ts";
import type { Fault } from "../support/telegram/faults.ts";
import type { Person } from "../support/telegram/person.ts";
import { shown } from "../support/telegram/server.ts";
import type { TelegramStage } from "../support/telegram/telegram-stage.ts";
import { Universe } from "../support/universe.ts";

const DEPUTY = "210921108-2";
const HOUR_MS = 60 * 60 * 1000;

// A busy machine takes its time.
vi.setConfig({ testTimeout: 120_000 });

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
	bot.revoked = false;
	await universe.close();
});

const texts = (): string[] => shown(bot.chatWith(deputy.user), bot).map(textOf);
const reasons = async (): Promise<readonly string[]> => (await universe.yixian.desk.readiness()).reasons;

/** Lets time go by for the program until something holds. */
const inTime = (holds: () => void | Promise<void>): Promise<void> =>
	vi.waitFor(
		async () => {
			universe.passTimers(1000);
			await universe.settle();
			await holds();
		},
		{ timeout: 60_000, interval: 10 },
	);
const answered = (count: number, word: string): Promise<void> =>
	inTime(() => {
		expect(texts()).toHaveLength(count);
		expect(texts().at(-1)).toContain(word);
	});

describe("while Telegram", () => {
	const refusals: readonly (readonly [string, Fault, string])[] = [
		[
			"knows another poller",
			{ kind: "error", code: 409, description: "Conflict: terminated by other getUpdates request" },
			"another-poller",
		],
		["answers 502 with a page", { kind: "502" }, "bad-answer"],
		["answers 500", { kind: "500" }, "server-error"],
		["asks for patience", { kind: "429", retryAfter: 5 }, "flood"],
		["answers by halves", { kind: "half" }, "unreachable"],
		["hangs up", { kind: "close-before" }, "unreachable"],
	];

	it.each(refusals)("%s, /readyz says so, and what is said meanwhile is answered once afterwards", async (_when, fault, reason) => {
		deputy.say(bot, "周报");
		await answered(1, "1/5");
		const end = stage.telegram.world.faults.add({ method: "getUpdates", fault });
		// The poll that is open now was asked for before.
		stage.telegram.cut();
		deputy.say(bot, "45亩");
		await inTime(async () => expect(await reasons()).toEqual([`telegram down: ${reason}`]));
		expect(await universe.yixian.desk.readiness()).toMatchObject({ ready: true });
		end();
		await answered(2, "2/5");
		expect(await reasons()).toEqual([]);
	});

	it("does not know the token any more, it says so, and goes on when the token is good again", async () => {
		deputy.say(bot, "周报");
		await answered(1, "1/5");
		bot.revoked = true;
		stage.telegram.cut();
		deputy.say(bot, "45亩");
		await inTime(async () => expect(await reasons()).toEqual(["telegram down: bad-token"]));
		bot.revoked = false;
		await answered(2, "2/5");
		expect(await reasons()).toEqual([]);
	});

	it("delivers again what it had delivered, the later first, nobody is answered twice", async () => {
		deputy.say(bot, "周报");
		await answered(1, "1/5");
		const [first] = bot.updates.waiting;
		deputy.say(bot, "45亩");
		const [second] = bot.updates.waiting;
		await answered(2, "2/5");
		for (const update of [second, first]) if (update) bot.updates.pushAgain(update);
		await stage.taken();
		deputy.say(bot, "120亩");
		await answered(3, "3/5");
	});
});

describe("when the machine's clock jumps", () => {
	it.each([
		["an hour ahead", HOUR_MS],
		["an hour back", -HOUR_MS],
		["a day back", -24 * HOUR_MS],
	])("%s, a dialog goes on, and what waits to be sent again does not wait for the clock", async (_where, jumpMs) => {
		deputy.say(bot, "周报");
		await answered(1, "1/5");
		stage.telegram.world.faults.add({ method: "sendMessage", fault: { kind: "429", retryAfter: 3 }, times: 1 });
		deputy.say(bot, "45亩");
		await stage.taken();
		await universe.settle();
		universe.jumpClock(jumpMs);
		await answered(2, "2/5");
		deputy.say(bot, "120亩");
		await answered(3, "3/5");
		universe.jumpClock(-jumpMs);
		deputy.say(bot, "1个");
		await answered(4, "4/5");
	});

	it("a day ahead and back, the report is on time by Telegram's clock, with every figure", async () => {
		deputy.say(bot, "周报");
		await answered(1, "1/5");
		universe.jumpClock(5 * 24 * HOUR_MS);
		deputy.say(bot, "周报 暖棚45亩 果树120亩 养殖小区1个 问题无");
		await inTime(() => expect(texts().at(-1)).toContain("请核对"));
		deputy.say(bot, "提交");
		await inTime(() => expect(texts().at(-1)).toMatch(/^已收到。编号\d+，按时。/u));
		universe.jumpClock(-5 * 24 * HOUR_MS);
		deputy.say(bot, "周报");
		await inTime(() => expect(texts().at(-1)).toContain("暖棚小区面积：本周新增45亩"));
	});
});
