import { beforeEach, describe, expect, it } from "vitest";
import type { Dispatcher } from "../../src/app/dispatch/dispatcher.ts";
import { toInstant } from "../../src/domain/period.ts";
import {
	type Capabilities,
	type Channel,
	NO_LIMITS,
	type OutgoingMessage,
	type SendingLimits,
	type SendOutcome,
} from "../../src/ports/channel.ts";
import type { ChatRef } from "../../src/ports/chat.ts";
import type { NewMessage } from "../../src/ports/store.ts";
import type { View } from "../../src/views/view.ts";
import { ALL_CAPABILITIES } from "../support/limited-platform.ts";
import { memoryOutbox } from "../support/memory-outbox.ts";
import { chatRef, dispatcherOn, listeningLog, queuedId, saying } from "../support/sending-world.ts";
import { SimulatedTime } from "../support/simulated-time.ts";

/** What the pace leaves unused of a second or a minute. */
const MARGIN_MS = 25;

let time: SimulatedTime;
let outbox: ReturnType<typeof memoryOutbox>;
let log: ReturnType<typeof listeningLog>;
/** What the platform got, taken or not. */
let tried: OutgoingMessage[];
let sent: OutgoingMessage[];
/** What comes of the next sends; after them everything is taken. */
let outcomes: ((message: OutgoingMessage) => SendOutcome | Promise<SendOutcome>)[];
let dispatcher: Dispatcher;

const channelWith = (limits: SendingLimits, can: Partial<Capabilities>, canIn?: Channel["canIn"]): Channel => ({
	id: "fake",
	account: "bot",
	can: { ...ALL_CAPABILITIES, ...can },
	limits,
	start: async () => undefined,
	stop: async () => undefined,
	health: () => ({ state: "up", reason: "", name: null, seesGroups: null }),
	send: async (message) => {
		tried.push(message);
		const outcome = (await outcomes.shift()?.(message)) ?? { kind: "sent" };
		if (outcome.kind === "sent") sent.push(message);
		return outcome;
	},
	...(canIn ? { canIn } : {}),
});

const make = (parts: { limits?: SendingLimits; can?: Partial<Capabilities>; canIn?: Channel["canIn"]; limited?: boolean } = {}): void => {
	dispatcher = dispatcherOn(time, outbox, channelWith(parts.limits ?? NO_LIMITS, parts.can ?? {}, parts.canIn), log, parts.limited ?? true);
};

beforeEach(() => {
	time = new SimulatedTime();
	outbox = memoryOutbox();
	log = listeningLog();
	tried = [];
	sent = [];
	outcomes = [];
	make();
});

const queue = (to: ChatRef, name: string, more: Partial<NewMessage> = {}): void => outbox.enqueue(saying(to, name, time.now, more));
const names = (): string[] => sent.map(queuedId);
const statusOf = (name: string): string | undefined => outbox.lines.find(({ message }) => message.id === name)?.status;

const dispatch = async (): Promise<void> => {
	dispatcher.wake();
	await dispatcher.idle();
};

/** Lets time pass; only the timers the dispatcher set wake it. */
const pass = (ms: number): Promise<void> => time.pass(ms);

const retry = (afterMs: number, blame: "message" | "chat" | "channel") => (): SendOutcome => ({
	kind: "retry",
	afterMs,
	reason: "not now",
	blame,
});
const sentAt = (ms: number) => async (): Promise<SendOutcome> => {
	await time.after(ms);
	return { kind: "sent" };
};

