import { exportWords as english } from "../../locales/en/export.ts";
import type { ExportWords } from "../../locales/export.ts";
import { exportWords as chinese } from "../../locales/zh-CN/export.ts";
import type { ExportColumn, ExportHeading, ExportSheet, ExportValue } from "../../views/export.ts";
import type { Sheet, SheetValue } from "../../views/sheet.ts";
import type { Language } from "../chat.ts";
import { safeText } from "../safe-text.ts";

const wordsOf = (language: Language): ExportWords => (language === "zh-CN" ? chinese : english);

/** An export with its words put in; what people wrote is stripped of what could hide or forge a line. */
export const exportSheet = (sheet: ExportSheet, language: Language): Sheet => {
	const words = wordsOf(language);
	const { heading } = sheet;
	const value = (one: ExportValue): SheetValue => sheetValue(one, words);
	const rows = sheet.rows.map((row) => row.map(value));
	const totals = sheet.totals?.map(value) ?? null;
	return {
		name: safeText(words.name(heading)),
		title: safeText(words.title(heading)),
		note: safeText(words.note(heading)),
		columns: sheet.columns.map((column, at) => ({
			title: safeText(titleOf(column, words)),
			width: column.width,
			format: column.format,
			places: column.places ?? (column.format === "number" ? mostPlaces([...rows, totals ?? []].map((row) => row[at] ?? null)) : 0),
		})),
		rows,
		totals,
		frozen: sheet.frozen,
	};
};

/** As many decimal places as the longest figure of a column has, so that they stand below one another. */
const mostPlaces = (values: readonly SheetValue[]): number =>
	Math.max(0, ...values.map((one) => /^-?\d+\.(\d+)$/.exec(one ?? "")?.[1]?.length ?? 0));

/** What the file of an export is called. */
export const exportFileName = (heading: ExportHeading, language: Language): string =>
	`${safeText(wordsOf(language).fileName(heading)).replace(/[\\/:*?"<>|\s]/gu, "_")}.xlsx`;

const titleOf = ({ is }: ExportColumn, words: ExportWords): string => {
	if ("column" in is) return words.columns[is.column];
	if ("figure" in is) return words.figure(is.figure, is.measure, is.part);
	return "question" in is ? is.question : words.score[is.score];
};

const sheetValue = (value: ExportValue, words: ExportWords): SheetValue => {
	if (value === null) return null;
	if (typeof value === "string") return safeText(value);
	if ("word" in value) return words.words[value.word];
	if ("period" in value) return words.period(value.period);
	const { increment, total, measure } = value.figure;
	return words.asReported(increment, total, measure);
};
