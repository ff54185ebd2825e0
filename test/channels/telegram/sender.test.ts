import { describe, expect, it } from "vitest";
import { createSender } from "../../../src/channels/telegram/sender.ts";
import type { FileRef } from "../../../src/domain/file.ts";
import type { OutgoingMessage } from "../../../src/ports/channel.ts";
import { groupRef, outgoing, told, unheard } from "./fixtures.ts";

type Args = Record<string, unknown>;

const PNG: FileRef = { hash: "a".repeat(64), name: "排名.png", type: "image/png", size: 70 };
const XLSX: FileRef = { hash: "b".repeat(64), name: "第47周 汇总.xlsx", type: "application/zip", size: 70 };

/** A sender whose calls are kept; `failures` are what the named calls answer, in order. */
const rig = (failures: Record<string, unknown[]> = {}, more: { blind?: boolean; over?: boolean } = {}) => {
	const done: { method: string; args: Args }[] = [];
	const presses: string[] = [];
	const call =
		(method: string) =>
		async (args: unknown): Promise<never> => {
			done.push({ method, args: args as Args });
			const failure = failures[method]?.shift();
			if (failure) throw failure;
			return {} as never;
		};
	const send = createSender({
		calls: {
			sendMessage: call("sendMessage"),
			editMessageText: call("editMessageText"),
			answerCallbackQuery: call("answerCallbackQuery"),
		},
		uploads: { sendPhoto: call("sendPhoto"), sendDocument: call("sendDocument") },
		files: { get: async (hash) => (hash === "f".repeat(64) ? null : new Uint8Array(70)) },
		groups: { note: () => undefined, isBlind: async (chat) => chat.kind === "group" && (more.blind ?? true) },
		presses: {
			note: () => undefined,
			dismiss: () => undefined,
			claim: (press) => void presses.push(`claim ${press}`),
			isOver: () => more.over ?? false,
			presser: () => 42,
			settle: ({ id }) => void presses.push(`settle ${id}`),
			close: () => undefined,
		},
		closings: { close: (_, number) => void done.push({ method: "close", args: { message_id: number } }) },
	});
	return { send, done, presses, methods: () => done.map(({ method }) => method), args: (at: number) => done[at]?.args ?? {} };
};

const card = (more: Partial<OutgoingMessage>): OutgoingMessage => outgoing({ answers: { message: "9", press: "P1" }, ...more });

describe("a message", () => {
	it("goes out as plain text without previews", async () => {
		const { send, done } = rig();
		const text = "<b>45</b> *亩* _x_ https://gov.cn";
		expect(await send(outgoing({ text }))).toEqual({ kind: "sent" });
		expect(done).toEqual([{ method: "sendMessage", args: { chat_id: "42", text, link_preview_options: { is_disabled: true } } }]);
	});

	it("carries its buttons, which name it", async () => {
		const { send, args } = rig();
		await send(
			outgoing({
				id: "01J.2",
				buttons: [
					{ id: "0", text: "提交" },
					{ id: "edit:1", text: "修改" },
				],
			}),
		);
		expect(args(0)).toMatchObject({
			reply_markup: {
				inline_keyboard: [
					[
						{ text: "提交", callback_data: "01J.2:0" },
						{ text: "修改", callback_data: "01J.2:edit:1" },
					],
				],
			},
		});
	});

	it("replies in groups, where talk is mixed, and not in private", async () => {
		const { send, args } = rig();
		await send(outgoing({ id: "a", chat: groupRef, answers: { message: "9", press: null } }));
		await send(outgoing({ id: "b", answers: { message: "9", press: null } }));
		expect(args(0)).toMatchObject({ reply_parameters: { message_id: 9, allow_sending_without_reply: true } });
		expect(args(1)).not.toHaveProperty("reply_parameters");
	});

	it("goes out once, however often it is sent, and again after it failed", async () => {
		const { send, methods } = rig({ sendMessage: [unheard()] });
		expect((await send(outgoing())).kind).toBe("retry");
		expect((await send(outgoing())).kind).toBe("sent");
		expect((await send(outgoing())).kind).toBe("sent");
		expect(methods()).toHaveLength(2);
	});

	it.each([
		[{ text: "亩".repeat(4097) }],
		[{ text: "亩".repeat(1025), files: [PNG] }],
		[{ text: " \n" }],
		[{ files: [PNG, XLSX] }],
		[{ files: [{ ...XLSX, size: 51 * 1024 * 1024 }] }],
		[{ files: [{ ...XLSX, hash: "f".repeat(64) }] }],
		[{ buttons: [{ id: "x".repeat(60), text: "提交" }] }],
		[{ buttons: Array.from({ length: 101 }, (_, index) => ({ id: String(index), text: "镇" })) }],
	])("that Telegram would refuse fails without a call", async (more) => {
		const { send, done } = rig();
		expect(await send(outgoing(more))).toMatchObject({ kind: "failed", gone: false });
		expect(done).toEqual([]);
	});

	it("with half a sign in it is mended", async () => {
		const { send, args } = rig();
		await send(outgoing({ text: "好\ud83d的😀" }));
		expect(args(0)).toMatchObject({ text: "好\ufffd的😀" });
	});
});

