import { fittingLines, type ProblemLine, problemLines } from "../../views/problem-lines.ts";
import type { CountyDifference, FileKind, ProblemFacts, SheetDifference, WorkbookProblem } from "../../views/workbook.ts";
import type { WorkbookTexts } from "../zh-CN/workbook.ts";

const list = (parts: readonly string[]): string => parts.join(", ");
const more = (parts: readonly string[], count: number): string =>
	count > parts.length ? `${list(parts)} and ${count - parts.length} more` : list(parts);

const KINDS: Readonly<Record<FileKind, string>> = {
	empty: "The file is empty. Please send it again.",
	xls: "This is an old Excel file (.xls). Open it, save it as Excel workbook (.xlsx), and send that.",
	xlsb: "This is a binary workbook (.xlsb). Save it as Excel workbook (.xlsx), and send that.",
	encrypted: "The file has a password. Remove it, save, and send again.",
	html: "This is a web page under another name. Open it in Excel, save it as Excel workbook (.xlsx), and send that.",
	xml: "This is an XML file, not a workbook. Open it in Excel, save it as Excel workbook (.xlsx), and send that.",
	csv: "This is a text table (CSV) of one sheet. Send the whole .xlsx workbook; 模板 gives you one.",
	ods: "This is an ODS spreadsheet. Save it as Excel workbook (.xlsx), and send that.",
	word: "This is a Word document. Send the .xlsx workbook.",
	slides: "This is a presentation. Send the .xlsx workbook.",
	pdf: "This is a PDF. Send the .xlsx workbook.",
	picture: "This is a picture. Send the .xlsx workbook.",
	zip: "This is an archive without a workbook in it. Send the .xlsx file itself, unpacked.",
	unknown: "This is not an Excel workbook. Send an .xlsx file.",
};

const UNSAFE: Readonly<Record<ProblemFacts["file-unsafe"]["what"], string>> = {
	size: "Unpacked, the file is too large; it was not read. Remove what does not belong, or paste the data into a new template.",
	ratio: "The file is packed beyond all measure; it was not read. Paste the data into a new template.",
	entries: "The file has too many parts; it was not read. Paste the data into a new template.",
	duplicate: "The file has doubled parts; it was not read. Open it in Excel and save a copy.",
	encrypted: "The file has a password. Remove it, save, and send again.",
	zip64: "The file has an unusual format; it was not read. Open it in Excel and save a copy.",
	doctype: "The file holds what does not belong there; it was not read. Open it in Excel and save a copy.",
	depth: "The file's content makes no sense; it was not read. Paste the data into a new template.",
};

const TOO_MANY: Readonly<Record<ProblemFacts["too-many"]["what"], (limit: number) => string>> = {
	rows: (limit) => `More than ${limit} rows have content. Delete those that do not belong.`,
	cells: (limit) => `More than ${limit} cells of the workbook have content. Delete what does not belong.`,
	strings: () => "The workbook holds too much text. Delete what does not belong.",
	sheets: (limit) => `The workbook has more than ${limit} sheets. Keep only those that are needed.`,
};

