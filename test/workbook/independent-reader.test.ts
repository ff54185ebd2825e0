import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { SHEET_NAMES } from "../../src/views/workbook.ts";
import { COLUMNS } from "../../src/workbook/columns.ts";
import { demoCounty } from "../../src/workbook/demo/demo-county.ts";
import { readWorkbook } from "../../src/workbook/read-workbook.ts";
import { writeWorkbook } from "../../src/workbook/write-workbook.ts";
import { demoLists } from "../support/demo-lists.ts";

const SCRIPT = `
import json, sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
out = {}
for sheet in book.worksheets:
    rows = list(sheet.iter_rows(values_only=True))
    out[sheet.title] = {
        "titles": rows[0], "notes": rows[1], "rows": len(rows) - 2, "freeze": sheet.freeze_panes, "filter": sheet.auto_filter.ref,
        "lists": {str(v.sqref): v.formula1 for v in sheet.data_validations.dataValidation},
        "formulas": sum(1 for row in sheet.iter_rows() for cell in row if cell.data_type == "f"),
        "first": [[cell.value, cell.data_type, cell.number_format] for cell in sheet[3]],
    }
print(json.dumps(out))
book.save(sys.argv[2])
`;

interface SheetSeen {
	titles: string[];
	notes: string[];
	rows: number;
	freeze: string;
	filter: string;
	lists: Record<string, string>;
	formulas: number;
	first: [unknown, string, string][];
}

const python = ["/usr/bin/python3", "python3"].find((name) => {
	try {
		execFileSync(name, ["-c", "import openpyxl"], { stdio: "ignore" });
		return true;
	} catch {
		return false;
	}
});

const folder = mkdtempSync(path.join(tmpdir(), "workbook-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe.skipIf(!python && !process.env.CI)("a reader that is not ours (openpyxl)", () => {
	const demo = demoCounty(demoLists());
	const file = path.join(folder, "demo.xlsx");
	const copy = path.join(folder, "copy.xlsx");

	const see = async (): Promise<Record<string, SheetSeen>> => {
		writeFileSync(file, await writeWorkbook(demo));
		return JSON.parse(execFileSync(python ?? "python3", ["-c", SCRIPT, file, copy], { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 }));
	};

	it("finds the sheets, titles, explanations, frozen rows, filters and drop-downs, and reads its own copy back the same with us", async () => {
		const seen = await see();
		expect(Object.keys(seen)).toEqual([...SHEET_NAMES]);
		for (const name of SHEET_NAMES) {
			const sheet = seen[name] as SheetSeen;
			expect(sheet.titles).toEqual(COLUMNS[name].map(({ title }) => title));
			expect(sheet.notes.every((note) => note.length > 2)).toBe(true);
			expect(sheet.freeze).toMatch(/^[A-Z]3$/);
			expect(sheet.filter).toMatch(/^A2:/);
			expect(sheet.formulas).toBe(0);
		}
		expect(seen.单位?.rows).toBe(432);
		expect(Object.values(seen.单位?.lists ?? {})).toEqual(['"县,部门,乡镇,村"']);
		expect(Object.values(seen.人员?.lists ?? {})).toEqual(['"督查考核办,组织部门,县直部门,主要领导,报送员,村干部,县领导"']);
		expect(Object.values(seen.报送?.lists ?? {})).toHaveLength(6);
		expect(seen.单位?.first[0]).toEqual(["210921", "s", "@"]);
		const reading = await readWorkbook(new Uint8Array(await import("node:fs/promises").then(({ readFile }) => readFile(copy))));
		expect(reading).toEqual({ ok: true, data: demo, notes: [] });
	});

	it("sees text that looks like a formula as text", async () => {
		const units = demo.units.map((unit, at) =>
			at === 0 ? { ...unit, aliases: ['=HYPERLINK("http://x","y")', "+1", "@sum", "-2"] } : unit,
		);
		writeFileSync(file, await writeWorkbook({ ...demo, units }));
		const seen = JSON.parse(execFileSync(python ?? "python3", ["-c", SCRIPT, file, copy], { encoding: "utf8" })) as Record<
			string,
			SheetSeen
		>;
		expect(seen.单位?.formulas).toBe(0);
	});
});
