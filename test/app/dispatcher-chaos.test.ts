import fc from "fast-check";
import { expect, it } from "vitest";
import type { Outbox } from "../../src/app/dispatch/record-landing.ts";
import { NO_LIMITS, type OutgoingMessage, type SendingLimits, type SendOutcome } from "../../src/ports/channel.ts";
import type { NewMessage } from "../../src/ports/store.ts";
import { type Arrival, limitedPlatform } from "../support/limited-platform.ts";
import { memoryOutbox } from "../support/memory-outbox.ts";
import { chatRef, dispatcherOn, listeningLog, queuedId, saying } from "../support/sending-world.ts";
import { SimulatedTime } from "../support/simulated-time.ts";

const LIMITS: SendingLimits = { ...NO_LIMITS, perSecond: 5, perChatPerSecond: 1, perGroupPerMinute: 20 };
const BY_HAND: SendingLimits = { ...LIMITS, perMinute: 40, betweenChatsMs: [3000, 5000] };
const MAX_TEXT = 100;
/** A restart takes longer than the span of the limits of all and of a chat. */
const RESTART_MS = 3000;

/** Even numbers are groups. */
const chatNumbered = (number: number) => chatRef(`c${number}`, number % 2 === 0 ? "group" : "private");

interface Written {
	readonly chat: number;
	readonly afterMs: number;
	readonly priority: NewMessage["priority"];
	/** In how many parts it goes. */
	readonly parts: number;
}

const written: fc.Arbitrary<Written> = fc.record({
	chat: fc.nat(4),
	afterMs: fc.oneof(fc.constant(0), fc.nat(2000)),
	priority: fc.constantFrom("answer", "reminder", "broadcast"),
	parts: fc.oneof({ weight: 4, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: fc.integer({ min: 2, max: 3 }) }),
});

const asMessage = ({ chat, priority, parts }: Written, name: string, now: number): NewMessage =>
	saying(chatNumbered(chat), name, now, {
		priority,
		view: { key: "nobody-named", name: "某".repeat(parts === 1 ? 10 : MAX_TEXT * (parts - 1)), buttons: [] },
	});

/** The store as a process sees it, taking its time: once that is dead, nothing of it gets there, and nothing comes back. */
const asSeenBy = (outbox: ReturnType<typeof memoryOutbox>, work: () => Promise<void>): { readonly store: Outbox; die(): void } => {
	let isDead = false;
	const alive =
		<Arguments extends readonly unknown[], Result>(call: (...args: Arguments) => Promise<Result>) =>
		async (...args: Arguments): Promise<Result> => {
			await work();
			const result = isDead ? null : await call(...args);
			await work();
			return result === null || isDead ? new Promise(() => undefined) : result;
		};
	return {
		store: {
			dueMessages: alive(outbox.dueMessages),
			markSent: alive(outbox.markSent),
			notePartsSent: alive(outbox.notePartsSent),
			postpone: alive(outbox.postpone),
			park: alive(outbox.park),
			commit: alive(outbox.commit),
		},
		die: () => {
			isDead = true;
		},
	};
};

const most = (moments: readonly number[], spanMs: number): number =>
	Math.max(0, ...moments.map((from) => moments.filter((at) => at >= from && at < from + spanMs).length));

const expectWithinLimits = (arrivals: readonly Arrival[]): void => {
	expect(
		most(
			arrivals.map(({ at }) => at),
			1000,
		),
	).toBeLessThanOrEqual(5);
	for (const id of new Set(arrivals.map(({ message }) => message.chat.id))) {
		const here = arrivals.filter(({ message }) => message.chat.id === id);
		const moments = here.map(({ at }) => at);
		expect(most(moments, 1000)).toBeLessThanOrEqual(1);
		if (here[0]?.message.chat.kind === "group") expect(most(moments, 60_000)).toBeLessThanOrEqual(20);
	}
};

const expectByHand = (arrivals: readonly Arrival[]): void => {
	for (const [index, { at, message }] of arrivals.entries()) {
		const before = arrivals[index - 1];
		if (before && before.message.chat.id !== message.chat.id) expect(at - before.at).toBeGreaterThanOrEqual(3000);
	}
};

const outcome: fc.Arbitrary<"sent" | "message" | "chat" | "channel" | "failed"> = fc.constantFrom(
	"sent",
	"sent",
	"sent",
	"message",
	"chat",
	"channel",
	"failed",
);

const toOutcome = (kind: "sent" | "message" | "chat" | "channel" | "failed"): SendOutcome => {
	if (kind === "sent") return { kind };
	if (kind === "failed") return { kind, reason: "refused", gone: false };
	return { kind: "retry", afterMs: 1500, reason: "later", blame: kind };
};

