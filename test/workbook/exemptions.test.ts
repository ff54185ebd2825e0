import { describe, expect, it } from "vitest";
import { formatExemptions, readExemptions } from "../../src/workbook/exemptions.ts";

describe("不参加排名 of sheet 单位", () => {
	it("takes years with reasons as people write them, in the order of the years", () => {
		const both = [
			{ year: 2026, reason: "移民搬迁" },
			{ year: 2027, reason: "灾害" },
		];
		for (const text of ["2026 移民搬迁；2027 灾害", "2027年：灾害; 2026年，移民搬迁；", "2026移民搬迁\n2027 灾害"])
			expect(readExemptions(text)).toEqual(both);
		expect(readExemptions("")).toEqual([]);
		expect(readExemptions(formatExemptions(both))).toEqual(both);
	});

	it("refuses a year without a reason, a reason without a year, a year twice, and a whole story", () => {
		for (const text of ["2026", "移民搬迁", "2026 移民；2026 灾害", "26 移民", "是", `2026 ${"很".repeat(50)}`])
			expect(readExemptions(text)).toBeNull();
	});
});
