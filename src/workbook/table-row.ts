import { compare, type Decimal, decimal, multiply, placesOf } from "../domain/decimal.ts";
import type { DateText } from "../domain/period.ts";
import type { ProblemFacts, ProblemKey, SheetName } from "../views/workbook.ts";
import { dateOfCell, isCode, numberOf, plainCode, plainName, plainText, textOf } from "./cell-values.ts";
import { LIMITS } from "./file/limits.ts";
import { problem } from "./file/refusal.ts";
import type { Cell, SheetRow } from "./file/sheet-part.ts";
import type { ProblemList } from "./problem-list.ts";
import { splitList, type Words } from "./words.ts";

/** Longest text kept of one cell, unless a column says less. */
const TEXT_CHARS = 2_000;
const NAME_CHARS = 60;
/** How much of a wrong value a problem repeats. */
const QUOTED_CHARS = 40;

/** Bounds of a number: both ends are allowed, decimal places at most `places`. */
export interface Bounds {
	readonly min: number | Decimal;
	readonly max: number | Decimal;
	readonly places: number;
}

/** A value as read: null where the cell is empty, undefined where a problem was told. */
export type Read<T> = T | null | undefined;

const quoted = (text: string): string => (text.length > QUOTED_CHARS ? `${text.slice(0, QUOTED_CHARS)}…` : text);

/** One data row of a sheet. Every reading method tells its problem with the row and the column's title. */
export class TableRow {
	readonly sheet: SheetName;
	readonly number: number;
	readonly #cells: SheetRow["cells"];
	readonly #places: ReadonlyMap<string, number>;
	readonly #from1904: boolean;
	readonly #problems: ProblemList;
	readonly #unlisted = new Set<string>();

	constructor(sheet: SheetName, row: SheetRow, places: ReadonlyMap<string, number>, from1904: boolean, problems: ProblemList) {
		this.sheet = sheet;
		this.number = row.number;
		this.#cells = row.cells;
		this.#places = places;
		this.#from1904 = from1904;
		this.#problems = problems;
	}

	/** Tells a problem of this row. */
	tell<K extends ProblemKey>(key: K, facts: ProblemFacts[K], column?: string): undefined {
		this.#problems.add(problem(key, facts, { sheet: this.sheet, row: this.number, ...(column === undefined ? {} : { column }) }));
		return undefined;
	}

