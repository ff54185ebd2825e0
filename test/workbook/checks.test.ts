import { describe, expect, it } from "vitest";
import { workbook as english } from "../../src/locales/en/workbook.ts";
import { workbook as chinese } from "../../src/locales/zh-CN/workbook.ts";
import type { ProblemKey, SheetName, WorkbookProblem } from "../../src/views/workbook.ts";
import { COLUMNS } from "../../src/workbook/columns.ts";
import { readWorkbook } from "../../src/workbook/read-workbook.ts";
import { type Sheets, setCell, smallWorkbook } from "../support/small-workbook.ts";
import { type CellSpec, DATE, workbookBytes } from "../support/workbook-bytes.ts";

const read = async (spoil: (sheets: Sheets) => void) => {
	const sheets = smallWorkbook();
	spoil(sheets);
	return readWorkbook(workbookBytes(sheets));
};

const problemsOf = async (spoil: (sheets: Sheets) => void): Promise<readonly WorkbookProblem[]> => {
	const reading = await read(spoil);
	return reading.ok ? [] : reading.problems;
};

const place = ({ key, sheet, row, column }: WorkbookProblem) => [key, sheet, row, column];

/** One spoilt cell, the problem it makes. */
const CELLS: readonly [what: string, sheet: SheetName, row: number, column: string, cell: CellSpec, key: ProblemKey][] = [
	["a code with a space mark inside a word", "单位", 4, "代码", "1001/01", "code-malformed"],
	["a code Excel shortened to powers of ten", "单位", 6, "代码", "2.10921E+11", "code-malformed"],
	["a missing name", "单位", 5, "名称", "", "value-missing"],
	["an unknown kind", "单位", 5, "类型", "公社", "value-not-listed"],
	["a parent nobody has", "单位", 5, "上级代码", "999", "unit-unknown"],
	["a township without parent", "单位", 5, "上级代码", "", "value-missing"],
	["a village below the county", "单位", 6, "上级代码", "100", "parent-wrong-kind"],
	["a county with a parent", "单位", 2, "上级代码", "BM1", "county-has-parent"],
	["a second county", "单位", 3, "类型", "县", "county-twice"],
	["a code used twice", "单位", 5, "代码", "100101", "key-twice"],
	["a name used twice under one parent", "单位", 5, "名称", "东镇", "name-twice"],
	["a date that never was", "单位", 5, "启用日期", "2026-02-30", "date-malformed"],
	["a successor nobody has", "单位", 5, "接续单位代码", "999", "unit-unknown"],
	["a year without a place in rankings and without a reason", "单位", 5, "不参加排名", "2026", "exempt-malformed"],
	["a unit that succeeds itself", "单位", 5, "接续单位代码", "100102", "successor-self"],
	["a person without name", "人员", 2, "姓名", "　", "value-missing"],
	["a person without number", "人员", 2, "编号", "", "value-missing"],
	["a person of an unknown unit", "人员", 2, "单位代码", "210921999", "unit-unknown"],
	["a unit name two units have", "人员", 4, "单位代码", "一村", "unit-ambiguous"],
	["an unknown role", "人员", 2, "角色", "镇长", "value-not-listed"],
	["a village cadre in a township", "人员", 2, "角色", "村干部", "village-role"],
	["a telephone of letters", "人员", 2, "手机", "甲乙丙", "phone-malformed"],
	["a post that ends before it begins", "人员", 2, "免职日期", "2024-12-31", "dates-reversed"],
	["a project owned by a township", "工程", 2, "组织实施部门", "东镇", "owner-wrong-kind"],
	["an unknown project", "指标", 2, "工程", "果树", "project-unknown"],
	["an alias that is another's name", "指标", 3, "别名", "大棚", "name-twice"],
	["half a decimal place", "指标", 2, "小数位", 1.5, "number-too-fine"],
	["seven decimal places", "指标", 2, "小数位", 7, "number-too-large"],
	["an unknown year end", "指标", 2, "年末", "归零", "value-not-listed"],
	["an unknown indicator", "任务", 2, "指标", "果树", "indicator-unknown"],
	["a target in words", "任务", 2, "年度任务", "六百亩", "number-malformed"],
	["a negative target", "任务", 2, "年度任务", -1, "number-too-small"],
	["half a livestock zone", "任务", 3, "年度任务", 4.5, "number-too-fine"],
	["a missing target", "任务", 2, "年度任务", null, "value-missing"],
	["a year of two digits", "任务", 2, "年度", 26, "number-too-small"],
	["a four-year task without first year", "任务", 2, "四年起始年", "", "four-year-half"],
	["a year outside its four", "任务", 2, "四年起始年", 2020, "four-year-outside"],
	["a falling plan", "任务", 2, "6月", 25, "plan-falls"],
	["a plan short of the whole", "任务", 2, "12月", 99, "plan-unfinished"],
	["a gap in the plan", "任务", 2, "7月", null, "value-missing"],
	["a plan over the whole", "任务", 2, "11月", 120, "number-too-large"],
	["an unknown cadence", "报送", 2, "频次", "每旬", "value-not-listed"],
	["an owing unit nobody knows", "报送", 2, "填报单位", "全部乡镇、北镇", "unit-unknown"],
	["a moment of another cadence", "报送", 2, "截止", "25日17:00", "moment-malformed"],
	["a moment on the 31st", "报送", 5, "开放", "31日08:00", "moment-malformed"],
	["a deadline before the opening", "报送", 2, "截止", "周一07:00", "moments-out-of-order"],
	["a reminder that says no way", "报送", 2, "提醒", "前1天09:00", "reminder-malformed"],
	["a reminder without moment", "报送", 2, "提醒", "前1天09:00群、随时群", "reminder-malformed"],
	["a reminder at no time of day", "报送", 2, "提醒", "前1天25:00群", "reminder-malformed"],
	["a reminder weeks away", "报送", 5, "提醒", "前21天09:00群", "reminder-too-far"],
	["two reminders of one moment to the same people", "报送", 2, "提醒", "前2小时群、当天15:00私聊", "reminder-twice"],
	["a reminder before the opening", "报送", 2, "提醒", "前5天09:00群", "reminder-outside"],
	["a reminder after the close", "报送", 5, "提醒", "后4天09:00群", "reminder-outside"],
	[
		"more reminders than anybody should get",
		"报送",
		2,
		"提醒",
		"前1小时群、前2小时群、前3小时群、前4小时群、前5小时群、前6小时群、前7小时群、前8小时群、前9小时群",
		"reminders-too-many",
	],
	["a review neither yes nor no", "报送", 2, "审核", "主要领导", "value-not-listed"],
	["a review that a later row tells otherwise", "报送", 3, "审核", "是", "duty-differs"],
	["reminders that a later row tells otherwise", "报送", 3, "提醒", "无", "duty-differs"],
	["two duties of one name", "报送", 5, "名称", "周报", "name-twice"],
	["an unknown kind of question", "报送", 3, "题型", "填空", "value-not-listed"],
	["a question without words", "报送", 3, "题目", "", "value-missing"],
	["a number without indicator", "报送", 2, "指标", "", "indicator-needed"],
	["an indicator on a choice", "报送", 3, "指标", "zone", "indicator-not-for-kind"],
	["a choice without options", "报送", 3, "选项", "好", "options-needed"],
	["an option twice", "报送", 3, "选项", "好、坏、好", "option-twice"],
	["options on a text question", "报送", 4, "选项", "好、坏", "options-not-for-kind"],
	["a condition on an unknown question", "报送", 4, "出现条件", "q9=坏", "condition-unknown"],
	["a condition on a later question", "报送", 3, "出现条件", "q3=有", "condition-later"],
	["a condition on itself", "报送", 4, "出现条件", "q3=有", "condition-later"],
	["a condition with an answer nobody can give", "报送", 4, "出现条件", "q2=一般", "condition-answer"],
	["a condition on a number", "报送", 4, "出现条件", "q1=5", "condition-kind"],
	["a condition in free words", "报送", 4, "出现条件", "天气坏的时候", "condition-malformed"],
	["a problem question of numbers", "报送", 2, "问题题", "是", "problem-not-text"],
	["a later row that contradicts its duty", "报送", 3, "频次", "每月", "duty-differs"],
	["an unknown rule", "细则", 2, "编号", "lamp-gren", "rule-unknown"],
	["a rule beyond its bounds", "细则", 2, "取值", 1001, "number-too-large"],
	["a day twice", "日历", 3, "日期", "2027-01-01", "day-twice"],
	["a day that never was", "日历", 2, "日期", "2027-02-29", "date-malformed"],
	["a day of another century", "日历", 2, "日期", "1927-01-01", "day-outside"],
	["a day that is neither off nor worked", "日历", 2, "休/班", "半天", "value-not-listed"],
	["a row of the calendar without day", "日历", 2, "日期", "", "value-missing"],
	["a rule without value", "细则", 2, "取值", "", "value-missing"],
	["a question number that Excel made a date", "报送", 3, "题号", { style: DATE, inside: "<v>46024</v>" }, "date-not-text"],
	["a formula nobody calculated", "任务", 2, "年度任务", { inside: "<f>SUM(A1:A2)</f>" }, "formula-without-value"],
	["a formula that failed", "任务", 2, "年度任务", { type: "e", inside: "<f>1/0</f><v>#DIV/0!</v>" }, "error-value"],
	["a name longer than any", "单位", 5, "名称", "长".repeat(61), "value-too-long"],
];

