import { describe, expect, it } from "vitest";
import type { CountyData } from "../../src/domain/county.ts";
import type { WorkbookProblem } from "../../src/views/workbook.ts";
import { readWorkbook } from "../../src/workbook/read-workbook.ts";
import { type Sheets, setCell, smallWorkbook } from "../support/small-workbook.ts";
import { type CellSpec, CHINESE_DATE, DATE, PERCENT, sheetXml, workbookBytes, workbookParts } from "../support/workbook-bytes.ts";
import { zipOf } from "../support/zip-bytes.ts";

const taken = async (bytes: Uint8Array): Promise<{ data: CountyData; notes: readonly WorkbookProblem[] }> => {
	const reading = await readWorkbook(bytes);
	if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
	return reading;
};

const spoilt = (spoil: (sheets: Sheets) => void): Uint8Array => {
	const sheets = smallWorkbook();
	spoil(sheets);
	return workbookBytes(sheets);
};

const PLAN_ROW = 2;
const planWith = (cell: (share: number) => CellSpec) => (sheets: Sheets) => {
	for (const [at, share] of [0, 0, 7, 20, 35, 40, 50, 57, 70, 80, 90, 100].entries())
		setCell(sheets, "任务", PLAN_ROW, `${at + 1}月`, cell(share));
};
const PLAN = ["0", "0", "7", "20", "35", "40", "50", "57", "70", "80", "90", "100"];

const number = (inside: string, style = 0): CellSpec => ({ style, inside: `<v>${inside}</v>` });

