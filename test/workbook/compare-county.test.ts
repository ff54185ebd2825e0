import { describe, expect, it } from "vitest";
import type { CountyData } from "../../src/domain/county.ts";
import { decimal } from "../../src/domain/decimal.ts";
import type { QuestionId } from "../../src/domain/duty.ts";
import { unitCode } from "../../src/domain/unit.ts";
import { workbook as english } from "../../src/locales/en/workbook.ts";
import { workbook as chinese } from "../../src/locales/zh-CN/workbook.ts";
import { isEmptyDifference } from "../../src/views/workbook.ts";
import { compareCounty, officeNotes } from "../../src/workbook/compare-county.ts";
import { demoCounty } from "../../src/workbook/demo/demo-county.ts";
import { demoLists } from "../support/demo-lists.ts";

const demo = demoCounty(demoLists());
const DABA = unitCode("210921108");
const change = (data: Partial<CountyData>): CountyData => ({ ...demo, ...data });

describe("the difference an import makes", () => {
	it("is empty for the same data, and says so", () => {
		const same = compareCounty(demo, demoCounty(demoLists()));
		expect(isEmptyDifference(same)).toBe(true);
		expect(chinese.difference(same)).toBe("没有变化。");
	});

	it("tells that a unit takes no part in rankings for a year", () => {
		const [first, ...others] = demo.units.filter(({ kind }) => kind === "township");
		if (!first) throw new Error("no township");
		const units = demo.units.map((unit) => (unit === first ? { ...unit, exempt: [{ year: 2026, reason: "灾害" }] } : unit));
		expect(others.length).toBeGreaterThan(0);
		expect(compareCounty(demo, change({ units })).sheets[0]?.changed).toEqual([
			{ item: first.name, fields: [{ field: "不参加排名", before: "", after: "2026 灾害" }] },
		]);
	});

	it("does not see the order of rows", () => {
		expect(isEmptyDifference(compareCounty(demo, change({ units: [...demo.units].reverse(), people: [...demo.people].reverse() })))).toBe(
			true,
		);
	});

	it("does not see in which order a duty's units stand", () => {
		const turned = demo.duties.map((duty) =>
			"codes" in duty.units ? { ...duty, units: { codes: [...duty.units.codes].reverse() } } : duty,
		);
		expect(turned).not.toEqual(demo.duties);
		expect(isEmptyDifference(compareCounty(demo, change({ duties: turned })))).toBe(true);
	});

	it("tells that reports need approval now", () => {
		const duties = demo.duties.map((duty) => (duty.id === "weekly" ? { ...duty, review: true } : duty));
		const [sheet] = compareCounty(demo, change({ duties })).sheets;
		expect(sheet?.changed).toEqual([{ item: "周报", fields: [{ field: "审核", before: "否", after: "是" }] }]);
	});

	it("tells reminders that were changed, and that nobody is reminded any more", () => {
		const duties = demo.duties.map((duty): (typeof demo.duties)[number] =>
			duty.id === "weekly"
				? { ...duty, reminders: [{ at: { hours: -3 }, way: "group" }] }
				: duty.id === "monthly"
					? { ...duty, reminders: [] }
					: duty,
		);
		const [sheet] = compareCounty(demo, change({ duties })).sheets;
		expect(sheet?.changed).toEqual([
			{ item: "周报", fields: [{ field: "提醒", before: "", after: "前3小时群" }] },
			{ item: "月报", fields: [{ field: "提醒", before: "", after: "无" }] },
		]);
	});

	it("warns when nobody of the supervision office would be left", () => {
		const supervisors = (one: CountyData["people"][number]): boolean => one.posts.some(({ role }) => role === "supervisor");
		const dropped = change({ people: demo.people.filter((one) => !supervisors(one)) });
		expect(officeNotes(demo)).toEqual([]);
		expect(officeNotes(dropped).map(chinese.problem)).toEqual([
			"人员 角色：没有一个人是“督查考核办”。导入后群里没有人能再导入、邀请，只能在主机上用命令。",
		]);
	});

	it("counts a first import by sheet, rules left at their default aside", () => {
		const first = compareCounty(null, demo);
		expect(first.first).toBe(true);
		expect(first.sheets.map(({ sheet, added }) => [sheet, added.length])).toEqual([
			["单位", 432],
			["人员", demo.people.length],
			["工程", 3],
			["指标", 3],
			["任务", 216],
			["报送", 4],
		]);
		expect(chinese.difference(first).split("\n")).toHaveLength(7);
	});

	it("shows a renamed unit once, not in every sheet that refers to it", () => {
		const units = demo.units.map((unit) => (unit.code === "BM03" ? { ...unit, name: "县农业局" } : unit));
		expect(compareCounty(demo, change({ units })).sheets).toEqual([
			{
				sheet: "单位",
				added: [],
				ended: [],
				changed: [{ item: "县农业局", fields: [{ field: "名称", before: "县农业农村局", after: "县农业局" }] }],
			},
		]);
	});

	it("shows a changed target and plan in the sheet's words", () => {
		const annual =
			demo.targets.find((target) => target.unit === DABA && target.indicator === "greenhouse" && target.year === 2026)?.annual ?? "";
		const targets = demo.targets.map((target) =>
			target.unit === DABA && target.indicator === "greenhouse" && target.year === 2026
				? { ...target, annual: decimal(700), plan: target.plan.map((share, at) => (at === 2 ? decimal(5) : share)) }
				: target,
		);
		const difference = compareCounty(demo, change({ targets }));
		expect(difference.sheets).toEqual([
			{
				sheet: "任务",
				added: [],
				ended: [],
				changed: [
					{
						item: "大巴镇 暖棚小区面积 2026",
						fields: [
							{ field: "年度任务", before: annual, after: "700" },
							{ field: "进度计划", before: "0/0/2/8/18/32/50/68/84/95/100/100", after: "0/0/5/8/18/32/50/68/84/95/100/100" },
						],
					},
				],
			},
		]);
		expect(chinese.difference(difference)).toContain(`改 大巴镇 暖棚小区面积 2026 年度任务：${annual} → 700`);
	});

	it("lists what is gone as ended, keeps namesakes apart, and says that reports stay", () => {
		const difference = compareCounty(demo, change({ people: demo.people.filter(({ key }) => key !== "210921108-3") }));
		expect(difference.sheets).toEqual([{ sheet: "人员", added: [], changed: [], ended: ["王伟（演示）（210921108-3）"] }]);
		expect(chinese.difference(difference)).toBe(
			"与现在的相比：\n人员：停用1\n　停用 王伟（演示）（210921108-3）\n停用的不再使用，以前报的都保留。",
		);
		expect(english.difference(difference)).toContain("ended: 王伟（演示）（210921108-3）");
	});

	it("shows a question that came and one that changed place", () => {
		const [weekly, ...others] = demo.duties;
		if (!weekly) throw new Error("the demo has a weekly duty");
		const question = {
			...weekly.questions[3],
			id: "rain" as QuestionId,
			label: "下雨了吗？",
			kind: "yesno",
			problem: false,
			help: null,
		} as (typeof weekly.questions)[number];
		const more = compareCounty(demo, change({ duties: [{ ...weekly, questions: [...weekly.questions, question] }, ...others] }));
		expect(more.sheets[0]?.changed[0]?.fields.map(({ field }) => field)).toEqual(["题目顺序", "题 rain"]);
		const turned = compareCounty(demo, change({ duties: [{ ...weekly, questions: [...weekly.questions].reverse() }, ...others] }));
		expect(turned.sheets[0]?.changed[0]?.fields.map(({ field }) => field)).toEqual(["题目顺序"]);
	});

	it("shows that more units owe a duty although the sheet says 全部乡镇 before and after", () => {
		const units = [...demo.units, { ...(demo.units[10] as CountyData["units"][number]), code: unitCode("210921999"), name: "新镇" }];
		const duties = demo.duties.map((duty) =>
			duty.id === "monthly" && "codes" in duty.units ? { ...duty, units: { codes: [...duty.units.codes, unitCode("210921999")] } } : duty,
		);
		const difference = compareCounty(demo, change({ units, duties }));
		expect(difference.sheets.find(({ sheet }) => sheet === "报送")?.changed[0]?.fields.map(({ field }) => field)).toEqual(["填报单位"]);
	});

	it("shows a few changes of many and counts the rest", () => {
		const units = demo.units.map((unit) => (unit.kind === "village" ? { ...unit, aliases: ["x"] } : unit));
		const lines = chinese.difference(compareCounty(demo, change({ units })), 3).split("\n");
		expect(lines).toHaveLength(6);
		expect(lines.at(-1)).toBe("　……还有387处");
	});
});
