import { SENDING_LIMITS } from "../../src/channels/wechat/limits.ts";
import type { ChatRef } from "../../src/ports/chat.ts";
import { type Arrival, limitedPlatform } from "./limited-platform.ts";
import { memoryOutbox } from "./memory-outbox.ts";
import { chatRef, dispatcherOn, listeningLog, queuedId, saying } from "./sending-world.ts";
import { SimulatedTime } from "./simulated-time.ts";
import { seeded } from "./telegram/faults.ts";

export interface BroadcastByHand {
	readonly groups: number;
	readonly people: number;
	/** How many people are in a dialog meanwhile, and how long each takes to answer what they were asked. */
	readonly reporters: number;
	readonly typingMs: number;
	readonly forMs: number;
	readonly seed: number;
}

/** What came of it, on simulated time: when the broadcast was out, how long answers waited, and what the platform saw. */
export interface SentByHand {
	readonly broadcastMs: number | null;
	readonly waitsMs: readonly number[];
	readonly arrivals: readonly Arrival[];
	readonly refused: number;
}

/** A message to every group and many people on a messenger that is written to by hand, while some of them report. */
export const broadcastByHand = async (given: BroadcastByHand): Promise<SentByHand> => {
	const time = new SimulatedTime();
	const start = time.now;
	const outbox = memoryOutbox();
	const chance = seeded(given.seed);
	const platform = limitedPlatform({ time, limits: SENDING_LIMITS, travelMs: () => 100 + 200 * chance(), landed });
	const dispatcher = dispatcherOn(time, outbox, platform.channel, listeningLog(), true, undefined, { chance });
	const chats: ChatRef[] = [
		...Array.from({ length: given.groups }, (_, index) => chatRef(`g${index}`, "group")),
		...Array.from({ length: given.people }, (_, index) => chatRef(`p${index}`)),
	];
	for (const chat of chats) outbox.enqueue(saying(chat, `to-${chat.id}`, start, { priority: "broadcast" }));
	const askedAt = new Map<string, number>();
	const ask = (reporter: number): void => {
		const name = `answer${askedAt.size}`;
		askedAt.set(name, time.now);
		outbox.enqueue(saying(chatRef(`r${reporter}`), name, time.now));
		dispatcher.wake();
	};
	// Whoever reports writes the next line when the answer is there and they have typed.
	function landed(chat: ChatRef): void {
		if (chat.id.startsWith("r")) time.later(given.typingMs * (0.5 + chance()), () => ask(Number(chat.id.slice(1))));
	}
	for (let reporter = 0; reporter < given.reporters; reporter += 1) time.later(given.typingMs * chance(), () => ask(reporter));
	dispatcher.wake();
	await time.pass(given.forMs);
	const isAnswer = ({ message }: Arrival): boolean => askedAt.has(queuedId(message));
	const broadcast = platform.arrivals.filter((arrival) => !isAnswer(arrival));
	return {
		broadcastMs: broadcast.length < chats.length ? null : (broadcast.at(-1)?.at ?? start) - start,
		waitsMs: platform.arrivals.filter(isAnswer).map(({ at, message }) => at - (askedAt.get(queuedId(message)) ?? at)),
		arrivals: platform.arrivals,
		refused: platform.refused,
	};
};