it.each([
	["over many chats", LIMITS],
	["by hand", BY_HAND],
])(
	"drops nothing, keeps each chat's order and every limit, and repeats one part per chat and crash at most, whatever happens: %s",
	async (_, limits) => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(written, { minLength: 1, maxLength: 25 }),
				fc.array(outcome, { maxLength: 25 }),
				fc.array(fc.integer({ min: 1, max: 8000 }), { maxLength: 3 }),
				fc.infiniteStream(fc.integer({ min: 0, max: 15 })),
				fc.boolean(),
				async (list, outcomes, crashes, travels, limited) => {
					const time = new SimulatedTime();
					const outbox = memoryOutbox();
					const queue = [...outcomes];
					const platform = limitedPlatform({
						time,
						limits: NO_LIMITS,
						// Within limits the travel times differ by less than the pace allows for; without, some hang for seconds.
						travelMs: () => (travels.next().value as number) * (limited ? 1 : 200),
						decide: () => toOutcome(queue.shift() ?? "sent"),
						can: { maxText: MAX_TEXT },
					});
					const channel = { ...platform.channel, limits };
					const work = (): Promise<void> => time.after(travels.next().value as number);
					let process = asSeenBy(outbox, work);
					let dispatcher = dispatcherOn(time, process.store, channel, listeningLog(), limited);
					let at = 0;
					for (const [index, one] of list.entries()) {
						at += one.afterMs;
						time.later(at, () => {
							outbox.enqueue(asMessage(one, `m${String(index).padStart(2, "0")}`, time.now));
							dispatcher.wake();
						});
					}
					const lives: number[] = [];
					for (const lifeMs of crashes) {
						await time.pass(lifeMs);
						process.die();
						await time.pass(RESTART_MS);
						lives.push(platform.arrivals.length);
						process = asSeenBy(outbox, work);
						dispatcher = dispatcherOn(time, process.store, channel, listeningLog(), limited);
						dispatcher.wake();
					}
					// Each minute's tick looks for what no timer was left for.
					for (let minute = 0; minute < 15; minute += 1) {
						await time.pass(60_000);
						dispatcher.wake();
					}

					expect(outbox.lines.filter(({ status }) => status === "queued")).toEqual([]);
					const taken = platform.arrivals.filter((arrival) => arrival.outcome.kind === "sent").map(({ message }) => message);
					for (const { message, status } of outbox.lines) {
						const parts = new Set(taken.filter((part) => queuedId(part) === message.id).map(({ id }) => id));
						const expected = list[Number(message.id.slice(1))]?.parts ?? 0;
						if (status === "sent") expect(parts.size).toBe(expected);
						// What was taken just before a crash may be refused when it is repeated.
						else expect(parts.size).toBeLessThan(expected + (crashes.length === 0 ? 0 : 1));
					}
					for (const id of new Set(taken.map(({ chat }) => chat.id)))
						expectInOrder(
							taken.filter(({ chat }) => chat.id === id),
							crashes.length,
						);
					if (!limited) return;
					for (const [index, from] of [0, ...lives].entries()) {
						const life = platform.arrivals.slice(from, lives[index] ?? Number.POSITIVE_INFINITY);
						expectWithinLimits(life);
						if (limits === BY_HAND) expectByHand(life);
					}
				},
			),
			{ numRuns: 100, seed: 11 },
		);
	},
	120_000,
);

/** A part's place in its chat: the message's, then its own; the last part has the message's own id. */
const placeOf = ({ id }: OutgoingMessage): string => (id.includes(".") ? id : `${id}.9`);

const expectInOrder = (taken: readonly OutgoingMessage[], crashes: number): void => {
	const places = taken.map(placeOf);
	expect(places).toEqual([...places].sort());
	expect(places.length - new Set(places).size).toBeLessThanOrEqual(crashes);
};

it("never gives a place to a reminder or a broadcast while an answer could go", async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(written, { minLength: 5, maxLength: 60 }), async (list) => {
			const time = new SimulatedTime();
			const outbox = memoryOutbox();
			const platform = limitedPlatform({ time, limits: LIMITS, travelMs: () => 5 });
			const dispatcher = dispatcherOn(time, outbox, platform.channel, listeningLog());
			const since = new Map<string, number>();
			let at = 0;
			for (const [index, one] of list.entries()) {
				at += Math.floor(one.afterMs / 8);
				time.later(at, () => {
					const message = asMessage({ ...one, parts: 1, chat: index % 2 === 0 ? index : one.chat }, `m${index}`, time.now);
					outbox.enqueue(message);
					since.set(message.id, time.now);
					dispatcher.wake();
				});
			}
			await time.pass(300_000);
			expect(platform.refused).toBe(0);
			const { arrivals } = platform;
			expect(arrivals).toHaveLength(list.length);
			const priorityOf = new Map(outbox.lines.map(({ message }) => [message.id, message.priority]));
			for (const [index, { at: arrivedAt, message }] of arrivals.entries()) {
				// Broadcasts before an answer in the same chat are as urgent as that.
				const behind = arrivals.slice(index + 1).filter((later) => later.message.chat.id === message.chat.id);
				if (priorityOf.get(message.id) === "answer" || behind.some((later) => priorityOf.get(later.message.id) === "answer")) continue;
				const sentAt = arrivedAt - 5;
				const overtaken = arrivals.slice(index + 1).filter((later) => {
					if (priorityOf.get(later.message.id) !== "answer" || (since.get(later.message.id) ?? 0) >= sentAt) return false;
					const before = arrivals.slice(0, index + 1).filter((other) => other.message.chat.id === later.message.chat.id);
					const waited = before.every((other) => other.at - 5 + 1100 <= sentAt);
					const isHead = !arrivals
						.slice(index + 1, arrivals.indexOf(later))
						.some((other) => other.message.chat.id === later.message.chat.id);
					return waited && isHead && before.length < 10;
				});
				expect(overtaken).toEqual([]);
			}
		}),
		{ numRuns: 60, seed: 5 },
	);
}, 120_000);
