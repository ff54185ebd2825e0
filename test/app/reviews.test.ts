import { afterEach, describe, expect, it } from "vitest";
import type { CountyData } from "../../src/domain/county.ts";
import { type DateText, instantAt } from "../../src/domain/period.ts";
import type { Person } from "../../src/domain/person.ts";
import { personKey } from "../../src/domain/person.ts";
import { unitCode } from "../../src/domain/unit.ts";
import { Universe } from "../support/universe.ts";

const TOWNSHIP = unitCode("210921108");
const HEAD = "210921108-1";
const DEPUTY = "210921108-2";
const STAFF = "210921108-3";
const OFFICE = "DC01";
const NOVEMBER = { duty: "monthly", period: "2026-11", unit: TOWNSHIP } as never;

let universe: Universe;
afterEach(() => universe.close());

const open = async (change: (data: CountyData) => CountyData = (data) => data): Promise<void> => {
	universe = await Universe.open({ now: "2026-11-26T01:00:00.000Z" as never, change });
};

/** A second principal: the township's mayor beside its secretary. */
const twoPrincipals = (data: CountyData): CountyData => ({
	...data,
	people: data.people.map(
		(person): Person =>
			person.key === DEPUTY ? { ...person, posts: person.posts.map((post) => ({ ...post, role: "principal" })) } : person,
	),
});

/** Nobody of the township is its principal. */
const noPrincipal = (data: CountyData): CountyData => ({ ...data, people: data.people.filter(({ key }) => key !== HEAD) });

interface Said {
	readonly who: string;
	readonly text: string;
}

const heard = async (): Promise<Said[]> => {
	await universe.settle();
	return (await universe.stage.heard()).map(({ where, text }) => ({ who: "person" in where ? where.person : "group", text }));
};

const say = async (who: string, text: string): Promise<Said[]> => {
	await universe.stage.say(who, null, text);
	return heard();
};

const send = async (who = STAFF): Promise<Said[]> => {
	for (const words of ["月报", "机井不足", "水利局", "修路2公里", "开工30亩"]) await say(who, words);
	return say(who, "提交");
};

const report = async () => (await universe.store.load({ reports: [NOVEMBER] })).reports[0];
const to = (said: readonly Said[], who: string): string =>
	said
		.filter((one) => one.who === who)
		.map(({ text }) => text)
		.join("\n");

it("asks both principals, takes the first word, and tells the other what stands", async () => {
	await open(twoPrincipals);
	const asked = await send();
	expect(to(asked, STAFF)).toContain("待审核：已送傅春梅（演示）、沈福生（演示）");
	for (const who of [HEAD, DEPUTY]) expect(to(asked, who)).toContain("· 本月工作进展：开工30亩");
	await say(HEAD, "通过");
	const late = await say(DEPUTY, "审核 253");
	expect(to(late, DEPUTY)).toContain("已由傅春梅（演示）通过");
	expect((await report())?.decisions).toHaveLength(1);
});

it("records one decision where both principals decide at the same moment, and the totals and the ledger follow once", async () => {
	await open(twoPrincipals);
	await send();
	expect(await universe.store.openProblems(null)).toHaveLength(0);
	await Promise.all([universe.stage.say(HEAD, null, "通过"), universe.stage.say(DEPUTY, null, "通过")]);
	const said = await heard();
	expect(said.filter(({ text }) => text.startsWith("已通过"))).toHaveLength(1);
	expect((await report())?.decisions).toHaveLength(1);
	expect(await universe.store.openProblems(null)).toMatchObject([{ number: 1, raisedBy: { person: STAFF, report: 253 } }]);
	const events = (await universe.store.auditOf("report:253", 9)).map(({ event }) => event);
	expect(events).toEqual(["report:approved", "report:submitted"]);
});

it("gives a principal's own report to the other principal", async () => {
	await open(twoPrincipals);
	const said = await send(HEAD);
	expect(to(said, HEAD)).toContain("待审核：已送沈福生（演示）");
	expect(to(await say(HEAD, "审核 253"), HEAD)).toContain("由沈福生（演示）审核");
	expect(to(await say(DEPUTY, "通过"), DEPUTY)).toContain("已通过");
});

it("asks the office where a unit has no principal, and marks what it decides", async () => {
	await open(noPrincipal);
	const said = await send();
	expect(to(said, STAFF)).toContain("本单位今天没有主要领导");
	expect(to(said, OFFICE)).toContain("请督查考核办代为审核");
	const back = await say(OFFICE, "审核 253");
	expect(to(back, OFFICE)).toContain("待审核：大巴镇");
	expect(to(await say(OFFICE, "通过"), STAFF)).toContain("（督查考核办）审核通过");
	expect((await report())?.decisions).toMatchObject([{ way: "office", by: OFFICE }]);
});