const problems: WorkbookTexts["problems"] = {
	"file-too-large": ({ sizeMb, limitMb }) =>
		`The file has ${sizeMb} MB; at most ${limitMb} MB are taken. Remove pictures and what does not belong.`,
	"file-wrong-kind": ({ kind }) => KINDS[kind],
	"file-damaged": () => "The file is damaged and cannot be read. Open it in Excel and save a copy.",
	"file-unsafe": ({ what }) => UNSAFE[what],
	"too-heavy": ({ what }) => `Reading the file took too much ${what}; it was stopped. Paste the data into a new template.`,
	"reader-failed": () => "Reading failed. Send it again; if that does not help, tell the administrator.",
	"too-many": ({ what, limit }) => TOO_MANY[what](limit),
	"more-problems": ({ count }) => `${count} more; they are listed once those above are mended.`,
	"sheet-missing": ({ wanted }) => `The sheet ${wanted} is missing. Copy it from the template and keep its name.`,
	"sheet-twice": () => "This sheet is there twice. Keep one.",
	"sheet-empty": () => "The sheet is empty. Copy its titles from the template.",
	"header-missing": ({ titles }) => `No column titles found. The first row should have: ${list(titles)}. Copy it from the template.`,
	"column-missing": ({ title }) => `The column ${title} is missing. Copy the titles from the template.`,
	"column-twice": () => "This column is there twice. Keep one.",
	"value-missing": () => "Nothing is filled in. Please fill it in.",
	"value-not-listed": ({ value, allowed }) => `"${value}" is not one of the choices. Use one of: ${list(allowed)}.`,
	"value-too-long": ({ limit }) => `Too long, at most ${limit} characters. Please shorten it.`,
	"formula-without-value": () => "A formula that was never calculated. Paste it as values.",
	"error-value": ({ value }) => `A formula gone wrong (${value}). Write a number or text instead.`,
	"date-not-text": () => "Excel made a date or time of it. Set the cell to text first, then write it again.",
	"code-malformed": ({ value }) =>
		`"${value}" cannot be a code: letters, digits, "-", "_", "." only, at most 40. Set cells for long numbers to text.`,
	"number-malformed": ({ value }) => `"${value}" is no number. Write digits only, without a unit.`,
	"number-too-small": ({ value, min }) => `${value} is too small; the least is ${min}.`,
	"number-too-large": ({ value, max }) => `${value} is too large; the most is ${max}.`,
	"number-too-fine": ({ value, places }) =>
		places === 0 ? `${value} is not a whole number. Write one.` : `${value} has too many decimals, at most ${places}. Please round it.`,
	"date-malformed": ({ value }) => `"${value}" is no date. Write it like 2026-01-31.`,
	"dates-reversed": ({ from, to }) => `${to} lies before the beginning, ${from}. Mend one of them.`,
	"phone-malformed": ({ value }) => `"${value}" is no telephone number. Write digits only, or nothing.`,
	"moment-malformed": ({ value, example }) => `"${value}" cannot be understood. Write it like: ${example}.`,
	"key-twice": ({ value, firstRow }) => `"${value}" is used in row ${firstRow} already. Use another, or delete one of the rows.`,
	"name-twice": ({ value, firstRow }) => `"${value}" is also the name in row ${firstRow}. Change one.`,
	"unit-unknown": ({ value }) => `There is no unit "${value}". Use a code of the sheet 单位.`,
	"unit-ambiguous": ({ value, codes }) => `There are several "${value}" (${list(codes)}). Write the code.`,
	"project-unknown": ({ value }) => `There is no project "${value}". Use a name or key of the sheet 工程.`,
	"indicator-unknown": ({ value }) => `There is no indicator "${value}". Use a name or key of the sheet 指标.`,
	"county-missing": () => "No unit is of kind 县. Add its row.",
	"county-twice": ({ firstRow }) => `There can be one 县 only; row ${firstRow} has it. Change the kind.`,
	"county-has-parent": () => "A county has no parent. Empty the cell.",
	"unit-cycle": ({ path }) => `The parents go in a circle (${path.join(" → ")}). Mend the parent's code.`,
	"parent-wrong-kind": ({ parent, parentKind, wanted }) =>
		`The parent "${parent}" is a ${parentKind}, it should be a ${wanted}. Mend the parent's code.`,
	"successor-self": () => "A unit cannot succeed itself. Mend or empty the cell.",
	"exempt-malformed": ({ value }) =>
		`“${value}” is not understood. Write the year and the reason (2026 移民搬迁), several with “；” between, each year once.`,
	"person-differs": ({ field, here, there, firstRow }) =>
		`One key, two ${field}: "${here}" here, "${there}" in row ${firstRow}. Make them alike, or use another key for another person.`,
	"post-twice": ({ firstRow }) => `The same post as in row ${firstRow}. Delete one.`,
	"village-role": ({ role, unitKind }) => `${role} does not go with a ${unitKind}: people of villages are 村干部, others are not.`,
	"owner-wrong-kind": ({ unit }) => `"${unit}" is no department. Use a unit of kind 部门.`,
	"target-twice": ({ firstRow }) => `Row ${firstRow} has the same unit, indicator and year. Delete one.`,
	"four-year-half": ({ missing }) => `The four-year task and its first year go together; ${missing} is missing. Fill it in, or empty both.`,
	"four-year-outside": ({ year, firstYear }) => `${year} is not in the four years from ${firstYear}. Mend the first year.`,
	"four-year-differs": ({ here, there, firstRow }) =>
		`The four-year task is ${here} here and ${there} in row ${firstRow}. Make them alike.`,
	"plan-falls": ({ month, before, value }) =>
		`Month ${month} has ${value}, less than ${before} the month before. A running total never falls.`,
	"plan-unfinished": ({ value }) => `December has ${value}; it must be 100.`,
	"question-without-duty": () => "Nothing says which duty this question belongs to. Write 报送编号 in the row of the first question.",
	"duty-differs": ({ here, there, firstRow }) => `"${here}" here, "${there}" in row ${firstRow}. Make them alike, or empty this cell.`,
	"duty-without-questions": () => "This duty asks nothing. Add at least one question.",
	"moments-out-of-order": ({ opens, due, closes }) => `Out of order: opens ${opens}, due ${due}, closes ${closes}.`,
	"reminder-malformed": ({ value, example }) => `"${value}" cannot be understood. Write it like: ${example}.`,
	"reminder-too-far": ({ value, days, hours }) => `"${value}" is too far from the deadline: at most ${days} days or ${hours} hours.`,
	"reminder-twice": ({ value }) => `"${value}" falls on the moment of another reminder. Delete one.`,
	"reminder-outside": ({ value, opens, closes }) => `"${value}" is not between the opening (${opens}) and the close (${closes}).`,
	"reminders-too-many": ({ limit }) => `Too many reminders, at most ${limit}. Delete some.`,
	"indicator-needed": () => "A number question needs its indicator: a name of the sheet 指标.",
	"indicator-not-for-kind": ({ kind }) => `A ${kind} question has no indicator. Empty the cell, or make it a 数字 question.`,
	"indicator-asked-twice": ({ indicator, firstRow }) =>
		`"${indicator}" is asked in row ${firstRow} already. A duty asks for it once; delete one.`,
	"options-needed": () => "A choice needs at least two options, parted by 、.",
	"options-not-for-kind": ({ kind }) => `A ${kind} question has no options. Empty the cell, or make it a 选择 question.`,
	"option-twice": ({ option }) => `The option "${option}" is there twice. Delete one.`,
	"problem-not-text": ({ kind }) => `A ${kind} question cannot raise problems. Write 否, or make it a 文字 question.`,
	"condition-malformed": ({ value }) => `"${value}" cannot be understood. Write question=answer, several answers parted by "/".`,
	"condition-unknown": ({ question }) => `There is no question "${question}". Name an earlier question of this duty.`,
	"condition-later": ({ question }) =>
		`Question "${question}" is this one or comes later. A condition looks at earlier questions only; change the order.`,
	"condition-kind": ({ question, kind }) =>
		`Question "${question}" is a ${kind} question; conditions look at 选择, 是否 and problem questions.`,
	"condition-answer": ({ question, answer, allowed }) => `Question "${question}" has no answer "${answer}". Possible: ${list(allowed)}.`,
	"day-twice": ({ value, firstRow }) => `${value} stands in row ${firstRow} already. One row a day: delete one of them.`,
	"day-outside": ({ value, first, last }) => `${value} is not between the years ${first} and ${last}. Please check the year.`,
	"rule-unknown": ({ value, nearest }) => `There is no rule "${value}". Did you mean "${nearest}"? Mend or delete the row.`,
	"note-columns-ignored": ({ titles, count }) => `Unknown columns were not read: ${more(titles, count)}.`,
	"note-sheets-ignored": ({ names, count }) => `Other sheets were not read: ${more(names, count)}.`,
	"note-column-absent": ({ title }) => `The column ${title} is missing and taken as empty.`,
	"note-name-differs": ({ code, written, name }) => `"${written}" is written, code ${code} is "${name}": the code holds.`,
	"note-no-supervisor": () => "nobody is of the supervision office: after the import only the shell can import or invite.",
	"note-merged-targets": ({ unit, into, year }) =>
		`${unit} joined ${into} and both have targets for ${year}: totals are joined, targets are not. Please check that those of ${into} include ${unit}.`,
	"note-fractions-as-percent": () => "This row is in fractions and was read as per cent (0.35 is 35%).",
	"note-macros-ignored": () => "The file's macros were neither read nor run.",
};

