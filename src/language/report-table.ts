import type { UnitCode } from "../domain/unit.ts";
import { matchUnits, type UnitMatch } from "./match-units.ts";
import { normalize } from "./normalize.ts";
import { type AnswerReading, readAnswer } from "./read-answer.ts";
import type { ReportEntry } from "./report-assign.ts";
import { findFields, type ReportField } from "./report-fields.ts";
import type { UnitDirectory } from "./unit-directory.ts";

/** One row of a pasted table: the units its first cells name, and its figures by column. */
export interface TableRow {
	readonly units: readonly UnitMatch[];
	readonly entries: readonly ReportEntry[];
}

/** A table within a text: its rows, and the text with the table's lines blanked. */
export interface ReportTable {
	readonly rows: readonly TableRow[];
	readonly rest: string;
}

interface Context {
	readonly fields: readonly ReportField[];
	readonly directory: UnitDirectory;
	readonly speaker?: UnitCode | null;
}

type Saying = "increment" | "total" | "none";

/** What a column holds: figures of a field, of the row's own field, names of units, or something that is not reported here. */
interface Column {
	readonly field: ReportField | null;
	readonly saying: Saying | "other";
	readonly unit: boolean;
}

const UNIT_HEAD = /^(?:单位|乡镇|镇街?|村|村名|乡镇名称|单位名称|镇村|报送单位|填报单位)$/;
const SKIPPED_HEAD = /^(?:序号|编号|备注|姓名|联系人|填报人|电话|联系电话|日期|时间|问题|存在问题|完成率|占比)$/;
const ROW_FIELD_HEAD = /^(?:指标|项目|工程|内容|名称|类别|任务项)$/;
const DONE_HEAD = /^(?:实际|完成|实际完成|数量|面积|数值|完成情况|完成数|实际数|完成面积)$/;
const INCREMENT = /本周|新增|本期|增量|这周/;
const TOTAL = /累计|总数|合计|总量|目前|现有/;
const PLAN = /计划|任务|目标|上周|上期|完成率|占/;
const MARK = /^(?:\d{1,3}[.、)）]|[①-⑳])\s*/u;

const cellsOf = (line: string, tabbed: boolean): string[] => {
	const trimmed = line.replace(/^\s*\|/, "").replace(/\|\s*$/, "");
	if (tabbed) return line.split("\t").map((cell) => cell.trim());
	if (trimmed.includes("|")) return trimmed.split("|").map((cell) => cell.trim());
	return trimmed
		.trim()
		.split(/[\s,，、]+/u)
		.filter((cell) => cell !== "");
};

const sayingOf = (head: string): Saying | "other" => {
	if (PLAN.test(head)) return "other";
	if (TOTAL.test(head)) return "total";
	return INCREMENT.test(head) ? "increment" : "none";
};

const columnOf = (cell: string, context: Context): Column | null => {
	const head = normalize(cell)
		.text.replace(/\([^)]*\)/g, "")
		.replace(/\s/g, "");
	if (UNIT_HEAD.test(head)) return { field: null, saying: "other", unit: true };
	if (SKIPPED_HEAD.test(head) || ROW_FIELD_HEAD.test(head) || head === "") return { field: null, saying: "other", unit: false };
	if (DONE_HEAD.test(head)) return { field: null, saying: "none", unit: false };
	const hits = findFields(head, context.fields, []);
	const [hit] = hits;
	const rest = hit === undefined ? head : head.slice(0, hit.start) + head.slice(hit.end);
	if (hits.length > 1 || (hit !== undefined && hit.fields.length > 1) || /\d/.test(head)) return null;
	const words = rest.replace(/(?:小区|面积|数量|个数|规模|工程|建设|情况|完成|进度|[数量亩个(): ])/g, "");
	const saying = sayingOf(words);
	if (hit === undefined && (saying === "none" || words.length > 6)) return null;
	if (hit !== undefined && saying === "none" && words !== "") return null;
	return { field: hit?.fields[0] ?? null, saying, unit: false };
};

const headingOf = (line: string, tabbed: boolean, context: Context): Column[] | null => {
	const columns: Column[] = [];
	for (const cell of cellsOf(line, tabbed)) {
		const column = columnOf(cell, context);
		if (column === null) return null;
		columns.push(column);
	}
	const named = columns.filter((column) => column.field !== null).length;
	const said = columns.filter((column) => column.field === null && column.saying !== "other").length;
	return columns.length >= 2 && ((named >= 2 && said === 0) || (named === 0 && said >= 1)) ? columns : null;
};

const EMPTY_CELL = /^[-—–/\\]*$/;
const FIGURE = /^[^一-鿿]*[\d零〇一二两三四五六七八九十百千万点.]|^(?:无|没有|没变|未动|暂无|同上周?|持平|没动|半)/;

