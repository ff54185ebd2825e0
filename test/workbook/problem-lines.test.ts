import { describe, expect, it } from "vitest";
import { describeProblems as english, describeNotes as englishNotes } from "../../src/locales/en/workbook.ts";
import { describeNotes, describeProblems } from "../../src/locales/zh-CN/workbook.ts";
import { problem } from "../../src/workbook/file/refusal.ts";

const missing = (row: number) => problem("value-missing", {}, { sheet: "人员", row, column: "姓名" });
const rows = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 3);

describe("telling problems", () => {
	it("gives each of fifty a line of its own", () => {
		const lines = describeProblems(rows(50).map(missing)).split("\n");
		expect(lines).toHaveLength(50);
		expect(lines[49]).toBe("人员 第52行 姓名：没有填。请填写。");
	});

	it("leaves none out when there are more: the same sentence about a column names all its rows", () => {
		const many = [...rows(60), 70, 90, 91].map(missing);
		const other = problem("unit-unknown", { value: "999" }, { sheet: "人员", row: 5, column: "单位代码" });
		expect(describeProblems([...many, other])).toBe(
			"人员 第3到62、70、90到91行 姓名：没有填。请填写。\n人员 第5行 单位代码：找不到单位“999”。请改成“单位”表里有的代码。",
		);
		expect(english([...many, other]).split("\n")).toHaveLength(2);
	});

	it("tells two thousand different ones, each with its row", () => {
		const all = rows(2000).map((row) => problem("number-malformed", { value: `坏${row}` }, { sheet: "任务", row, column: "年度任务" }));
		const lines = describeProblems(all).split("\n");
		expect(lines).toHaveLength(2000);
		expect(lines[1999]).toContain("第2002行");
	});

	it("fits a message where one is given, in whole lines, and counts the rest", () => {
		const all = rows(2000).map((row) => problem("number-malformed", { value: `坏${row}` }, { sheet: "任务", row, column: "年度任务" }));
		const text = describeProblems(all, 6000);
		expect(text.length).toBeLessThan(6100);
		const lines = text.split("\n");
		expect(lines.at(-1)).toBe(`……还有${2000 - (lines.length - 1)}条，改好上面的再发时会列出。`);
		expect(describeProblems(rows(3).map(missing), 6000)).toBe(describeProblems(rows(3).map(missing)));
	});

	it("puts what was read otherwise than written below the difference, ten lines at most", () => {
		const note = (row: number) =>
			problem("note-name-differs", { code: `C${row}`, written: "甲", name: "乙" }, { sheet: "任务", row, column: "单位名称" });
		expect(describeNotes([])).toBe("");
		expect(describeNotes([note(7)])).toBe("\n请留意：\n任务 第7行 单位名称：写的是“甲”，代码C7是“乙”，按代码读。");
		expect(describeNotes(rows(12).map(note)).split("\n").at(-1)).toBe("……还有2条");
		expect(englishNotes(rows(12).map(note)).split("\n").at(-1)).toBe("… and 2 more");
	});
});
