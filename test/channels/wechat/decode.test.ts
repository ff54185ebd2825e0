import { describe, expect, it } from "vitest";
import { types } from "wechaty";
import { codeIn, decodeMessage, friendInbound, groupInbound } from "../../../src/channels/wechat/decode.ts";
import { ARTWORK, FRIENDSHIP, MESSAGE, OFFICIAL_CONTACT, SCAN } from "../../../src/channels/wechat/puppet.ts";
import { isRenewed } from "../../../src/channels/wechat/renewal.ts";
import { toInstant } from "../../../src/domain/period.ts";

const NOW_MS = Date.UTC(2026, 10, 16, 1, 30);
const LISTENER = { self: "wxid_bot", names: ["一线通"], now: toInstant(NOW_MS) };

/** A private message of somebody's, or what the change makes of it. */
const message = (change: Record<string, unknown> = {}): Parameters<typeof decodeMessage>[0] =>
	({
		id: "m1",
		type: types.Message.Text,
		talkerId: "wxid_a",
		listenerId: "wxid_bot",
		text: "周报",
		timestamp: NOW_MS / 1000,
		...change,
	}) as never;

describe("a message", () => {
	it("knows Wechaty's numbers", () => {
		const { Message, Friendship, Contact, ScanStatus, Image } = types;
		expect(MESSAGE).toEqual({
			unknown: Message.Unknown,
			attachment: Message.Attachment,
			audio: Message.Audio,
			contact: Message.Contact,
			chatHistory: Message.ChatHistory,
			emoticon: Message.Emoticon,
			image: Message.Image,
			text: Message.Text,
			location: Message.Location,
			miniProgram: Message.MiniProgram,
			groupNote: Message.GroupNote,
			url: Message.Url,
			video: Message.Video,
			post: Message.Post,
		});
		expect(FRIENDSHIP).toEqual({ confirm: Friendship.Confirm, receive: Friendship.Receive });
		expect(SCAN).toEqual({ waiting: ScanStatus.Waiting, timeout: ScanStatus.Timeout });
		expect([OFFICIAL_CONTACT, ARTWORK]).toEqual([Contact.Official, Image.Artwork]);
	});

	it("is told by ids, never by names", () => {
		expect(decodeMessage(message(), LISTENER)).toEqual({
			updateId: "wxid_a/m1",
			chat: { channel: "wechat", account: "main", id: "wxid_a", kind: "private" },
			sender: { channel: "wechat", id: "wxid_a" },
			messageId: "m1",
			sentAt: toInstant(NOW_MS),
			content: { kind: "text", text: "周报", addressed: false },
		});
		const inGroup = decodeMessage(message({ roomId: "1@chatroom", mentionIdList: ["wxid_bot"] }), LISTENER);
		expect(inGroup).toMatchObject({ updateId: "1@chatroom/m1", chat: { id: "1@chatroom", kind: "group" }, content: { addressed: true } });
	});

	it("takes its own time, in seconds or milliseconds, and the present one where it has none that can be", () => {
		const at = (timestamp: number) => decodeMessage(message({ timestamp }), LISTENER)?.sentAt;
		const earlier = NOW_MS - 3 * 60 * 60 * 1000;
		expect(at(earlier / 1000)).toBe(toInstant(earlier));
		expect(at(earlier)).toBe(toInstant(earlier));
		for (const none of [0, -1, Number.NaN, Number.POSITIVE_INFINITY, (NOW_MS / 1000) * 2]) expect(at(none)).toBe(LISTENER.now);
	});

	it("is nobody's business when it is our own, or WeChat's talk", () => {
		expect(decodeMessage(message({ talkerId: "wxid_bot" }), LISTENER)).toBeNull();
		expect(decodeMessage(message({ talkerId: "" }), LISTENER)).toBeNull();
		const { Unknown, RedEnvelope, Transfer, Recalled } = types.Message;
		for (const type of [Unknown, RedEnvelope, Transfer, Recalled, 99]) expect(decodeMessage(message({ type }), LISTENER)).toBeNull();
	});

	it("reads a 接龙 of WeChat's own as its words", () => {
		const list = "#接龙\n本周暖棚\n1. 大巴 45亩";
		const content = decodeMessage(message({ type: types.Message.GroupNote, text: list, roomId: "1@chatroom" }), LISTENER)?.content;
		expect(content).toEqual({ kind: "text", text: list, addressed: false });
	});

	it("names files by their message where they have no name, and recordings so that they are known for such", () => {
		const fileOf = (type: number, filename?: string) => {
			const content = decodeMessage(message({ type, filename, text: "<xml/>" }), LISTENER)?.content;
			return content?.kind === "remote-files" ? [content.files[0]?.name, content.text] : content;
		};
		expect(fileOf(types.Message.Image)).toEqual(["photo-m1.jpg", ""]);
		expect(fileOf(types.Message.Audio, "m1.sil")).toEqual(["voice-m1.silk", ""]);
		expect(fileOf(types.Message.Audio, "m1.mp3")).toEqual(["voice-m1.mp3", ""]);
		expect(fileOf(types.Message.Attachment, "../汇总:表.xlsx")).toEqual([".._汇总_表.xlsx", ""]);
	});

	it("hands in what no question takes as such", () => {
		const { Location, Emoticon, Contact, MiniProgram, ChatHistory, Url } = types.Message;
		for (const type of [Location, Emoticon, Contact, MiniProgram, ChatHistory, Url])
			expect(decodeMessage(message({ type }), LISTENER)?.content).toEqual({ kind: "other", addressed: false });
	});

	it("says that somebody struck the bot off, where WeChat writes so below its message", () => {
		const text = "福生开启了朋友验证，你还不是他（她）朋友。请先发送朋友验证请求，对方验证通过后，才能聊天。";
		const content = (change: Record<string, unknown>) =>
			decodeMessage(message({ type: types.Message.Unknown, ...change }), LISTENER)?.content;
		expect(content({ text })).toEqual({ kind: "reachable", reachable: false });
		expect(content({ text: "消息已发出，但被对方拒收了。" })).toEqual({ kind: "reachable", reachable: false });
		expect(content({ text, roomId: "1@chatroom" })).toBeUndefined();
		expect(content({ text, type: types.Message.Text })).toMatchObject({ kind: "text" });
	});
});

