import type { TableColumn } from "./official-document.ts";
import { PAGE, widthInCharacters } from "./page-rules.ts";

/** A table as it stands on the page: what each column gets in twips, and the size of its type in half-points. */
export interface FittedTable {
	readonly columns: readonly TableColumn[];
	readonly rows: readonly (readonly string[])[];
	readonly widths: readonly number[];
	readonly size: number;
}

/** Left and right in every cell, in twips. */
export const CELL_MARGIN = 40;

/** 小四 down to 小五; what needs less than that stands in two tables. */
const SIZES = [24, 21, 20, 19, 18] as const;
const SMALLEST = 18;

/** Rank and unit stand before every part of a table that was cut. */
const LEADING = 2;

/** The standard's faces make a digit half as wide as a character; where they are missing others are a little wider. */
const DIGIT_ROOM = 1.15;

/** A heading may take three lines. */
const HEADING_LINES = 3;

/** A column of words needs no more than this, and sets a table with it in 五号. */
const WORDS = 8;
const SIZE_OF_WORDS = 21;

/** As wide as a column has to be so that no entry breaks, in characters; one of words may break. */
const needed = (column: TableColumn, texts: readonly string[]): number => {
	if (column.wraps) return Math.min(WORDS, needed({ ...column, wraps: false }, texts));
	const room = (text: string): number => {
		const width = widthInCharacters(text);
		return /^[\p{Script=Han}]+$/u.test(text) ? width : width * DIGIT_ROOM;
	};
	return Math.max(2, Math.ceil(widthInCharacters(column.title) / HEADING_LINES), ...texts.map(room));
};

const twips = (characters: number, size: number): number => characters * size * 10 + CELL_MARGIN * 2 + 20;

/** Lays a table out on the width of the page: columns by what they hold, the largest type that fits; figures for which there is no room go to a further table. */
export const fitTable = (columns: readonly TableColumn[], rows: readonly (readonly string[])[]): FittedTable[] => {
	const needs = columns.map((column, at) =>
		needed(
			column,
			rows.map((row) => row[at] ?? ""),
		),
	);
	const whole = (indices: readonly number[], size: number): number => indices.reduce((sum, at) => sum + twips(needs[at] ?? 2, size), 0);
	return partsOf(columns, (indices) => whole(indices, SMALLEST) <= PAGE.text).map((indices) => {
		const wrapping = indices.filter((at) => columns[at]?.wraps);
		const allowed = SIZES.filter((one) => wrapping.length === 0 || one <= SIZE_OF_WORDS);
		const size = allowed.find((one) => whole(indices, one) <= PAGE.text) ?? SMALLEST;
		const room = PAGE.text - whole(indices, size);
		const scale = wrapping.length > 0 && room > 0 ? 1 : PAGE.text / whole(indices, size);
		const extra = scale === 1 ? room / Math.max(1, wrapping.length) : 0;
		return {
			columns: indices.flatMap((at) => columns[at] ?? []),
			rows: rows.map((row) => indices.map((at) => row[at] ?? "")),
			widths: indices.map((at) => Math.floor(twips(needs[at] ?? 2, size) * scale + (columns[at]?.wraps ? extra : 0))),
			size,
		};
	});
};

/** The columns of each table, from the left as many as fit. */
const partsOf = (columns: readonly TableColumn[], fits: (indices: readonly number[]) => boolean): number[][] => {
	const leading = columns.map((_, at) => at).slice(0, LEADING);
	const parts: number[][] = [];
	let part: number[] = leading;
	for (const group of groupsOf(columns).map((indices) => indices.filter((at) => at >= LEADING))) {
		if (part.length > LEADING && !fits([...part, ...group])) {
			parts.push(part);
			part = leading;
		}
		part = [...part, ...group];
	}
	return [...parts, part];
};

/** Columns with those that are joined to them. */
const groupsOf = (columns: readonly TableColumn[]): number[][] => {
	const groups: number[][] = [];
	for (const [at, { joined }] of columns.entries()) {
		const group = groups.at(-1);
		if (joined && group) group.push(at);
		else groups.push([at]);
	}
	return groups;
};