describe("order", () => {
	it("sends what waits in each chat in the order it was written", async () => {
		for (const name of ["一", "二", "三"]) queue(chatRef("a"), name);
		await dispatch();
		expect(names()).toEqual(["一", "二", "三"]);
		await dispatch();
		expect(names()).toHaveLength(3);
		expect(outbox.lines.every(({ status }) => status === "sent")).toBe(true);
	});

	it("sends answers before reminders and those before broadcasts when not all may go at once", async () => {
		make({ limits: { ...NO_LIMITS, perSecond: 1 } });
		queue(chatRef("a"), "通知", { priority: "broadcast" });
		queue(chatRef("b"), "提醒", { priority: "reminder" });
		queue(chatRef("c"), "回答");
		await dispatch();
		await pass(3000);
		expect(names()).toEqual(["回答", "提醒", "通知"]);
	});

	it("never sends a reminder late, even one it had looked at in time", async () => {
		make({ limits: { ...NO_LIMITS, perSecond: 1 } });
		queue(chatRef("a"), "回答");
		queue(chatRef("b"), "提醒", { priority: "reminder", expiresAt: toInstant(time.now + 500) });
		await dispatch();
		await pass(60_000);
		expect(names()).toEqual(["回答"]);
	});

	it("makes no chat wait for another's slow send", async () => {
		outcomes = [sentAt(20_000)];
		queue(chatRef("a"), "慢一");
		queue(chatRef("a"), "慢二");
		for (const name of ["一", "二", "三"]) queue(chatRef("b"), name);
		dispatcher.wake();
		await pass(200);
		expect(names()).toEqual(["一", "二", "三"]);
		await pass(20_000);
		expect(names()).toEqual(["一", "二", "三", "慢一", "慢二"]);
	});

	it("has no more than forty sends under way", async () => {
		outcomes = Array.from({ length: 90 }, () => sentAt(1000));
		for (let index = 0; index < 90; index += 1) queue(chatRef(`c${index}`), `m${index}`);
		dispatcher.wake();
		await pass(0);
		expect(tried).toHaveLength(40);
		await pass(3000);
		expect(sent).toHaveLength(90);
	});

	it("reaches the chats behind many whose sends hang, however few places those leave", async () => {
		outcomes = Array.from({ length: 38 }, () => () => new Promise<SendOutcome>(() => undefined));
		for (let index = 0; index < 38; index += 1) queue(chatRef(`h${index}`), `h${index}`);
		dispatcher.wake();
		await pass(0);
		for (let index = 0; index < 40; index += 1) queue(chatRef(`c${index}`), `m${index}`);
		dispatcher.wake();
		await pass(20_000);
		expect(sent).toHaveLength(40);
	});

	it("reaches the chats behind many that have to wait", async () => {
		make({ limits: { ...NO_LIMITS, perChatPerSecond: 1 } });
		for (let index = 0; index < 300; index += 1) for (const part of "ab") queue(chatRef(`c${index}`), `m${index}${part}`);
		await dispatch();
		expect(sent).toHaveLength(300);
		queue(chatRef("new"), "新");
		await dispatch();
		expect(names()).toContain("新");
	});
});

describe("limits", () => {
	it("keeps one message a second in a chat and twenty a minute in a group", async () => {
		make({ limits: { ...NO_LIMITS, perChatPerSecond: 1, perGroupPerMinute: 20 } });
		for (let index = 0; index < 25; index += 1) queue(chatRef("g", "group"), `群${index}`);
		queue(chatRef("a"), "一");
		queue(chatRef("a"), "二");
		await dispatch();
		expect(names()).toEqual(["一", "群0"]);
		await pass(1000 + MARGIN_MS);
		expect(names()).toEqual(["一", "群0", "二", "群1"]);
		await pass(58_900);
		expect(names().filter((name) => name.startsWith("群"))).toHaveLength(20);
		await pass(100 + MARGIN_MS);
		expect(names().filter((name) => name.startsWith("群"))).toHaveLength(21);
	});

	it("counts every part of a long message", async () => {
		make({ limits: { ...NO_LIMITS, perChatPerSecond: 1 }, can: { maxText: 100 } });
		queue(chatRef("a"), "长", { view: { key: "nobody-named", name: "某".repeat(250), buttons: [] } });
		await dispatch();
		expect(sent).toHaveLength(1);
		await pass(1000 + MARGIN_MS);
		expect(sent).toHaveLength(2);
		await pass(1000 + MARGIN_MS);
		expect(sent).toHaveLength(3);
	});

	it("lets the answer to a press through at once, and not count", async () => {
		make({ limits: { ...NO_LIMITS, perSecond: 1, perChatPerSecond: 1 } });
		const pressed = { card: "toast", answers: { message: "7", press: "p1" } } as const;
		queue(chatRef("a"), "一");
		queue(chatRef("b"), "弹", pressed);
		queue(chatRef("b"), "弹弹", pressed);
		await dispatch();
		expect(names()).toEqual(["一", "弹", "弹弹"]);
		expect(sent.map(({ card }) => card)).toEqual([null, "toast", "toast"]);
	});

	it("does without limits where they are switched off", async () => {
		make({ limits: { ...NO_LIMITS, perSecond: 1, perChatPerSecond: 1, perGroupPerMinute: 1 }, limited: false });
		for (const name of ["一", "二", "三"]) queue(chatRef("a", "group"), name);
		await dispatch();
		expect(names()).toEqual(["一", "二", "三"]);
	});

	it("marks many sends in few transactions", async () => {
		make({ limited: false });
		outcomes = Array.from({ length: 500 }, (_, index) => sentAt(1 + (index % 9)));
		for (let index = 0; index < 500; index += 1) queue(chatRef(`c${index}`), `m${index}`);
		dispatcher.wake();
		await pass(1000);
		expect(sent).toHaveLength(500);
		expect(outbox.writes).toBeLessThanOrEqual(20);
	});
});

