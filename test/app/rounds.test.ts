import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { CountyData } from "../../src/domain/county.ts";
import type { DutyId } from "../../src/domain/duty.ts";
import type { DateText, PeriodKey } from "../../src/domain/period.ts";
import { instantAt } from "../../src/domain/period.ts";
import { unitCode } from "../../src/domain/unit.ts";
import { Universe } from "../support/universe.ts";

const OFFICE = "DC01";
const DABA = unitCode("210921108");
const REPORTER = "210921108-2";
const COLLEAGUE = "210921108-3";
const FOSI = unitCode("210921103");
const NEW = unitCode("210921190");
const WHOLE = "暖棚45亩 果树120亩 养殖小区1个 问题无";

let universe: Universe;
beforeEach(async () => {
	universe = await Universe.open();
});
afterEach(() => universe.close());

const on = (date: string, time: string) => instantAt(date as DateText, time);

const heard = async (person: string, text: string): Promise<{ answer: string; others: string[] }> => {
	await universe.stage.say(person, null, text);
	await universe.settle();
	const said = await universe.stage.heard();
	const mine = said.filter(({ where }) => "person" in where && where.person === person);
	return { answer: mine.map((one) => one.text).join("\n"), others: said.filter((one) => !mine.includes(one)).map((one) => one.text) };
};
const say = async (person: string, text: string): Promise<string> => (await heard(person, text)).answer;

const report = async (person: string, text: string): Promise<string> => {
	await say(person, `周报 ${text}`);
	return say(person, "提交");
};

/** Imports the stored county with a change. */
const reimport = async (change: (data: CountyData) => CountyData): Promise<void> => {
	const { version, data } = await universe.store.loadCounty();
	if (!data) throw new Error("no county");
	await universe.store.commit([{ do: "replace-county", from: version, data: change(data), at: universe.now }]);
	await universe.yixian.counties.reload();
};

describe("修改, while two rounds take changes", () => {
	beforeEach(async () => {
		await universe.moveTo(on("2026-11-19", "10:00"));
		await report(REPORTER, WHOLE);
		await universe.moveTo(on("2026-11-24", "10:00"));
		await report(REPORTER, WHOLE);
		await say(OFFICE, "重开 大巴镇 第47周 亩数报错");
	});

	it("changes the report that is shown, not the newest one", async () => {
		expect(await say(REPORTER, "周报 第47周")).toContain("要改请发“修改 2026年第47周”");
		await universe.stage.press(REPORTER, null, "修改", "newest");
		await universe.settle();
		expect((await universe.stage.heard()).map(({ text }) => text).join("\n")).toContain("大巴镇 2026年第47周周报");
		await say(REPORTER, "取消");
		expect(await say(REPORTER, "修改 2026年第47周")).toContain("大巴镇 2026年第47周周报");
	});

	it("asks which one is meant when nothing was named", async () => {
		const asked = await say(REPORTER, "修改");
		expect(asked).toContain("大巴镇，改哪一期？");
		expect(asked).toContain("2026年第47周周报（截止11月20日17:00，已过，可以改）");
		expect(await say(REPORTER, "第47周")).toContain("大巴镇 2026年第47周周报");
	});

	it("takes the one that was reported when the newest was not", async () => {
		await universe.moveTo(on("2026-11-30", "09:00"));
		expect(await say(COLLEAGUE, "修改")).toContain("大巴镇 2026年第48周周报");
	});
});

