import { type Decimal, decimal } from "../../domain/decimal.ts";
import { LIMITS } from "./limits.ts";
import { type NumberKind, TextGatherer, unescapeText } from "./package-parts.ts";
import { refuse } from "./refusal.ts";
import { attribute, scanXml, type XmlHandler } from "./xml-scanner.ts";
import type { ZipArchive } from "./zip-archive.ts";

/** What one cell holds. Numbers are rounded to the 15 digits Excel shows; `formula` is a formula nobody has calculated. */
export type Cell =
	| { readonly kind: "text"; readonly text: string }
	| { readonly kind: "number"; readonly value: Decimal; readonly meant: NumberKind }
	| { readonly kind: "boolean"; readonly value: boolean }
	| { readonly kind: "error"; readonly text: string }
	| { readonly kind: "formula" };

/** A row with content: its number as Excel shows it, its cells by column (0 is A). */
export interface SheetRow {
	readonly number: number;
	readonly cells: ReadonlyMap<number, Cell>;
}

export interface Sheet {
	readonly name: string;
	readonly rows: readonly SheetRow[];
	readonly from1904: boolean;
}

/** What sheets share while one workbook is read. */
export interface SheetContext {
	readonly strings: readonly string[];
	readonly styles: readonly NumberKind[];
	readonly from1904: boolean;
	/** Cells that may still be read. */
	cellsLeft: number;
}

const LAST_ROW = 1_048_576;
const LAST_COLUMN = 16_384;

const columnOf = (reference: string): number => {
	let column = 0;
	for (const letter of /^\$?([A-Z]{1,3})\$?\d/i.exec(reference)?.[1] ?? "")
		column = column * 26 + (letter.toUpperCase().charCodeAt(0) - 64);
	return column > 0 && column <= LAST_COLUMN ? column - 1 : refuse("file-damaged", {});
};

const numberCell = (text: string, meant: NumberKind): Cell => {
	const value = Number(text);
	return Number.isFinite(value) && Math.abs(value) < 1e21
		? { kind: "number", value: decimal(value.toPrecision(15)), meant }
		: { kind: "text", text };
};

/** Collects one sheet's cells while its XML passes by. */
class SheetHandler implements XmlHandler {
	readonly rows: SheetRow[] = [];
	readonly #name: string;
	readonly #context: SheetContext;
	readonly #inline = new TextGatherer();
	#cells = new Map<number, Cell>();
	#row = 0;
	#column = -1;
	#type = "";
	#style = 0;
	#inData = false;
	#inValue = false;
	#hasValue = false;
	#hasFormula = false;
	#value = "";

	constructor(name: string, context: SheetContext) {
		this.#name = name;
		this.#context = context;
	}

	open(name: string, attributes: string): void {
		if (name === "sheetData") this.#inData = true;
		if (!this.#inData) return;
		if (name === "row") this.#openRow(attribute(attributes, "r"));
		else if (name === "c") this.#openCell(attributes);
		else if (name === "f") this.#hasFormula = true;
		else if (name === "v") this.#inValue = true;
		else this.#inline.open(name);
	}

	text(text: string): void {
		if (!this.#inData) return;
		if (this.#inValue) {
			this.#hasValue = true;
			if (this.#value.length <= LIMITS.cellChars) this.#value += text.slice(0, LIMITS.cellChars + 1);
		} else this.#inline.text(text);
	}

	close(name: string): void {
		if (!this.#inData) return;
		if (name === "sheetData") this.#inData = false;
		else if (name === "row") this.#closeRow();
		else if (name === "c") this.#closeCell();
		else if (name === "v") this.#inValue = false;
		else this.#inline.close(name);
	}

	#openRow(number: string | undefined): void {
		this.#row = number === undefined ? this.#row + 1 : Number(number);
		if (!Number.isInteger(this.#row) || this.#row < 1 || this.#row > LAST_ROW) refuse("file-damaged", {});
		this.#column = -1;
		this.#cells = new Map();
	}

	#closeRow(): void {
		if (this.#cells.size === 0) return;
		this.rows.push({ number: this.#row, cells: this.#cells });
		if (this.rows.length > LIMITS.rows) refuse("too-many", { what: "rows", limit: LIMITS.rows }, { sheet: this.#name });
	}

	#openCell(attributes: string): void {
		const reference = attribute(attributes, "r");
		this.#column = reference === undefined ? this.#column + 1 : columnOf(reference);
		this.#type = attribute(attributes, "t") ?? "n";
		this.#style = Number(attribute(attributes, "s") ?? 0);
		this.#value = "";
		this.#hasValue = false;
		this.#hasFormula = false;
		this.#inline.take();
	}

	#closeCell(): void {
		const inline = this.#inline.take();
		if (this.#column >= LIMITS.columns) return;
		const cell = this.#cell(inline);
		if (cell === null) return;
		if (--this.#context.cellsLeft < 0) refuse("too-many", { what: "cells", limit: LIMITS.cells });
		this.#cells.set(this.#column, cell);
	}

	#cell(inline: string): Cell | null {
		// A formula that gives empty text is stored as type str with an empty value; one nobody calculated has neither.
		if (this.#hasFormula && !this.#hasValue) return this.#type === "str" ? null : { kind: "formula" };
		switch (this.#type) {
			case "s":
				return this.#hasValue ? textCell(this.#context.strings[Number(this.#value)] ?? refuse("file-damaged", {})) : null;
			case "inlineStr":
				return textCell(inline);
			case "str":
			case "d":
				return textCell(unescapeText(this.#value));
			case "b":
				return this.#hasValue ? { kind: "boolean", value: this.#value.trim() === "1" } : null;
			case "e":
				return { kind: "error", text: this.#value.trim() };
			default:
				return this.#value.trim() === "" ? null : numberCell(this.#value.trim(), this.#context.styles[this.#style] ?? "plain");
		}
	}
}

const textCell = (text: string): Cell | null => (text.trim() === "" ? null : { kind: "text", text });

/** One worksheet's rows with content, in the file's order. Throws Refusal when it is damaged or beyond the limits. */
export const readSheet = async (archive: ZipArchive, part: string, name: string, context: SheetContext): Promise<Sheet> => {
	const handler = new SheetHandler(name, context);
	await scanXml(archive.read(part), handler);
	return { name, rows: handler.rows, from1904: context.from1904 };
};
