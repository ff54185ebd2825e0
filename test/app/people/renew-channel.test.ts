import { afterEach, beforeEach, expect, it } from "vitest";
import { addMs, type DateText, instantAt } from "../../../src/domain/period.ts";
import { type PersonKey, personKey } from "../../../src/domain/person.ts";
import { type UnitCode, unitCode } from "../../../src/domain/unit.ts";
import type { Inbound } from "../../../src/ports/intake.ts";
import type { Effect } from "../../../src/ports/store.ts";
import { Messenger } from "../../support/messenger.ts";
import { Universe } from "../../support/universe.ts";
import { until } from "../../support/until.ts";

const OFFICE = "DC01";
const DEPUTY = personKey("210921108-3");
const HEAD = personKey("210921108-1");
const DABA = unitCode("210921108");
const MINUTE = 60_000;

let universe: Universe;
let bot: Messenger;
beforeEach(async () => {
	universe = await Universe.open();
	bot = new Messenger();
	universe.yixian.attach(bot);
});
afterEach(() => universe.close());

const bindHere = async (id: string, person: PersonKey): Promise<void> =>
	universe.store.commit([{ do: "bind-account", account: bot.person(id), person, privateChat: bot.private(id), at: universe.now }]);
const knowGroup = async (id: string, unit: UnitCode | null): Promise<void> =>
	universe.store.commit([
		{
			do: "save-group",
			group: { chat: bot.group(id), title: `${id}群`, unit, member: true, admin: false, seesAll: true, updatedAt: universe.now },
		},
	]);
const renewal = (own: string): Inbound => ({
	updateId: `renewed/${own}`,
	chat: bot.private(own),
	sender: bot.person(own),
	messageId: null,
	sentAt: universe.now,
	content: { kind: "renewed" },
});
const renew = async (own = "@b"): Promise<void> => {
	await universe.yixian.intake.receive([renewal(own)]);
	await universe.settle();
};
/** What the office was told in the room. */
const heard = async (): Promise<string[]> =>
	(await universe.stage.heard()).filter(({ where }) => "person" in where && where.person === OFFICE).map(({ text }) => text);
const ask = async (text: string): Promise<string> => {
	await universe.stage.say(OFFICE, null, text);
	await universe.settle();
	return (await heard()).join("\n");
};
const invited = async (person: PersonKey): Promise<string> => {
	const [invitation] = (await universe.yixian.desk.invite(person)) ?? [];
	if (!invitation) throw new Error(`nobody is ${person}`);
	return invitation.code;
};
const nameOf = (person: PersonKey): string => universe.county.person(person)?.name ?? "";

it("cuts everybody off and lets the groups go, and tells the office once, with numbers and how to go on", async () => {
	await bindHere("@1", DEPUTY);
	await bindHere("@2", HEAD);
	await knowGroup("@@1", DABA);
	await knowGroup("@@2", null);
	await renew();
	expect(await universe.store.accountsOn(bot.id)).toEqual([]);
	expect((await universe.store.knownGroups()).map(({ title, unit, member }) => ({ title, unit, member }))).toEqual([
		{ title: "@@1群", unit: null, member: false },
		{ title: "@@2群", unit: null, member: false },
	]);
	expect(await universe.store.accountsOf(DEPUTY)).toHaveLength(1);
	await universe.pass(MINUTE);
	expect(await heard()).toEqual([
		[
			"Telegram上大家的编号都换了（重新登录就会这样），原来的绑定已全部作废：2人、1个群要重新绑定。",
			"人：请发“邀请 全部”，把新绑定码发给大家。群：请在每个群里发“绑定群 单位名”。",
			"没填完的报表都还在，绑定后接着填。还差谁，发“自检”看。",
		].join("\n"),
	]);
	await universe.pass(MINUTE);
	await universe.restart();
	universe.yixian.attach(bot);
	await universe.pass(MINUTE);
	expect(await heard()).toEqual([]);
	expect((await universe.store.auditOf(`channel:${bot.id}`, 9)).map(({ event, facts }) => ({ event, facts }))).toEqual([
		{ event: "channel:renewed", facts: { people: 2, groups: 2 } },
	]);
	expect((await universe.store.auditOf(`person:${DEPUTY}`, 1))[0]).toMatchObject({
		actor: "system",
		event: "account:unbound",
		facts: { channel: bot.id, reason: "renewed" },
	});
});

