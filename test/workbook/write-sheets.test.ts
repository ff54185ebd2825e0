import { describe, expect, it } from "vitest";
import type { Sheet } from "../../src/views/sheet.ts";
import { writeInWorker } from "../../src/workbook/sheets/write-in-worker.ts";
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

	it("are in a long sheet what they are in a short one, without bands", async () => {
		const row = ["210921108000", "=1+1", "2026-11-20T08:59:00.000Z", "1234.5", "85.5", "2026-11-20"];
		const [first] = seenByOpenpyxl(await writeSheets([sheet(Array.from({ length: 2_001 }, () => row))]));
		const asShort = seenByOpenpyxl(await writeSheets([sheet([row])]))[0]?.rows[3];
		expect(first?.rows[3]).toEqual(asShort);
		expect(first?.rows[3]?.[1]).toEqual(["=1+1", "@", "s"]);
		expect(first?.rows[2_003]).toEqual(asShort);
		expect(first?.rows[2_004]?.[3]).toEqual(["1234.5", "#,##0.0", "n"]);
		expect(first?.filter).toBe("A3:F2004");
	});

	it("of 20,000 rows and 14 columns are within the writer's memory", async () => {
		const columns = Array.from(
			{ length: 14 },
			(_, at) => ({ title: `列${at}`, width: 14, format: at % 3 === 0 ? "number" : "text", places: 0 }) as const,
		);
		const rows = Array.from({ length: 20_000 }, (_, at) =>
			columns.map(({ format }) => (format === "text" ? `大巴镇第${at}行` : String(at))),
		);
		const write = writeInWorker({ workerUrl: new URL("../../src/workbook/sheets/worker.ts", import.meta.url) });
		const bytes = await write([{ name: "记录", title: "记录", note: "", columns, rows, totals: null, frozen: 2 }]);
		expect(bytes.length).toBeGreaterThan(500_000);
	}, 60_000);
});
