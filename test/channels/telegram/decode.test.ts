import { describe, expect, it } from "vitest";
import { decodeUpdate } from "../../../src/channels/telegram/decode.ts";
import type { InboundContent } from "../../../src/ports/intake.ts";
import { BOT, BOT_USER, GROUP, groupRef, message, NOW, PRIVATE, privateRef, SAID_AT, update, WANG } from "./fixtures.ts";

const decode = (more: Record<string, unknown>, bot = BOT) => decodeUpdate(update(more), bot, NOW);
const contentOf = (more: Record<string, unknown>): InboundContent | null => decode({ message: message(more) }).inbound?.content ?? null;
const text = (words: string, addressed = false): InboundContent => ({ kind: "text", text: words, addressed });

describe("a message", () => {
	it("carries chat, sender, its own id and the time it was sent", () => {
		expect(decode({ message: message({ text: "周报" }) }).inbound).toEqual({
			updateId: "1000/42/9",
			chat: privateRef,
			sender: { channel: "telegram", id: "42" },
			messageId: "9",
			sentAt: "2026-11-16T01:29:00.000Z",
			content: text("周报"),
		});
	});

	it.each([
		["@yixian_bot 周报", text("周报", true)],
		["@Yixian_Bot周报", text("周报", true)],
		["＠yixian_bot 周报", text("周报", true)],
		["周报 @YIXIAN_BOT 45亩", text("周报 45亩", true)],
		["@yixian_bot\n周报\n暖棚45亩", text("周报\n暖棚45亩", true)],
		["@yixian_bot", text("", true)],
		["/weekly@yixian_bot 45亩", text("/weekly 45亩", true)],
		["/weekly 45亩", text("/weekly 45亩")],
		["@yixian_bot2 周报", text("@yixian_bot2 周报")],
		["a@yixian_bot.cn 是邮箱", text("a@yixian_bot.cn 是邮箱")],
		["大家周报 45亩", text("大家周报 45亩")],
		["/start@yixian_bot CESH2345", text("/start CESH2345", true)],
	])("in a group says of %j what remains and whether the bot is meant", (said, expected) => {
		expect(contentOf({ chat: GROUP, text: said })).toEqual(expected);
	});

	it("is not for us when it is a command given to another bot", () => {
		expect(decode({ message: message({ chat: GROUP, text: "/weekly@other_bot 45亩" }) })).toEqual({ inbound: null, press: null });
	});

	it("addresses the bot by a reply to one of its messages, not by one to another's", () => {
		const replied = (from: unknown, more = {}) => ({ reply_to_message: message({ chat: GROUP, from, ...more }) });
		expect(contentOf({ chat: GROUP, text: "45亩", ...replied(BOT_USER) })).toEqual(text("45亩", true));
		expect(contentOf({ chat: GROUP, text: "45亩", ...replied(WANG) })).toEqual(text("45亩"));
		expect(contentOf({ chat: GROUP, text: "45亩", ...replied(BOT_USER, { forum_topic_created: { name: "周报" } }) })).toEqual(text("45亩"));
	});

	it("addresses the bot by a link to it, which is taken out", () => {
		const entities = [{ type: "text_mention", offset: 0, length: 3, user: BOT_USER }];
		expect(contentOf({ chat: GROUP, text: "一线通 周报", entities })).toEqual(text("周报", true));
	});

	it("of an anonymous administrator, or of somebody who writes as a channel, hides its sender", () => {
		const admin = { id: 1087968824, is_bot: true, first_name: "Group" };
		const byAdmin = decode({ message: message({ chat: GROUP, from: admin, sender_chat: GROUP, text: "周报" }) }).inbound;
		expect(byAdmin).toMatchObject({ anonymous: true, sender: { id: "anonymous" }, content: text("周报") });
		const channelBot = { id: 136817688, is_bot: true, first_name: "Channel" };
		const channel = { id: -100777, type: "channel", title: "某频道" };
		expect(decode({ message: message({ chat: GROUP, from: channelBot, sender_chat: channel, text: "周报" }) }).inbound).toMatchObject({
			anonymous: true,
			sender: { id: "anonymous" },
		});
		expect(decode({ message: message({ text: "周报" }) }).inbound).not.toHaveProperty("anonymous");
	});

	it.each([
		["of another bot", { from: { id: 8, is_bot: true, first_name: "别的" }, text: "周报" }],
		["through another bot", { via_bot: { id: 8, is_bot: true, first_name: "别的" }, text: "周报" }],
		["passed on from a channel", { from: { id: 777000, is_bot: false, first_name: "Telegram" }, is_automatic_forward: true, text: "周报" }],
		["of nobody", { from: undefined, text: "周报" }],
		["in a channel", { chat: { id: -5, type: "channel", title: "频道" }, text: "周报" }],
		["about members", { new_chat_members: [WANG] }],
		["about the bot's own coming", { new_chat_members: [BOT_USER] }],
		["that pins another", { pinned_message: message({ text: "周报" }) }],
		["about the old group", { migrate_from_chat_id: -77 }],
	])("%s is dropped", (_, more) => {
		expect(decode({ message: message({ chat: GROUP, ...more }) })).toEqual({ inbound: null, press: null });
	});

	it("that replies to a message of ours with buttons names it, and to nobody else's", () => {
		const keyboard = { inline_keyboard: [[{ text: "收到", callback_data: "m17:0" }]] };
		const replied = (from: object, more: object) => ({ message_id: 3, date: 1, chat: GROUP, from, text: "通知", ...more });
		const repliesTo = (reply: object) =>
			decode({ message: message({ chat: GROUP, text: "收到", reply_to_message: reply }) }).inbound?.repliesTo;
		expect(repliesTo(replied(BOT_USER, { reply_markup: keyboard }))).toBe("m17");
		expect(repliesTo(replied(BOT_USER, {}))).toBeUndefined();
		expect(repliesTo(replied(WANG, { reply_markup: keyboard }))).toBeUndefined();
		expect(
			repliesTo(replied(BOT_USER, { reply_markup: { inline_keyboard: [[{ text: "网", url: "https://example.org" }]] } })),
		).toBeUndefined();
	});

	it("that was forwarded is the forwarder's own", () => {
		const origin = { type: "hidden_user", sender_user_name: "某人", date: 1 };
		expect(decode({ message: message({ forward_origin: origin, text: "周报 45亩" }) }).inbound).toMatchObject({
			sender: { id: "42" },
			sentAt: "2026-11-16T01:29:00.000Z",
		});
	});

	it.each([{ sticker: { emoji: "😀" } }, { location: {} }, { contact: {} }, { poll: {} }, { dice: {} }])(
		"without words and file is other",
		(more) => {
			expect(contentOf(more)).toEqual({ kind: "other", addressed: false });
		},
	);

	it.each(["👍", "👍🏻", "👍🏿"])("that is the sticker %s says 👍", (emoji) => {
		expect(contentOf({ sticker: { emoji } })).toEqual(text("👍"));
	});

	it("of an unknown shape throws, and never says something false", () => {
		expect(() => decode({ message: { message_id: 1 } })).toThrow();
		expect(() => decode({ message: message({ date: "heute", text: "周报" }) })).toThrow();
	});
});

