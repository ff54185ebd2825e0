/** The workbook's sheets, in the order they are written. */
export const SHEET_NAMES = ["单位", "人员", "工程", "指标", "任务", "报送", "细则", "日历"] as const;
export type SheetName = (typeof SHEET_NAMES)[number];

/** Sheets a workbook may leave out: it then has no rows of them. */
export const OPTIONAL_SHEETS: readonly SheetName[] = ["日历"];

/** What a file that is no Excel workbook turned out to be. */
export type FileKind =
	| "empty"
	| "xls"
	| "xlsb"
	| "encrypted"
	| "html"
	| "xml"
	| "csv"
	| "ods"
	| "word"
	| "slides"
	| "pdf"
	| "picture"
	| "zip"
	| "unknown";

/** What each kind of problem knows beside its place: the facts its sentence is made of. */
export interface ProblemFacts {
	// The file as a whole.
	"file-too-large": { sizeMb: number; limitMb: number };
	"file-wrong-kind": { kind: FileKind };
	"file-damaged": Record<never, never>;
	"file-unsafe": { what: "size" | "ratio" | "entries" | "duplicate" | "encrypted" | "zip64" | "doctype" | "depth" };
	"too-heavy": { what: "time" | "memory" };
	/** A fault of ours; `reason` is for the log, not for the sender. */
	"reader-failed": { reason: string };
	"too-many": { what: "rows" | "cells" | "strings" | "sheets"; limit: number };
	"more-problems": { count: number };
	// Sheets and columns.
	"sheet-missing": { wanted: string };
	"sheet-twice": Record<never, never>;
	"sheet-empty": Record<never, never>;
	"header-missing": { titles: readonly string[] };
	"column-missing": { title: string };
	"column-twice": Record<never, never>;
	// One cell.
	"value-missing": Record<never, never>;
	"value-not-listed": { value: string; allowed: readonly string[] };
	"value-too-long": { limit: number };
	"formula-without-value": Record<never, never>;
	"error-value": { value: string };
	/** Excel took what was typed (1-2, 8:00) for a date or time where text belongs. */
	"date-not-text": Record<never, never>;
	"code-malformed": { value: string };
	"number-malformed": { value: string };
	"number-too-small": { value: string; min: string };
	"number-too-large": { value: string; max: string };
	"number-too-fine": { value: string; places: number };
	"date-malformed": { value: string };
	"dates-reversed": { from: string; to: string };
	"phone-malformed": { value: string };
	"moment-malformed": { value: string; example: string };
	// References and duplicates.
	"key-twice": { value: string; firstRow: number };
	"name-twice": { value: string; firstRow: number };
	"unit-unknown": { value: string };
	"unit-ambiguous": { value: string; codes: readonly string[] };
	"project-unknown": { value: string };
	"indicator-unknown": { value: string };
	// 单位
	"county-missing": Record<never, never>;
	"county-twice": { firstRow: number };
	"county-has-parent": Record<never, never>;
	"unit-cycle": { path: readonly string[] };
	"parent-wrong-kind": { parent: string; parentKind: string; wanted: string };
	"successor-self": Record<never, never>;
	/** No list of years with reasons. */
	"exempt-malformed": { value: string };
	// 人员
	"person-differs": { field: string; here: string; there: string; firstRow: number };
	"post-twice": { firstRow: number };
	"village-role": { role: string; unitKind: string };
	// 工程
	"owner-wrong-kind": { unit: string };
	// 任务
	"target-twice": { firstRow: number };
	"four-year-half": { missing: string };
	"four-year-outside": { year: number; firstYear: number };
	"four-year-differs": { here: string; there: string; firstRow: number };
	"plan-falls": { month: number; before: string; value: string };
	"plan-unfinished": { value: string };
	// 报送
	"question-without-duty": Record<never, never>;
	"duty-differs": { here: string; there: string; firstRow: number };
	"duty-without-questions": Record<never, never>;
	"moments-out-of-order": { opens: string; due: string; closes: string };
	"reminder-malformed": { value: string; example: string };
	"reminder-too-far": { value: string; days: number; hours: number };
	"reminder-twice": { value: string };
	"reminder-outside": { value: string; opens: string; closes: string };
	"reminders-too-many": { limit: number };
	"indicator-needed": Record<never, never>;
	"indicator-not-for-kind": { kind: string };
	"indicator-asked-twice": { indicator: string; firstRow: number };
	"options-needed": Record<never, never>;
	"options-not-for-kind": { kind: string };
	"option-twice": { option: string };
	"problem-not-text": { kind: string };
	"condition-malformed": { value: string };
	"condition-unknown": { question: string };
	"condition-later": { question: string };
	"condition-kind": { question: string; kind: string };
	"condition-answer": { question: string; answer: string; allowed: readonly string[] };
	// 细则
	"rule-unknown": { value: string; nearest: string };
	// 日历
	"day-twice": { value: string; firstRow: number };
	"day-outside": { value: string; first: number; last: number };
	// Worth a word, no reason to refuse.
	"note-columns-ignored": { titles: readonly string[]; count: number };
	"note-sheets-ignored": { names: readonly string[]; count: number };
	"note-column-absent": { title: string };
	"note-name-differs": { code: string; written: string; name: string };
	"note-no-supervisor": Record<never, never>;
	"note-fractions-as-percent": Record<never, never>;
	"note-merged-targets": { unit: string; into: string; year: number };
	"note-macros-ignored": Record<never, never>;
}

export type ProblemKey = keyof ProblemFacts;

/** One thing to mend (or, with a `note-` key, to know), at its place: row as Excel numbers it, column by its title. */
export type WorkbookProblem = {
	readonly [K in ProblemKey]: {
		readonly key: K;
		readonly sheet: string | null;
		readonly row: number | null;
		readonly column: string | null;
		readonly facts: Readonly<ProblemFacts[K]>;
	};
}[ProblemKey];

/** One field of one record, as the workbook would show it before and after; empty text where there is nothing. */
export interface FieldChange {
	readonly field: string;
	readonly before: string;
	readonly after: string;
}

/** What an import would change on one sheet. `ended` are in use now and absent from the workbook: they stop being used, what they reported stays. */
export interface SheetDifference {
	readonly sheet: SheetName;
	readonly added: readonly string[];
	readonly changed: readonly { readonly item: string; readonly fields: readonly FieldChange[] }[];
	readonly ended: readonly string[];
}

/** What an import would change, sheets without change left out. */
export interface CountyDifference {
	/** Nothing was imported before. */
	readonly first: boolean;
	readonly sheets: readonly SheetDifference[];
}

/** Whether an import would change nothing. */
export const isEmptyDifference = (difference: CountyDifference): boolean => difference.sheets.length === 0;