it("waits for the morning with telling, and does not forget it over a restart", async () => {
	await bindHere("@1", DEPUTY);
	await universe.moveTo(instantAt("2026-11-16" as DateText, "23:00"));
	await heard();
	await renew();
	await universe.pass(MINUTE);
	expect(await heard()).toEqual([]);
	await universe.restart();
	universe.yixian.attach(bot);
	await universe.moveTo(instantAt("2026-11-17" as DateText, "07:00"));
	expect(await heard()).toEqual([expect.stringContaining("1人、0个群要重新绑定")]);
});

it("gives codes with 邀请 全部 to those who lost their binding though they are bound elsewhere, until they are back", async () => {
	await bindHere("@1", DEPUTY);
	await bindHere("@2", HEAD);
	expect(await ask("邀请 全部")).toContain("所有人都已绑定");
	await renew();
	expect(await ask("邀请 全部")).toContain("正在生成2人的绑定码");
	expect(await ask("自检")).toContain(
		`Telegram换了编号，还要重新绑定：2人（大巴镇${nameOf(HEAD)}、大巴镇${nameOf(DEPUTY)}），请发“邀请 全部”`,
	);
	expect((await universe.yixian.desk.invite("all"))?.map(({ name }) => name).sort()).toEqual([nameOf(DEPUTY), nameOf(HEAD)].sort());
	await bot.says(universe, bot.private("@1b"), "@1b", `绑定 ${await invited(DEPUTY)}`);
	expect(await ask("自检")).toContain(`还要重新绑定：1人（大巴镇${nameOf(HEAD)}）`);
	await bot.says(universe, bot.private("@2b"), "@2b", `绑定 ${await invited(HEAD)}`);
	expect(await ask("自检")).not.toContain("重新绑定");
	expect(await ask("邀请 全部")).toContain("所有人都已绑定");
});

it("says in 自检 whose groups are to be bound again, until as many are as there were", async () => {
	await bindHere("@1", personKey(OFFICE));
	await knowGroup("@@1", DABA);
	await knowGroup("@@2", DABA);
	await renew();
	await bindHere("@1b", personKey(OFFICE));
	expect(await ask("自检")).toContain("Telegram换了编号，还要重新绑定：大巴镇、大巴镇的群，请在群里发“绑定群 单位名”");
	await bot.says(universe, bot.group("@@9"), "@1b", "绑定群 大巴镇");
	expect(await ask("自检")).toContain("还要重新绑定：大巴镇的群");
	await knowGroup("@@8", DABA);
	expect(await ask("自检")).not.toContain("重新绑定");
});

it("knows the old id no more, and goes on with the open report under the new one", async () => {
	await bindHere("@1", DEPUTY);
	await bot.says(universe, bot.private("@1"), "@1", "周报");
	expect((await bot.says(universe, bot.private("@1"), "@1", "45亩")).join()).toContain("2/5");
	await renew();
	expect((await bot.says(universe, bot.private("@1"), "@1", "60亩")).join()).toContain("请先绑定");
	expect((await bot.says(universe, bot.private("@7"), "@7", "60亩")).join()).toContain("请先绑定");
	const bound = await bot.says(universe, bot.private("@7"), "@7", `绑定 ${await invited(DEPUTY)}`);
	expect(bound.join()).toContain("绑定成功");
	expect((await bot.says(universe, bot.private("@7"), "@7", "60亩")).join()).toContain("3/5");
	expect((await bot.says(universe, bot.private("@1"), "@1", "90亩")).join()).toContain("请先绑定");
});