describe("files", () => {
	const file = (more: Record<string, unknown>) => ({ file_id: "F", file_unique_id: "U", ...more });
	const MB = 1024 * 1024;

	it.each([
		["document", file({ file_name: "大巴镇 周报.xlsx", file_size: 9 }), "大巴镇 周报.xlsx", 9],
		["document", file({ mime_type: "application/pdf" }), "file-U.pdf", null],
		["document", file({ file_name: "../..\\a\u202ecod.exe" }), ".._.._a_cod.exe", null],
		["voice", file({ mime_type: "audio/ogg", file_size: 5 }), "voice-U.ogg", 5],
		["audio", file({ file_name: "录音.m4a" }), "录音.m4a", null],
		["video", file({}), "video-U.mp4", null],
		["video_note", file({}), "video-U.mp4", null],
		["animation", file({}), "animation-U.mp4", null],
	])("%s %j is to be fetched as %s", (kind, described, name, size) => {
		expect(contentOf({ [kind]: described, caption: "大棚" })).toEqual({
			kind: "remote-files",
			files: [{ id: "F", name, size }],
			text: "大棚",
			addressed: false,
			album: null,
		});
	});

	it("of a photo is the largest that can be fetched, with its album", () => {
		const photo = [
			{ ...file({ file_size: 100 }), file_id: "S" },
			{ ...file({ file_size: 19 * MB }), file_id: "M" },
			{ ...file({ file_size: 21 * MB }), file_id: "L" },
		];
		expect(contentOf({ photo, media_group_id: "A1" })).toMatchObject({ files: [{ id: "M", name: "photo-U.jpg" }], album: "A1", text: "" });
	});

	it("beyond what can be fetched are handed in all the same", () => {
		expect(contentOf({ document: file({ file_size: 30 * MB, file_name: "大.zip" }) })).toMatchObject({ files: [{ size: 30 * MB }] });
	});

	it("keep their ending under a long name", () => {
		const content = contentOf({ document: file({ file_name: `${"很长".repeat(200)}.docx` }) });
		const [one] = content?.kind === "remote-files" ? content.files : [];
		expect(one?.name).toMatch(/^很长.*\.docx$/u);
		expect(one?.name.length).toBeLessThanOrEqual(120);
	});
});