describe("延期", () => {
	it("tells all who have not reported, nobody else, and counts what comes until then as on time", async () => {
		await universe.moveTo(on("2026-11-20", "16:00"));
		await report(REPORTER, WHOLE);
		const { answer, others } = await heard(OFFICE, "延期 周报 第47周 11月21日12:00 连日大雪");
		expect(answer).toContain("还有35个单位没报");
		expect(others.some((text) => text.includes("大巴镇"))).toBe(false);
		expect(others.filter((text) => text.startsWith("佛寺镇")).length).toBeGreaterThan(0);
		await universe.moveTo(on("2026-11-21", "11:00"));
		expect(await say(OFFICE, "未报 周报")).toContain("截止11月21日12:00\n应报36 已报1 按时1 迟报0");
		const reporter = universe.county.peopleOf(FOSI).find(({ posts }) => posts.some(({ role }) => role === "reporter"))?.key ?? "";
		expect(await report(reporter, WHOLE)).toContain("按时");
	});

	it("made after the deadline turns what was sent since into on time, in counts, reports and rankings, and corrects what was frozen", async () => {
		await universe.moveTo(on("2026-11-20", "18:00"));
		expect(await report(REPORTER, WHOLE)).toContain("迟报");
		await universe.moveTo(on("2026-11-23", "12:01"));
		const W47 = { duty: "weekly" as DutyId, period: "2026-W47" as PeriodKey };
		const onTime = async (): Promise<number | undefined> =>
			(await universe.store.ranking(W47.duty, W47.period))?.units.find(({ unit }) => unit === DABA)?.onTime;
		expect(await onTime()).toBe(3);
		expect(await say(OFFICE, "未报 第47周 周报")).toContain("按时0 迟报1");
		expect(await say(OFFICE, "延期 周报 第47周 11月24日12:00 停电")).toContain("截止以后报的1份，改算按时");
		expect(await say(OFFICE, "未报 第47周 周报")).toContain("按时1 迟报0");
		expect(await say(REPORTER, "周报 第47周")).toContain("按时");
		expect(await say(OFFICE, "汇总 第47周")).toContain("按时1 迟报0");
		await universe.restart();
		await universe.moveTo(on("2026-11-24", "12:01"));
		expect(await onTime()).toBe(4);
		expect((await universe.store.rankingHeads(W47.duty, W47.period, W47.period)).map(({ edition }) => edition)).toEqual([2, 1]);
	});

	it("stands after a restart, and is written into the record", async () => {
		await say(OFFICE, "延期 周报 第47周 11月23日09:00 连日大雪");
		await universe.restart();
		expect(await say(OFFICE, "未报 周报")).toContain("截止11月23日09:00");
		const [entry] = await universe.store.auditOf("round:weekly:2026-W47", 1);
		expect(entry).toMatchObject({ event: "round:extended", actor: OFFICE, facts: { reason: "连日大雪" } });
	});
});

describe("请假", () => {
	it("hands drafts over when its first day comes, once, whatever was down in between", async () => {
		await say(COLLEAGUE, "请假 11月18日到11月20日 代理 沈福生");
		await say(COLLEAGUE, "周报 暖棚45亩");
		await universe.restart();
		await universe.moveTo(on("2026-11-18", "08:00"));
		expect(await say(REPORTER, "我的任务")).toContain("已填1/5");
		await say(REPORTER, "周报");
		await say(REPORTER, "取消");
		await say(COLLEAGUE, "周报 暖棚50亩");
		await universe.moveTo(on("2026-11-18", "09:00"));
		expect(await say(REPORTER, "我的任务")).toContain("正在填");
	});

	it("ends by itself: the deputy's borrowed rights with it", async () => {
		const principal = "210921108-1";
		await say(principal, "请假 今天到明天 代理 沈福生");
		expect(await say(REPORTER, "未报")).toContain("应报");
		await universe.moveTo(on("2026-11-18", "00:00"));
		expect(await say(REPORTER, "未报")).toContain("没有权限");
		expect(await say(REPORTER, "我的任务")).not.toContain("代理");
	});
});

