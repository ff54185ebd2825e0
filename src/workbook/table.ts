import type { SheetName } from "../views/workbook.ts";
import { plainTitle, textOf } from "./cell-values.ts";
import { COLUMNS, type Column, NOTE_MARK } from "./columns.ts";
import { problem } from "./file/refusal.ts";
import type { Sheet, SheetRow } from "./file/sheet-part.ts";
import type { ProblemList } from "./problem-list.ts";
import { TableRow } from "./table-row.ts";

/** Rows looked at for the titles: a heading or two may stand above them. */
const HEADER_SEARCH_ROWS = 20;
const NOTED_TITLES = 8;

/** Which sheet a name means, spaces and widths left aside; null for one that is none of ours. */
export const sheetNamed = (name: string, names: readonly SheetName[]): SheetName | null =>
	names.find((known) => known === plainTitle(name)) ?? null;

const columnTitled = (columns: readonly Column[], title: string): Column | undefined =>
	columns.find((column) => column.title === title) ?? columns.find((column) => column.also?.includes(title));

const titlesIn = (row: SheetRow): Map<number, string> =>
	new Map([...row.cells].map(([column, cell]) => [column, plainTitle(textOf(cell))]));

const findHeader = (sheet: Sheet, columns: readonly Column[]): SheetRow | undefined => {
	const known = (row: SheetRow): number => {
		const found = new Set([...titlesIn(row).values()].map((title) => columnTitled(columns, title)?.title));
		found.delete(undefined);
		return found.size;
	};
	const best = sheet.rows
		.slice(0, HEADER_SEARCH_ROWS)
		.reduce<SheetRow | undefined>((a, b) => (a && known(a) >= known(b) ? a : b), undefined);
	return best && known(best) >= Math.min(2, columns.length) ? best : undefined;
};

/** Where each column stands, by its title; problems for what is missing or doubled, notes for what is not ours. */
const placeColumns = (name: SheetName, header: SheetRow, problems: ProblemList): Map<string, number> => {
	const columns = COLUMNS[name];
	const places = new Map<string, number>();
	const ignored: string[] = [];
	// A column's own title goes before a title that is merely taken for it (人员 has both 单位代码 and, taken for it, 单位).
	const titles = [...titlesIn(header)].sort(
		([, a], [, b]) => Number(!columns.some((c) => c.title === a)) - Number(!columns.some((c) => c.title === b)),
	);
	for (const [at, title] of titles) {
		const own = columns.some((column) => column.title === title);
		const column = columnTitled(columns, title);
		if (!column || (!own && places.has(column.title))) ignored.push(title);
		else if (places.has(column.title)) problems.add(problem("column-twice", {}, { sheet: name, row: header.number, column: column.title }));
		else places.set(column.title, at);
	}
	for (const column of columns) {
		if (places.has(column.title)) continue;
		const place = { sheet: name, row: header.number, column: column.title };
		problems.add(
			column.needed
				? problem("column-missing", { title: column.title }, place)
				: problem("note-column-absent", { title: column.title }, place),
		);
	}
	if (ignored.length > 0)
		problems.add(
			problem(
				"note-columns-ignored",
				{ titles: ignored.slice(0, NOTED_TITLES), count: ignored.length },
				{ sheet: name, row: header.number },
			),
		);
	return places;
};

/**
 * Whether a row is the template's explanations: its first column, which holds codes, begins like them; or, that column being gone, most
 * of its cells say what the template says about their columns.
 */
const isNote = (row: SheetRow, columns: readonly Column[], places: ReadonlyMap<string, number>): boolean => {
	const textAt = (title: string | undefined): string => {
		const cell = row.cells.get(places.get(title ?? "") ?? -1);
		return cell === undefined ? "" : textOf(cell);
	};
	if (textAt(columns[0]?.title).startsWith(NOTE_MARK)) return true;
	const placed = columns.filter(({ title }) => places.has(title));
	return placed.filter(({ title, note }) => textAt(title) === note).length * 2 > placed.length;
};

/** The data rows of a sheet, and whether its keys could be read at all: where not, that was told, and what refers to them is not told again. */
export interface Table {
	readonly rows: readonly TableRow[];
	readonly readable: boolean;
}

export const UNREADABLE: Table = { rows: [], readable: false };

/** Reads a sheet by its column titles; problems are told when they cannot be made out. */
export const readTable = (name: SheetName, sheet: Sheet, problems: ProblemList): Table => {
	const columns = COLUMNS[name];
	const header = findHeader(sheet, columns);
	if (!header) {
		const titles = columns.filter((column) => column.needed).map((column) => column.title);
		problems.add(
			sheet.rows.length === 0 ? problem("sheet-empty", {}, { sheet: name }) : problem("header-missing", { titles }, { sheet: name }),
		);
		return UNREADABLE;
	}
	const places = placeColumns(name, header, problems);
	const rows = sheet.rows
		.filter((row) => row.number > header.number && !isNote(row, columns, places))
		.map((row) => new TableRow(name, row, places, sheet.from1904, problems))
		.filter((row) => !row.isEmpty());
	return { rows, readable: places.has(columns[0]?.title ?? "") };
};
