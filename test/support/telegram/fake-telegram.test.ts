import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Answer, callApi } from "./api.ts";
import type { FakeBot } from "./bot.ts";
import { textOf } from "./chat.ts";
import type { Group } from "./group.ts";
import type { Person } from "./person.ts";
import { type FakeTelegram, shown, startFakeTelegram } from "./server.ts";

let telegram: FakeTelegram;
let bot: FakeBot;
let person: Person;
let call: (method: string, body?: object | FormData) => Promise<Answer>;
let nowMs = 0;
let steadyMs = 0;

beforeEach(async () => {
	nowMs = Date.UTC(2026, 10, 16, 1, 30);
	steadyMs = 0;
	telegram = await startFakeTelegram({ timing: { nowMs: () => nowMs, steadyMs: () => steadyMs } });
	bot = telegram.world.bot();
	person = telegram.world.person({ first: "福生" });
	call = callApi(telegram, bot);
});
afterEach(() => telegram.close());

const group = (members: Person[] = [], kind: "group" | "supergroup" = "supergroup"): Group => {
	const made = telegram.world.group({ title: "大巴镇工作群", owner: person, members, kind });
	made.add(bot, person);
	bot.updates.forget();
	return made;
};
const texts = (answer: Answer): string[] =>
	answer.result.map((update: { message?: { text?: string } }) => update.message?.text ?? Object.keys(update).at(-1));

describe("updates", () => {
	it("are kept until a higher offset confirms them", async () => {
		person.say(bot, "一");
		person.say(bot, "二");
		expect(texts(await call("getUpdates"))).toEqual(["一", "二"]);
		const again = await call("getUpdates", { limit: 1 });
		expect(texts(again)).toEqual(["一"]);
		expect(texts(await call("getUpdates", { offset: again.result[0].update_id + 1 }))).toEqual(["二"]);
		expect(texts(await call("getUpdates", { offset: -1 }))).toEqual(["二"]);
		expect(bot.updates.waiting).toHaveLength(1);
	});

	it("end a long poll at once", async () => {
		const polling = call("getUpdates", { timeout: 50 });
		await bot.updates.polled();
		person.say(bot, "到了");
		expect(texts(await polling)).toEqual(["到了"]);
	});

	it("go to one poller: the older is ended with 409", async () => {
		const older = call("getUpdates", { timeout: 50 });
		await bot.updates.polled();
		const newer = call("getUpdates", { timeout: 50 });
		expect(await older).toMatchObject({
			ok: false,
			error_code: 409,
			description: expect.stringContaining("terminated by other getUpdates"),
		});
		person.say(bot, "到了");
		expect(texts(await newer)).toEqual(["到了"]);
		await call("setWebhook", { url: "https://example.org/hook" });
		expect(await call("getUpdates")).toMatchObject({ error_code: 409, description: expect.stringContaining("webhook is active") });
		await call("deleteWebhook");
		expect((await call("getUpdates")).ok).toBe(true);
	});

	it("are those asked for, remembered from call to call", async () => {
		await call("getUpdates", { allowed_updates: ["callback_query"] });
		person.say(bot, "没人要");
		await call("getUpdates");
		expect(bot.updates.waiting).toEqual([]);
	});

	it("vanish after a day, and may start from another number", async () => {
		person.say(bot, "昨天");
		nowMs += 25 * 60 * 60 * 1000;
		expect(texts(await call("getUpdates"))).toEqual([]);
		bot.updates.restartNumbering(17);
		person.say(bot, "一周后");
		expect(texts(await call("getUpdates", { offset: 10_002 }))).toEqual(["一周后"]);
		expect(texts(await call("getUpdates", { offset: 18 }))).toEqual([]);
	});
});