describe("reading cells", () => {
	it("takes a day typed as 20260105 into a cell that has a date format", async () => {
		const { data } = await taken(spoilt((sheets) => setCell(sheets, "人员", 2, "任职日期", number("20260105", DATE))));
		expect(data.people[0]?.posts[0]?.from).toBe("2026-01-05");
	});

	it("takes codes stored as numbers, twelve digits too", async () => {
		const { data } = await taken(
			spoilt((sheets) => {
				setCell(sheets, "单位", 6, "代码", number("2.10921108201E11"));
				setCell(sheets, "单位", 6, "上级代码", 100101);
				setCell(sheets, "人员", 4, "单位代码", "210921108201");
			}),
		);
		expect(data.units[4]).toMatchObject({ code: "210921108201", parent: "100101" });
		expect(data.people[2]?.posts[0]?.unit).toBe("210921108201");
	});

	it("takes numbers stored as text, with grouping, full-width digits or spaces", async () => {
		for (const [written, value] of [
			["1,234.50", "1234.5"],
			["１２０．５", "120.5"],
			[" 600 ", "600"],
		]) {
			const { data } = await taken(spoilt((sheets) => setCell(sheets, "任务", 2, "年度任务", written as string)));
			expect(data.targets[0]?.annual).toBe(value);
		}
	});

	it("leaves the noise of binary fractions out", async () => {
		const { data } = await taken(spoilt((sheets) => setCell(sheets, "任务", 2, "年度任务", number("0.30000000000000004"))));
		expect(data.targets[0]?.annual).toBe("0.3");
	});

	it.each<[string, CellSpec]>([
		["2026-1-5", "2026-1-5"],
		["2026/01/05", "2026/01/05"],
		["2026.1.5", "2026.1.5"],
		["2026年1月5日", "2026年1月5日"],
		["20260105", "20260105"],
		["the number 20260105", 20260105],
		["a date cell", number("46027", DATE)],
		["a Chinese date cell", number("46027", CHINESE_DATE)],
		["a day number that lost its format", 46027],
		["a date with a time", number("46027.75", DATE)],
		["an ISO date cell", { type: "d", inside: "<v>2026-01-05T00:00:00</v>" }],
	])("takes %s as 5 January 2026", async (_, cell) => {
		const { data } = await taken(spoilt((sheets) => setCell(sheets, "人员", 2, "任职日期", cell)));
		expect(data.people[0]?.posts[0]?.from).toBe("2026-01-05");
	});

	it("counts days from 1904 where the workbook does", async () => {
		const sheets = smallWorkbook();
		setCell(sheets, "人员", 2, "任职日期", number("44565", DATE));
		const parts = workbookParts(Object.fromEntries(Object.entries(sheets).map(([name, rows]) => [name, sheetXml(rows)])));
		const mac = parts.map((part) =>
			part.name === "xl/workbook.xml"
				? { ...part, bytes: String(part.bytes).replace("<sheets>", '<workbookPr date1904="1"/><sheets>') }
				: part,
		);
		expect((await taken(zipOf(mac))).data.people[0]?.posts[0]?.from).toBe("2026-01-05");
	});

	it("takes shares as per cent by their format, by their sign, and as they are", async () => {
		for (const cell of [
			(share: number) => number(String(share / 100), PERCENT),
			(share: number) => `${share}%`,
			(share: number) => share,
			(share: number) => String(share),
		]) {
			const { data, notes } = await taken(spoilt(planWith(cell)));
			expect(data.targets[0]?.plan).toEqual(PLAN);
			expect(notes).toEqual([]);
		}
	});

	it("takes a row of plain fractions that ends in 1 as per cent, and says so", async () => {
		const { data, notes } = await taken(spoilt(planWith((share) => share / 100)));
		expect(data.targets[0]?.plan).toEqual(PLAN);
		expect(notes).toMatchObject([{ key: "note-fractions-as-percent", sheet: "任务", row: 2 }]);
	});

	it("takes a rule in per cent by its format", async () => {
		const { data } = await taken(spoilt((sheets) => setCell(sheets, "细则", 2, "取值", number("0.9", PERCENT))));
		expect(data.rules["lamp-green"]).toBe("90");
	});

	it("takes the calculated value of a formula", async () => {
		const { data } = await taken(
			spoilt((sheets) => {
				setCell(sheets, "任务", 2, "年度任务", { inside: "<f>300*2</f><v>600</v>" });
				setCell(sheets, "单位", 5, "别名", { type: "str", inside: '<f>"西"&amp;"边"</f><v>西边</v>' });
				setCell(sheets, "单位", 4, "别名", { type: "str", inside: '<f>""</f><v></v>' });
			}),
		);
		expect(data.targets[0]?.annual).toBe("600");
		expect(data.units[3]?.aliases).toEqual(["西边"]);
		expect(data.units[2]?.aliases).toEqual([]);
	});

	it("finds columns wherever they stand, and titles however they are spaced", async () => {
		const straight = await taken(workbookBytes(smallWorkbook()));
		const sheets = smallWorkbook();
		for (const rows of Object.values(sheets)) for (const row of rows) while (row.length < (rows[0]?.length ?? 0)) row.push(null);
		const turned = Object.fromEntries(
			Object.entries(sheets).map(([name, rows]) => [
				name,
				rows.map((row, at) => row.map((cell) => (at === 0 ? ` ${[...String(cell)].join(" ")}　` : cell)).reverse()),
			]),
		);
		expect((await taken(workbookBytes(turned))).data).toEqual(straight.data);
	});

	it("skips empty rows, a heading above the titles, and the row of explanations wherever it was sorted to", async () => {
		const straight = await taken(workbookBytes(smallWorkbook()));
		const loose = await taken(
			spoilt((sheets) => {
				sheets.单位.unshift(["样县单位表"]);
				sheets.人员.splice(2, 0, [], ["", "　", ""]);
				sheets.工程.push(["说明：工程的唯一编号", "工程全称"]);
			}),
		);
		expect(loose.data).toEqual(straight.data);
	});

	it("notes columns and sheets that are not its own", async () => {
		const sheets = { ...smallWorkbook(), 备忘: [["x"]] };
		(sheets.单位[0] as CellSpec[])[9] = "备注";
		const { notes } = await taken(workbookBytes(sheets));
		expect(notes).toMatchObject([
			{ key: "note-sheets-ignored", facts: { names: ["备忘"], count: 1 } },
			{ key: "note-columns-ignored", sheet: "单位", facts: { titles: ["备注"], count: 1 } },
		]);
	});

	it("notes a unit name that contradicts the code, and goes by the code", async () => {
		const { data, notes } = await taken(spoilt((sheets) => setCell(sheets, "人员", 2, "单位名称", "西镇")));
		expect(data.people[0]?.posts[0]?.unit).toBe("100101");
		expect(notes).toMatchObject([{ key: "note-name-differs", sheet: "人员", row: 2 }]);
	});

	it("joins the characters of names set apart, and reads rich text without pronunciation guides", async () => {
		const { data } = await taken(
			spoilt((sheets) => {
				setCell(sheets, "人员", 2, "姓名", "王　伟");
				setCell(sheets, "人员", 3, "姓名", {
					type: "inlineStr",
					inside: "<is><r><t>李</t></r><r><t>四</t></r><rPh sb='0' eb='1'><t>Lǐ</t></rPh></is>",
				});
			}),
		);
		expect(data.people.map(({ name }) => name)).toEqual(["王伟", "李四", "丙"]);
	});

	it("leaves out of names what nobody can see", async () => {
		const { data } = await taken(
			spoilt((sheets) => {
				setCell(sheets, "单位", 5, "名称", "西\u200b镇\u202e");
				setCell(sheets, "人员", 2, "姓名", { type: "inlineStr", inside: "<is><t>甲_x0007_&#xD800;&#8;</t></is>" });
			}),
		);
		expect(data.units[3]?.name).toBe("西镇");
		expect(data.people[0]?.name).toBe("甲");
	});

	it("puts the posts of one person together", async () => {
		const { data } = await taken(spoilt((sheets) => sheets.人员.push(["p1", "甲", "", "100102", "", "报送员", "兼职", "", ""])));
		expect(data.people[0]?.posts.map(({ unit, title }) => [unit, title])).toEqual([
			["100101", "科员"],
			["100102", "兼职"],
		]);
	});

	it("reads duties: units named, moments, conditions, defaults", async () => {
		const { data } = await taken(workbookBytes(smallWorkbook()));
		expect(data.duties[0]).toMatchObject({
			id: "weekly",
			units: { kind: "township" },
			opens: { day: 1, time: "08:00" },
			due: { day: 5, time: "17:00" },
			closes: { day: 8, time: "12:00" },
		});
		expect(data.duties[0]?.questions[2]).toMatchObject({ required: false, problem: true, when: { question: "q2", oneOf: ["坏"] } });
		expect(data.duties[1]).toMatchObject({
			units: { codes: ["100101", "BM1"] },
			opens: { day: 25, time: "08:00" },
			due: { day: 0, time: "17:00" },
			closes: { day: 3, time: "12:00", next: true },
		});
		expect(data.duties[1]?.questions[0]).toMatchObject({ kind: "yesno", required: true, problem: false });
	});
});