const place: WorkbookTexts["place"] = ({ sheet, row, column }) => {
	const parts = [sheet, row === null ? null : `row ${row}`, column].filter((part) => part !== null);
	return parts.length === 0 ? "" : `${parts.join(", ")}: `;
};

// The facts belong to the key: the union keeps them together, a lookup cannot see it.
const sentence = (problem: WorkbookProblem): string =>
	(problems[problem.key] as (facts: WorkbookProblem["facts"]) => string)(problem.facts);

const LONGEST = 80;
const cut = (text: string): string => {
	const flat = text.replaceAll("\n", " ");
	if (flat === "") return "(empty)";
	return flat.length > LONGEST ? `${flat.slice(0, LONGEST)}…` : flat;
};

const sheetLines = ({ sheet, added, changed, ended }: SheetDifference, perSheet: number): string[] => {
	const counts = [
		added.length > 0 ? `${added.length} new` : "",
		changed.length > 0 ? `${changed.length} changed` : "",
		ended.length > 0 ? `${ended.length} ended` : "",
	].filter((part) => part !== "");
	// What ends comes first: it must not be lost below what is merely corrected.
	const details = [
		...ended.map((item) => `ended: ${item}`),
		...changed.flatMap(({ item, fields }) => fields.map(({ field, before, after }) => `${item} ${field}: ${cut(before)} → ${cut(after)}`)),
		...added.map((item) => `new: ${item}`),
	];
	const shown = details.slice(0, perSheet).map((line) => `  ${line}`);
	const rest = details.length - shown.length;
	return [`${sheet}: ${counts.join(", ")}`, ...shown, ...(rest > 0 && perSheet > 0 ? [`  … and ${rest} more`] : [])];
};

