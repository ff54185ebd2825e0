import { afterEach, beforeEach, expect, it } from "vitest";
import { personKey } from "../../src/domain/person.ts";
import type { GroupEvent, InboundContent } from "../../src/ports/intake.ts";
import type { Effect } from "../../src/ports/store.ts";
import { Messenger } from "../support/messenger.ts";
import { Universe } from "../support/universe.ts";

const OFFICE = personKey("DC01");
const REPORTER = personKey("210921108-2");
const GROUP_ID = "-100";

let universe: Universe;
let bot: Messenger;
beforeEach(async () => {
	universe = await Universe.open();
	bot = new Messenger();
	universe.yixian.attach(bot);
	await bind("office", OFFICE);
	await bind("reporter", REPORTER);
});
afterEach(() => universe.close());

const bind = (account: string, person: typeof OFFICE): Promise<void> =>
	universe.store.commit([
		{ do: "bind-account", account: bot.person(account), person, privateChat: bot.private(account), at: universe.now },
	]);

const group = () => bot.group(GROUP_ID);
const event = (what: GroupEvent, sender = "somebody"): Promise<string[]> =>
	bot.happens(universe, group(), sender, { kind: "group", event: what });
const says = (sender: string, text: string, addressed = true): Promise<string[]> => bot.says(universe, group(), sender, text, addressed);
const alone = (sender: string, text: string): Promise<string[]> => bot.says(universe, bot.private(sender), sender, text);
const added = (admin = false, seesAll = false, title = "大巴镇工作群"): Promise<string[]> =>
	event({ what: "member", title, admin, seesAll });
const known = async () => (await universe.store.load({ groups: [group()] })).groups[0] ?? null;

it("greets a group once, tells what it sees there and how to be bound", async () => {
	const [greeting, ...more] = await added();
	expect(more).toEqual([]);
	expect(greeting).toContain("只看得到“/”开头的口令");
	expect(greeting).toContain("/setprivacy");
	expect(greeting).toContain("/bindgroup 城区街道");
	// Whoever asked something goes first.
	const { messages } = await universe.store.load({ messages: [bot.sent.at(-1)?.id ?? ""] });
	expect(messages.map(({ priority }) => priority)).toEqual(["broadcast"]);
	expect(await known()).toMatchObject({ title: "大巴镇工作群", unit: null, member: true, admin: false, seesAll: false });
	expect(await added(true, true)).toEqual([]);
	expect(await known()).toMatchObject({ admin: true, seesAll: true });
});

it("says in a group where it sees everything what it keeps", async () => {
	const [greeting] = await added(true, true);
	expect(greeting).toContain("只理会口令");
	expect(greeting).toContain("绑定群 城区街道");
	expect(greeting).not.toContain("setprivacy");
});

it("tells a group that it sees less than before", async () => {
	await added(true, true);
	expect(await added(false, false)).toEqual([expect.stringContaining("权限变了")]);
	expect(await added(false, false)).toEqual([]);
});

it("binds a group to a unit, changes and ends that, and says what it means", async () => {
	await added();
	expect(await says("office", "绑定群")).toEqual([expect.stringContaining("还没绑定")]);
	expect(await says("office", "/bindgroup@yixian_bot 大巴")).toEqual([expect.stringMatching(/^已绑定：本群是大巴镇的群。\n.*所属各村/u)]);
	expect((await known())?.unit).toBe("210921108");
	expect((await says("office", "绑定群 佛寺镇"))[0]).toContain("原来是大巴镇的群，现在是佛寺镇的群");
	expect((await says("office", "绑定群：全县"))[0]).toMatch(/阜.*县.*\n.*全县的合计/u);
	expect((await says("office", "绑定群 大巴镇工作群"))[0]).toContain("现在是大巴镇的群");
	expect((await says("office", "绑定群"))[0]).toContain("本群是大巴镇的群");
	expect((await says("office", "绑定群 解除"))[0]).toContain("不再是大巴镇的群");
	expect((await says("office", "绑定群 解除"))[0]).toContain("本来就没绑定");
	expect((await known())?.unit).toBeNull();
	const events = (await universe.store.auditOf(`group:telegram/7001/${GROUP_ID}`, 10)).map((entry) => [entry.event, entry.facts]);
	expect(events).toEqual([
		["group:unbound", { before: "210921108" }],
		["group:bound", { unit: "210921108", before: "210921" }],
		["group:bound", { unit: "210921", before: "210921103" }],
		["group:bound", { unit: "210921103", before: "210921108" }],
		["group:bound", { unit: "210921108", before: null }],
	]);
});

it("asks which unit is meant, and binds to the one that is pressed", async () => {
	await added();
	expect((await says("office", "绑定群 大八镇"))[0]).toContain("是大巴镇吗");
	const asked = bot.sent.at(-1);
	await bot.happens(universe, group(), "office", { kind: "press", message: asked?.id ?? "", button: "0", press: "p1" });
	expect((await known())?.unit).toBe("210921108");
	expect((await says("office", "绑定群 月球基地"))[0]).toContain("没找到单位“月球基地”");
});

