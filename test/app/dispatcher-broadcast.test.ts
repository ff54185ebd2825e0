import { expect, it } from "vitest";
import { BOT_API_LIMITS, limitedPlatform } from "../support/limited-platform.ts";
import { memoryOutbox } from "../support/memory-outbox.ts";
import { chatRef, dispatcherOn, listeningLog, queuedId, saying } from "../support/sending-world.ts";
import { SimulatedTime } from "../support/simulated-time.ts";

const PRIVATE_CHATS = 2000;
const GROUPS = 40;
const ANSWER_EVERY_MS = 2500;

/** Numbers between 0 and 1 that are the same in every run. */
const seeded = (seed: number) => {
	let state = seed;
	return (): number => {
		state = (state * 48_271) % 2_147_483_647;
		return state / 2_147_483_647;
	};
};

it("sends a broadcast to 2,000 people and 40 groups at 95 % of the limits without a refusal, and one who reports meanwhile waits for none of it", async () => {
	const time = new SimulatedTime();
	const outbox = memoryOutbox();
	const log = listeningLog();
	const chance = seeded(20_261_116);
	const platform = limitedPlatform({ time, limits: BOT_API_LIMITS, travelMs: () => 20 + 15 * chance() });
	const dispatcher = dispatcherOn(time, outbox, platform.channel, log);
	const start = time.now;

	const chats = [
		...Array.from({ length: PRIVATE_CHATS }, (_, index) => chatRef(`p${index}`)),
		...Array.from({ length: GROUPS }, (_, index) => chatRef(`g${index}`, "group")),
	];
	for (const chat of chats) outbox.enqueue(saying(chat, `to-${chat.id}`, start, { priority: "broadcast" }));
	// The last of those the broadcast goes to is the one who reports.
	const reporter = chatRef(`p${PRIVATE_CHATS - 1}`);
	const asked = new Map<string, number>();
	for (let index = 0; index < 24; index += 1) {
		time.later(1000 + index * ANSWER_EVERY_MS, () => {
			outbox.enqueue(saying(reporter, `answer${index}`, time.now));
			asked.set(`answer${index}`, time.now);
			dispatcher.wake();
		});
	}
	dispatcher.wake();
	await time.pass(100_000);

	expect(platform.refused).toBe(0);
	expect(outbox.lines.every(({ status }) => status === "sent")).toBe(true);
	expect(platform.arrivals).toHaveLength(PRIVATE_CHATS + GROUPS + asked.size);
	const last = platform.arrivals.at(-1)?.at ?? 0;
	const rate = platform.arrivals.length / ((last - start) / 1000);
	expect(rate).toBeGreaterThanOrEqual(0.95 * 30);

	const waits = platform.arrivals
		.filter(({ message }) => asked.has(queuedId(message)))
		.map(({ at, message }) => at - (asked.get(queuedId(message)) ?? 0));
	// The first comes after the broadcast in the same chat, a second later; the others in the next free place.
	expect(waits[0]).toBeLessThan(1500);
	expect(Math.max(...waits.slice(1))).toBeLessThan(250);
	const toReporter = platform.arrivals.filter(({ message }) => message.chat.id === reporter.id).map(({ message }) => queuedId(message));
	expect(toReporter).toEqual([`to-${reporter.id}`, ...asked.keys()]);
	// Marks are written together.
	expect(outbox.writes).toBeLessThan(platform.arrivals.length * 0.8);
}, 60_000);
