import type { CountyData } from "../domain/county.ts";
import { OPTIONAL_SHEETS, SHEET_NAMES, type SheetName, type WorkbookProblem } from "../views/workbook.ts";
import { noteMergers } from "./check-mergers.ts";
import { type OpenedWorkbook, openWorkbook } from "./file/open-workbook.ts";
import { problem, Refusal } from "./file/refusal.ts";
import type { Sheet } from "./file/sheet-part.ts";
import { ProblemList } from "./problem-list.ts";
import { readCalendar } from "./read-calendar.ts";
import { readDuties } from "./read-duties.ts";
import { readIndicators, readProjects } from "./read-indicators.ts";
import { readPeople } from "./read-people.ts";
import { readRules } from "./read-rules.ts";
import { readTargets } from "./read-targets.ts";
import { readUnits } from "./read-units.ts";
import { readTable, sheetNamed, type Table, UNREADABLE } from "./table.ts";

/** A workbook as read: the whole county with what is worth a word, or everything that is to be mended, at most 2,000 and then how many more. */
export type WorkbookReading =
	| { readonly ok: true; readonly data: CountyData; readonly notes: readonly WorkbookProblem[] }
	| { readonly ok: false; readonly problems: readonly WorkbookProblem[] };

const NOTED_NAMES = 8;

/** Reads and checks an .xlsx workbook. Never rejects for what is in the file: whatever is wrong comes back as problems. */
export const readWorkbook = async (bytes: Uint8Array): Promise<WorkbookReading> => {
	try {
		return checkWorkbook(await openWorkbook(bytes, (name) => sheetNamed(name, SHEET_NAMES) !== null));
	} catch (cause) {
		if (cause instanceof Refusal) return { ok: false, problems: [cause.problem] };
		throw cause;
	}
};

const checkWorkbook = (opened: OpenedWorkbook): WorkbookReading => {
	const problems = new ProblemList();
	for (const note of opened.notes) problems.add(note);
	if (opened.others.length > 0)
		problems.add(problem("note-sheets-ignored", { names: opened.others.slice(0, NOTED_NAMES), count: opened.others.length }));
	const data = readCounty(tablesOf(opened.sheets, problems), problems);
	for (const note of noteMergers(data)) problems.add(note);
	const found = problems.problems(SHEET_NAMES);
	return found.length > 0 ? { ok: false, problems: found } : { ok: true, data, notes: problems.notes(SHEET_NAMES) };
};

type Tables = Readonly<Record<SheetName, Table>>;

const tablesOf = (sheets: readonly Sheet[], problems: ProblemList): Tables => {
	const tables = Object.fromEntries(SHEET_NAMES.map((name) => [name, UNREADABLE])) as Record<SheetName, Table>;
	for (const name of SHEET_NAMES) {
		const [sheet, another] = sheets.filter((candidate) => sheetNamed(candidate.name, SHEET_NAMES) === name);
		if (another) problems.add(problem("sheet-twice", {}, { sheet: name }));
		if (sheet) tables[name] = readTable(name, sheet, problems);
		else if (!OPTIONAL_SHEETS.includes(name)) problems.add(problem("sheet-missing", { wanted: name }, { sheet: name }));
	}
	return tables;
};

const readCounty = (tables: Tables, problems: ProblemList): CountyData => {
	const units = readUnits(tables.单位, problems);
	const projects = readProjects(tables.工程, units);
	const indicators = readIndicators(tables.指标, projects.lookup);
	return {
		units: units.units,
		people: readPeople(tables.人员.rows, units),
		projects: projects.projects,
		indicators: indicators.indicators,
		targets: readTargets(tables.任务.rows, units, indicators),
		duties: readDuties(tables.报送.rows, units, indicators),
		rules: readRules(tables.细则.rows),
		calendar: readCalendar(tables.日历.rows),
	};
};