	/** Whether no known column has content. */
	isEmpty(): boolean {
		return [...this.#places.values()].every((place) => !this.#cells.has(place));
	}

	has(title: string): boolean {
		return this.#cell(title) !== undefined;
	}

	/** Whether the sheet has the column: a cell of a missing column is no fault of the row. */
	hasColumn(title: string): boolean {
		return this.#places.has(title);
	}

	/** The cell's text; "" when empty, undefined when wrong. */
	text(title: string, longest = TEXT_CHARS): string | undefined {
		const cell = this.#sound(title);
		if (!cell) return cell === null ? "" : undefined;
		if (cell.kind === "number" && cell.meant === "date") return this.tell("date-not-text", {}, title);
		const text = plainText(textOf(cell));
		return text.length > longest ? this.tell("value-too-long", { limit: longest }, title) : text;
	}

	/** A name that must be there. */
	name(title: string): string | undefined {
		const text = this.text(title, NAME_CHARS);
		if (text === "") return this.missing(title);
		return text === undefined ? undefined : plainName(text);
	}

	/** A list inside the cell, doubles left out unless asked for. */
	list(title: string, longest = TEXT_CHARS, once = true): string[] | undefined {
		const text = this.text(title, longest);
		if (text === undefined) return undefined;
		const parts = splitList(text).map(plainName);
		return once ? [...new Set(parts)] : parts;
	}

	/** The cell's text as it stands, nothing told. */
	peek(title: string): string {
		const cell = this.#cell(title);
		return cell === undefined ? "" : textOf(cell);
	}

	/** A code; the key of a record when `needed`. */
	code(title: string, needed: boolean): Read<string> {
		const text = this.text(title);
		if (text === undefined) return undefined;
		const code = plainCode(text);
		if (code === "") return needed ? this.missing(title) : null;
		return isCode(code) ? code : this.tell("code-malformed", { value: quoted(text) }, title);
	}

	/** One of a closed list of words; null when empty. */
	choice<T>(title: string, words: Words<T>): Read<T> {
		const text = this.text(title);
		if (text === undefined) return undefined;
		if (text === "") return null;
		const plain = text.normalize("NFKC").replace(/\s/g, "");
		const value = words.valueOf(plain) ?? words.valueOf(plain.toUpperCase());
		return value === undefined ? this.tell("value-not-listed", { value: quoted(text), allowed: words.labels }, title) : value;
	}

	/** A choice that must be made. */
	chosen<T>(title: string, words: Words<T>): T | undefined {
		const value = this.choice(title, words) ?? undefined;
		if (value !== undefined) return value;
		this.#unlisted.add(title);
		return this.has(title) ? undefined : this.missing(title);
	}

	/** Whether a cell was a word of its column's list: what depends on it need not be checked when it was not. */
	choiceIs(title: string): boolean {
		return !this.#unlisted.has(title);
	}

	/** A number within bounds. A share written with a per-cent format counts as hundredths when `percent`. */
	decimal(title: string, bounds: Bounds, percent = false): Read<Decimal> {
		const found = this.rawNumber(title);
		if (!found) return found;
		const value = percent && found.percent ? multiply(found.value, decimal(100)) : found.value;
		return this.within(title, value, bounds);
	}

	/** A whole number that must be there. */
	integer(title: string, min: number, max: number): number | undefined {
		const value = this.decimal(title, { min, max, places: 0 });
		if (value === null) return this.missing(title);
		return value === undefined ? undefined : Number(value);
	}

	/** The number as it stands, whether it was written as per cent beside it. */
	rawNumber(title: string): Read<{ value: Decimal; percent: boolean }> {
		const cell = this.#sound(title);
		if (!cell) return cell;
		return numberOf(cell) ?? this.tell("number-malformed", { value: quoted(textOf(cell)) }, title);
	}

	/** The value when it lies within bounds. */
	within(title: string, value: Decimal, { min, max, places }: Bounds): Decimal | undefined {
		if (compare(value, decimal(min)) < 0) return this.tell("number-too-small", { value, min: String(min) }, title);
		if (compare(value, decimal(max)) > 0) return this.tell("number-too-large", { value: quoted(value), max: String(max) }, title);
		return placesOf(value) > places ? this.tell("number-too-fine", { value, places }, title) : value;
	}

	date(title: string): Read<DateText> {
		const cell = this.#sound(title);
		if (!cell) return cell;
		return dateOfCell(cell, this.#from1904) ?? this.tell("date-malformed", { value: quoted(textOf(cell)) }, title);
	}

	/** Two dates of which the first must not be the later. */
	span(fromTitle: string, toTitle: string): { from: DateText | null; to: DateText | null } | undefined {
		const from = this.date(fromTitle);
		const to = this.date(toTitle);
		if (from === undefined || to === undefined) return undefined;
		return from !== null && to !== null && from > to ? this.tell("dates-reversed", { from, to }, toTitle) : { from, to };
	}

	/** Tells that a cell must not be empty. A column the sheet lacks was told once, for the sheet. */
	missing(title: string): undefined {
		return this.hasColumn(title) ? this.tell("value-missing", {}, title) : undefined;
	}

	#cell(title: string): Cell | undefined {
		const place = this.#places.get(title);
		return place === undefined ? undefined : this.#cells.get(place);
	}

	/** The cell when it holds a value; null when empty; undefined, told, when it holds a formula's absence or an error. */
	#sound(title: string): Read<Cell> {
		const cell = this.#cell(title);
		if (cell === undefined) return null;
		if (cell.kind === "formula") return this.tell("formula-without-value", {}, title);
		if (cell.kind === "error") return this.tell("error-value", { value: quoted(cell.text) }, title);
		if (cell.kind === "text" && cell.text.length > LIMITS.cellChars) return this.tell("value-too-long", { limit: TEXT_CHARS }, title);
		return cell;
	}
}
