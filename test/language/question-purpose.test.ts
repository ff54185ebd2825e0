import { expect, it } from "vitest";
import { plannedFigures } from "../../src/language/planned-figures.ts";
import { questionPurpose } from "../../src/language/question-purpose.ts";
import { buildUnitDirectory } from "../../src/language/unit-directory.ts";
import { smallCounty } from "../support/small-county.ts";

it("a question's own words say whether it asks for what was done, why not, or what is next", () => {
	for (const [label, purpose] of [
		["本季度任务完成情况", "done"],
		["本月工作进展", "done"],
		["没有按进度完成的原因和解决措施", "cause"],
		["下步工作思路", "next"],
		["下一步打算", "next"],
		["下季度完成情况预计", "next"],
		["汇报材料", null],
		["需要哪些部门到一线帮助解决？", null],
	] as const)
		expect(questionPurpose(label), label).toBe(purpose);
});

it("figures of a plan are read as more, or as so much in all; what is not sure is left out", () => {
	const county = smallCounty();
	const fields = county.data.indicators.slice(0, 3).map(({ id, name, aliases, measure }) => ({ id, name, aliases, measure }));
	const read = (text: string): string[] =>
		plannedFigures(text, fields, { directory: buildUnitDirectory(county.data.units), today: "2026-09-30" as never }).map(
			({ fieldId, basis, value }) => `${fieldId} ${basis} ${value}`,
		);
	expect(read("四季度计划新建暖棚500亩，果树达到3000亩")).toEqual(["greenhouse increment 500", "orchard total 3000"]);
	expect(read("抓紧建暖棚，力争新增1.2万亩；养殖小区建成2个")).toEqual(["greenhouse increment 12000", "livestock increment 2"]);
	expect(read("开好推进会，加快暖棚进度")).toEqual([]);
	expect(read("果树栽三四十亩")).toEqual([]);
});