it("tells the reporter and the office where the principal is not bound, who may still decide once they are", async () => {
	await open();
	const bound = await universe.store.accountsOf(personKey(HEAD));
	await universe.store.commit(bound.map(({ account }) => ({ do: "unbind-account", account, at: "2026-11-26T01:00:00.000Z" as never })));
	const said = await send();
	expect(to(said, STAFF)).toContain("傅春梅（演示）还没绑定");
	expect(to(said, OFFICE)).toContain("主要领导还没绑定");
});

it("leaves the office no word where the principal is there", async () => {
	await open();
	await send();
	expect(to(await say(OFFICE, "审核"), OFFICE)).toContain("等主要领导审核的：\n· 大巴镇月报：傅春梅（演示）");
	expect(to(await say(OFFICE, "通过 253"), OFFICE)).toContain("由傅春梅（演示）审核，不用您办");
	expect(to(await say("210921109-1", "通过 253"), "210921109-1")).toContain("没有权限");
	expect((await report())?.decisions).toBeUndefined();
});

it("reads a return in one line, and asks the reporter these items only", async () => {
	await open();
	await send();
	await say(HEAD, "退回");
	const said = await say(HEAD, "退回 1、4 没写清楚");
	expect(to(said, HEAD)).toContain("· 本月需到一线解决的问题：没写清楚\n· 本月工作进展：没写清楚");
	expect(to(await say(STAFF, "月报"), STAFF)).toContain("退回原因：没写清楚");
	await say(STAFF, "西沟村机井不足3眼");
	expect(to(await say(STAFF, "开工30亩，完成一半"), STAFF)).toContain("请核对");
	expect(to(await say(STAFF, "提交"), HEAD)).toContain("没改的：需要哪些部门到一线帮助解决、上月已解决的问题");
});

it("reads a reason an item, each written behind its number", async () => {
	await open();
	await send();
	await say(HEAD, "退回");
	const said = await say(HEAD, "1 没写村；3、4 要写公里数；路名也要");
	expect(to(said, HEAD)).toContain(
		"· 本月需到一线解决的问题：没写村\n· 上月已解决的问题：要写公里数；路名也要\n· 本月工作进展：要写公里数；路名也要",
	);
	expect(to(await say(STAFF, "月报"), STAFF)).toContain("退回原因：没写村");
	expect(to(await say(STAFF, "西沟村机井不足3眼"), STAFF)).toContain("退回原因：要写公里数；路名也要");
});

it("keeps a begun return over a restart, and takes nobody's command for its reason", async () => {
	await open();
	await send();
	await say(HEAD, "退回");
	await say(HEAD, "2");
	await universe.restart();
	expect(to(await say(HEAD, "我的任务"), HEAD)).toContain("等您审核");
	const said = await say(HEAD, "该写农业局");
	expect(to(said, HEAD)).toContain("· 需要哪些部门到一线帮助解决：该写农业局");
	expect((await report())?.decisions).toMatchObject([{ decision: "returned", fields: [{ question: "help", reason: "该写农业局" }] }]);
});

it("decides about the newest version only", async () => {
	await open();
	await send();
	await say(HEAD, "退回");
	for (const words of ["修改 月报", "4", "开工60亩", "提交"]) await say(STAFF, words);
	const said = await say(HEAD, "4 数不对");
	expect(to(said, HEAD)).toContain("已经有第2版了");
	expect((await report())?.decisions).toBeUndefined();
	expect(to(await say(HEAD, "通过"), HEAD)).toContain("已通过");
	expect((await report())?.decisions).toMatchObject([{ version: 2, decision: "approved" }]);
});

it("lets the approved version count until its correction is approved", async () => {
	await open();
	await send();
	await say(HEAD, "通过");
	for (const words of ["修改 月报", "4", "开工60亩", "提交"]) await say(STAFF, words);
	expect(to(await say(OFFICE, "未报 月报"), OFFICE)).toContain("已报1 按时1");
	expect(to(await say(STAFF, "月报"), STAFF)).toContain("通过以前按第1版算");
});

it("asks the principal about a 代报 too, whose approval is the unit's word on it", async () => {
	await open();
	for (const words of ["月报 大巴镇", "机井不足", "水利局", "修路2公里", "开工30亩"]) await say(OFFICE, words);
	const said = await say(OFFICE, "提交");
	expect(to(said, HEAD)).toContain("代报");
	expect(to(said, STAFF)).toBe("");
	expect(to(await say(OFFICE, "通过 253"), OFFICE)).toContain("由傅春梅（演示）审核");
	expect(to(await say(HEAD, "通过"), OFFICE)).toContain("审核通过");
	expect(await report()).toMatchObject({ confirmedBy: HEAD, decisions: [{ way: "principal" }] });
});

