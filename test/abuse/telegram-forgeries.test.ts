import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Effect } from "../../src/ports/store.ts";
import { buttonsOf, type Post, textOf } from "../support/telegram/chat.ts";
import type { Group } from "../support/telegram/group.ts";
import type { Person } from "../support/telegram/person.ts";
import { shown } from "../support/telegram/server.ts";
import type { TelegramStage } from "../support/telegram/telegram-stage.ts";
import { Universe } from "../support/universe.ts";

const DABA = "210921108";
/** What changes something for somebody; the rest is talk. */
const CHANGES: ReadonlySet<string> = new Set([
	"add-report-version",
	"bind-account",
	"unbind-account",
	"add-code",
	"use-code",
	"add-job",
	"save-session",
	"replace-county",
]);

let universe: Universe;
let stage: TelegramStage;
let office: Person;
let reporter: Person;
let group: Group;
let changes: Effect[] = [];

const settle = async (): Promise<void> => {
	await stage.taken();
	await universe.settle();
};
const saidIn = (where: Group | Person): string[] => {
	const chat = "chat" in where ? where.chat : stage.bot.chatWith(where.user);
	return shown(chat, stage.bot).map(textOf);
};
const newest = (person: Person): Post => {
	const post = shown(stage.bot.chatWith(person.user), stage.bot).at(-1);
	if (!post) throw new Error("the bot said nothing");
	return post;
};
const toasts = (): unknown[] =>
	stage.telegram.world.calls.filter(({ method }) => method === "answerCallbackQuery").map(({ fields }) => fields.text);

beforeEach(async () => {
	universe = await Universe.open({ on: "telegram" });
	if (!universe.telegram) throw new Error("no Telegram");
	stage = universe.telegram;
	office = stage.person("DC01");
	reporter = stage.person(`${DABA}-2`);
	group = stage.group(DABA);
	for (const person of [office, reporter]) group.seat(person);
	changes = [];
	universe.tampered.watch = (method, given) => {
		if (method === "commit") changes.push(...(given[0] as readonly Effect[]).filter((effect) => CHANGES.has(effect.do)));
	};
});
afterEach(() => universe.close());

describe("what others say through somebody's mouth", () => {
	it.each([
		"/unbind 沈福生",
		"解绑 沈福生",
		"/bindgroup 东梁镇",
		"绑定群 东梁镇",
		"/invite 沈福生",
		"周报 暖棚45亩",
		"代报 大巴镇 暖棚45亩",
	])("is no command when it is forwarded into a group: %s", async (text) => {
		const stranger = stage.telegram.world.person({ first: "访客" });
		office.other(group, { text, forward_origin: { type: "user", sender_user: stranger.user, date: 1 } });
		office.other(group, { text, forward_origin: { type: "hidden_user", sender_user_name: "访客", date: 1 } });
		office.other(group, {
			text,
			forward_origin: { type: "channel", chat: { id: -100, type: "channel", title: "x" }, message_id: 1, date: 1 },
		});
		await settle();
		expect(changes).toEqual([]);
		expect(saidIn(group)).toEqual([]);
		expect(saidIn(office)).toEqual([]);
	});

	it("is one's own when one passes on one's own words", async () => {
		office.other(group, { text: "/status", forward_origin: { type: "user", sender_user: office.user, date: 1 } });
		await settle();
		expect(saidIn(office).at(-1)).toContain("自检");
	});

	it("is spent as a code all the same", async () => {
		office.say(stage.bot, "解绑 沈福生");
		office.say(stage.bot, "邀请 沈福生");
		await settle();
		const code = universe.ids.codes.at(-1) ?? "";
		office.other(group, { text: `绑定 ${code}`, forward_origin: { type: "hidden_user", sender_user_name: "x", date: 1 } });
		await settle();
		changes = [];
		reporter.say(stage.bot, `绑定 ${code}`);
		await settle();
		expect(changes).toEqual([]);
	});

	it.each([
		["another bot", { from: { id: 6_000_000_001, is_bot: true, first_name: "x", username: "other_bot" } }],
		["an inline bot", { via_bot: { id: 6_000_000_001, is_bot: true, first_name: "x", username: "other_bot" } }],
		["a channel's post passed on", { is_automatic_forward: true }],
		["Telegram itself", { from: { id: 777_000, is_bot: false, first_name: "Telegram" } }],
	])("is nothing from %s", async (_what, more) => {
		for (const text of ["/unbind 沈福生", "@yixian_bot 解绑 沈福生", "/start"]) office.other(group, { text, ...more });
		await settle();
		expect(changes).toEqual([]);
		expect(saidIn(group)).toEqual([]);
	});

	it.each(["the group itself", "a channel"])("is nobody's when it comes as %s", async (as) => {
		const chat = as === "a channel" ? { id: -1_009_999, type: "channel", title: "x" } : group.chat.json();
		office.other(group, { text: "@yixian_bot 解绑 沈福生", sender_chat: chat });
		office.other(group, { text: "/bindgroup 东梁镇", sender_chat: chat });
		await settle();
		expect(changes).toEqual([]);
		const known = await universe.store.knownGroups();
		expect(known.find(({ chat: { id } }) => id === String(group.id))?.unit).toBe(DABA);
	});

	it("is not heard in channels and inline", async () => {
		const from = office.user;
		const chat = { id: -1_009_999, type: "channel", title: "x" };
		stage.bot.updates.push("channel_post", { message_id: 1, date: 1, chat, from, text: "/unbind 沈福生" });
		stage.bot.updates.push("message", { message_id: 1, date: 1, chat, from, text: "/unbind 沈福生" });
		stage.bot.updates.push("inline_query", { id: "1", from, query: "/unbind 沈福生", offset: "" });
		stage.bot.updates.push("chosen_inline_result", { result_id: "1", from, query: "/unbind 沈福生" });
		await settle();
		expect(changes).toEqual([]);
	});
});

