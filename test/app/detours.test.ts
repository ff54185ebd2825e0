import { afterEach, beforeEach, expect, it } from "vitest";
import { personKey } from "../../src/domain/person.ts";
import type { OutgoingMessage, SendOutcome } from "../../src/ports/channel.ts";
import type { ChatRef } from "../../src/ports/chat.ts";
import type { NewMessage } from "../../src/ports/store.ts";
import { memoryOutbox } from "../support/memory-outbox.ts";
import { Messenger } from "../support/messenger.ts";
import { chatRef, dispatcherOn, listeningLog, saying } from "../support/sending-world.ts";
import { SimulatedTime } from "../support/simulated-time.ts";
import { Universe } from "../support/universe.ts";

const REPORTER = personKey("210921108-2");
const ALONE = personKey("210921103-2");
const MINUTE = 60_000;

/** A messenger whose platform is out of reach while it is not up, and where some chats are gone. */
class Road extends Messenger {
	readonly gone = new Set<string>();

	override async send(message: OutgoingMessage): Promise<SendOutcome> {
		if (this.now.state !== "up") return { kind: "retry", afterMs: 1000, reason: "no way", blame: "channel" };
		if (this.gone.has(message.chat.id)) return { kind: "failed", reason: "blocked", gone: true };
		return super.send(message);
	}
}

let universe: Universe;
let road: Road;
beforeEach(async () => {
	universe = await Universe.open();
	road = new Road();
	universe.yixian.attach(road);
	await bind("reporter", REPORTER);
	await universe.stage.heard();
});
afterEach(() => universe.close());

const bind = (account: string, person: typeof REPORTER): Promise<void> =>
	universe.store.commit([
		{ do: "bind-account", account: road.person(account), person, privateChat: road.private(account), at: universe.now },
	]);
const down = (reason: string): void => {
	road.now = { state: "down", reason, name: null, seesGroups: null };
};
const up = (): void => {
	road.now = { state: "up", reason: "", name: null, seesGroups: null };
};
const write = async (chat: ChatRef, name: string, more: Partial<NewMessage> = {}): Promise<void> => {
	await universe.store.commit([{ do: "enqueue-message", message: { ...saying(chat, name, 0, more), createdAt: universe.now } }]);
	universe.yixian.resume();
	await universe.settle();
};
const minutes = async (count: number): Promise<void> => {
	for (let minute = 0; minute < count; minute += 1) await universe.pass(MINUTE);
};
/** What the reporter heard in the room, in its order. */
const inRoom = async (): Promise<string[]> =>
	(await universe.stage.heard()).filter(({ where }) => "person" in where && where.person === REPORTER).map(({ text }) => text);
const onRoad = (): string[] => road.sent.map(({ id }) => id);

it("tells somebody elsewhere what waits on a messenger that is down for more than five minutes, in order, each once, answers too", async () => {
	down("unreachable");
	await write(road.private("reporter"), "通知一", { priority: "broadcast" });
	await write(road.private("reporter"), "回答二");
	await minutes(5);
	expect(await inRoom()).toEqual([]);
	await minutes(1);
	const told = await inRoom();
	expect(told).toEqual([expect.stringContaining("通知一"), expect.stringContaining("回答二")]);
	await minutes(3);
	up();
	await minutes(10);
	expect(await inRoom()).toEqual([]);
	expect(onRoad()).toEqual([]);
});

it("waits for nothing where the account was logged out, and takes along what is written later", async () => {
	down("logged-out");
	await minutes(1);
	await write(road.private("reporter"), "后来的");
	await minutes(1);
	expect(await inRoom()).toEqual([expect.stringContaining("后来的")]);
});

it("lets what is for groups, and for people who are nowhere else, wait until the messenger is back or it expires", async () => {
	await universe.store.commit([{ do: "unbind-account", account: { channel: "room", id: ALONE }, at: universe.now }]);
	await bind("alone", ALONE);
	down("unreachable");
	await write(road.group("-100"), "群通知", { priority: "broadcast" });
	await write(road.private("alone"), "只在这里");
	await write(road.private("alone"), "过期的", { expiresAt: universe.now });
	await minutes(10);
	up();
	await minutes(2);
	expect(onRoad().sort()).toEqual(["只在这里", "群通知"].sort());
});