it("changes nothing in a group that is made from its unit", async () => {
	for (const text of ["绑定群 佛寺镇", "绑定群", "绑定群 解除"]) {
		await universe.stage.say(OFFICE, "210921108", text);
		await universe.settle();
		expect((await universe.stage.heard()).map((one) => one.text)).toEqual(["本群就是大巴镇的群，不用绑定，也不能改绑。"]);
	}
	expect(await universe.store.knownGroups()).toEqual([]);
});

it("lets nobody but the office bind a group", async () => {
	await added();
	expect(await says("reporter", "绑定群 大巴镇")).toEqual(["没有权限。这件事由督查考核办来办。"]);
	expect(await says("stranger", "绑定群 大巴镇")).toEqual([expect.stringMatching(/^请先绑定/u)]);
	expect((await known())?.unit).toBeNull();
});

it("tells in a bound group what its members may see, and the rest in private", async () => {
	await added();
	expect(await says("office", "进度 大巴镇")).toEqual([expect.stringContaining("已私聊"), expect.stringMatching(/^→ office 大巴镇/u)]);
	await says("office", "绑定群 大巴镇");
	expect(await says("office", "进度 大巴镇")).toEqual([expect.stringMatching(/^大巴镇/u)]);
	expect(await says("office", "进度 佛寺镇")).toEqual([expect.stringContaining("已私聊"), expect.stringMatching(/^→ office 佛寺镇/u)]);
});

it("parks what waits for a group it was removed from, tells the office in private, and keeps the binding for when it is back", async () => {
	await added();
	await says("office", "绑定群 大巴镇");
	await universe.store.commit([waiting("waits")]);
	await universe.stage.heard();
	const said = await event({ what: "left", title: "大巴镇工作群" });
	expect(said).toEqual([expect.stringMatching(/^→ office 提醒：一线通被移出了群“大巴镇工作群”（大巴镇）/u)]);
	const room = (await universe.stage.heard()).filter(({ text }) => text.includes("被移出"));
	expect(room.length).toBeGreaterThan(0);
	expect(room.map(({ where }) => "person" in where && where.person.slice(0, 2))).toEqual(room.map(() => "DC"));
	expect(await universe.store.outboxDepth()).toBe(0);
	expect(bot.sent.some(({ id }) => id === "waits")).toBe(false);
	expect((await universe.store.auditOf(`group:telegram/7001/${GROUP_ID}`, 1))[0]).toMatchObject({ event: "group:left", actor: "system" });
	expect(await known()).toMatchObject({ member: false, unit: "210921108" });
	expect(await event({ what: "left", title: "大巴镇工作群" })).toEqual([]);
	expect((await added())[0]).toContain("本群仍是大巴镇的群");
});

/** Something for the group that is due in an hour. */
const waiting = (id: string): Effect => ({
	do: "enqueue-message",
	message: {
		id,
		chat: group(),
		view: { key: "nothing-open", buttons: [] },
		dedupeKey: id,
		priority: "broadcast",
		createdAt: universe.now,
		expiresAt: null,
		addressee: null,
		answers: null,
		card: null,
	},
});

it("follows a group to its new id with its binding, in whichever order it is told", async () => {
	await added();
	await says("office", "绑定群 大巴镇");
	expect(await event({ what: "moved", toId: "-200" })).toEqual([]);
	expect(await event({ what: "left", title: "大巴镇工作群" })).toEqual([]);
	expect((await universe.store.knownGroups()).map(({ chat, unit, member }) => [chat.id, unit, member])).toEqual([
		["-200", "210921108", true],
	]);
	const there = await bot.happens(universe, bot.group("-200"), "x", {
		kind: "group",
		event: { what: "member", title: "大巴镇工作群", admin: false, seesAll: true },
	});
	expect(there).toEqual([]);
	expect((await universe.store.knownGroups()).map(({ unit, seesAll }) => [unit, seesAll])).toEqual([["210921108", true]]);
});

it("keeps a binding when the new group greets before the old one says that it moved", async () => {
	await added();
	await says("office", "绑定群 大巴镇");
	await bot.happens(universe, bot.group("-200"), "x", {
		kind: "group",
		event: { what: "member", title: "大巴镇新群", admin: true, seesAll: true },
	});
	await event({ what: "moved", toId: "-200" });
	expect(await universe.store.knownGroups()).toMatchObject([{ title: "大巴镇新群", unit: "210921108", member: true, seesAll: true }]);
});

it("knows a group from the first word said to it there, and its new name when it is renamed", async () => {
	expect(await says("office", "绑定群 大巴镇")).toEqual([expect.stringContaining("已绑定")]);
	expect(await known()).toMatchObject({ title: "", unit: "210921108", member: true, seesAll: false });
	expect(await event({ what: "renamed", title: "大巴镇新群" })).toEqual([]);
	expect(await known()).toMatchObject({ title: "大巴镇新群", unit: "210921108" });
});