it("sends what waited there to another chat of its person, and gives up what has none", async () => {
	await bindHere("@1", DEPUTY);
	const [room] = await universe.store.accountsOf(HEAD);
	if (!room) throw new Error("the head is in the room");
	await universe.store.commit([{ do: "unbind-account", account: room.account, at: universe.now }]);
	await bindHere("@2", HEAD);
	bot.send = async () => ({ kind: "retry", afterMs: 60 * MINUTE, reason: "down", blame: "channel" });
	const waiting = (id: string, person: PersonKey): Effect => ({
		do: "enqueue-message",
		message: {
			id: universe.ids.next(),
			chat: bot.private(id),
			view: { key: "nothing-open", buttons: [] },
			dedupeKey: id,
			priority: "reminder",
			createdAt: universe.now,
			expiresAt: addMs(universe.now, 60 * MINUTE),
			addressee: person,
			answers: null,
			card: null,
		},
	});
	await universe.store.commit([waiting("@1", DEPUTY), waiting("@2", HEAD)]);
	await renew();
	universe.yixian.resume();
	await universe.settle();
	expect((await universe.stage.heard()).map(({ where }) => ("person" in where ? where.person : ""))).toEqual([DEPUTY]);
	expect(await universe.store.outboxDepth()).toBe(0);
	expect(await universe.store.parkedSince(universe.now)).toBe(1);
});

it("is done once, whether it comes again or the power is cut while it is done", async () => {
	await bindHere("@1", DEPUTY);
	universe.tampered.cutAt = "commit";
	void universe.yixian.intake.receive([renewal("@b")]);
	await until(() => universe.tampered.isCut, "the power cut");
	await universe.restart();
	universe.yixian.attach(bot);
	await universe.settle();
	expect(await universe.store.accountsOn(bot.id)).toEqual([]);
	await bindHere("@1b", DEPUTY);
	await renew("@b");
	expect(await universe.store.accountsOn(bot.id)).toHaveLength(1);
	expect(await universe.store.auditOf(`channel:${bot.id}`, 9)).toHaveLength(1);
});

it("still waits for those of the renewal before when there is another", async () => {
	await bindHere("@1", DEPUTY);
	await bindHere("@2", HEAD);
	await renew("@b");
	await bindHere("@1b", DEPUTY);
	await renew("@c");
	await universe.pass(MINUTE);
	expect(await ask("自检")).toContain("还要重新绑定：2人");
	await bindHere("@1c", DEPUTY);
	expect(await ask("自检")).toContain(`还要重新绑定：1人（大巴镇${nameOf(HEAD)}）`);
});

it("leaves other messengers alone, and says nothing where nobody was bound", async () => {
	await renew();
	await universe.pass(MINUTE);
	expect(await heard()).toEqual([]);
	expect(await universe.store.accountsOf(DEPUTY)).toHaveLength(1);
	expect(await ask("自检")).not.toContain("重新绑定");
});

it("says in the log that nobody could be told, once, and tells whoever of the office can be reached first", async () => {
	const office = universe.county.data.people.filter(({ posts }) => posts.some(({ role }) => role === "supervisor"));
	await universe.store.commit(
		office.map(({ key }): Effect => ({ do: "unbind-account", account: { channel: "room", id: key }, at: universe.now })),
	);
	const untold = (): number =>
		universe.logged.filter(({ event, facts }) => event === "alarms:nobody-to-tell" && facts.what === "renewed").length;
	await bindHere("@1", personKey(OFFICE));
	await renew();
	for (let minute = 0; minute < 3; minute += 1) await universe.pass(MINUTE);
	expect(untold()).toBe(1);
	await bindHere("@9", personKey(OFFICE));
	await bindHere("@2", DEPUTY);
	await renew("@c");
	await bindHere("@10", personKey(OFFICE));
	await universe.pass(MINUTE);
	expect(bot.sent.filter(({ chat }) => chat.id === "@10").map(({ text }) => text.split("：")[1]?.split("。")[0])).toEqual([
		"1人、0个群要重新绑定",
	]);
});