describe("sending", () => {
	const send = (text: string, more: object = {}): Promise<Answer> => call("sendMessage", { chat_id: person.user.id, text, ...more });

	it("needs the person to have begun, and not to have blocked the bot", async () => {
		expect(await send("好")).toMatchObject({ error_code: 403, description: "Forbidden: bot can't initiate conversation with a user" });
		person.start(bot, "CODE2345");
		expect((await send("好")).ok).toBe(true);
		person.block(bot);
		expect(await send("好")).toMatchObject({ error_code: 403, description: "Forbidden: bot was blocked by the user" });
		expect(texts(await call("getUpdates"))).toEqual(["/start CODE2345", "my_chat_member"]);
		expect(await call("sendMessage", { chat_id: 1, text: "谁" })).toMatchObject({
			error_code: 400,
			description: "Bad Request: chat not found",
		});
	});

	it("keeps the limits of text, buttons and captions", async () => {
		person.meet(bot);
		const button = (callback_data: string): object => ({ reply_markup: { inline_keyboard: [[{ text: "提交", callback_data }]] } });
		expect((await send("亩".repeat(4096))).ok).toBe(true);
		expect(await send("亩".repeat(4097))).toMatchObject({ error_code: 400, description: "Bad Request: message is too long" });
		expect(await send(" \n")).toMatchObject({ error_code: 400, description: "Bad Request: message text is empty" });
		expect((await send("好", button("x".repeat(64)))).ok).toBe(true);
		expect(await send("好", button("x".repeat(65)))).toMatchObject({ error_code: 400, description: "Bad Request: BUTTON_DATA_INVALID" });
	});

	it("reads HTML, and refuses what is none", async () => {
		person.meet(bot);
		const html = { parse_mode: "HTML" };
		expect((await send("<b>大巴</b> 1 &lt; 2 &amp; &copy;", html)).result).toMatchObject({
			text: "大巴 1 < 2 & &copy;",
			entities: [{ type: "bold", offset: 0, length: 2 }],
		});
		expect(await send("1 < 2", html)).toMatchObject({ error_code: 400, description: expect.stringContaining("can't parse entities") });
		expect(await send("<b>开", html)).toMatchObject({ error_code: 400 });
	});

	it("takes files and albums, and gives back their bytes", async () => {
		person.meet(bot);
		const form = new FormData();
		form.set("chat_id", String(person.user.id));
		form.set("caption", "通报");
		form.set("document", new Blob(["内容"]), "通报 第1期.docx");
		expect((await call("sendDocument", form)).result).toMatchObject({ caption: "通报", document: { file_name: "通报 第1期.docx" } });
		const [post] = person.album(bot, [Buffer.from("\xff\xd8\xff1", "latin1"), Buffer.from("\xff\xd8\xff2", "latin1")], "现场");
		const updates = (await call("getUpdates")).result;
		expect(updates[0].message.media_group_id).toBe(updates[1].message.media_group_id);
		const { result } = await call("getFile", { file_id: updates[0].message.photo.at(-1).file_id });
		const bytes = await (await fetch(`${telegram.url}/file/bot${bot.token}/${result.file_path}`)).arrayBuffer();
		expect(new Uint8Array(bytes)).toEqual(new Uint8Array(post?.files[0]?.bytes ?? []));
		person.document(bot, Buffer.from("大"), "大.zip", "", { size: 21 * 1024 * 1024 });
		const big = (await call("getUpdates")).result.at(-1).message.document.file_id;
		expect(await call("getFile", { file_id: big })).toMatchObject({ error_code: 400, description: "Bad Request: file is too big" });
	});

	it("changes messages in place, and answers a press once", async () => {
		person.meet(bot);
		const inline = { reply_markup: { inline_keyboard: [[{ text: "提交", callback_data: "s" }]] } };
		const { message_id } = (await send("请核对", inline)).result;
		const edit = (text: string, more: object = {}): Promise<Answer> =>
			call("editMessageText", { chat_id: person.user.id, message_id, text, ...more });
		expect(await edit("请核对", inline)).toMatchObject({
			error_code: 400,
			description: expect.stringContaining("message is not modified"),
		});
		const [post] = shown(bot.chatWith(person.user), bot);
		const press = post ? person.press(post, "提交") : "";
		expect((await edit("已收到")).ok).toBe(true);
		expect(post && textOf(post)).toBe("已收到");
		expect(post?.inline).toBeNull();
		expect((await call("answerCallbackQuery", { callback_query_id: press, text: "好" })).ok).toBe(true);
		expect((await call("answerCallbackQuery", { callback_query_id: press })).error_code).toBe(400);
		await call("deleteMessage", { chat_id: person.user.id, message_id });
		expect(await edit("晚了")).toMatchObject({ description: "Bad Request: message to edit not found" });
	});

	it("is limited on demand", async () => {
		person.meet(bot);
		telegram.world.limited = true;
		for (let count = 0; count < 3; count += 1) expect((await send("一")).ok).toBe(true);
		expect(await send("多")).toMatchObject({ error_code: 429, parameters: { retry_after: 3 } });
		steadyMs = 2500;
		expect(await send("早")).toMatchObject({ error_code: 429, parameters: { retry_after: 1 } });
		steadyMs = 3000;
		expect((await send("好")).ok).toBe(true);
		const workGroup = group();
		const toGroup = (): Promise<Answer> => call("sendMessage", { chat_id: workGroup.id, text: "通知" });
		for (let count = 0; count < 20; count += 1) {
			steadyMs += 1000;
			expect((await toGroup()).ok).toBe(true);
		}
		steadyMs += 1000;
		expect(await toGroup()).toMatchObject({ error_code: 429, parameters: { retry_after: 40 } });
	});
});