describe("words asked for in a group the bot does not hear", () => {
	it("are asked as a reply of whom it answers", async () => {
		const { send, args } = rig();
		await send(outgoing({ chat: groupRef, answers: { message: "9", press: null }, awaitsWords: true }));
		expect(args(0)).toMatchObject({ reply_parameters: { message_id: 9 }, reply_markup: { force_reply: true, selective: true } });
	});

	it("name whoever pressed, as the reply goes to the bot's own message", async () => {
		const { send, args } = rig();
		await send(card({ chat: groupRef, awaitsWords: true, text: "暖棚新增多少亩？\n例：45亩" }));
		expect(args(0)).toMatchObject({ entities: [{ type: "text_mention", offset: 0, length: 8, user: { id: 42 } }] });
	});

	it.each([
		["nobody is answered", outgoing({ chat: groupRef, awaitsWords: true }), true],
		["it is a private chat", outgoing({ answers: { message: "9", press: null }, awaitsWords: true }), true],
		["the bot hears everything", outgoing({ chat: groupRef, answers: { message: "9", press: null }, awaitsWords: true }), false],
		["no words are asked for", outgoing({ chat: groupRef, answers: { message: "9", press: null } }), true],
	])("are not forced where %s", async (_, message, blind) => {
		const { send, args } = rig({}, { blind });
		await send(message);
		expect(args(0)).not.toHaveProperty("reply_markup");
	});

	it("come as a new message where a card would be replaced, as no old one can demand a reply", async () => {
		const { send, methods } = rig();
		await send(card({ chat: groupRef, card: "replace", awaitsWords: true }));
		expect(methods()).toEqual(["sendMessage", "close"]);
	});
});

describe("a toast", () => {
	it("is shown at the press, as a box when it takes time to read", async () => {
		const { send, done, presses } = rig();
		await send(card({ card: "toast", text: "已记下" }));
		await send(card({ id: "b", card: "toast", text: "这是给别人的".repeat(10) }));
		expect(done.map(({ args }) => args)).toEqual([
			{ callback_query_id: "P1", text: "已记下", show_alert: false },
			{ callback_query_id: "P1", text: "这是给别人的".repeat(10), show_alert: true },
		]);
		expect(presses[0]).toBe("claim P1");
	});

	it("becomes a message when it is too long, or answers no press", async () => {
		const { send, methods } = rig();
		await send(card({ card: "toast", text: "长".repeat(201) }));
		await send(outgoing({ id: "b", card: "toast" }));
		expect(methods()).toEqual(["sendMessage", "sendMessage"]);
	});

	it("for a press that is over becomes a message in private, and nothing in a group", async () => {
		const old = () => told(400, "Bad Request: query is too old and response timeout expired or query ID is invalid");
		const { send, methods } = rig({ answerCallbackQuery: [old(), old()] });
		expect(await send(card({ card: "toast" }))).toEqual({ kind: "sent" });
		expect(await send(card({ id: "b", card: "toast", chat: groupRef }))).toEqual({ kind: "sent" });
		expect(methods()).toEqual(["answerCallbackQuery", "sendMessage", "answerCallbackQuery"]);
		const known = rig({}, { over: true });
		await known.send(card({ card: "toast" }));
		await known.send(card({ id: "b", card: "toast", chat: groupRef }));
		expect(known.methods()).toEqual(["sendMessage"]);
	});

	it("that did not get through is tried again", async () => {
		const { send } = rig({ answerCallbackQuery: [told(502, "Bad Gateway")] });
		expect(await send(card({ card: "toast" }))).toMatchObject({ kind: "retry", blame: "channel" });
	});
});

