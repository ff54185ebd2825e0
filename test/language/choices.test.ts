import { describe, expect, it } from "vitest";
import type { DateText } from "../../src/domain/period.ts";
import { readChoice } from "../../src/language/read-choice.ts";
import { readPeriod } from "../../src/language/read-period.ts";
import { readYesNo } from "../../src/language/read-yes-no.ts";
import { tableRows } from "./table.ts";

describe("inputs/periods.tsv", () => {
	it.each(tableRows("periods").map((row) => [row.cells[0] ?? "", row.cells[1] ?? ""]))("reads 「%s」 as %s", (typed, expected) => {
		expect(readPeriod(typed, "2026-11-18" as DateText) ?? "—").toBe(expected);
	});

	it("takes the year of the week's Thursday at the turn of the year", () => {
		expect(readPeriod("本周", "2027-01-01" as DateText)).toBe("2026-W53");
		expect(readPeriod("上周", "2027-01-05" as DateText)).toBe("2026-W53");
	});
});

describe("readYesNo", () => {
	it.each("是 是的 有 对 对的 好的 好 嗯 嗯嗯 可以 行 没问题 没错 √ ✅ 👌 👍🏻 ok OK Ｙ 确认 是啊 对，没错".split(" "))(
		"reads 「%s」 as yes",
		(typed) => {
			expect(readYesNo(typed)).toBe("yes");
		},
	);
	it.each("否 没有 不是 不行 × 没 不 不对 没有啊 ❌ 不同意 无 no 不可以。 还没有 不是，改一下".split(" "))(
		"reads 「%s」 as no",
		(typed) => {
			expect(readYesNo(typed)).toBe("no");
		},
	);
	it.each(["也许", "45亩", "", "是不是", "王强", "你好"])("leaves 「%s」 open", (typed) => {
		expect(readYesNo(typed)).toBeNull();
	});
});

describe("readChoice", () => {
	const options = ["提交", "修改", "放弃"];
	it.each([
		["1", 0],
		["１", 0],
		["①", 0],
		["1️⃣", 0],
		["一", 0],
		["第一个", 0],
		["第2项", 1],
		["2.", 1],
		["(3)", 2],
		["选3", 2],
		["b", 1],
		["提交", 0],
		["改", 1],
		["我要提交", 0],
		["4", null],
		["0", null],
		["", null],
		["不知道", null],
		["提交还是修改", null],
	] as const)("reads 「%s」 as %s", (typed, expected) => {
		expect(readChoice(typed, options)).toBe(expected);
	});

	it("takes a part of a label only when one option has it", () => {
		expect(readChoice("大巴", ["大巴镇", "西大巴沟村"])).toBeNull();
		expect(readChoice("大巴镇", ["大巴镇", "西大巴沟村"])).toBe(0);
		expect(readChoice("沟", ["大巴镇", "西大巴沟村"])).toBe(1);
	});
});