describe("an edit", () => {
	it("names the message and the time of the change", () => {
		const edited = message({ chat: GROUP, text: "@yixian_bot 54亩", edit_date: SAID_AT + 60 });
		expect(decode({ edited_message: edited }).inbound).toMatchObject({
			updateId: `1000/-100500/9/${SAID_AT + 60}`,
			messageId: "9",
			sentAt: "2026-11-16T01:30:00.000Z",
			content: { kind: "edit", text: "54亩", addressed: true },
		});
	});

	it("of a caption is one, of a live place is none", () => {
		expect(decode({ edited_message: message({ photo: [], caption: "西区", edit_date: SAID_AT }) }).inbound?.content).toMatchObject({
			text: "西区",
		});
		expect(decode({ edited_message: message({ location: {}, edit_date: SAID_AT }) }).inbound).toBeNull();
	});
});

describe("a press", () => {
	const press = (data: string | undefined, more: Record<string, unknown> = {}) =>
		decode({
			callback_query: { id: "P1", from: WANG, chat_instance: "c", data, message: message({ chat: GROUP, from: BOT_USER }), ...more },
		});

	it("names the outbox message, the button, the press and the card", () => {
		expect(press("01J00000000000000000000001.2:edit:1")).toEqual({
			inbound: {
				updateId: "1000/-100500/P1",
				chat: groupRef,
				sender: { channel: "telegram", id: "42" },
				messageId: "9",
				sentAt: NOW,
				content: { kind: "press", message: "01J00000000000000000000001.2", button: "edit:1", press: "P1" },
			},
			press: "P1",
		});
	});

	it("on a message too old to be shown still counts", () => {
		expect(press("01J:0", { message: { chat: GROUP, message_id: 3, date: 0 } }).inbound).toMatchObject({ messageId: "3", chat: groupRef });
	});

	it.each([
		["without data", undefined, {}],
		["with data that is not ours", "like", {}],
		["with too much data", `01J:${"亩".repeat(30)}`, {}],
		["on an inline message", "01J:0", { message: undefined }],
	])("%s is only answered", (_, data, more) => {
		expect(press(data, more)).toEqual({ inbound: null, press: "P1" });
	});
});

describe("the bot's own standing", () => {
	const change = (chat: unknown, member: Record<string, unknown>, bot = BOT) =>
		decode({ my_chat_member: { chat, from: WANG, date: SAID_AT, old_chat_member: {}, new_chat_member: member } }, bot).inbound;

	it.each([
		["kicked", false],
		["member", true],
	])("%s in private means reachable: %s", (status, reachable) => {
		expect(change(PRIVATE, { status })).toMatchObject({
			chat: privateRef,
			content: { kind: "reachable", reachable },
			sender: { id: "42" },
		});
	});

	it.each([
		[{ status: "member" }, { what: "member", title: "大巴镇工作群", admin: false, seesAll: false }],
		[{ status: "administrator" }, { what: "member", title: "大巴镇工作群", admin: true, seesAll: true }],
		[
			{ status: "restricted", is_member: true },
			{ what: "member", title: "大巴镇工作群", admin: false, seesAll: false },
		],
		[
			{ status: "restricted", is_member: false },
			{ what: "left", title: "大巴镇工作群" },
		],
		[{ status: "kicked" }, { what: "left", title: "大巴镇工作群" }],
		[{ status: "left" }, { what: "left", title: "大巴镇工作群" }],
	])("%j in a group is told", (member, event) => {
		expect(change(GROUP, member)).toMatchObject({ chat: groupRef, messageId: null, content: { kind: "group", event } });
	});

	it("sees all as a member where privacy mode is off", () => {
		expect(change(GROUP, { status: "member" }, { ...BOT, readsGroups: true })?.content).toMatchObject({ event: { seesAll: true } });
	});

	it("in a channel is nobody's business", () => {
		expect(change({ id: -5, type: "channel", title: "频道" }, { status: "administrator" })).toBeNull();
	});
});

describe("a group", () => {
	it("is renamed, also by another bot, and moves to another id", () => {
		const from = { id: 8, is_bot: true, first_name: "别的" };
		expect(contentOf({ chat: GROUP, from, new_chat_title: "新名" })).toEqual({ kind: "group", event: { what: "renamed", title: "新名" } });
		expect(contentOf({ chat: GROUP, new_chat_title: "新名" })).toEqual({ kind: "group", event: { what: "renamed", title: "新名" } });
		expect(contentOf({ chat: GROUP, migrate_to_chat_id: -1009 })).toEqual({ kind: "group", event: { what: "moved", toId: "-1009" } });
	});
});

it("two updates of one number but another message have ids of their own", () => {
	const first = decode({ message: message({ message_id: 1, text: "a" }) }).inbound;
	const second = decode({ message: message({ message_id: 2, text: "a" }) }).inbound;
	expect(first?.updateId).not.toBe(second?.updateId);
});
