import { LIMITS } from "./limits.ts";
import { refuse } from "./refusal.ts";
import { attribute, scanXml, type XmlHandler } from "./xml-scanner.ts";
import type { ZipArchive } from "./zip-archive.ts";

/** A relationship of a part: what kind (last word of its type), and the part's path in the package. */
export interface Relation {
	readonly id: string;
	readonly type: string;
	readonly path: string;
}

const silent = { close: () => {}, text: () => {} };

const resolve = (folder: string, target: string): string => {
	const path: string[] = target.startsWith("/") ? [] : folder.split("/").filter(Boolean);
	for (const step of target.split("/")) {
		if (step === "..") path.pop();
		else if (step !== "" && step !== ".") path.push(step);
	}
	return path.join("/");
};

/** The relations of a part; none when it has no list. Links out of the package are left aside. */
export const readRelations = async (archive: ZipArchive, part: string): Promise<Relation[]> => {
	const slash = part.lastIndexOf("/");
	const folder = part.slice(0, slash + 1);
	const list = `${folder}_rels/${part.slice(slash + 1)}.rels`;
	if (!archive.has(list)) return [];
	const relations: Relation[] = [];
	await scanXml(archive.read(list), {
		...silent,
		open(name, attributes) {
			if (name !== "Relationship" || attribute(attributes, "TargetMode") === "External") return;
			const type = attribute(attributes, "Type") ?? "";
			const target = attribute(attributes, "Target") ?? "";
			relations.push({ id: attribute(attributes, "Id") ?? "", type: type.slice(type.lastIndexOf("/") + 1), path: resolve(folder, target) });
		},
	});
	return relations;
};

/** What the workbook part says: its sheets in order and whether days count from 1904. */
export interface WorkbookPart {
	readonly sheets: readonly { readonly name: string; readonly relation: string }[];
	readonly from1904: boolean;
}

export const readWorkbookPart = async (archive: ZipArchive, part: string): Promise<WorkbookPart> => {
	const sheets: { name: string; relation: string }[] = [];
	let from1904 = false;
	await scanXml(archive.read(part), {
		...silent,
		open(name, attributes) {
			if (name === "workbookPr") from1904 = ["1", "true"].includes(attribute(attributes, "date1904") ?? "");
			if (name !== "sheet") return;
			sheets.push({ name: attribute(attributes, "name") ?? "", relation: attribute(attributes, "id") ?? "" });
			if (sheets.length > LIMITS.sheets) refuse("too-many", { what: "sheets", limit: LIMITS.sheets });
		},
	});
	return { sheets, from1904 };
};

/** How a number with a cell style is meant. */
export type NumberKind = "plain" | "percent" | "date";

// Built-in formats: 9 and 10 are percentages; 14–22, 45–47 dates; 27–36 and 50–58 dates of East Asian Excel.
const builtIn = (id: number): NumberKind => {
	if (id === 9 || id === 10) return "percent";
	return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58) ? "date" : "plain";
};

/** Excel's own limit of a number format. */
const FORMAT_CHARS = 255;

const customKind = (code: string): NumberKind => {
	const bare = code.replace(/"[^"]*"|\\.|\[[^\]]*\]|_./g, "").toLowerCase();
	if (bare.includes("%")) return "percent";
	return /[yd]|m{1,5}|h|s/.test(bare.replaceAll("general", "")) ? "date" : "plain";
};

/** The number kind of each cell style, by its index. */
export const readStyles = async (archive: ZipArchive, part: string): Promise<NumberKind[]> => {
	const custom = new Map<number, NumberKind>();
	const kinds: NumberKind[] = [];
	let inCells = false;
	await scanXml(archive.read(part), {
		...silent,
		open(name, attributes) {
			if (name === "numFmt")
				custom.set(
					Number(attribute(attributes, "numFmtId")),
					customKind((attribute(attributes, "formatCode") ?? "").slice(0, FORMAT_CHARS)),
				);
			if (name === "cellXfs") inCells = true;
			if (name !== "xf" || !inCells) return;
			const id = Number(attribute(attributes, "numFmtId") ?? 0);
			kinds.push(custom.get(id) ?? builtIn(id));
		},
		close(name) {
			if (name === "cellXfs") inCells = false;
		},
	});
	return kinds;
};

/** Excel writes characters XML forbids as _x000D_. */
export const unescapeText = (text: string): string =>
	text.includes("_x") ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))) : text;

/** Gathers the text of `t` elements, leaving pronunciation guides (`rPh`) aside. */
export class TextGatherer {
	#text = "";
	#inText = false;
	#guides = 0;

	open(name: string): void {
		if (name === "rPh") this.#guides++;
		if (name === "t") this.#inText = true;
	}

	close(name: string): void {
		if (name === "rPh") this.#guides--;
		if (name === "t") this.#inText = false;
	}

	text(text: string): void {
		// One character beyond the limit is kept, so that the check still sees that it was too long.
		if (this.#inText && this.#guides === 0 && this.#text.length <= LIMITS.cellChars) this.#text += text.slice(0, LIMITS.cellChars + 1);
	}

	take(): string {
		const text = unescapeText(this.#text);
		this.#text = "";
		return text;
	}
}

/** The texts cells refer to by number. Throws Refusal beyond the limits. */
export const readSharedStrings = async (archive: ZipArchive, part: string): Promise<string[]> => {
	const strings: string[] = [];
	const gatherer = new TextGatherer();
	let chars = 0;
	const handler: XmlHandler = {
		open: (name) => gatherer.open(name),
		text: (text) => gatherer.text(text),
		close(name) {
			gatherer.close(name);
			if (name !== "si") return;
			const text = gatherer.take();
			chars += text.length;
			strings.push(text);
			if (strings.length > LIMITS.sharedStrings || chars > LIMITS.sharedStringChars)
				refuse("too-many", { what: "strings", limit: LIMITS.sharedStrings });
		},
	};
	await scanXml(archive.read(part), handler);
	return strings;
};
