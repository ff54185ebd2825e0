import { expect, it } from "vitest";
import { BOT_API_LIMITS, limitedPlatform } from "../support/limited-platform.ts";
import { memoryOutbox } from "../support/memory-outbox.ts";
import { chatRef, dispatcherOn, listeningLog, queuedId, saying } from "../support/sending-world.ts";
import { SimulatedTime } from "../support/simulated-time.ts";

const FLOODERS = 60;
const EACH = 100;

it("answers whoever asks one thing, while more accounts than the platform lets us answer in a second flood it", async () => {
	const time = new SimulatedTime();
	const outbox = memoryOutbox();
	const platform = limitedPlatform({ time, limits: BOT_API_LIMITS, travelMs: () => 30 });
	const dispatcher = dispatcherOn(time, outbox, platform.channel, listeningLog());
	for (let at = 0; at < EACH; at += 1)
		for (let flooder = 0; flooder < FLOODERS; flooder += 1) outbox.enqueue(saying(chatRef(`f${flooder}`), `f${flooder}-${at}`, time.now));
	const asked = new Map<string, number>();
	for (let at = 0; at < 20; at += 1)
		time.later(1000 + at * 1500, () => {
			outbox.enqueue(saying(chatRef(`honest${at % 4}`), `honest-${at}`, time.now));
			asked.set(`honest-${at}`, time.now);
			dispatcher.wake();
		});
	dispatcher.wake();
	await time.pass(60_000);
	const waits = platform.arrivals.flatMap(({ at, message }) => {
		const since = asked.get(queuedId(message));
		return since === undefined ? [] : [at - since];
	});
	expect(waits).toHaveLength(20);
	expect(Math.max(...waits)).toBeLessThan(1500);
	// Nobody is left out for good: the flooders get what is left, the oldest first.
	expect(platform.arrivals.length).toBeGreaterThan(1500);
}, 60_000);