export const workbook = {
	problems,
	place,
	problem: (problem) => `${place(problem)}${sentence(problem)}`,
	difference: ({ first, sheets }, perSheet = 5) => {
		if (sheets.length === 0) return "Nothing changes.";
		const anyEnded = sheets.some(({ ended }) => ended.length > 0);
		return [
			first ? "First import:" : "Compared with what is stored:",
			...sheets.flatMap((sheet) => sheetLines(sheet, first ? 0 : perSheet)),
			...(anyEnded ? ["What ended is used no more; what it reported is kept."] : []),
		].join("\n");
	},
} satisfies WorkbookTexts;

const line = ({ problem, runs }: ProblemLine): string => {
	const rows = runs.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(", ");
	const parts = [problem.sheet, rows === "" ? null : `row ${rows}`, problem.column].filter((part) => part !== null);
	return `${parts.length === 0 ? "" : `${parts.join(", ")}: `}${sentence(problem)}`;
};

/** Every problem at its place, those alike on one line when there are many; what does not fit into `longest` characters is counted. */
export const describeProblems = (found: readonly WorkbookProblem[], longest: number | null = null): string => {
	const { shown, left } = fittingLines(problemLines(found, sentence).map(line), longest);
	return [...shown, ...(left > 0 ? [`… and ${left} more, told when these are mended.`] : [])].join("\n");
};

const SHOWN_NOTES = 10;

/** What was read otherwise than it was written, to be looked at before the import; a few lines, or none. */
export const describeNotes = (notes: readonly WorkbookProblem[]): string => {
	if (notes.length === 0) return "";
	const lines = problemLines(notes, sentence).map(line);
	const more = lines.length > SHOWN_NOTES ? [`… and ${lines.length - SHOWN_NOTES} more`] : [];
	return ["", "Please note:", ...lines.slice(0, SHOWN_NOTES), ...more].join("\n");
};

/** The difference in a few lines. */
export const describeDifference = (found: CountyDifference): string => workbook.difference(found);