describe("the words of a friend request", () => {
	it.each([
		["绑定 CESH2345", "CESH2345"],
		["我是福生，码是cesh2345", "CESH2345"],
		["ＣＥＳＨ２３４５", "CESH2345"],
		["CESH2345。", "CESH2345"],
	])("%j hold the code %s", (hello, code) => {
		expect(codeIn(hello)).toBe(code);
	});

	it.each(["我是大巴镇福生", "打我电话 24685793", "13800000000", "CESH234", "CESH23456", "CESH2O45", ""])("%j hold none", (hello) => {
		expect(codeIn(hello)).toBeNull();
	});

	it("are that person's word to bind", () => {
		const asked = { id: "f1", contactId: "wxid_a", timestamp: NOW_MS / 1000, type: types.Friendship.Receive, ticket: "t" } as const;
		expect(friendInbound(asked, "CESH2345", LISTENER.now)).toMatchObject({
			chat: { id: "wxid_a", kind: "private" },
			content: { kind: "text", text: "/bind CESH2345", addressed: false },
		});
		expect(friendInbound(asked, null, LISTENER.now).content).toEqual({ kind: "reachable", reachable: true });
	});
});

it("an event of a group has an id of its own for each time", () => {
	const told = (timestamp: number) =>
		groupInbound({ room: "1@chatroom", by: "wxid_a", timestamp }, { what: "left", title: "群" }, LISTENER.now).updateId;
	expect(told(1)).not.toBe(told(2));
});

it("ids are renewed when the account's own passing id is another one, never because another account is logged in", () => {
	expect(isRenewed("@a", "@a")).toBe(false);
	expect(isRenewed("@a", "@b")).toBe(true);
	expect(isRenewed("@a", "wxid_b")).toBe(true);
	expect(isRenewed("wxid_a", "@b")).toBe(true);
	expect(isRenewed("wxid_a", "wxid_b")).toBe(false);
});
