import { beforeEach, expect, it } from "vitest";
import type { Freshen } from "../../src/app/dispatch/freshen.ts";
import { type Channel, NO_LIMITS } from "../../src/ports/channel.ts";
import type { NewMessage } from "../../src/ports/store.ts";
import { ALL_CAPABILITIES } from "../support/limited-platform.ts";
import { memoryOutbox } from "../support/memory-outbox.ts";
import { chatRef, dispatcherOn, listeningLog, saying } from "../support/sending-world.ts";
import { SimulatedTime } from "../support/simulated-time.ts";

const CHAT = chatRef("one");

let time: SimulatedTime;
let outbox: ReturnType<typeof memoryOutbox>;
let log: ReturnType<typeof listeningLog>;
let texts: string[];
beforeEach(() => {
	time = new SimulatedTime();
	outbox = memoryOutbox();
	log = listeningLog();
	texts = [];
});

const channel: Channel = {
	id: "fake",
	account: "bot",
	can: ALL_CAPABILITIES,
	limits: NO_LIMITS,
	start: async () => undefined,
	stop: async () => undefined,
	health: () => ({ state: "up", reason: "", name: null, seesGroups: null }),
	send: async ({ text }) => {
		texts.push(text);
		return { kind: "sent" };
	},
};

const queue = (name: string, priority: NewMessage["priority"]): void => outbox.enqueue(saying(CHAT, name, time.now, { priority }));
const sendAll = async (freshen: Freshen): Promise<void> => {
	dispatcherOn(time, outbox, channel, log, true, freshen).wake();
	await time.pass(60_000);
};

it("leaves out a reminder that is settled, and goes on with what stands behind it", async () => {
	queue("小王", "reminder");
	queue("小李", "answer");
	await sendAll(async () => null);
	expect(texts).toEqual([expect.stringContaining("小李")]);
	expect(outbox.lines.map(({ status }) => status)).toEqual(["parked", "sent"]);
	expect(log.events).not.toContain("dispatch:parked");
});

it("says of a reminder what is still true of it, and looks at nothing else again", async () => {
	queue("小王", "reminder");
	queue("小李", "broadcast");
	await sendAll(async () => ({ key: "nobody-named", name: "小张", buttons: [] }));
	expect(texts).toEqual([expect.stringContaining("小张"), expect.stringContaining("小李")]);
});

it("tries a reminder again of which it cannot be found out now whether it is true", async () => {
	queue("小王", "reminder");
	let asked = 0;
	await sendAll(async (view) => {
		asked += 1;
		if (asked < 3) throw new Error("the store is busy");
		return view;
	});
	expect(texts).toHaveLength(1);
	expect(asked).toBe(3);
});