describe("a long message", () => {
	const button = { label: { text: "甲" }, action: { do: "say", text: "/help" } } as const;
	const long: View = { key: "nobody-named", name: "某".repeat(9000), buttons: [button] };

	it("goes in parts, the buttons with the last", async () => {
		queue(chatRef("a"), "长", { view: long });
		await dispatch();
		expect(sent.map(({ id }) => id)).toEqual(["长.1", "长.2", "长"]);
		expect(sent.map(({ buttons }) => buttons.length)).toEqual([0, 0, 1]);
		expect(sent.map(({ text }) => text).join("")).toContain("某".repeat(9000));
	});

	it("goes on with the part that did not get through", async () => {
		outcomes = [() => ({ kind: "sent" }), retry(1000, "message")];
		queue(chatRef("a"), "长", { view: long });
		await dispatch();
		await pass(1000);
		expect(tried.map(({ id }) => id)).toEqual(["长.1", "长.2", "长.2", "长"]);
	});

	it("goes on with the next part after a restart", async () => {
		outcomes = [() => ({ kind: "sent" }), () => new Promise<SendOutcome>(() => undefined)];
		queue(chatRef("a"), "长", { view: long });
		dispatcher.wake();
		await pass(1);
		make();
		await dispatch();
		expect(tried.map(({ id }) => id)).toEqual(["长.1", "长.2", "长.2", "长"]);
	});

	it("stays as it was begun when the chat's abilities change meanwhile", async () => {
		let buttons = true;
		make({ canIn: async () => ({ ...ALL_CAPABILITIES, buttons, maxText: buttons ? 4096 : 100 }) });
		outcomes = [
			() => {
				buttons = false;
				return { kind: "sent" };
			},
		];
		queue(chatRef("a"), "长", { view: long });
		await dispatch();
		expect(sent.map(({ id }) => id)).toEqual(["长.1", "长.2", "长"]);
	});
});

