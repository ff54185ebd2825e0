import { type Cell, type CellStyle, type WriteSheet, writeXlsx } from "hucre/xlsx";
import { decimal, multiply } from "../../domain/decimal.ts";
import { dateOf, wallClock } from "../../domain/period.ts";
import type { Sheet, SheetColumn, SheetValue } from "../../views/sheet.ts";
import { isExact, letters, literal } from "../cell-text.ts";
import { serialOf } from "../cell-values.ts";
import { HEADER_STYLE } from "../styles.ts";

/** Title, note and column titles stand above the data. */
const HEAD_ROWS = 3;
const HEADER_ROW = 2;
const LINE = { style: "thin", color: { rgb: "D0D7DE" } } as const;
const BORDER = { top: LINE, right: LINE, bottom: LINE, left: LINE } as const;
const TITLE_STYLE: CellStyle = {
	font: { name: "黑体", size: 16, color: { rgb: "1F2328" } },
	alignment: { horizontal: "left", vertical: "center" },
	numFmt: "@",
};
const NOTE_STYLE: CellStyle = {
	font: { name: "宋体", size: 10, color: { rgb: "5F6B7A" } },
	alignment: { horizontal: "left", vertical: "center" },
	numFmt: "@",
};
/** Longer sheets have neither bands nor heights of their own, which would cost more memory than the writer has. */
const MOST_BANDED = 2_000;
const LONGEST_NAME = 31;
const LONGEST_CELL = 32_000;
const MINUTES_OF_DAY = 1_440;

/**
 * Sheets to look at and to print, as .xlsx bytes: a title, what it is, columns that filter, frozen heads, numbers as numbers, a line of totals; A4 across, as wide
 * as the page, column titles on every page. Nothing in it is a formula. The same sheets make the same bytes but for the time of writing.
 */
export const writeSheets = async (sheets: readonly Sheet[]): Promise<Uint8Array> => {
	const names = namesOf(sheets);
	return writeXlsx({
		sheets: sheets.map((sheet, index) => writeSheet(sheet, names[index] ?? `${index + 1}`)),
		properties: { title: sheets[0]?.title ?? "" },
		defaultFont: { name: "宋体", size: 11 },
	});
};

