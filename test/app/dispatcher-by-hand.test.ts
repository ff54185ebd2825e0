import fc from "fast-check";
import { expect, it } from "vitest";
import { SENDING_LIMITS } from "../../src/channels/wechat/limits.ts";
import type { NewMessage } from "../../src/ports/store.ts";
import { type BroadcastByHand, broadcastByHand } from "../support/broadcast-by-hand.ts";
import { type Arrival, limitedPlatform } from "../support/limited-platform.ts";
import { memoryOutbox } from "../support/memory-outbox.ts";
import { chatRef, dispatcherOn, listeningLog, queuedId, saying } from "../support/sending-world.ts";
import { SimulatedTime } from "../support/simulated-time.ts";
import { seeded } from "../support/telegram/faults.ts";

const MAX_TEXT = 100;
const MINUTE = 60_000;

const most = (arrivals: readonly Arrival[], spanMs: number): number =>
	Math.max(0, ...arrivals.map(({ at: from }) => arrivals.filter(({ at }) => at >= from && at < from + spanMs).length));

/** The times between one message and the next, to another chat and within one. */
const pauses = (arrivals: readonly Arrival[]): { readonly between: number[]; readonly within: number[] } => {
	const all = arrivals.slice(1).map((arrival, index) => {
		const before = arrivals[index] as Arrival;
		return { ms: arrival.at - before.at, isOther: arrival.message.chat.id !== before.message.chat.id };
	});
	const of = (isOther: boolean): number[] => all.filter((one) => one.isOther === isOther).map(({ ms }) => ms);
	return { between: of(true), within: of(false) };
};

const written = fc.record({
	chat: fc.nat(5),
	afterMs: fc.oneof(fc.constant(0), fc.nat(8000)),
	priority: fc.constantFrom<NewMessage["priority"]>("answer", "reminder", "broadcast"),
	parts: fc.oneof({ weight: 4, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: fc.integer({ min: 2, max: 60 }) }),
});

it("exceeds 40 in no minute and writes to no two chats within 3 seconds, one message at a time, each chat's in order, whoever writes when", async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(written, { minLength: 1, maxLength: 30 }), fc.nat(), async (list, seed) => {
			const time = new SimulatedTime();
			const outbox = memoryOutbox();
			const chance = seeded(seed + 1);
			let underWay = 0;
			const platform = limitedPlatform({ time, limits: SENDING_LIMITS, travelMs: () => 300 * chance(), can: { maxText: MAX_TEXT } });
			const channel: typeof platform.channel = {
				...platform.channel,
				send: async (message) => {
					underWay += 1;
					expect(underWay).toBe(1);
					const outcome = await platform.channel.send(message);
					underWay -= 1;
					return outcome;
				},
			};
			const dispatcher = dispatcherOn(time, outbox, channel, listeningLog(), true, undefined, { chance });
			let at = 0;
			for (const [index, { chat, afterMs, priority, parts }] of list.entries()) {
				at += afterMs;
				const view = { key: "nobody-named", name: "某".repeat(parts === 1 ? 10 : MAX_TEXT * (parts - 1)), buttons: [] } as const;
				time.later(at, () => {
					outbox.enqueue(saying(chatRef(`c${chat}`, chat % 2 === 0 ? "group" : "private"), `m${index}`, time.now, { priority, view }));
					dispatcher.wake();
				});
			}
			await time.pass(4 * 60 * MINUTE);
			const { arrivals } = platform;
			expect(platform.refused).toBe(0);
			expect(outbox.lines.every(({ status }) => status === "sent")).toBe(true);
			expect(most(arrivals, MINUTE)).toBeLessThanOrEqual(40);
			const { between, within } = pauses(arrivals);
			for (const ms of between) expect(ms).toBeGreaterThanOrEqual(3000);
			for (const ms of within) expect(ms).toBeGreaterThanOrEqual(1000);
			for (let chat = 0; chat < 6; chat += 1) {
				const order = arrivals
					.filter(({ message }) => message.chat.id === `c${chat}`)
					.map(({ message }) => Number(queuedId(message).slice(1)));
				expect(order).toEqual([...order].sort((a, b) => a - b));
			}
		}),
		{ numRuns: 60, seed: 13 },
	);
}, 120_000);