describe("a duty that was not there before", () => {
	it("is owed from the week on whose deadline lies ahead, for 我的任务, 周报 and 未报 alike", async () => {
		await universe.moveTo(on("2026-11-23", "09:00"));
		await reimport((data) => ({
			...data,
			duties: [...data.duties, ...data.duties.slice(0, 1).map((duty) => ({ ...duty, id: "new" as typeof duty.id, name: "防汛周报" }))],
		}));
		const todo = await say(REPORTER, "我的任务");
		expect(todo).toContain("2026年第48周防汛周报");
		expect(todo).not.toContain("2026年第47周防汛周报");
		expect(await say(REPORTER, "防汛周报")).toContain("2026年第48周防汛周报");
		expect(await say(OFFICE, "未报 第47周 防汛周报")).toContain("不用报");
	});
});

describe("a week without a working day", () => {
	it("is owed by nobody, once the office's calendar says so", async () => {
		await universe.moveTo(on("2026-11-16", "10:00"));
		const days = Array.from({ length: 7 }, (_, index) => `2026-11-${23 + index}` as DateText);
		await reimport((data) => ({ ...data, calendar: days.map((date) => ({ date, works: false, note: "停工" })) }));
		await universe.moveTo(on("2026-11-25", "10:00"));
		expect(await say(REPORTER, "周报")).toContain("11月30日08:00开始报");
		expect(await say(REPORTER, "我的任务")).not.toContain("第48周周报");
		expect(await say(OFFICE, "未报 第48周 周报")).toContain("没有工作日");
	});
});

describe("a township that is renamed in mid-year", () => {
	it("leaves the rounds before to the old unit, and goes on with its totals and targets", async () => {
		await report(REPORTER, WHOLE);
		await universe.moveTo(on("2026-11-23", "09:00"));
		await reimport((data) => ({
			...data,
			units: [
				...data.units.map((unit) => (unit.code === DABA ? { ...unit, validTo: "2026-11-22", successor: NEW } : unit)),
				...data.units
					.filter(({ code }) => code === DABA)
					.map((unit) => ({ ...unit, code: NEW, name: "新巴镇", aliases: [], validFrom: "2026-11-23" })),
			],
			people: data.people.map((person) => ({
				...person,
				posts: person.posts.map((post) => (post.unit === DABA ? { ...post, unit: NEW } : post)),
			})),
		}));
		expect(await say(OFFICE, "未报 第47周 周报")).toContain("应报36 已报1");
		expect(await say(OFFICE, "未报 第48周 周报")).toContain("新巴镇");
		const summary = await say(REPORTER, "周报 暖棚10亩 果树没有 养殖小区没有 问题无");
		expect(summary).toContain("新巴镇 2026年第48周周报");
		expect(summary).toContain("累计3105.2亩，完成年度任务94.1%");
		expect(await say(REPORTER, "提交")).toContain("按时");
		expect(await say(REPORTER, "进度 新巴镇")).toContain("累计3105.2亩，年度任务3300亩");
	});

	it("may still report the old unit's round as long as that is taken", async () => {
		await universe.moveTo(on("2026-11-23", "09:00"));
		await reimport((data) => ({
			...data,
			units: [
				...data.units.map((unit) => (unit.code === DABA ? { ...unit, validTo: "2026-11-22", successor: NEW } : unit)),
				...data.units
					.filter(({ code }) => code === DABA)
					.map((unit) => ({ ...unit, code: NEW, name: "新巴镇", aliases: [], validFrom: "2026-11-23" })),
			],
			people: data.people.map((person) => ({
				...person,
				posts: person.posts.map((post) => (post.unit === DABA ? { ...post, unit: NEW } : post)),
			})),
		}));
		const todo = await say(REPORTER, "我的任务");
		expect(todo).toContain("大巴镇 2026年第47周周报");
		expect(todo).toContain("新巴镇 2026年第48周周报");
		expect(todo).not.toContain("大巴镇 2026年第48周周报");
		expect(await say(REPORTER, `周报 大巴镇 第47周 ${WHOLE}`)).toContain("大巴镇 2026年第47周周报");
		expect(await say(REPORTER, "提交")).toContain("迟报");
	});
});