describe("what the channel answers", () => {
	it("tries again when the channel says so, and lets nothing of that chat overtake", async () => {
		outcomes = [retry(3000, "message")];
		queue(chatRef("a"), "一");
		queue(chatRef("a"), "二");
		await dispatch();
		expect(names()).toEqual([]);
		await pass(2999);
		expect(names()).toEqual([]);
		await pass(1);
		expect(names()).toEqual(["一", "二"]);
	});

	it("does not make a chat wait for another that waits longer", async () => {
		outcomes = [retry(1000, "message"), retry(60_000, "message")];
		queue(chatRef("a"), "快");
		queue(chatRef("b"), "慢");
		await dispatch();
		await pass(1000);
		expect(names()).toEqual(["快"]);
		await pass(59_000);
		expect(names()).toEqual(["快", "慢"]);
	});

	it("gives a message up after eight tries that were its own fault, each pause twice the last", async () => {
		outcomes = Array.from({ length: 20 }, () => retry(1000, "message"));
		queue(chatRef("a"), "一");
		await dispatch();
		await pass(1000 + 2000 + 4000);
		expect(tried).toHaveLength(4);
		await pass(1000 * 60 * 5);
		expect(tried).toHaveLength(8);
		expect(statusOf("一")).toBe("parked");
		expect(log.events).toEqual(["dispatch:parked"]);
	});

	it("holds one chat that asked for patience, however often, and nobody else", async () => {
		outcomes = [retry(30_000, "chat")];
		queue(chatRef("a"), "一");
		queue(chatRef("b"), "二");
		await dispatch();
		expect(names()).toEqual(["二"]);
		for (let time = 0; time < 12; time += 1) {
			outcomes = [retry(30_000, "chat")];
			await pass(30_000);
		}
		await pass(30_000);
		expect(names()).toEqual(["二", "一"]);
	});

	it("pauses everything for the longest wait when two chats ask for patience within a second", async () => {
		outcomes = [retry(2000, "chat"), retry(5000, "chat")];
		queue(chatRef("a"), "一");
		queue(chatRef("b"), "二");
		dispatcher.wake();
		await pass(1);
		queue(chatRef("c"), "三");
		await dispatch();
		await pass(4990);
		expect(tried).toHaveLength(2);
		await pass(10);
		expect(names().sort()).toEqual(["一", "三", "二"]);
		expect(log.events).toEqual(["dispatch:paused", "dispatch:resumed"]);
	});

	it("waits through an outage of any length with one probe at a time, and parks nothing", async () => {
		outcomes = Array.from({ length: 200 }, () => retry(60_000, "channel"));
		for (let index = 0; index < 60; index += 1) queue(chatRef(`c${index}`), `m${index}`);
		queue(chatRef("late"), "过时", { priority: "reminder", expiresAt: toInstant(time.now + 1000) });
		await dispatch();
		expect(tried).toHaveLength(40);
		await pass(60_000 * 100);
		expect(tried).toHaveLength(140);
		expect(sent).toEqual([]);
		outcomes = [];
		await pass(60_000);
		expect(sent).toHaveLength(60);
		expect(outbox.lines.every(({ message }) => message.attempts === 0)).toBe(true);
		expect(names()).not.toContain("过时");
	});

	it("parks what fails for good, and goes on with the chat", async () => {
		outcomes = [() => ({ kind: "failed", reason: "refused", gone: false })];
		queue(chatRef("a"), "一");
		queue(chatRef("a"), "二");
		await dispatch();
		expect(names()).toEqual(["二"]);
		expect(log.events).toEqual(["dispatch:parked"]);
		expect(statusOf("一")).toBe("parked");
	});

	it("parks all that waits for a chat that is gone", async () => {
		outcomes = [() => ({ kind: "failed", reason: "blocked", gone: true })];
		for (const name of ["一", "二", "三"]) queue(chatRef("a"), name);
		queue(chatRef("b"), "四");
		await dispatch();
		expect(names()).toEqual(["四"]);
		expect(["一", "二", "三"].map(statusOf)).toEqual(["parked", "parked", "parked"]);
		expect(log.events).toEqual(["dispatch:chat-gone"]);
	});

	it("follows a chat that moved, in order, also between the parts of a message", async () => {
		make({ can: { maxText: 100 } });
		outcomes = [() => ({ kind: "sent" }), () => ({ kind: "moved", chatId: "new" })];
		queue(chatRef("old", "group"), "长", { view: { key: "nobody-named", name: "某".repeat(120), buttons: [] } });
		queue(chatRef("old", "group"), "二");
		await dispatch();
		expect(sent.map(({ id, chat }) => [id, chat.id])).toEqual([
			["长.1", "old"],
			["长", "new"],
			["二", "new"],
		]);
	});

	it("gives a message up whose chat moved to where it is", async () => {
		outcomes = [() => ({ kind: "moved", chatId: "old" })];
		queue(chatRef("old", "group"), "一");
		await dispatch();
		expect(statusOf("一")).toBe("parked");
	});

	it("does not let a message nobody can write hold up the others", async () => {
		queue(chatRef("a"), "一", { view: { key: "a-view-of-tomorrow", buttons: [] } as unknown as View });
		queue(chatRef("a"), "二");
		await dispatch();
		expect(names()).toEqual(["二"]);
		expect(log.events).toEqual(["dispatch:unwritable", "dispatch:parked"]);
	});

	it("survives a channel that throws", async () => {
		outcomes = [
			() => {
				throw new Error("broken promise");
			},
		];
		queue(chatRef("a"), "一");
		await dispatch();
		await pass(1000);
		expect(names()).toEqual(["一"]);
	});
});

describe("the store", () => {
	it("is told again when it refused, and until then that chat gets nothing more", async () => {
		const { markSent } = outbox;
		let refusals = 3;
		outbox.markSent = async (ids, at) => {
			refusals -= 1;
			if (refusals >= 0) throw new Error("disk full");
			return markSent(ids, at);
		};
		queue(chatRef("a"), "一");
		queue(chatRef("a"), "二");
		await dispatch();
		expect(names()).toEqual(["一"]);
		await pass(5000);
		expect(names()).toEqual(["一", "二"]);
		expect(log.events).toEqual(Array(3).fill("dispatch:store-refused"));
	});
});

describe("stopping", () => {
	it("sends the answers that can go, ends what is under way and leaves the rest", async () => {
		outcomes = [sentAt(3000)];
		queue(chatRef("a"), "慢");
		dispatcher.wake();
		await pass(100);
		queue(chatRef("b"), "答");
		queue(chatRef("c"), "通知", { priority: "broadcast" });
		let stopped = false;
		const stopping = dispatcher.stop().then(() => {
			stopped = true;
		});
		await pass(1000);
		expect([stopped, names()]).toEqual([false, ["答"]]);
		await pass(3000);
		await stopping;
		expect(names()).toEqual(["答", "慢"]);
		expect(["慢", "答", "通知"].map(statusOf)).toEqual(["sent", "sent", "queued"]);
		await pass(100_000);
		expect(names()).toHaveLength(2);
	});
});