it("sends answers before reminders and those before broadcasts, though the last part of what it has begun could go sooner", async () => {
	const time = new SimulatedTime();
	const outbox = memoryOutbox();
	const platform = limitedPlatform({ time, limits: SENDING_LIMITS, travelMs: () => 50, can: { maxText: MAX_TEXT } });
	const dispatcher = dispatcherOn(time, outbox, platform.channel, listeningLog());
	const long = { key: "nobody-named", name: "某".repeat(MAX_TEXT * 3), buttons: [] } as const;
	outbox.enqueue(saying(chatRef("a", "group"), "长通知", time.now, { priority: "broadcast", view: long }));
	outbox.enqueue(saying(chatRef("b", "group"), "通知", time.now, { priority: "broadcast" }));
	dispatcher.wake();
	await time.pass(500);
	outbox.enqueue(saying(chatRef("c"), "提醒", time.now, { priority: "reminder" }));
	outbox.enqueue(saying(chatRef("d"), "回答", time.now));
	dispatcher.wake();
	await time.pass(MINUTE);
	const names = platform.arrivals.map(({ message }) => queuedId(message));
	expect(names).toEqual(["长通知", "回答", "提醒", "长通知", "长通知", "长通知", "通知"]);
});

it("draws each pause anew between its bounds, and the same ones from the same chance", async () => {
	const given: BroadcastByHand = { groups: 36, people: 0, reporters: 0, typingMs: 1, forMs: 10 * MINUTE, seed: 7 };
	const first = await broadcastByHand(given);
	const { between } = pauses(first.arrivals);
	expect(Math.max(...between)).toBeLessThan(5000 + 600);
	expect(Math.max(...between) - Math.min(...between)).toBeGreaterThan(1500);
	expect(new Set(between.map((ms) => Math.round(ms / 10))).size).toBeGreaterThan(25);
	const moments = ({ arrivals }: typeof first): number[] => arrivals.map(({ at }) => at);
	expect(moments(await broadcastByHand(given))).toEqual(moments(first));
	expect(moments(await broadcastByHand({ ...given, seed: 8 }))).not.toEqual(moments(first));
});

it("answers whoever reports while 36 groups and 100 people get a broadcast within seconds, and neither starves the other", async () => {
	const sent = await broadcastByHand({ groups: 36, people: 100, reporters: 3, typingMs: 30_000, forMs: 25 * MINUTE, seed: 20_261_116 });
	expect(sent.refused).toBe(0);
	expect(sent.waitsMs.length).toBeGreaterThan(100);
	expect(Math.max(...sent.waitsMs)).toBeLessThan(17_000);
	expect(sent.broadcastMs).toBeLessThan(20 * MINUTE);
	expect(most(sent.arrivals, MINUTE)).toBeLessThanOrEqual(40);
});

it("goes on with the next chat while one asks for patience, and pauses for none of it", async () => {
	const time = new SimulatedTime();
	const outbox = memoryOutbox();
	let refusals = 1;
	const platform = limitedPlatform({
		time,
		limits: SENDING_LIMITS,
		travelMs: () => 50,
		decide: ({ chat }) => {
			if (chat.id !== "a" || refusals === 0) return { kind: "sent" };
			refusals -= 1;
			return { kind: "retry", afterMs: 20_000, reason: "later", blame: "chat" };
		},
	});
	const dispatcher = dispatcherOn(time, outbox, platform.channel, listeningLog());
	for (const chat of ["a", "b", "c"]) outbox.enqueue(saying(chatRef(chat), chat, time.now));
	dispatcher.wake();
	await time.pass(MINUTE);
	expect(platform.arrivals.map(({ message }) => message.id)).toEqual(["a", "b", "c", "a"]);
});

it("looks into the outbox no more often than it sends", async () => {
	const time = new SimulatedTime();
	const outbox = memoryOutbox();
	const platform = limitedPlatform({ time, limits: SENDING_LIMITS, travelMs: () => 50 });
	let looks = 0;
	const store = {
		...outbox,
		dueMessages: (...given: Parameters<typeof outbox.dueMessages>) => {
			looks += 1;
			return outbox.dueMessages(...given);
		},
	};
	const dispatcher = dispatcherOn(time, store, platform.channel, listeningLog());
	for (let index = 0; index < 50; index += 1) outbox.enqueue(saying(chatRef(`c${index}`), `m${index}`, time.now));
	dispatcher.wake();
	await time.pass(10 * MINUTE);
	expect(platform.arrivals).toHaveLength(50);
	expect(looks).toBeLessThanOrEqual(52);
});