const SAID: Readonly<Record<Saying, string>> = { increment: "本周新增", total: "累计", none: "" };

const readCells = (cells: readonly { readonly text: string; readonly saying: Saying }[], field: ReportField): AnswerReading | null => {
	const filled = cells.filter((cell) => !EMPTY_CELL.test(cell.text));
	const [only] = filled;
	if (only === undefined) return null;
	if (filled.length === 1 && !/\d|[一二两三四五六七八九十百千万]/.test(only.text)) return readAnswer(only.text, field.measure);
	return readAnswer(filled.map((cell) => `${SAID[cell.saying]}${cell.text}`).join("，"), field.measure);
};

const fieldOfRow = (cells: readonly string[], context: Context): ReportField | null => {
	for (const cell of cells) {
		const hits = findFields(normalize(cell).text, context.fields, []);
		if (hits.length === 1 && hits[0]?.fields.length === 1) return hits[0].fields[0] ?? null;
	}
	return null;
};

// A row may lack the heading's name column (暖棚 果树⏎45 120) and may open with its number.
const aligned = (line: string, columns: readonly Column[], tabbed: boolean): { columns: readonly Column[]; cells: string[] } | null => {
	for (const body of [line, line.trim().replace(MARK, "")]) {
		const cells = cellsOf(body, tabbed);
		if (cells.length === columns.length) return { columns, cells };
		if (cells.length === columns.length + 1 && !columns.some((column) => column.unit) && !FIGURE.test(cells[0] ?? ""))
			return { columns: [{ field: null, saying: "other", unit: true }, ...columns], cells };
	}
	return null;
};

const rowOf = (line: string, heading: readonly Column[], tabbed: boolean, context: Context): TableRow | null => {
	const row = aligned(line, heading, tabbed);
	if (row === null) return null;
	const own = heading.some((column) => column.field !== null) ? null : fieldOfRow(row.cells, context);
	const figures = new Map<ReportField, { text: string; saying: Saying }[]>();
	for (const [index, column] of row.columns.entries()) {
		const text = row.cells[index] ?? "";
		const field = column.field ?? own;
		if (column.saying === "other" || field === null) continue;
		if (!FIGURE.test(text) && !EMPTY_CELL.test(text)) return null;
		figures.set(field, [...(figures.get(field) ?? []), { text, saying: column.saying }]);
	}
	const entries = [...figures].flatMap(([field, cells]) => {
		const reading = readCells(cells, field);
		return reading === null ? [] : [{ fieldId: field.id, reading }];
	});
	if (entries.length === 0) return null;
	const name = row.cells[row.columns.findIndex((column) => column.unit)];
	return { units: name === undefined ? [] : matchUnits(name, context.directory, context.speaker), entries };
};

const IGNORED_ROW = /^(?:[\s|:—-]+|[\s|]*(?:合计|总计|小计|共计)[\s|,，].*)$/;

// Two rows without units that tell the same field are no table that anyone could be sure of.
const saysTwice = (rows: readonly TableRow[]): boolean => {
	const told = rows.filter((row) => row.units.length === 0).flatMap((row) => row.entries.map((entry) => entry.fieldId));
	return new Set(told).size < told.length;
};

const placed = (text: string, row: TableRow): TableRow => ({
	...row,
	units: row.units.map((unit) => {
		const start = Math.max(0, text.indexOf(unit.text));
		return { ...unit, start, end: start + unit.text.length };
	}),
});

/** The table pasted in a text: a line that heads columns by field (or by 新增, 累计) and the rows below it; null when there is none. */
export const findTable = (text: string, context: Context): ReportTable | null => {
	if (!text.includes("\n")) return null;
	const lines = text.split(/\r?\n/);
	for (let head = 0; head < lines.length - 1 && head < 12; head++) {
		const line = (lines[head] ?? "").trim();
		if (line.length < 3 || line.length > 200 || !/[\s|,，、]/.test(line) || /\d/.test(line)) continue;
		const tabbed = (lines[head] ?? "").includes("\t");
		const columns = headingOf(lines[head] ?? "", tabbed, context);
		if (columns === null) continue;
		const rows: TableRow[] = [];
		let end = head + 1;
		for (; end < lines.length; end++) {
			const next = lines[end] ?? "";
			if (IGNORED_ROW.test(next)) continue;
			const row = rowOf(next, columns, tabbed, context);
			if (row === null) break;
			rows.push(row);
		}
		if (rows.length === 0 || saysTwice(rows)) continue;
		const rest = lines.map((one, index) => (index >= head && index < end ? "" : one)).join("\n");
		return { rows: rows.map((row) => placed(text, row)), rest };
	}
	return null;
};