it("tells somebody anonymous how to write as themselves, only when they mean it, and never takes them for anybody", async () => {
	await added(true, true);
	const hidden = (text: string, addressed: boolean) => bot.happens(universe, group(), "office", { kind: "text", text, addressed }, true);
	expect(await hidden("绑定群 大巴镇", false)).toEqual([expect.stringContaining("匿名")]);
	for (const text of ["你好", "周报 暖棚45亩", "绑定", "45亩"]) expect(await hidden(text, true)).toEqual([expect.stringContaining("匿名")]);
	expect(await hidden("大家下午开会", false)).toEqual([]);
	expect((await known())?.unit).toBeNull();
});

it("voids a code that somebody anonymous shows to a group", async () => {
	await alone("office", "邀请 沈福生");
	const code = universe.ids.codes.at(-1) ?? "";
	const shown = { kind: "text", text: `绑定 ${code}`, addressed: true } as const;
	expect(await bot.happens(universe, group(), "office", shown, true)).toEqual([expect.stringContaining("已作废")]);
	expect(await alone("phone", `绑定 ${code}`)).toEqual([expect.stringMatching(/^绑定码无效/u)]);
});

it("says what it takes when it gets a sticker, and lets an open question stand", async () => {
	const sticker: InboundContent = { kind: "other", addressed: false };
	const send = () => bot.happens(universe, bot.private("reporter"), "reporter", sticker);
	expect(await send()).toEqual(["这个我看不懂。我收文字、照片和文件。"]);
	await alone("reporter", "周报");
	expect(await send()).toEqual([expect.stringContaining("接着回答上面的问题")]);
	expect(await alone("reporter", "45亩")).toEqual([expect.stringContaining("2/5")]);
	expect(await bot.happens(universe, group(), "reporter", sticker)).toEqual([]);
	expect(await bot.happens(universe, bot.private("stranger"), "stranger", sticker)).toEqual([expect.stringMatching(/^请先绑定/u)]);
});

it("parks what waits for somebody who blocked it, and reaches them again when they let it in", async () => {
	const chatOf = async () => (await universe.store.load({ accounts: [bot.person("reporter")] })).accounts[0]?.privateChat ?? null;
	const blocked = (reachable: boolean) => bot.happens(universe, bot.private("reporter"), "reporter", { kind: "reachable", reachable });
	expect(await blocked(false)).toEqual([]);
	expect(await chatOf()).toBeNull();
	expect(await says("reporter", "我的任务")).toEqual([expect.stringContaining("请先私聊我")]);
	expect(await blocked(true)).toEqual([]);
	expect(await chatOf()).toEqual(bot.private("reporter"));
});

it("reaches people through the bot that replaced another once they wrote to it", async () => {
	const next = new Messenger("7002");
	universe.yixian.attach(next);
	await next.says(universe, next.private("office"), "office", "帮助");
	const [office] = (await universe.store.load({ accounts: [bot.person("office")] })).accounts;
	expect(office?.privateChat).toEqual(next.private("office"));
});

it("answers nobody in the private chat of a bot that was replaced", async () => {
	const next = new Messenger("7002");
	universe.yixian.attach(next);
	const answer = next.says(universe, next.group(GROUP_ID), "reporter", "我的任务");
	expect(await answer).toEqual([expect.stringContaining("请先私聊我")]);
	await next.happens(universe, next.group(GROUP_ID), "somebody", {
		kind: "group",
		event: { what: "member", title: "大巴镇工作群", admin: false, seesAll: false },
	});
	await next.says(universe, next.group(GROUP_ID), "office", "绑定群 大巴镇");
	await next.happens(universe, next.group(GROUP_ID), "somebody", { kind: "group", event: { what: "left", title: "大巴镇工作群" } });
	expect(await universe.store.dueMessages("telegram", bot.account, universe.now, 10)).toEqual([]);
	expect(bot.sent).toEqual([]);
});

it("tells nobody of a 代报 or a moved deadline through a bot that was replaced", async () => {
	const village = universe.county.data.units.find(({ name }) => name.startsWith("后朝阳村"));
	const cadre = universe.county.peopleOf(village?.code ?? universe.county.root.code)[0]?.key ?? personKey("nobody");
	await universe.store.commit([{ do: "unbind-account", account: { channel: "room", id: cadre }, at: universe.now }]);
	await bind("cadre", cadre);
	const next = new Messenger("7002");
	universe.yixian.attach(next);
	const office = (text: string): Promise<string[]> => next.says(universe, next.private("office"), "office", text);
	expect((await office("延期 村周报 第47周 11月22日12:00 连日大雪")).join()).toContain("11月22日12:00");
	await office("代报 后朝阳村 暖棚0.5亩 果树0 养殖小区0 问题无");
	expect((await office("提交")).join()).toContain("已收到");
	expect(await universe.store.dueMessages("telegram", bot.account, universe.now, 10)).toEqual([]);
	expect(bot.sent).toEqual([]);
});