describe("a card", () => {
	it("is written over the message it answers, with its own buttons", async () => {
		const { send, done, presses } = rig();
		await send(card({ card: "replace", buttons: [{ id: "0", text: "好" }] }));
		expect(done).toMatchObject([
			{
				method: "editMessageText",
				args: {
					chat_id: "42",
					message_id: 9,
					text: "请核对",
					reply_markup: { inline_keyboard: [[{ callback_data: `${outgoing().id}:0` }]] },
				},
			},
		]);
		expect(presses).toEqual([`settle ${outgoing().id}`]);
	});

	it("that is there already counts as sent", async () => {
		const { send, methods } = rig({
			editMessageText: [told(400, "Bad Request: message is not modified: specified new message content …")],
		});
		expect(await send(card({ card: "replace" }))).toEqual({ kind: "sent" });
		expect(methods()).toEqual(["editMessageText"]);
	});

	it.each(["message to edit not found", "message can't be edited", "there is no text in the message to edit"])(
		"comes as a new message when Telegram says %s",
		async (description) => {
			const { send, methods } = rig({ editMessageText: [told(400, `Bad Request: ${description}`)] });
			expect(await send(card({ card: "replace" }))).toEqual({ kind: "sent" });
			expect(methods()).toEqual(["editMessageText", "sendMessage", "close"]);
		},
	);

	it("with a file, or without a message to write over, is a new message", async () => {
		const { send, methods } = rig();
		await send(card({ card: "replace", files: [PNG] }));
		await send(outgoing({ id: "b", card: "replace", answers: { message: "room-17", press: "P1" } }));
		await send(outgoing({ id: "c", card: "replace", answers: { message: "9", press: null } }));
		await send(outgoing({ id: "d", card: "close", answers: { message: "9", press: null } }));
		expect(methods()).toEqual(["sendPhoto", "close", "sendMessage", "sendMessage", "sendMessage"]);
	});

	it("that closes takes the old buttons away behind itself", async () => {
		const { send, done } = rig();
		expect(await send(card({ card: "close" }))).toEqual({ kind: "sent" });
		expect(done).toMatchObject([{ method: "sendMessage" }, { method: "close", args: { message_id: 9 } }]);
	});
});

describe("a file", () => {
	it("that is a picture is shown as one, everything else is a document under its name", async () => {
		const { send, done } = rig();
		await send(outgoing({ id: "a", files: [PNG], buttons: [{ id: "0", text: "好" }] }));
		await send(outgoing({ id: "b", text: "", files: [XLSX] }));
		await send(outgoing({ id: "c", files: [{ ...PNG, size: 11 * 1024 * 1024 }] }));
		expect(done.map(({ method }) => method)).toEqual(["sendPhoto", "sendDocument", "sendDocument"]);
		expect(done[0]?.args).toMatchObject({ caption: "请核对", photo: { filename: '"排名.png"' }, reply_markup: {} });
		expect(done[1]?.args).toMatchObject({ document: { filename: '"第47周 汇总.xlsx"' } });
		expect(done[1]?.args).not.toHaveProperty("caption");
	});

	it("that Telegram does not take as a picture goes as a document", async () => {
		const { send, methods } = rig({ sendPhoto: [told(400, "Bad Request: PHOTO_INVALID_DIMENSIONS")] });
		expect(await send(outgoing({ files: [PNG] }))).toEqual({ kind: "sent" });
		expect(methods()).toEqual(["sendPhoto", "sendDocument"]);
	});
});

describe("a failure", () => {
	it.each([
		[told(429, "Too Many Requests: retry after 7", { retry_after: 7 }), { kind: "retry", afterMs: 7000, blame: "chat" }],
		[
			told(403, "Forbidden: bot was blocked by the user"),
			{ kind: "failed", gone: true, reason: "403 Forbidden: bot was blocked by the user" },
		],
		[told(403, "Forbidden: bot was kicked from the supergroup chat"), { kind: "failed", gone: true }],
		[told(403, "Forbidden: user is deactivated"), { kind: "failed", gone: true }],
		[told(400, "Bad Request: chat not found"), { kind: "failed", gone: true }],
		[told(400, "Bad Request: group chat was deactivated"), { kind: "failed", gone: true }],
		[
			told(400, "Bad Request: group chat was upgraded to a supergroup chat", { migrate_to_chat_id: -1009 }),
			{ kind: "moved", chatId: "-1009" },
		],
		[told(400, "Bad Request: message is too long"), { kind: "failed", gone: false }],
		[told(413, "Request Entity Too Large"), { kind: "failed", gone: false }],
		[told(401, "Unauthorized"), { kind: "retry", blame: "channel", afterMs: 60_000 }],
		[told(500, "Internal Server Error"), { kind: "retry", blame: "channel" }],
		[unheard("ECONNRESET"), { kind: "retry", blame: "channel", reason: "unreachable ECONNRESET" }],
		[new TypeError("nothing grammY tells of"), { kind: "retry", blame: "channel", reason: "bad-answer TypeError" }],
	])("%s is an outcome", async (failure, outcome) => {
		const { send } = rig({ sendMessage: [failure] });
		expect(await send(outgoing())).toMatchObject(outcome);
	});

	it("tells no token, text, name or telephone number", async () => {
		const { send } = rig({
			sendMessage: [told(400, 'Bad Request: can\'t parse "王伟" 13812345678 7001:SECRET-SECRET-SECRET-SECRET-SECRE'), unheard("X")],
		});
		const outcomes = [await send(outgoing()), await send(outgoing())];
		expect(JSON.stringify(outcomes)).not.toMatch(/SECRET|王伟|13812345678/u);
	});
});