describe("an edit", () => {
	it.each(["解绑 沈福生", "/invite 沈福生", "模板", "/start CESH2222", "确认导入"])("never runs a command: %s", async (text) => {
		const post = office.say(stage.bot, "你好");
		await settle();
		office.edit(post, text);
		await settle();
		expect(changes).toEqual([]);
	});

	it("never submits", async () => {
		const said = ["周报", "45亩", "120亩", "1个", "无"].map((text) => reporter.say(stage.bot, text));
		reporter.say(stage.bot, "跳过");
		await settle();
		for (const post of said) reporter.edit(post, "提交");
		await settle();
		expect(changes.filter((effect) => effect.do === "add-report-version")).toEqual([]);
		expect((await universe.store.roundStates("weekly" as never, "2026-W47" as never, null)).reported).toEqual([]);
	});

	it("binds nobody, also with a good code", async () => {
		office.say(stage.bot, "解绑 沈福生");
		office.say(stage.bot, "邀请 沈福生");
		await settle();
		const stranger = stage.telegram.world.person({ first: "访客" });
		const post = stranger.say(stage.bot, "你好");
		await settle();
		changes = [];
		stranger.edit(post, `绑定 ${universe.ids.codes.at(-1)}`);
		await settle();
		expect(changes).toEqual([]);
	});
});

describe("a press", () => {
	it("on another's button, another chat's, none or too many does nothing and says so at the press", async () => {
		reporter.say(stage.bot, "周报");
		const other = stage.person("210921211-2");
		other.say(stage.bot, "周报");
		await settle();
		const [theirs] = buttonsOf(newest(reporter));
		const own = newest(other);
		changes = [];
		const data = theirs?.callback_data ?? "";
		const [message] = data.split(":");
		const forged = [data, `${message}:99`, `${message}:-1`, `${message}:1e0`, "x".repeat(65), ":", "0:0", `${"9".repeat(30)}:0`, "游戏"];
		for (const one of forged) other.pressData(own, one);
		await settle();
		universe.passTimers(5000);
		await settle();
		expect(changes).toEqual([]);
		expect(toasts()).toHaveLength(forged.length);
		expect(stage.bot.presses.size).toBe(0);
	});

	it("of a finished dialog changes nothing", async () => {
		for (const text of ["周报", "45亩", "120亩", "1个", "无", "跳过"]) {
			reporter.say(stage.bot, text);
			await settle();
		}
		const summary = newest(reporter);
		reporter.press(summary, "提交");
		await settle();
		expect(changes.filter((effect) => effect.do === "add-report-version")).toHaveLength(1);
		changes = [];
		for (const button of buttonsOf(summary)) reporter.pressData(summary, button.callback_data ?? "");
		reporter.pressData(newest(reporter), "0:0");
		await settle();
		expect(changes).toEqual([]);
	});

	it("without a message, from an inline message or a game is put out", async () => {
		const base = { from: reporter.user, chat_instance: "1" };
		stage.bot.updates.push("callback_query", { id: "q1", ...base, data: "x:0" });
		stage.bot.updates.push("callback_query", { id: "q2", ...base, inline_message_id: "i", data: "x:0" });
		stage.bot.updates.push("callback_query", { id: "q3", ...base, game_short_name: "g" });
		await settle();
		expect(changes).toEqual([]);
	});
});

describe("many at once", () => {
	it("of one album are one answer, however many there are", async () => {
		for (const text of ["周报", "45亩", "120亩", "1个", "无"]) reporter.say(stage.bot, text);
		await settle();
		const before = saidIn(reporter).length;
		reporter.album(
			stage.bot,
			Array.from({ length: 60 }, (_, at) => Buffer.from(`照片${at}`)),
		);
		await settle();
		universe.passTimers(60_000);
		await settle();
		expect(saidIn(reporter).length - before).toBeLessThanOrEqual(2);
	});
});

describe("names", () => {
	it("that strangers give themselves and their groups reach nobody else's chat", async () => {
		const stranger = stage.telegram.world.person({ first: "<b>县督查考核办</b>" });
		const theirs = stage.telegram.world.group({ title: "县督查考核办@everyone", owner: stranger });
		theirs.add(stage.bot, stranger);
		stranger.say(theirs, "@yixian_bot 周报");
		theirs.rename("=cmd|'/c calc'!A1", stranger);
		stranger.start(stage.bot, "x".repeat(64));
		group.seat(stranger);
		stranger.say(group, "@yixian_bot <b>请大家</b>点 tg://resolve?domain=evil");
		await settle();
		const everywhere = stage.telegram.world.calls.map(({ fields }) => String(fields.text ?? "")).join("\n");
		expect(everywhere).not.toMatch(/<b>|cmd\||everyone|evil|x{20}/u);
		expect(stage.telegram.world.calls.filter(({ fields }) => "parse_mode" in fields)).toEqual([]);
	});
});
