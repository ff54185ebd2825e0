import { describe, expect, it } from "vitest";
import { measure } from "../../src/domain/measure.ts";
import type { DateText } from "../../src/domain/period.ts";
import { unitCode } from "../../src/domain/unit.ts";
import { readReport } from "../../src/language/read-report.ts";
import { countyDirectory } from "../support/county.ts";
import { writeReport } from "./notation.ts";
import { tableRows } from "./table.ts";

const SPEC = {
	fields: [
		{ id: "暖棚", name: "暖棚小区面积", aliases: ["暖棚", "暖棚小区", "大棚", "温室"], measure: measure("亩") },
		{ id: "果树", name: "新增果树面积", aliases: ["果树", "果园"], measure: measure("亩") },
		{ id: "养殖", name: "标准化畜禽养殖小区", aliases: ["养殖小区", "畜禽小区", "养殖"], measure: measure("个") },
	],
	directory: countyDirectory,
	speaker: unitCode("210921108"),
	today: "2026-11-18" as DateText,
};

describe.each(["reports", "strict-reports"])("inputs/%s.tsv, as typed by 大巴镇", (name) => {
	it.each(tableRows(name).map((row) => [row.heading, row.cells[0] ?? "", row.cells[1] ?? ""]))(
		"%s: reads 「%s」 as %s",
		(_heading, typed, expected) => {
			expect(writeReport(readReport(typed, SPEC))).toBe(expected.replaceAll("\n", "⏎"));
		},
	);
});

describe("a report of 4,096 characters", () => {
	it("ends", () => {
		const text = "我们大巴镇本周暖棚新增四十五亩累计一千二百亩，果树没动静，张村李村都去看了；".repeat(140).slice(0, 4096);
		readReport(text, SPEC);
		const spent = Array.from({ length: 8 }, () => {
			const started = performance.now();
			readReport(text, SPEC);
			return performance.now() - started;
		});
		// 17 ms alone. The bound only tells what never ends.
		expect(Math.min(...spent)).toBeLessThan(5000);
	});
});
