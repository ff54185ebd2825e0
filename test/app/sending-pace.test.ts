import fc from "fast-check";
import { expect, it } from "vitest";
import { SendingPace } from "../../src/app/dispatch/sending-pace.ts";
import { NO_LIMITS } from "../../src/ports/channel.ts";
import type { ChatRef } from "../../src/ports/chat.ts";
import { BOT_API_LIMITS } from "../support/limited-platform.ts";

const chat = (id: string, kind: ChatRef["kind"] = "private"): ChatRef => ({ channel: "fake", account: "bot", id, kind });

const never = (): number => 0;

/** Sends to one chat after another as soon as each may; the moments. */
const sendAll = (pace: SendingPace, chats: readonly ChatRef[], startMs = 0): number[] => {
	let now = startMs;
	return chats.map((to) => {
		now = Math.max(now, pace.slotAt(now, to), pace.chatFreeAt(to, now));
		pace.note(to, now);
		pace.landed(to, now);
		return now;
	});
};

const most = (moments: readonly number[], spanMs: number): number =>
	Math.max(...moments.map((from) => moments.filter((at) => at >= from && at < from + spanMs).length));

const chats = (count: number): ChatRef[] => Array.from({ length: count }, (_, index) => chat(`c${index}`));

it("lets everything go where there are no limits", () => {
	expect(sendAll(new SendingPace(NO_LIMITS, never), [...chats(50), ...chats(50)])).toEqual(Array(100).fill(0));
});

it("spreads the limit of all evenly and uses at least 95 % of it", () => {
	const moments = sendAll(new SendingPace({ ...NO_LIMITS, perSecond: 30 }, never), chats(3000));
	expect(most(moments, 1000)).toBeLessThanOrEqual(30);
	const gaps = moments.slice(1).map((at, index) => at - (moments[index] ?? 0));
	expect(Math.max(...gaps)).toBeLessThan(40);
	expect(3000 / ((moments.at(-1) ?? 0) / 1000)).toBeGreaterThanOrEqual(28.5);
});

it("lets no second have more arrivals than the limit when the first messages are longer under way than those behind them", () => {
	const pace = new SendingPace({ ...NO_LIMITS, perSecond: 30 }, never);
	const arrivals: number[] = [];
	const ends: { readonly at: number; readonly chat: ChatRef }[] = [];
	let sent = 0;
	for (let now = 0; sent < 90; now += 1) {
		for (const { chat: to } of ends.filter(({ at }) => at === now)) pace.landed(to, now);
		if (pace.slotAt(now) > now) continue;
		// Each of the first opens a connection; there and back take as long.
		const way = sent < 10 ? 150 : 20;
		const to = chat(`c${sent}`);
		pace.note(to, now);
		arrivals.push(now + way);
		ends.push({ at: now + 2 * way, chat: to });
		sent += 1;
	}
	expect(most(arrivals, 1000)).toBeLessThanOrEqual(30);
	expect(Math.max(...arrivals)).toBeLessThan(3600);
});

it("makes up for timers that come late", () => {
	const pace = new SendingPace({ ...NO_LIMITS, perSecond: 30 }, never);
	const moments: number[] = [];
	let now = 0;
	for (let index = 0; index < 3000; index += 1) {
		// A few milliseconds late each time.
		now = Math.max(now, pace.slotAt(now)) + (index % 7);
		pace.note(chat(`c${index}`), now);
		pace.landed(chat(`c${index}`), now);
		moments.push(now);
	}
	expect(most(moments, 1000)).toBeLessThanOrEqual(30);
	expect(3000 / (now / 1000)).toBeGreaterThanOrEqual(28.5);
});

it("leaves room for one message to be longer under way than another", () => {
	const moments = sendAll(new SendingPace({ ...NO_LIMITS, perSecond: 30, perChatPerSecond: 1 }, never), chats(300));
	expect(most(moments, 1020)).toBe(30);
	const [first = 0, second = 0] = sendAll(new SendingPace(BOT_API_LIMITS, never), [chat("a"), chat("a")]);
	expect(second - first).toBeGreaterThanOrEqual(1020);
});

it("gives a group half of its minute as a conversation needs it, and the rest spread over what is left", () => {
	const group = Array<ChatRef>(60).fill(chat("g", "group"));
	const moments = sendAll(new SendingPace(BOT_API_LIMITS, never), group);
	expect(moments[9]).toBeLessThan(10_000);
	expect((moments[12] ?? 0) - (moments[11] ?? 0)).toBeGreaterThan(2000);
	expect(most(moments, 60_000)).toBe(20);
	expect((moments.at(-1) ?? 0) / 60_000).toBeLessThan(3);
});

it("takes a limit below one a second", () => {
	const moments = sendAll(new SendingPace({ ...NO_LIMITS, perSecond: 0.5 }, never), chats(3));
	expect(moments[1]).toBeGreaterThanOrEqual(2000);
	expect(moments[2]).toBeLessThan(4200);
});

it("exceeds no limit in any span, whoever writes when", () => {
	const sends = fc.array(fc.record({ to: fc.nat(5), pauseMs: fc.oneof(fc.constant(0), fc.nat(3000)) }), { maxLength: 150 });
	const limits = fc.record({
		perSecond: fc.integer({ min: 1, max: 8 }),
		perChatPerSecond: fc.integer({ min: 1, max: 3 }),
		perGroupPerMinute: fc.integer({ min: 1, max: 20 }),
		perMinute: fc.constant(null),
		betweenChatsMs: fc.constant(null),
		keepsQuiet: fc.constant(false),
	});
	fc.assert(
		fc.property(limits, sends, (some, list) => {
			const pace = new SendingPace(some, never);
			const done: { to: number; at: number }[] = [];
			let now = 0;
			for (const { to, pauseMs } of list) {
				// Even numbers are groups.
				const ref = chat(String(to), to % 2 === 0 ? "group" : "private");
				now = Math.max(now + pauseMs, pace.slotAt(now + pauseMs, ref), pace.chatFreeAt(ref, now + pauseMs));
				pace.note(ref, now);
				pace.landed(ref, now);
				done.push({ to, at: now });
			}
			if (done.length === 0) return;
			expect(
				most(
					done.map(({ at }) => at),
					1000,
				),
			).toBeLessThanOrEqual(some.perSecond);
			for (const to of new Set(done.map((one) => one.to))) {
				const here = done.filter((one) => one.to === to).map(({ at }) => at);
				expect(most(here, 1000)).toBeLessThanOrEqual(some.perChatPerSecond);
				if (to % 2 === 0) expect(most(here, 60_000)).toBeLessThanOrEqual(some.perGroupPerMinute);
			}
		}),
		{ numRuns: 100, seed: 7 },
	);
});

it("keeps a chat's distance from when the message before had arrived for certain", () => {
	const pace = new SendingPace(BOT_API_LIMITS, never);
	pace.note(chat("a"), 0);
	pace.landed(chat("a"), 300);
	expect(pace.chatFreeAt(chat("a"), 300)).toBeGreaterThanOrEqual(1300);
	expect(pace.chatFreeAt(chat("b"), 300)).toBe(0);
});