it("tells the unit's reporters of a return where its sender is away", async () => {
	await open();
	await send();
	await say(STAFF, "请假 今天到11月30日 代理 沈福生");
	await say(HEAD, "退回");
	const said = await say(HEAD, "2 该写农业局");
	expect(to(said, DEPUTY)).toContain("退回了，傅春梅（演示）说：\n· 需要哪些部门到一线帮助解决：该写农业局");
	expect(to(said, STAFF)).toBe("");
	expect(to(await say(DEPUTY, "月报"), DEPUTY)).toContain("退回原因：该写农业局");
});

it("reminds a principal of what waits within the day's cap, and counts it for the day", async () => {
	await open();
	await send();
	const today = "2026-12-01" as never;
	const dueMorning = "2026-12-01T00:10:00.000Z" as never;
	await universe.store.commit([
		{
			do: "add-reminder-records",
			records: ["m1", "m2"].map((message) => ({
				at: dueMorning,
				day: today,
				person: personKey(HEAD),
				unit: TOWNSHIP,
				kind: "notice",
				subject: "notice:1",
				message,
				inGroup: false,
				outcome: "sent",
			})),
		},
	]);
	await universe.moveTo(dueMorning);
	expect(to(await heard(), HEAD)).not.toContain("还等您审核");
	expect(await universe.store.remindersOn(today)).toContainEqual(expect.objectContaining({ person: HEAD, outcome: "capped" }));
	await universe.close();
	await open();
	await send();
	await universe.moveTo(dueMorning);
	expect(to(await heard(), HEAD)).toContain("还等您审核");
	expect(await universe.store.remindedOn(today, [personKey(HEAD)])).toEqual([{ person: HEAD, count: 1 }]);
});

describe("a report sent at night", () => {
	const at = (day: string, time: string) => instantAt(day as DateText, time);

	it("waits for the morning: the reporter hears when, the principal hears once, whatever restarts", async () => {
		await open();
		await universe.moveTo(at("2026-11-26", "22:00"));
		const said = await send();
		expect(to(said, STAFF)).toContain("现在是休息时间，11月27日08:00告诉傅春梅（演示）");
		expect(to(said, HEAD)).toBe("");
		await universe.moveTo(at("2026-11-27", "07:59"));
		expect(to(await heard(), HEAD)).toBe("");
		await universe.moveTo(at("2026-11-27", "08:00"));
		expect(to(await heard(), HEAD)).toContain("休息时间报来的，等您审核：\n· 大巴镇 2026年11月月报（编号253）");
		await universe.restart(at("2026-11-27", "08:30"));
		expect(to(await heard(), HEAD)).toBe("");
		await universe.stage.press(HEAD, null, "审核", "newest");
		expect(to(await heard(), HEAD)).toContain("· 本月工作进展：开工30亩");
		expect(to(await say(HEAD, "通过"), HEAD)).toContain("已通过");
	});

	it("may be approved that night by a principal who looks, and is then told of no more", async () => {
		await open();
		await universe.moveTo(at("2026-11-28", "10:00"));
		expect(to(await send(), STAFF)).toContain("11月30日08:00告诉");
		await say(HEAD, "审核");
		expect(to(await say(HEAD, "通过"), HEAD)).toContain("已通过");
		await universe.moveTo(at("2026-11-30", "08:01"));
		expect(to(await heard(), HEAD)).not.toContain("等您审核");
	});

	it("is told at once where the morning would be too late", async () => {
		await open((data) => ({
			...data,
			duties: data.duties.map((duty) => (duty.name === "月报" ? { ...duty, closes: { day: 3, time: "09:00", next: true } } : duty)),
		}));
		await universe.moveTo(at("2026-12-02", "22:00"));
		const said = await send();
		expect(to(said, HEAD)).toContain("待审核：大巴镇");
		expect(to(said, STAFF)).toContain("待审核：已送傅春梅（演示）");
		await universe.moveTo(at("2026-12-03", "08:00"));
		expect(to(await heard(), HEAD)).not.toContain("休息时间报来的");
	});
});

it("asks the reporter for what was sent back though a change of theirs was open, and sends that change no more by itself", async () => {
	await open();
	await send();
	for (const words of ["修改", "本月工作进展", "开工45亩"]) await say(STAFF, words);
	await universe.pass(60_000);
	for (const words of ["退回", "上月已解决的问题", "写清楚哪条路"]) await say(HEAD, words);
	await universe.stage.press(STAFF, null, "补正", "newest");
	const asked = to(await heard(), STAFF);
	expect(asked).toContain("写清楚哪条路");
	expect(asked).toContain("上月已解决的问题");
	const checked = to(await say(STAFF, "平安地村修路2公里"), STAFF);
	expect(checked).toContain("请核对");
	expect(to(await say(STAFF, "提交"), STAFF)).toContain("第2版");
	expect(to(await say(HEAD, "通过"), HEAD)).toContain("已通过");
	expect((await report())?.decisions?.map(({ decision }) => decision)).toEqual(["returned", "approved"]);
	expect(to(await say(STAFF, "提交"), STAFF)).toContain("现在没有正在填的内容");
});