describe("checking a workbook", () => {
	it("takes the small sound workbook without a word", async () => {
		expect(await read(() => {})).toMatchObject({ ok: true, notes: [] });
	});

	it.each(CELLS)("tells %s, at its sheet, row and column", async (_, sheet, row, column, cell, key) => {
		const problems = await problemsOf((sheets) => setCell(sheets, sheet, row, column, cell));
		expect(problems.map(place)).toContainEqual([key, sheet, row, column]);
	});

	it("says every problem in both languages, with its place and no gap in the sentence", async () => {
		for (const [, sheet, row, column, cell, key] of CELLS) {
			const problems = await problemsOf((sheets) => setCell(sheets, sheet, row, column, cell));
			const found = problems.find((problem) => problem.key === key) as WorkbookProblem;
			expect(chinese.problem(found)).toMatch(new RegExp(`^${sheet} 第${row}行 ${column}：.+。$`, "s"));
			expect(chinese.problem(found) + english.problem(found)).not.toMatch(/undefined|NaN|\[object/);
		}
	});

	it("words an unknown unit so that the clerk knows what to do", async () => {
		const [found] = await problemsOf((sheets) => setCell(sheets, "人员", 2, "单位代码", "210921999"));
		expect(chinese.problem(found as WorkbookProblem)).toBe("人员 第2行 单位代码：找不到单位“210921999”。请改成“单位”表里有的代码。");
	});

	it("tells all problems of all sheets at once, in the order of the sheets", async () => {
		const problems = await problemsOf((sheets) => {
			setCell(sheets, "细则", 2, "取值", "高");
			setCell(sheets, "单位", 5, "类型", "公社");
			setCell(sheets, "任务", 2, "年度", "今年");
			setCell(sheets, "人员", 2, "角色", "镇长");
		});
		expect(problems.map(({ sheet }) => sheet)).toEqual(["单位", "人员", "任务", "细则"]);
	});

	it("does not tell one fault again wherever the row is referred to", async () => {
		const problems = await problemsOf((sheets) => setCell(sheets, "单位", 4, "类型", "公社"));
		expect(problems.map(place)).toEqual([["value-not-listed", "单位", 4, "类型"]]);
	});

	it("tells a missing sheet once, not every reference into it", async () => {
		const problems = await problemsOf((sheets) => {
			delete (sheets as Partial<Sheets>).单位;
		});
		expect(problems.map(place)).toEqual([["sheet-missing", "单位", null, null]]);
	});

	it("tells a missing column once, not every row without it", async () => {
		const problems = await problemsOf((sheets) => {
			(sheets.人员[0] as CellSpec[])[1] = "";
		});
		expect(problems.map(place)).toEqual([["column-missing", "人员", 1, "姓名"]]);
	});

	it("knows the template's explanations when the column they begin in was deleted", async () => {
		const problems = await problemsOf((sheets) => {
			const [titles, ...rows] = sheets.单位 as CellSpec[][];
			const notes = (titles ?? []).map((title) => COLUMNS.单位.find((column) => column.title === title)?.note ?? "");
			sheets.单位 = [titles ?? [], notes, ...rows].map((row) => row.slice(1));
		});
		expect(problems.map(place)).toEqual([["column-missing", "单位", 1, "代码"]]);
	});

	it("tells a sheet whose titles are gone", async () => {
		const problems = await problemsOf((sheets) => {
			sheets.指标 = [["这里是随便写的"], ["没有表头"]];
		});
		expect(problems.map(place)).toEqual([["header-missing", "指标", null, null]]);
	});

	it("tells one person's number with another's name", async () => {
		const problems = await problemsOf((sheets) => setCell(sheets, "人员", 3, "编号", "p1"));
		expect(problems.map(place)).toEqual([["person-differs", "人员", 3, "姓名"]]);
		expect(problems[0]?.facts).toEqual({ field: "姓名", here: "乙", there: "甲", firstRow: 2 });
	});

	it("tells units that are each other's parents", async () => {
		const problems = await problemsOf((sheets) => {
			setCell(sheets, "单位", 4, "上级代码", "100102");
			setCell(sheets, "单位", 5, "上级代码", "100101");
		});
		expect(problems.map(place)).toEqual([
			["unit-cycle", "单位", 4, "上级代码"],
			["unit-cycle", "单位", 5, "上级代码"],
		]);
		expect(problems[0]?.facts).toEqual({ path: ["100101", "100102", "100101"] });
	});

	it("tells a county that is missing", async () => {
		const problems = await problemsOf((sheets) => {
			sheets.单位 = [sheets.单位[0] as CellSpec[]];
			for (const name of ["人员", "工程", "指标", "任务", "报送"] as const) sheets[name] = [sheets[name][0] as CellSpec[]];
		});
		expect(problems.map(({ key }) => key)).toEqual(["county-missing"]);
	});

	it("tells an indicator a duty asks twice, a duty without questions, a question of no duty", async () => {
		const twice = await problemsOf((sheets) => {
			setCell(sheets, "报送", 3, "题型", "数字");
			setCell(sheets, "报送", 3, "选项", "");
			setCell(sheets, "报送", 3, "指标", "house");
			setCell(sheets, "报送", 4, "出现条件", "");
		});
		expect(twice.map(place)).toEqual([["indicator-asked-twice", "报送", 3, "指标"]]);
		const empty = await problemsOf((sheets) => {
			for (const title of ["题号", "题型", "题目"]) setCell(sheets, "报送", 5, title, "");
		});
		expect(empty.map(place)).toEqual([["duty-without-questions", "报送", 5, "题号"]]);
		const orphan = await problemsOf((sheets) => setCell(sheets, "报送", 2, "报送编号", ""));
		expect(orphan.map(place)[0]).toEqual(["question-without-duty", "报送", 2, "报送编号"]);
	});

	it("tells the four-year task that two years' rows give differently, and a target given twice", async () => {
		const differs = await problemsOf((sheets) => {
			sheets.任务.push([...(sheets.任务[1] as CellSpec[])]);
			setCell(sheets, "任务", 4, "年度", 2027);
			setCell(sheets, "任务", 4, "四年任务", 2500);
		});
		expect(differs.map(place)).toEqual([["four-year-differs", "任务", 4, "四年任务"]]);
		const twice = await problemsOf((sheets) => sheets.任务.push([...(sheets.任务[1] as CellSpec[])]));
		expect(twice.map(place)).toEqual([["target-twice", "任务", 4, "年度"]]);
	});

	it("takes quiet hours to the half hour, and a cap in whole messages only", async () => {
		const withRule = (id: string, value: CellSpec) => (sheets: Sheets) => {
			setCell(sheets, "细则", 2, "编号", id);
			setCell(sheets, "细则", 2, "取值", value);
		};
		const reading = await read(withRule("quiet-until", 7.5));
		expect(reading.ok && reading.data.rules["quiet-until"]).toBe("7.5");
		expect((await problemsOf(withRule("remind-cap", 1.5))).map(place)).toEqual([["number-too-fine", "细则", 2, "取值"]]);
		expect((await problemsOf(withRule("quiet-from", "20:00"))).map(place)).toEqual([["number-malformed", "细则", 2, "取值"]]);
		expect((await problemsOf(withRule("quiet-from", 8))).map(place)).toEqual([["number-too-small", "细则", 2, "取值"]]);
	});

	it("lists two thousand problems and counts the rest", async () => {
		const problems = await problemsOf((sheets) => {
			for (let at = 0; at < 2_500; at++) sheets.人员.push([`x${at}`, "某", "", "999", "", "报送员"]);
		});
		expect(problems).toHaveLength(2_001);
		expect(problems.at(-1)).toMatchObject({ key: "more-problems", facts: { count: 500 } });
	});
});
