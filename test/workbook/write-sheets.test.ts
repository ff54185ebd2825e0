import { describe, expect, it } from "vitest";
import type { Sheet } from "../../src/views/sheet.ts";
import { writeSheets } from "../../src/workbook/sheets/write-sheets.ts";
import { seenByOpenpyxl } from "../support/openpyxl.ts";

const column = (title: string, format: Sheet["columns"][number]["format"], places = 0): Sheet["columns"][number] => ({
	title,
	width: 14,
	format,
	places,
});

const sheet = (rows: Sheet["rows"], change: Partial<Sheet> = {}): Sheet => ({
	name: "周报 第47周",
	title: "2026年第47周周报报送情况",
	note: "截止11月20日17:00；应报3，已报2。",
	columns: [
		column("代码", "text"),
		column("单位", "text"),
		column("报送时间", "moment"),
		column("暖棚 累计（亩）", "number", 1),
		column("暖棚 完成年度任务", "percent", 1),
		column("日期", "date"),
	],
	rows,
	totals: [null, null, null, "1234.5", "85.5", null],
	frozen: 2,
	...change,
});

describe("written sheets", () => {
	it("are read by another program as a clerk sees them: numbers as numbers, moments in Asia/Shanghai, text never a formula", async () => {
		const bytes = await writeSheets([
			sheet([
				["210921108000", "大巴镇", "2026-11-20T08:59:00.000Z", "1234.5", "85.5", "2026-11-20"],
				["210921109000", '=HYPERLINK("http://x")', null, null, null, null],
				["210921110000", "@SUM(1)", null, "12345678901234567.8", null, null],
			]),
			sheet([], { totals: null }),
		]);
		const [first, second] = seenByOpenpyxl(bytes);
		expect(first).toMatchObject({ name: "周报 第47周", freeze: "C4", filter: "A3:F6", titles: "$3:$3", wide: "landscape" });
		expect(second?.name).toBe("周报 第47周 (2)");
		expect(first?.rows[3]).toEqual([
			["210921108000", "@", "s"],
			["大巴镇", "@", "s"],
			["2026-11-20 16:59:00", "yyyy-mm-dd hh:mm", "d"],
			["1234.5", "#,##0.0", "n"],
			["0.855", "0.0%", "n"],
			["2026-11-20 00:00:00", "yyyy-mm-dd", "d"],
		]);
		expect(first?.rows[4]?.[1]).toEqual(['=HYPERLINK("http://x")', "@", "s"]);
		expect(first?.rows[5]?.[1]).toEqual(["@SUM(1)", "@", "s"]);
		// More digits than a spreadsheet keeps stay text, so that none is lost.
		expect(first?.rows[5]?.[3]).toEqual(["12345678901234567.8", "#,##0.0", "s"]);
		expect(first?.rows[6]).toEqual([null, null, null, ["1234.5", "#,##0.0", "n"], ["0.855", "0.0%", "n"], null]);
	});
});