it("loses and repeats nothing when the store refuses, or the power is cut, as messages change their way", async () => {
	down("logged-out");
	await write(road.private("reporter"), "要紧的");
	universe.tampered.refuse = (effects) => (effects.some((effect) => effect.do === "redirect-messages") ? new Error("full") : null);
	await minutes(1).catch(() => undefined);
	expect(await inRoom()).toEqual([]);
	universe.tampered.refuse = null;
	universe.tampered.cutAt = "privateChatsWaiting";
	void universe.pass(MINUTE);
	await universe.restart();
	universe.yixian.attach(road);
	await minutes(2);
	expect(await inRoom()).toEqual([expect.stringContaining("要紧的")]);
	up();
	await minutes(10);
	expect([...(await inRoom()), ...onRoad()]).toEqual([]);
});

it("tells elsewhere what a chat that is gone did not take, and writes there no more", async () => {
	road.gone.add("reporter");
	await write(road.private("reporter"), "被拉黑");
	await minutes(1);
	expect(await inRoom()).toEqual([expect.stringContaining("被拉黑")]);
	const accounts = await universe.store.accountsOf(REPORTER);
	expect(accounts.find(({ account }) => account.channel === road.id)?.privateChat).toBeNull();
	expect(await universe.store.outboxDepth()).toBe(0);
});

it("tells whoever blocked it elsewhere what waited, and writes there no more until it is let in again", async () => {
	down("unreachable");
	await write(road.private("reporter"), "被拉黑");
	await road.happens(universe, road.private("reporter"), "reporter", { kind: "reachable", reachable: false });
	expect(await inRoom()).toEqual([expect.stringContaining("被拉黑")]);
	up();
	await minutes(1);
	expect(onRoad()).toEqual([]);
	expect(await universe.store.parkedSince(universe.now)).toBe(0);
});

it("lets a dialog that runs on a dead messenger go on where its person is answered instead", async () => {
	const [question] = await road.says(universe, road.private("reporter"), "reporter", "周报");
	expect(question).toContain("周报");
	down("logged-out");
	await road.says(universe, road.private("reporter"), "reporter", "45亩");
	await minutes(1);
	const [next] = await inRoom();
	expect(next).toContain("新增果树面积");
	await universe.stage.say(REPORTER, null, "120亩");
	await universe.settle();
	expect((await inRoom())[0]).toContain("标准化畜禽养殖小区");
	expect(onRoad()).toHaveLength(1);
});

it("does not send what it had begun to look up before that went another way", async () => {
	const time = new SimulatedTime();
	const outbox = memoryOutbox();
	const bot = new Messenger();
	const channel = { ...bot, id: "fake", account: "bot", health: () => bot.now, start: bot.start, stop: bot.stop, send: bot.send.bind(bot) };
	const store = {
		...outbox,
		dueMessages: async (...given: Parameters<typeof outbox.dueMessages>) => {
			const seen = await outbox.dueMessages(...given);
			await time.after(500);
			return seen;
		},
	};
	const dispatcher = dispatcherOn(time, store, channel, listeningLog());
	outbox.enqueue(saying(chatRef("b"), "乙", time.now));
	dispatcher.wake();
	await time.pass(100);
	await dispatcher.withhold(["b"], () =>
		outbox.commit([{ do: "redirect-messages", from: chatRef("b"), to: { ...chatRef("there"), channel: "another" } }]),
	);
	await time.pass(60_000);
	expect(bot.sent).toEqual([]);
});

it("takes nothing along that is under way, and begins nothing that is being taken along", async () => {
	const time = new SimulatedTime();
	const outbox = memoryOutbox();
	const sent: string[] = [];
	const channel = {
		...Object.assign(Object.create(new Messenger()), { id: "fake", account: "bot" }),
		can: new Messenger().can,
		limits: new Messenger().limits,
		health: () => new Messenger().now,
		send: async ({ id }: OutgoingMessage): Promise<SendOutcome> => {
			if (id === "慢") await time.after(10_000);
			sent.push(id);
			return { kind: "sent" };
		},
	};
	const dispatcher = dispatcherOn(time, outbox, channel, listeningLog());
	outbox.enqueue(saying(chatRef("a"), "慢", time.now));
	dispatcher.wake();
	await time.pass(10);
	let end = (): void => undefined;
	const work = (free: readonly string[]): Promise<void> => {
		expect(free).toEqual(["b"]);
		outbox.enqueue(saying(chatRef("b"), "乙", time.now));
		dispatcher.wake();
		return new Promise((resolve) => {
			end = resolve;
		});
	};
	const withheld = dispatcher.withhold(["a", "b"], work);
	await time.pass(1000);
	expect(sent).toEqual([]);
	end();
	await withheld;
	await time.pass(1000);
	expect(sent).toEqual(["乙"]);
	await time.pass(20_000);
	expect(sent).toEqual(["乙", "慢"]);
});
