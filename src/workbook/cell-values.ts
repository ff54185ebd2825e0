import { compare, type Decimal, decimal, multiply, round } from "../domain/decimal.ts";
import type { DateText } from "../domain/period.ts";
import type { Cell } from "./file/sheet-part.ts";

/** A title or label as it is compared: one width, no spaces, no mark of being required. */
export const plainTitle = (title: string): string => title.normalize("NFKC").replace(/[\s*:]|\(必填\)/g, "");

// Control characters, halves of characters, zero-width spaces and marks that turn the direction of text: unseen, they make two names of one.
const UNSEEN = /(?![\n\t])\p{Cc}|\p{Cs}|[\u200b\u2060\ufeff\ufffe\uffff\u202a-\u202e\u2066-\u2069]/gu;

/** Text as it is kept: outer space and what cannot be seen gone, line ends alike. */
export const plainText = (text: string): string => text.replace(/\r\n?/g, "\n").replace(UNSEEN, "").replaceAll("\u00a0", " ").trim();

/** A name as it is kept: the space that sets 「王　伟」 to three characters' width goes, others become one. */
export const plainName = (name: string): string =>
	plainText(name)
		.replace(/(?<=\p{Script=Han})[\s\u3000]+(?=\p{Script=Han})/gu, "")
		.replace(/\s+/g, " ");

/** What a cell shows, as text; a whole number without exponent, so that a 12-digit code survives being stored as a number. */
export const textOf = (cell: Cell): string => {
	switch (cell.kind) {
		case "text":
			return plainText(cell.text);
		case "number":
			return cell.value;
		case "boolean":
			return cell.value ? "是" : "否";
		case "error":
			return cell.text;
		case "formula":
			return "";
		default:
			return cell satisfies never;
	}
};

/** A code as it is kept: half-width, without spaces or the apostrophe that forces text. */
export const plainCode = (text: string): string => text.normalize("NFKC").replace(/[\s']/g, "");

/** Codes are letters, digits, hyphens, underscores and full stops, at most 40. */
export const isCode = (code: string): boolean => /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,39}$/u.test(code) && !/^\d+(?:\.\d+)?E\d/i.test(code);

/** A number cell, or text that is plainly a number ("1,200", "１２０", "35%"); null otherwise. Per cent is told apart by how it was written. */
export const numberOf = (cell: Cell): { value: Decimal; percent: boolean } | null => {
	if (cell.kind === "number") return { value: cell.value, percent: cell.meant === "percent" };
	if (cell.kind !== "text") return null;
	const text = plainText(cell.text).normalize("NFKC").replace(/\s/g, "");
	const found = /^([+-]?)(\d{1,3}(?:,\d{3})+|\d{1,20})(\.\d{1,20})?(%?)$/.exec(text);
	if (!found) return null;
	const value = decimal(`${found[1] === "-" ? "-" : ""}${(found[2] ?? "").replaceAll(",", "")}${found[3] ?? ""}`);
	const isPercent = found[4] === "%";
	return { value: isPercent ? multiply(value, decimal("0.01")) : value, percent: isPercent };
};

/** A share written as a fraction, in per cent; the noise of binary fractions (0.07 × 100) is rounded away. */
export const inPercent = (fraction: Decimal): Decimal => round(multiply(fraction, decimal(100)), 6);

const DAY_MS = 86_400_000;
const EARLIEST = 1900;
const LATEST = 2200;

const calendarDate = (year: number, month: number, day: number): DateText | null => {
	const date = new Date(Date.UTC(year, month - 1, day));
	if (year < EARLIEST || year > LATEST || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
	return date.toISOString().slice(0, 10) as DateText;
};

/** Excel's day number to a date. Day 60 of the 1900 system (29 February 1900) never was. */
const fromSerial = (serial: number, from1904: boolean): DateText | null => {
	const days = Math.floor(serial);
	const epoch = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, days < 60 ? 31 : 30);
	if (days < 1 || days > 110_000) return null;
	const date = new Date(epoch + days * DAY_MS);
	return calendarDate(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
};

/** The day number of a date in the 1900 system; null before March 1900, where Excel counts wrongly. */
export const serialOf = (date: string): number | null => {
	const days = (Date.parse(`${date}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / DAY_MS;
	return days > 60 ? days : null;
};

/** A date cell, a day number that lost its format, or a date as people write it (2026-1-5, 2026/1/5, 2026.1.5, 2026年1月5日, 20260105). */
export const dateOfCell = (cell: Cell, from1904: boolean): DateText | null => {
	if (cell.kind === "number") {
		const eight = /^(\d{4})(\d{2})(\d{2})$/.exec(cell.value);
		// No day number is that long: 20260105 typed into a cell with a date format is still that day.
		if (eight) return calendarDate(Number(eight[1]), Number(eight[2]), Number(eight[3]));
		const bare = cell.meant === "date" || (compare(cell.value, decimal(15_000)) > 0 && compare(cell.value, decimal(80_000)) < 0);
		return bare ? fromSerial(Number(cell.value), from1904) : null;
	}
	if (cell.kind !== "text") return null;
	const text = plainText(cell.text).normalize("NFKC").replace(/\s/g, "");
	const found = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:T?00:00:00(?:\.0+)?Z?)?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
	return found ? calendarDate(Number(found[1]), Number(found[2]), Number(found[3])) : null;
};
