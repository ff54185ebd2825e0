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

/** The standard's faces make a digit half as wide as a character; where they are missing others are wider, some by a quarter: as much is left free where the type stays readable. */
const DIGIT_ROOM = 1.15;
const SPARE = 1.1;

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
	const fulls = columns.map((column, at) =>
		needed(
			{ ...column, wraps: false },
			rows.map((row) => row[at] ?? ""),
		),
	);
	const isOfWords = (at: number): boolean => columns[at]?.wraps === true;
	const width = (at: number, size: number, spare: number): number => twips((needs[at] ?? 2) * (isOfWords(at) ? 1 : spare), size);
	const whole = (indices: readonly number[], size: number, spare = 1): number =>
		indices.reduce((sum, at) => sum + width(at, size, spare), 0);
	return partsOf(columns, (indices) => whole(indices, SMALLEST) <= PAGE.text).map((indices) => {
		const allowed = SIZES.filter((one) => one <= SIZE_OF_WORDS || !indices.some(isOfWords));
		const size = allowed.find((one) => whole(indices, one, SPARE) <= PAGE.text) ?? SMALLEST;
		const least = indices.map((at) => width(at, size, SPARE));
		// Words take what is left, as far as they need it; what is left then is everybody's.
		const wanted = indices.map((at, index) => (isOfWords(at) ? Math.max(0, twips(fulls[at] ?? 2, size) - (least[index] ?? 0)) : 0));
		const free = Math.max(0, PAGE.text - total(least));
		const share = Math.min(1, free / Math.max(1, total(wanted)));
		const widths = least.map((one, index) => one + (wanted[index] ?? 0) * share);
		const scale = PAGE.text / total(widths);
		return {
			columns: indices.flatMap((at) => columns[at] ?? []),
			rows: rows.map((row) => indices.map((at) => row[at] ?? "")),
			widths: widths.map((one) => Math.floor(one * scale)),
			size,
		};
	});
};

const total = (lengths: readonly number[]): number => lengths.reduce((sum, one) => sum + one, 0);

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
