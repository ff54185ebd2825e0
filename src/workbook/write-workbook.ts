import { type Cell, type CellStyle, type DataValidation, type WriteSheet, writeXlsx } from "hucre/xlsx";
import type { CountyData } from "../domain/county.ts";
import { defaultRules } from "../domain/rule.ts";
import { SHEET_NAMES, type SheetName } from "../views/workbook.ts";
import { isExact, letters, literal } from "./cell-text.ts";
import { serialOf } from "./cell-values.ts";
import { COLUMNS, type Column } from "./columns.ts";
import { type Fields, noRecords, ruleRecords, type SheetRecord, sheetRecords } from "./sheet-records.ts";
import { DATA_STYLES, dataStyle, HEADER_STYLE, INFO_TITLES, NOTE_STYLE, TAB_COLORS } from "./styles.ts";

/** Rows 1 and 2 are the titles and their explanations. */
const HEAD_ROWS = 2;
/** Rows below the data that are ready for new entries: formats and drop-downs reach there. */
const SPARE_ROWS = 500;
const TITLE_HEIGHT = 22;
const NOTE_LINE_HEIGHT = 13.5;
const LINE_HEIGHT = 15;
const MOST_LINES = 20;
/** The data is written larger than the explanations. */
const LETTER_SCALE = 1.15;
/** The time of writing is left out of the file: the same data makes the same bytes. */
const UNDATED = new Date(Date.UTC(2000, 0, 1));
/** Columns that stay in view when the sheet is moved sideways. */
const FROZEN: Readonly<Record<SheetName, number>> = { 单位: 2, 人员: 2, 工程: 2, 指标: 3, 任务: 3, 报送: 2, 细则: 2, 日历: 1 };

/** The workbook of a county, or with null the empty one: explanations, drop-downs and default rules only. Same data, same bytes. */
export const writeWorkbook = async (data: CountyData | null): Promise<Uint8Array> => {
	const records = data ? sheetRecords(data) : { ...noRecords(), 细则: ruleRecords(defaultRules()) };
	const sheets = SHEET_NAMES.map((name) => writeSheet(name, records[name]));
	return writeXlsx({
		sheets,
		properties: { created: UNDATED, modified: UNDATED, title: "一线通工作簿" },
		defaultFont: { name: "宋体", size: 11 },
	});
};

const writeSheet = (name: SheetName, records: readonly SheetRecord[]): WriteSheet => {
	const columns = COLUMNS[name];
	const body = records.flatMap((record, band) => record.rows.map((fields) => ({ fields, band })));
	const cells = new Map<string, Partial<Cell>>();
	for (const [column, { title, note }] of columns.entries()) {
		cells.set(`0,${column}`, { value: title, type: "string", style: HEADER_STYLE });
		cells.set(`1,${column}`, { value: note, type: "string", style: NOTE_STYLE });
	}
	for (const [index, { fields, band }] of body.entries())
		for (const [column, definition] of columns.entries())
			cells.set(`${index + HEAD_ROWS},${column}`, dataCell(name, definition, fields, band));
	const lastColumn = letters(columns.length - 1);
	const lastRow = body.length + HEAD_ROWS;
	return {
		name,
		columns: columns.map((column) => ({ width: column.width, style: DATA_STYLES[column.format] })),
		rows: [columns.map((column) => column.title), columns.map((column) => column.note), ...body.map(() => [])],
		cells,
		rowDefs: new Map([
			[0, { height: TITLE_HEIGHT }],
			[1, { height: noteHeight(columns) }],
			...body.map(({ fields }, index) => [index + HEAD_ROWS, { height: rowHeight(columns, fields) }] as const),
		]),
		freezePane: { rows: HEAD_ROWS, columns: FROZEN[name] },
		// The filter's arrows sit on the explanations, so that filtering and sorting never move that row among the data.
		autoFilter: { range: `A${HEAD_ROWS}:${lastColumn}${Math.max(lastRow, HEAD_ROWS + 1)}` },
		dataValidations: columns.flatMap((column, index) => validations(column, letters(index), lastRow + SPARE_ROWS)),
		view: { tabColor: { rgb: TAB_COLORS[name] } },
		pageSetup: {
			paperSize: "a4",
			orientation: "landscape",
			fitToPage: true,
			fitToWidth: 1,
			fitToHeight: 0,
			printTitlesRow: `$1:$${HEAD_ROWS}`,
		},
		headerFooter: { oddFooter: "&C&A　第&P页，共&N页" },
	};
};

const noteHeight = (columns: readonly Column[]): number => {
	const lines = columns.map(({ note, width }) => Math.ceil(displayWidth(note) / (width - 1)));
	return Math.max(2, ...lines) * NOTE_LINE_HEIGHT + 16;
};

const rowHeight = (columns: readonly Column[], fields: Fields): number => {
	const lines = columns
		.filter(({ format }) => format === "text")
		.map(({ title, width }) =>
			(fields[title] ?? "").split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil((displayWidth(line) * LETTER_SCALE) / width)), 0),
		);
	return Math.min(MOST_LINES, Math.max(1, ...lines)) * LINE_HEIGHT + 3;
};

/** In halves of a Chinese character, at the size the explanations have. */
const displayWidth = (text: string): number => [...text].reduce((sum, char) => sum + (char.charCodeAt(0) > 0xff ? 1.65 : 0.85), 0);

const dataCell = (sheet: SheetName, column: Column, fields: Fields, band: number): Partial<Cell> => {
	const text = fields[column.title] ?? "";
	const style: CellStyle = dataStyle(column.format, band % 2 === 1, INFO_TITLES[sheet]?.includes(column.title) ?? false);
	if (text === "") return { value: null, type: "empty", style };
	const number = column.format === "date" ? serialOf(text) : column.format === "number" && isExact(text) ? Number(text) : null;
	return number === null ? { value: literal(text), type: "string", style } : { value: number, type: "number", style };
};

const validations = (column: Column, letter: string, lastRow: number): DataValidation[] => {
	const range = `${letter}${HEAD_ROWS + 1}:${letter}${lastRow}`;
	const prompt = { showInputMessage: true, inputTitle: column.title, inputMessage: column.note.slice(0, 200) };
	if (column.choices)
		return [
			{
				type: "list",
				values: [...column.choices],
				allowBlank: true,
				showErrorMessage: true,
				errorStyle: "stop",
				errorTitle: `${column.title}不对`,
				errorMessage: `请从下拉列表里选：${column.choices.join("、")}`,
				range,
				...prompt,
			},
		];
	if (!column.offered) return [];
	const { sheet, title } = column.offered;
	const source = letters(COLUMNS[sheet].findIndex((candidate) => candidate.title === title));
	return [
		{
			type: "list",
			formula1: `${sheet}!$${source}$${HEAD_ROWS + 1}:$${source}$${HEAD_ROWS + 200}`,
			allowBlank: true,
			// 编号 is taken as well as 名称: the check at import says what is wrong.
			showErrorMessage: false,
			range,
			...prompt,
		},
	];
};