describe("groups", () => {
	it("under privacy mode let commands, answers to the bot and its name through; without it, or to an administrator, everything", async () => {
		const colleague = telegram.world.person();
		const workGroup = group([colleague]);
		const { message_id } = (await call("sendMessage", { chat_id: workGroup.id, text: "请报数" })).result;
		const said = workGroup.chat.post(message_id);
		colleague.say(workGroup, "今天风大");
		colleague.say(workGroup, "/weekly");
		colleague.say(workGroup, `@${bot.user.username} 进度`);
		if (said) colleague.say(workGroup, "45亩", { replyTo: said });
		expect(texts(await call("getUpdates"))).toEqual(["/weekly", `@${bot.user.username} 进度`, "45亩"]);
		bot.updates.forget();
		workGroup.promote(bot, person);
		colleague.say(workGroup, "今天风大");
		expect(texts(await call("getUpdates"))).toEqual(["my_chat_member", "今天风大"]);
		bot.updates.forget();
		workGroup.demote(bot, person);
		bot.readsGroups = true;
		colleague.say(workGroup, "棚膜压好");
		expect(texts(await call("getUpdates"))).toEqual(["my_chat_member", "棚膜压好"]);
	});

	it("say who came, went and hides, and follow a new name", async () => {
		const colleague = telegram.world.person();
		const workGroup = group([colleague]);
		workGroup.rename("大巴工作群", person);
		workGroup.leave(colleague);
		workGroup.promote(person, person, { anonymous: true });
		person.say(workGroup, "/weekly");
		const updates = (await call("getUpdates")).result;
		expect(updates.map(({ message }: { message: { new_chat_title?: string } }) => message.new_chat_title)).toEqual([
			"大巴工作群",
			undefined,
			undefined,
		]);
		expect(updates[1].message.left_chat_member.id).toBe(colleague.user.id);
		expect(updates[2].message).toMatchObject({ from: { username: "GroupAnonymousBot" }, sender_chat: { id: workGroup.id } });
		workGroup.remove(bot, person);
		expect(await call("sendMessage", { chat_id: workGroup.id, text: "在吗" })).toMatchObject({
			error_code: 403,
			description: "Forbidden: bot was kicked from the supergroup chat",
		});
	});

	it("move to another id", async () => {
		const old = group([], "group");
		const next = old.upgrade(person);
		expect(await call("sendMessage", { chat_id: old.id, text: "在吗" })).toMatchObject({
			error_code: 400,
			parameters: { migrate_to_chat_id: next.id },
		});
		expect((await call("sendMessage", { chat_id: next.id, text: "在" })).ok).toBe(true);
		expect((await call("getUpdates")).result.map(({ message }: { message: object }) => Object.keys(message).at(-1))).toEqual([
			"migrate_to_chat_id",
			"migrate_from_chat_id",
		]);
	});
});

describe("failures on demand", () => {
	it("refuse before, or lose the answer after the message went out", async () => {
		person.meet(bot);
		const chat = bot.chatWith(person.user);
		const send = (): Promise<Answer> => call("sendMessage", { chat_id: person.user.id, text: "提醒" });
		const { faults } = telegram.world;
		faults.add({ method: "sendMessage", fault: { kind: "429", retryAfter: 7 }, times: 1 });
		expect(await send()).toMatchObject({ error_code: 429, parameters: { retry_after: 7 } });
		for (const kind of ["502", "close-before", "half", "close-after"] as const) {
			faults.add({ method: "sendMessage", fault: { kind }, times: 1 });
			await expect(send()).rejects.toThrow();
		}
		expect(shown(chat, bot)).toHaveLength(2);
		expect((await send()).ok).toBe(true);
		expect(telegram.world.calls.map(({ status }) => status).slice(0, 2)).toEqual([429, 502]);
	});

	it("by chance are the same for the same seed", () => {
		const { faults } = telegram.world;
		const struck = (seed: number): boolean[] => {
			faults.byChance({ seed, share: 0.3, faults: [{ kind: "500" }], methods: /^send/u });
			return Array.from({ length: 50 }, () => faults.strike("sendMessage") !== null);
		};
		expect(struck(7)).toEqual(struck(7));
		expect(struck(7)).not.toEqual(struck(8));
		expect(faults.strike("getUpdates")).toBeNull();
	});

	it("a wrong token is 401, and out of reach is out of reach", async () => {
		const response = await fetch(`${telegram.url}/bot1:wrong/getMe`);
		expect(await response.json()).toEqual({ ok: false, error_code: 401, description: "Unauthorized" });
		const comeBack = await telegram.goDown();
		await expect(call("getMe")).rejects.toThrow();
		await comeBack();
		expect((await call("getMe")).result).toMatchObject({ is_bot: true, can_read_all_group_messages: false });
	});
});

describe("people", () => {
	it("press buttons of messages too old to be shown, with data of their own making, and delete their accounts", async () => {
		person.meet(bot);
		const inline = { reply_markup: { inline_keyboard: [[{ text: "提交", callback_data: "o1:0" }]] } };
		await call("sendMessage", { chat_id: person.user.id, text: "请核对", ...inline });
		const [post] = shown(bot.chatWith(person.user), bot);
		if (!post) throw new Error("nothing was shown");
		person.press(post, "提交", { inaccessible: true });
		person.pressData(post, "o1:99");
		const [old, forged] = (await call("getUpdates")).result;
		expect(old.callback_query).toMatchObject({ data: "o1:0", message: { date: 0, message_id: post.id } });
		expect(forged.callback_query.data).toBe("o1:99");
		person.deleteAccount();
		expect(await call("sendMessage", { chat_id: person.user.id, text: "在吗" })).toMatchObject({
			error_code: 403,
			description: "Forbidden: user is deactivated",
		});
	});
});
