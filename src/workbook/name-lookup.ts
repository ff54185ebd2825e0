import { isCode, plainCode, plainName } from "./cell-values.ts";
import type { TableRow } from "./table-row.ts";

/** What a lookup knows of a record: its key, the names it goes by. */
export interface Named {
	readonly key: string;
	readonly name: string;
	readonly aliases: readonly string[];
}

/** Finds records by key, or by a name that only one of them has. Holds every key of the sheet, also of rows with faults, so that one fault is told once. */
export class NameLookup {
	readonly #keys = new Set<string>();
	readonly #names = new Map<string, string[]>();
	readonly #aliases = new Map<string, string[]>();
	/** False when the sheet of the records could not be read: nothing is found then, and nothing told about it. */
	readonly readable: boolean;

	constructor(readable = true) {
		this.readable = readable;
	}

	add({ key, name, aliases }: Named): void {
		this.#keys.add(key);
		append(this.#names, name, key);
		for (const alias of aliases) append(this.#aliases, alias, key);
	}

	/** The keys the text may mean: one when it is clear. */
	find(text: string): readonly string[] {
		const code = plainCode(text);
		if (this.#keys.has(code)) return [code];
		const name = plainName(text);
		return this.#names.get(name) ?? this.#aliases.get(name) ?? [];
	}

	/** The name when it alone leads back to the key, else the key: what a clerk reads in another sheet. */
	label(key: string, name: string): string {
		const found = this.find(name);
		return found.length === 1 && found[0] === key ? name : key;
	}
}

const append = (map: Map<string, string[]>, name: string, key: string): void => {
	if (name === "") return;
	const keys = map.get(name);
	if (keys === undefined) map.set(name, [key]);
	else if (!keys.includes(key)) keys.push(key);
};

/** What each kind of record is called when it is not found. */
type UnknownKey = "unit-unknown" | "project-unknown" | "indicator-unknown";

/** The key a text of a row means; tells what is wrong when it means none or several. */
export const findOne = (row: TableRow, title: string, text: string, lookup: NameLookup, unknown: UnknownKey): string | undefined => {
	const keys = lookup.find(text);
	if (keys.length === 1) return keys[0];
	if (keys.length > 1) return row.tell("unit-ambiguous", { value: text, codes: keys.slice(0, 8) }, title);
	if (!lookup.readable) return undefined;
	return row.tell(unknown, { value: isCode(plainCode(text)) ? plainCode(text) : text.slice(0, 40) }, title);
};

/** The key a cell names; tells when it is empty (if needed), unknown or not clear. */
export const readReference = (row: TableRow, title: string, lookup: NameLookup, unknown: UnknownKey): string | undefined => {
	const text = row.text(title);
	if (text === "") return row.missing(title);
	return text === undefined ? undefined : findOne(row, title, text, lookup, unknown);
};
