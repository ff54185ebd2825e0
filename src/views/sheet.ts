import type { Decimal } from "../domain/decimal.ts";
import type { DateText, Instant } from "../domain/period.ts";

/** How a column's values look and what they are: percent holds per cents (85.5 is 85.5 %), moment an instant shown in Asia/Shanghai. */
export type SheetFormat = "text" | "number" | "percent" | "moment" | "date";

export interface SheetColumn {
	readonly title: string;
	/** In characters. */
	readonly width: number;
	readonly format: SheetFormat;
	/** Decimal places of a number or per cent; more are written where a value has them. */
	readonly places: number;
}

/** A value by its column's format; null is an empty cell. Text is never a formula, whatever it begins with. */
export type SheetValue = string | Decimal | Instant | DateText | null;

/** A finished sheet to look at, with every word in it. */
export interface Sheet {
	/** At most 31 characters count. */
	readonly name: string;
	readonly title: string;
	/** What it shows, as of when, by which rules. */
	readonly note: string;
	readonly columns: readonly SheetColumn[];
	readonly rows: readonly (readonly SheetValue[])[];
	/** The line below; null without. */
	readonly totals: readonly SheetValue[] | null;
	/** Columns that stay in view when the sheet is moved sideways. */
	readonly frozen: number;
}