/** Names a spreadsheet takes: without its signs, short enough, none twice. */
const namesOf = (sheets: readonly Sheet[]): string[] => {
	const taken = new Set<string>();
	return sheets.map(({ name }) => {
		const plain =
			name
				.replace(/[\\/?*[\]:']/gu, " ")
				.trim()
				.slice(0, LONGEST_NAME) || "1";
		let found = plain;
		for (let again = 2; taken.has(found.toLowerCase()); again += 1) found = `${plain.slice(0, LONGEST_NAME - 4)} (${again})`;
		taken.add(found.toLowerCase());
		return found;
	});
};

const writeSheet = (sheet: Sheet, name: string): WriteSheet => {
	const { columns, rows, totals } = sheet;
	const cells = new Map<string, Partial<Cell>>();
	cells.set("0,0", { value: literal(sheet.title), type: "string", style: TITLE_STYLE });
	cells.set("1,0", { value: literal(sheet.note), type: "string", style: NOTE_STYLE });
	const styles = columns.map((column) => ({
		plain: styleOf(column, false, false),
		banded: styleOf(column, true, false),
		total: styleOf(column, false, true),
	}));
	for (const [at, { title }] of columns.entries())
		cells.set(`${HEADER_ROW},${at}`, { value: literal(title), type: "string", style: HEADER_STYLE });
	const isLong = rows.length > MOST_BANDED;
	for (const [index, row] of isLong ? [] : rows.entries())
		for (const [at, column] of columns.entries())
			cells.set(`${HEAD_ROWS + index},${at}`, cellOf(row[at] ?? null, column, index % 2 === 1 ? styles[at]?.banded : styles[at]?.plain));
	if (totals)
		for (const [at, column] of columns.entries())
			cells.set(`${HEAD_ROWS + rows.length},${at}`, cellOf(totals[at] ?? null, column, styles[at]?.total));
	const last = HEAD_ROWS + rows.length;
	return {
		name,
		columns: columns.map(({ width }, at) => ({ width, ...(isLong && styles[at] ? { style: styles[at].plain } : {}) })),
		rows: [
			...Array.from({ length: HEAD_ROWS }, () => []),
			...rows.map((row) => (isLong ? columns.map((column, at) => cellOf(row[at] ?? null, column, undefined).value ?? null) : [])),
			...(totals ? [[]] : []),
		],
		cells,
		merges: columns.length > 1 ? [0, 1].map((row) => ({ startRow: row, startCol: 0, endRow: row, endCol: columns.length - 1 })) : [],
		rowDefs: new Map([
			[0, { height: 28 }],
			[1, { height: 18 }],
			[HEADER_ROW, { height: heightOf(columns.map(({ title, width }) => linesIn(title, width))) + 4 }],
			...(isLong ? [] : rows).map(
				(row, index) => [HEAD_ROWS + index, { height: heightOf(columns.map((column, at) => linesOf(row[at] ?? null, column))) }] as const,
			),
		]),
		freezePane: { rows: HEAD_ROWS, columns: sheet.frozen },
		// The totals stay below whatever is filtered or sorted.
		autoFilter: { range: `A${HEAD_ROWS}:${letters(columns.length - 1)}${Math.max(last, HEAD_ROWS + 1)}` },
		view: { tabColor: { rgb: "1F5C99" } },
		pageSetup: {
			paperSize: "a4",
			orientation: "landscape",
			fitToPage: true,
			fitToWidth: 1,
			fitToHeight: 0,
			printTitlesRow: `$${HEAD_ROWS}:$${HEAD_ROWS}`,
		},
		headerFooter: { oddFooter: "&C&A　第&P页，共&N页" },
	};
};

const LINE_HEIGHT = 15;
/** A row is no higher than this, whatever is written in it. */
const MOST_LINES = 20;

const heightOf = (lines: readonly number[]): number => Math.min(MOST_LINES, Math.max(1, ...lines)) * LINE_HEIGHT + 3;

const linesOf = (value: SheetValue, { format, width }: SheetColumn): number =>
	format === "text" && value !== null ? linesIn(value, width) : 1;

/** Lines a text takes in a column: a Chinese character is as wide as two Latin ones, and a little room is left. */
const linesIn = (text: string, width: number): number =>
	text
		.split("\n")
		.reduce(
			(lines, line) =>
				lines + Math.max(1, Math.ceil(([...line].reduce((sum, char) => sum + (char.charCodeAt(0) > 0xff ? 2 : 1), 0) * 1.05) / width)),
			0,
		);

const FORMATS = { text: "@", moment: "yyyy-mm-dd hh:mm", date: "yyyy-mm-dd" } as const;

const numberFormat = ({ format, places }: SheetColumn): string => {
	const behind = places === 0 ? "" : `.${"0".repeat(places)}`;
	if (format === "number") return `#,##0${behind}`;
	return format === "percent" ? `0${behind}%` : FORMATS[format];
};

const styleOf = (column: SheetColumn, banded: boolean, total: boolean): CellStyle => ({
	numFmt: numberFormat(column),
	font: total ? { name: "黑体", size: 11 } : { name: "宋体", size: 11 },
	border: BORDER,
	alignment: {
		vertical: "center",
		horizontal: column.format === "text" ? "left" : column.format === "number" || column.format === "percent" ? "right" : "center",
		wrapText: column.format === "text",
	},
	...(total ? { fill: { type: "pattern", pattern: "solid", fgColor: { rgb: "E3ECF5" } } } : {}),
	...(banded ? { fill: { type: "pattern", pattern: "solid", fgColor: { rgb: "F7FAFC" } } } : {}),
});

const cellOf = (value: SheetValue, column: SheetColumn, style: CellStyle | undefined): Partial<Cell> => {
	const worn = style === undefined ? {} : { style };
	if (value === null || value === "") return { value: null, type: "empty", ...worn };
	const number = numberOf(value, column);
	return number === null
		? { value: literal(value.slice(0, LONGEST_CELL)), type: "string", ...worn }
		: { value: number, type: "number", ...worn };
};

/** What a spreadsheet calculates with; null for what it would not keep exactly, and for text. */
const numberOf = (value: string, { format }: SheetColumn): number | null => {
	switch (format) {
		case "text":
			return null;
		case "moment":
			return momentSerial(value);
		case "date":
			return serialOf(value);
		case "number":
			return isNumber(value) && isExact(value) ? Number(value) : null;
		case "percent":
			return isNumber(value) && isExact(value) ? Number(multiply(decimal(value), decimal("0.01"))) : null;
		default:
			return format satisfies never;
	}
};

const isNumber = (value: string): boolean => /^-?\d+(?:\.\d+)?$/.test(value);

const momentSerial = (value: string): number | null => {
	if (!/^\d{4}-\d{2}-\d{2}T/.test(value)) return null;
	const at = value as Parameters<typeof dateOf>[0];
	const { hour, minute } = wallClock(at);
	const day = serialOf(dateOf(at));
	return day === null ? null : day + (hour * 60 + minute) / MINUTES_OF_DAY;
};
