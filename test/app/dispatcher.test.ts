import { afterEach, beforeEach, expect, it } from "vitest";
import { Dispatcher } from "../../src/app/dispatch/dispatcher.ts";
import { addMs, epochMsOf, type Instant } from "../../src/domain/period.ts";
import type { Channel, OutgoingMessage, SendingLimits, SendOutcome } from "../../src/ports/channel.ts";
import type { ChatRef } from "../../src/ports/chat.ts";
import type { NewMessage } from "../../src/ports/store.ts";
import type { OpenStore } from "../../src/store/open-store.ts";
import type { View } from "../../src/views/view.ts";
import { openIn, temporaryFolder } from "../support/demo-store.ts";
import { keepingLog } from "../support/room-harness.ts";

const START = "2026-11-16T01:30:00.000Z" as Instant;
const NO_LIMITS: SendingLimits = { perSecond: null, perChatPerSecond: null, perGroupPerMinute: null };
const chat = (id: string, kind: ChatRef["kind"] = "private"): ChatRef => ({ channel: "fake", account: "bot", id, kind });

let now: Instant;
let timers: { at: number; run: () => void }[];
let opened: OpenStore;
let sent: OutgoingMessage[];
let answers: ((message: OutgoingMessage) => SendOutcome)[];
let log: ReturnType<typeof keepingLog>;
let dispatcher: Dispatcher;

const fakeChannel = (limits: SendingLimits): Channel => ({
	id: "fake",
	account: "bot",
	can: { buttons: true, edit: false, mention: true, files: true, pace: "fast", maxText: 4096 },
	limits,
	start: async () => undefined,
	stop: async () => undefined,
	send: async (message) => {
		const outcome = answers.shift()?.(message) ?? { kind: "sent" };
		if (outcome.kind === "sent") sent.push(message);
		return outcome;
	},
});

const make = (limits: SendingLimits = NO_LIMITS): Dispatcher =>
	new Dispatcher({
		store: opened.store,
		channel: fakeChannel(limits),
		clock: { now: () => now },
		log,
		language: "zh-CN",
		limited: true,
		steadyMs: () => epochMsOf(now),
		later: (ms, run) => {
			const timer = { at: epochMsOf(now) + ms, run };
			timers.push(timer);
			return () => {
				timers = timers.filter((one) => one !== timer);
			};
		},
	});

beforeEach(async () => {
	now = START;
	timers = [];
	sent = [];
	answers = [];
	log = keepingLog();
	opened = await openIn(temporaryFolder(), { now: () => now });
	dispatcher = make();
});

afterEach(async () => {
	await dispatcher.stop();
	await opened.close();
});

let count = 0;
const queue = (to: ChatRef, name: string, more: Partial<NewMessage> = {}): Promise<void> => {
	count += 1;
	const view: View = { key: "nobody-named", name, buttons: [] };
	const message = {
		id: `m${count}`,
		chat: to,
		view,
		dedupeKey: `k${count}`,
		priority: "answer",
		createdAt: now,
		expiresAt: null,
		addressee: null,
	} as const;
	return opened.store.commit([{ do: "enqueue-message", message: { ...message, ...more } }]);
};

/** The name in each sent message, in order. */
const names = (): string[] => sent.map((message) => /“(.*?)”/u.exec(message.text)?.[1] ?? message.text);

const dispatch = async (): Promise<void> => {
	dispatcher.wake();
	await dispatcher.idle();
};

/** Lets time pass; only the timers the dispatcher set wake it. */
const pass = async (ms: number): Promise<void> => {
	now = addMs(now, ms);
	const due = timers.filter((timer) => timer.at <= epochMsOf(now));
	timers = timers.filter((timer) => !due.includes(timer));
	for (const timer of due) timer.run();
	await dispatcher.idle();
};

const retryIn = (afterMs: number) => (): SendOutcome => ({ kind: "retry", afterMs, reason: "slow down" });

it("sends what waits in each chat in the order it was written", async () => {
	for (const name of ["一", "二", "三"]) await queue(chat("a"), name);
	await dispatch();
	expect(names()).toEqual(["一", "二", "三"]);
	await dispatch();
	expect(names()).toHaveLength(3);
	expect(await opened.store.outboxDepth()).toBe(0);
});

it("tries again when the channel says so, and lets nothing of that chat overtake", async () => {
	answers = [retryIn(3000)];
	await queue(chat("a"), "一");
	await queue(chat("a"), "二");
	await dispatch();
	expect(names()).toEqual([]);
	await pass(2999);
	expect(names()).toEqual([]);
	await pass(1);
	expect(names()).toEqual(["一", "二"]);
});

it("does not make a chat wait for another that waits longer", async () => {
	answers = [retryIn(1000), retryIn(60_000)];
	await queue(chat("a"), "快");
	await queue(chat("b"), "慢");
	await dispatch();
	await pass(1000);
	expect(names()).toEqual(["快"]);
	await pass(59_000);
	expect(names()).toEqual(["快", "慢"]);
});

