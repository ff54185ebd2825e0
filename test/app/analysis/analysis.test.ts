import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type DateText, type Instant, instantAt } from "../../../src/domain/period.ts";
import type { Heard } from "../../support/stage.ts";
import { Universe } from "../../support/universe.ts";

const OFFICE = "DC01";
const ORGANISER = "ZZ01";
const LEADER = "LD01";
const REPORTER = "210921108-2";
const COUNTY = "210921";
const at = (date: string, time: string): Instant => instantAt(date as DateText, time);

let universe: Universe;
beforeEach(async () => {
	universe = await Universe.open();
});
afterEach(() => universe.close());

const say = async (person: string, text: string, group: string | null = null): Promise<Heard[]> => {
	await universe.stage.heard();
	await universe.stage.say(person, group, text);
	await universe.settle();
	return universe.stage.heard();
};
const to = (heard: readonly Heard[], person: string): Heard[] => heard.filter(({ where }) => "person" in where && where.person === person);
const told = (heard: readonly Heard[], person: string): string =>
	to(heard, person)
		.map(({ text }) => text)
		.join("\n");

describe("季度分析", () => {
	it("sends a summary of a few lines, the document and its pictures; the figures are those of 进度 on the same day", async () => {
		const [started, done, ...more] = to(await say(OFFICE, "季度分析 四季度"), OFFICE);
		expect(started?.text).toBe("正在写2026年第四季度的季度分析，好了就发给您。");
		expect(more).toEqual([]);
		expect(done?.files).toEqual(["2026年第四季度重点工作分析材料.docx", "2026年第四季度进度走势.png", "2026年第四季度各单位完成率.png"]);
		const lines = (done?.text ?? "").split("\n");
		expect(lines[0]).toBe("2026年第四季度重点工作分析材料（本季度还没完，截至11月16日）");
		expect(lines.length).toBeLessThanOrEqual(8);
		const progress = told(await say(OFFICE, "进度 全县"), OFFICE);
		for (const line of lines.slice(1, 4)) {
			const [, label, total, annual, measure, percent, planned] =
				/^(.+?)：([\d.]+)\/([\d.]+)([亩个])，([\d.]+)%（计划([\d.]+)%）/u.exec(line) ?? [];
			expect(progress).toContain(`${label}：累计${total}${measure}，年度任务${annual}${measure}，完成${percent}%（按计划应到${planned}%）`);
		}
	});

	it("without a quarter is about the last that is over, and about the running one where nothing was reported then", async () => {
		expect(told(await say(OFFICE, "分析"), OFFICE)).toContain("2026年第四季度重点工作分析材料（本季度还没完，");
		await universe.moveTo(at("2027-01-08", "09:30"));
		expect(told(await say(OFFICE, "/analysis"), OFFICE)).toContain("2026年第四季度重点工作分析材料（截至12月31日）");
	});

	it("says so where nothing was reported, where the quarter has not begun, and where no quarter is meant", async () => {
		expect(told(await say(OFFICE, "季度分析 三季度"), OFFICE)).toContain("2026年第三季度还没有报送的数据");
		expect(told(await say(OFFICE, "季度分析 2027年一季度"), OFFICE)).toContain("2027年第一季度还没有报送的数据");
		expect(told(await say(OFFICE, "季度分析 11月"), OFFICE)).toBe("请写哪个季度，如：季度分析 三季度");
		expect(told(await say(OFFICE, "分析一下原因"), OFFICE)).not.toContain("正在写");
	});

	it("is for office, organisation department and leaders; asked in a group, it comes in private", async () => {
		for (const person of [ORGANISER, LEADER]) expect(told(await say(person, "季度分析 四季度"), person)).toContain("重点工作分析材料");
		expect(told(await say(REPORTER, "季度分析 四季度"), REPORTER)).toContain("没有权限");
		const heard = await say(OFFICE, "季度分析 四季度", COUNTY);
		expect(heard.filter(({ where }) => "group" in where).map(({ files }) => files)).toEqual([[]]);
		expect(told(heard, OFFICE)).toContain("重点工作分析材料");
		expect(await say(REPORTER, "分析 一下", COUNTY)).toEqual([]);
	});

	it("is where 通报 of a quarter points", async () => {
		expect(told(await say(OFFICE, "通报 三季度"), OFFICE)).toContain("季度分析 三季度");
		expect(await universe.store.openBulletins(null)).toEqual([]);
	});
});

describe("the reminder that the material can be made", () => {
	/** The quarter's last reports close on 15 January 2027, a Friday, at noon. */
	const due = at("2027-01-18", "08:30");
	const ofAnalysis = (heard: readonly Heard[]): Heard[] => heard.filter(({ text }) => text.includes("重点工作分析会"));

	it("comes to each of the office in private, on the first working day after the quarter's reports are closed, once", async () => {
		await universe.moveTo(at("2027-01-18", "08:29"));
		expect(ofAnalysis(await universe.stage.heard())).toEqual([]);
		await universe.moveTo(due);
		const heard = ofAnalysis(await universe.stage.heard());
		expect(heard.map(({ where }) => where)).toEqual([{ person: "DC01" }, { person: "DC02" }]);
		expect(heard[0]?.text).toBe(
			"2026年第四季度的报送已经截止，可以准备重点工作分析会了。\n季报：应报39 已报0\n发“季度分析”，分析材料、图和会议议程就写好发给您。",
		);
		await universe.restart();
		await universe.moveTo(at("2027-01-19", "09:00"));
		expect(ofAnalysis(await universe.stage.heard())).toEqual([]);
	});

	it("is pressed for the quarter it is about", async () => {
		await universe.moveTo(due);
		await universe.stage.heard();
		await universe.stage.press(OFFICE, null, "写季度分析", "newest");
		await universe.settle();
		expect(told(await universe.stage.heard(), OFFICE)).toContain("2026年第四季度重点工作分析材料（截至12月31日）");
	});

	it("waits for waking hours, and is not sent when it is old news", async () => {
		await universe.restart(at("2027-01-18", "21:00"));
		expect(ofAnalysis(await universe.stage.heard())).toEqual([]);
		await universe.moveTo(at("2027-01-19", "08:30"));
		expect(ofAnalysis(await universe.stage.heard())).toHaveLength(2);
		await universe.close();
		universe = await Universe.open();
		await universe.restart(at("2027-02-22", "09:00"));
		await universe.moveTo(at("2027-02-23", "09:00"));
		expect(ofAnalysis(await universe.stage.heard())).toEqual([]);
	});
});
