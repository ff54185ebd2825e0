import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { alikeProblems, likeness } from "../../src/language/alike-problems.ts";
import {
	leadingProblem,
	problemItems,
	problemKey,
	saysAsBefore,
	saysNoProblem,
	separateProblems,
} from "../../src/language/problem-words.ts";

describe("the number of a problem", () => {
	it("stands at the head in any of the ways people write it", () => {
		for (const typed of [
			"12 已打井2眼",
			"第12号 已打井2眼",
			"#12 已打井2眼",
			"12号问题：已打井2眼",
			"１２，已打井2眼",
			"第12号问题已打井2眼",
		])
			expect(leadingProblem(typed)).toEqual({ number: 12, rest: "已打井2眼" });
		for (const typed of ["机井坏了", "", "1.5公里路没修", "第一号"]) expect(leadingProblem(typed)).toBeNull();
	});
});

describe("the problems of one answer", () => {
	it.each([
		["机井不足", ["机井不足"]],
		["1. 机井不足 2. 道路不通", ["机井不足", "道路不通"]],
		["1、机井不足\n2、缺3眼井", ["机井不足", "缺3眼井"]],
		["①机井不足②道路不通", ["机井不足", "道路不通"]],
		["一是机井不足；二是道路不通。", ["机井不足", "道路不通"]],
		["机井不足；道路不通", ["机井不足", "道路不通"]],
		["- 机井不足\n- 无", ["机井不足"]],
		["问题：机井不足，需要县里协调。", ["机井不足，需要县里协调"]],
		["无", []],
		["暂无问题", []],
		["没有困难。", []],
		["没有水，浇不了地", ["没有水，浇不了地"]],
	])("%s", (text, items) => {
		expect(problemItems(text)).toEqual(items);
	});

	it("tells 同上周 and 无 from a problem", () => {
		expect(["同上周", "同上", "和上周一样", "还是上周的问题", "同上次。"].every(saysAsBefore)).toBe(true);
		expect(["上周修的路又坏了", "同上周一样缺水的村还有三个"].some(saysAsBefore)).toBe(false);
		expect(["无", "没有。", " ", "——"].every(saysNoProblem)).toBe(true);
		for (const none of [
			"一个没有",
			"一个也没有",
			"啥问题都没有",
			"没遇到问题",
			"没有其他问题",
			"一切正常",
			"都正常",
			"问题不大",
			"0",
			"０个",
		])
			expect([none, saysNoProblem(none)]).toEqual([none, true]);
		for (const some of ["一个泵没有电", "没有水", "没有问题的井只剩1眼", "正常年份缺水", "0号井坏了", "困难群众没有煤"])
			expect([some, saysNoProblem(some)]).toEqual([some, false]);
	});

	it("knows a problem again that differs in signs and 仍 only", () => {
		for (const again of ["机井不足。", "仍机井不足", "机井 不足的问题仍未解决", "还是机井不足"]) expect(problemKey(again)).toBe("机井不足");
		expect(problemKey("机井损坏")).not.toBe(problemKey("机井不足"));
	});
});

it("tells a problem said otherwise from another one", () => {
	const said = (a: string, b: string): boolean => likeness(a, b) >= 0.3;
	expect([said("机井不足", "机井还缺3眼"), said("果农贷款下不来", "贷款还下不来"), said("道路不通", "去小区的道路不通")]).toEqual([
		true,
		true,
		true,
	]);
	expect([said("机井不足", "道路不通"), said("机井不足", "资金不足"), said("", "机井")]).toEqual([false, false, false]);
});

describe("alike problems of several townships", () => {
	const problem = (number: number, unit: string, text: string) => ({ number, unit, text });

	it("finds what is said in different words, and not what one township says twice", () => {
		const groups = alikeProblems(
			[
				problem(12, "大巴镇", "大巴镇机井不足，影响浇水"),
				problem(13, "大巴镇", "道路不通"),
				problem(14, "大巴镇", "去往小区的道路不通"),
				problem(15, "富荣镇", "缺机井3眼"),
				problem(16, "富荣镇", "机井坏了两眼"),
				problem(17, "佛寺镇", "机井不够，希望县里解决"),
				problem(18, "佛寺镇", "贷款下不来，人手不够"),
				problem(19, "东梁镇", "果农贷款下不来，补贴没到位"),
			],
			["大巴镇", "富荣镇"],
		);
		expect(groups.map(({ about, problems }) => [about, problems.map(({ number }) => number)])).toEqual([
			["机井不足", [12, 15, 17]],
			["贷款下不来", [18, 19]],
		]);
	});

	it("puts each problem into one group at most, each group over two units, whatever the order", () => {
		const texts = ["机井不足", "缺机井", "道路不通", "资金没到位", "补贴资金滞后", "电压不足", "缺电", "大棚漏水"];
		const some = fc.array(fc.record({ unit: fc.constantFrom("甲镇", "乙镇", "丙镇"), text: fc.constantFrom(...texts) }), { maxLength: 12 });
		fc.assert(
			fc.property(some, (drawn) => {
				const problems = drawn.map((one, index) => ({ ...one, number: index + 1 }));
				const groups = alikeProblems(problems);
				const numbers = groups.flatMap((group) => group.problems.map(({ number }) => number));
				expect(new Set(numbers).size).toBe(numbers.length);
				for (const group of groups) expect(new Set(group.problems.map(({ unit }) => unit)).size).toBeGreaterThan(1);
				expect(alikeProblems([...problems].reverse())).toEqual(groups);
			}),
		);
	});
});

describe("several problems in one message", () => {
	it.each([
		["1、机井坏了 2、路断了", ["机井坏了", "路断了"]],
		["①机井坏了②路断了", ["机井坏了", "路断了"]],
		["机井坏了\n路断了", ["机井坏了", "路断了"]],
		["一是苗木不够，二是缺水", ["苗木不够", "缺水"]],
		["机井坏了3眼；需要2万元", ["机井坏了3眼；需要2万元"]],
		["1号棚漏雨", ["1号棚漏雨"]],
		["缺水、缺电", ["缺水、缺电"]],
	])("reads %j as %j", (text, items) => {
		expect(separateProblems(text)).toEqual(items);
	});
});