it("parks what fails for good, with its reason in the log, and goes on with the chat", async () => {
	answers = [() => ({ kind: "failed", reason: "blocked" })];
	await queue(chat("a"), "一");
	await queue(chat("a"), "二");
	await dispatch();
	expect(names()).toEqual(["二"]);
	expect(log.entries).toEqual([{ level: "warn", event: "dispatch:parked" }]);
	expect(await opened.store.outboxDepth()).toBe(0);
});

it("gives a message up after eight tries", async () => {
	answers = Array.from({ length: 20 }, () => retryIn(1000));
	await queue(chat("a"), "一");
	await dispatch();
	for (let second = 0; second < 12; second += 1) await pass(1000);
	expect(answers).toHaveLength(12);
	expect(await opened.store.outboxDepth()).toBe(0);
});

it("never sends a reminder late", async () => {
	await queue(chat("a"), "提醒", { priority: "reminder", expiresAt: addMs(START, 60_000) });
	await queue(chat("a"), "回答");
	now = addMs(START, 60_001);
	await opened.store.expireMessages(now);
	await dispatch();
	expect(names()).toEqual(["回答"]);
});

it("sends a long message in parts, the buttons with the last", async () => {
	const button = { label: { text: "甲" }, action: { do: "say", text: "/help" } } as const;
	await queue(chat("a"), "某".repeat(9000), { view: { key: "nobody-named", name: "某".repeat(9000), buttons: [button] } });
	await dispatch();
	expect(sent.map((message) => message.text.length <= 4096)).toEqual([true, true, true]);
	expect(sent.map((message) => message.buttons.length)).toEqual([0, 0, 1]);
	expect(new Set(sent.map((message) => message.id)).size).toBe(3);
	expect(sent.map((message) => message.text).join("")).toContain("某".repeat(9000));
});

it("follows a chat that moved", async () => {
	answers = [() => ({ kind: "moved", chatId: "new" })];
	await queue(chat("old", "group"), "一");
	await queue(chat("old", "group"), "二");
	await dispatch();
	expect(sent.map((message) => message.chat.id)).toEqual(["new", "new"]);
	expect(names()).toEqual(["一", "二"]);
});

it("gives a message up whose chat moved to where it is", async () => {
	answers = [() => ({ kind: "moved", chatId: "old" })];
	await queue(chat("old", "group"), "一");
	await dispatch();
	expect(await opened.store.outboxDepth()).toBe(0);
});

it("keeps one message a second in a chat and twenty a minute in a group", async () => {
	dispatcher = make({ perSecond: null, perChatPerSecond: 1, perGroupPerMinute: 20 });
	for (let index = 0; index < 25; index += 1) await queue(chat("g", "group"), `群${index}`);
	await queue(chat("a"), "一");
	await queue(chat("a"), "二");
	await dispatch();
	expect(names()).toEqual(["群0", "一"]);
	await pass(1000);
	expect(names()).toEqual(["群0", "一", "群1", "二"]);
	for (let second = 2; second < 60; second += 1) await pass(1000);
	expect(names().filter((name) => name.startsWith("群"))).toHaveLength(20);
	await pass(1000);
	expect(names().filter((name) => name.startsWith("群"))).toHaveLength(21);
});

it("keeps the limit of the whole account", async () => {
	dispatcher = make({ perSecond: 30, perChatPerSecond: null, perGroupPerMinute: null });
	for (let index = 0; index < 70; index += 1) await queue(chat(`c${index}`), "x");
	await dispatch();
	expect(sent).toHaveLength(30);
	await pass(999);
	expect(sent).toHaveLength(30);
	await pass(1);
	expect(sent).toHaveLength(60);
	await pass(1000);
	expect(sent).toHaveLength(70);
});

it("does not let a message nobody can write hold up the others", async () => {
	await queue(chat("a"), "一", { view: { key: "a-view-of-tomorrow", buttons: [] } as unknown as View });
	await queue(chat("a"), "二");
	await dispatch();
	expect(names()).toEqual(["二"]);
	expect(log.entries.map((entry) => entry.event)).toEqual(["dispatch:unwritable", "dispatch:parked"]);
});

it("sends answers before reminders and those before broadcasts when not all may go at once", async () => {
	dispatcher = make({ perSecond: 1, perChatPerSecond: null, perGroupPerMinute: null });
	await queue(chat("a"), "通知", { priority: "broadcast" });
	await queue(chat("b"), "提醒", { priority: "reminder" });
	await queue(chat("c"), "回答");
	await dispatch();
	await pass(1000);
	await pass(1000);
	expect(names()).toEqual(["回答", "提醒", "通知"]);
});
