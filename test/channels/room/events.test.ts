import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MAX_REPLAY } from "../../../src/channels/room/limits.ts";
import { outgoingTo } from "../../support/outgoing-to.ts";
import { openRoomHarness, type RoomHarness } from "../../support/room-harness.ts";
import { httpCall, httpGet, httpPost, openStream } from "./http-call.ts";

let harness: RoomHarness;
const say = (chat: string, as: string, text: string) => httpPost(`${harness.url}/api/chats/${chat}/messages`, { as, text });

beforeEach(async () => {
	harness = await openRoomHarness();
});
afterEach(() => harness.close());

describe("the event stream", () => {
	it("brings the messages of one's own chats, ids rising, and nobody else's", async () => {
		const stream = await openStream(`${harness.url}/api/events?as=deputy`);
		await say("g-dongliang", "other", "别群的话");
		await say("p-head", "head", "别人的私聊");
		await say("g-daba", "head", "大家好");
		await say("p-deputy", "deputy", "帮助");
		const first = await stream.next();
		const second = await stream.next();
		expect(first).toMatchObject({
			event: "message",
			id: "3",
			data: { id: 3, chat: "g-daba", text: "大家好", from: { id: "head", bot: false } },
		});
		expect(second).toMatchObject({ id: "4", data: { chat: "p-deputy", text: "帮助" } });
		stream.close();
	});

	it("brings the bot's messages once, however often they are sent", async () => {
		const stream = await openStream(`${harness.url}/api/events?as=deputy`);
		const chat = { channel: "room", account: "room", id: "p-deputy", kind: "private" } as const;
		const message = outgoingTo(chat, "o1", "提醒");
		await harness.room.send(message);
		await harness.room.send(message);
		await harness.room.send({ ...message, id: "o2", text: "再提醒" });
		expect((await stream.next()).data.text).toBe("提醒");
		expect((await stream.next()).data.text).toBe("再提醒");
		stream.close();
	});

	it("does not repeat to a new reader what is sent again", async () => {
		const chat = { channel: "room", account: "room", id: "p-deputy", kind: "private" } as const;
		const message = outgoingTo(chat, "o1", "提醒");
		await harness.room.send(message);
		const stream = await openStream(`${harness.url}/api/events?as=deputy`);
		await harness.room.send(message);
		await harness.room.send({ ...message, id: "o2", text: "再提醒" });
		expect((await stream.next()).data.text).toBe("再提醒");
		stream.close();
	});

	it("brings once what is said while the missed messages are being read", async () => {
		await say("p-deputy", "deputy", "一");
		const list = harness.store.list;
		let reading = (): void => undefined;
		const begun = new Promise<void>((resolve) => {
			reading = resolve;
		});
		let go = (): void => undefined;
		const gate = new Promise<void>((resolve) => {
			go = resolve;
		});
		harness.store.list = async (...args) => {
			reading();
			await gate;
			return list(...args);
		};
		const stream = await openStream(`${harness.url}/api/events?as=deputy&after=0`);
		await begun;
		await say("p-deputy", "deputy", "二");
		go();
		await say("p-deputy", "deputy", "三");
		const texts = [await stream.next(), await stream.next(), await stream.next()].map(({ data }) => data.text);
		expect(texts).toEqual(["一", "二", "三"]);
		stream.close();
	});

	it.each(["header", "query"])("resumes after the last id, given by %s, across chats", async (way) => {
		await say("p-deputy", "deputy", "一");
		await say("g-daba", "head", "二");
		await say("p-deputy", "deputy", "三");
		const stream =
			way === "header"
				? await openStream(`${harness.url}/api/events?as=deputy`, { "last-event-id": "1" })
				: await openStream(`${harness.url}/api/events?as=deputy&after=1`);
		await say("p-deputy", "deputy", "四");
		const texts = [await stream.next(), await stream.next(), await stream.next()].map(({ data }) => data.text);
		expect(texts).toEqual(["二", "三", "四"]);
		stream.close();
	});

	it("asks for a fresh reading when too much was missed, then goes on", async () => {
		const line = { chat: "p-deputy", at: harness.clock.now(), from: "deputy", text: "x", buttons: [], files: [], outboxId: null };
		for (let count = 0; count <= MAX_REPLAY; count += 1) await harness.store.append(line);
		const stream = await openStream(`${harness.url}/api/events?as=deputy&after=0`);
		expect((await stream.next()).event).toBe("reset");
		await say("p-deputy", "deputy", "新");
		expect((await stream.next()).data.text).toBe("新");
		stream.close();
	});

	it("tells of a moved clock", async () => {
		const stream = await openStream(`${harness.url}/api/events?as=deputy`);
		await httpPost(`${harness.url}/api/clock`, { to: "2026-11-20T16:00:00+08:00" });
		expect(await stream.next()).toMatchObject({ event: "clock", data: { now: "2026-11-20T08:00:00.000Z" } });
		stream.close();
	});

	it("shows the demo's onlooker every chat", async () => {
		const stream = await openStream(`${harness.url}/api/events`);
		await say("p-head", "head", "私聊");
		expect((await stream.next()).data.chat).toBe("p-head");
		stream.close();
	});

	it("refuses unknown people and ids that are none", async () => {
		expect((await httpGet(`${harness.url}/api/events?as=nobody`)).status).toBe(404);
		expect((await httpGet(`${harness.url}/api/events?as=deputy&after=x`)).status).toBe(400);
	});

	it("ends with the session it lives by", async () => {
		await harness.close();
		harness = await openRoomHarness({ mode: "real" });
		const opened = await httpPost(`${harness.url}/api/session`, { code: "GOODCODE" });
		const cookie = opened.headers["set-cookie"]?.[0]?.split(";")[0] ?? "";
		const stream = await openStream(`${harness.url}/api/events`, { cookie });
		await httpCall("DELETE", `${harness.url}/api/session`, { headers: { cookie } });
		await expect(stream.next()).rejects.toThrow("ended");
	});
});
