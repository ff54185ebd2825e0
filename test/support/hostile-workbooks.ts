import { smallWorkbook } from "./small-workbook.ts";
import { columnName, sheetXml, workbookBytes, workbookParts } from "./workbook-bytes.ts";
import { type ZipPart, zipOf } from "./zip-bytes.ts";

const MB = 1024 * 1024;
const sheets = (): Record<string, string> =>
	Object.fromEntries(Object.entries(smallWorkbook()).map(([name, rows]) => [name, sheetXml(rows)]));

/** The small workbook with one sheet's XML changed. */
const withSheet = (name: string, change: (xml: string) => string, more: readonly ZipPart[] = []): Uint8Array =>
	zipOf(workbookParts({ ...sheets(), [name]: change(sheets()[name] ?? "") }, more));

const withRows = (name: string, rows: string): Uint8Array => withSheet(name, (xml) => xml.replace("</sheetData>", `${rows}</sheetData>`));
const withPart = (change: (parts: ZipPart[]) => ZipPart[]): Uint8Array => zipOf(change(workbookParts(sheets())));
const prefixed = (xml: string): string => xml.replace(/<(\/?)([a-z])/gi, "<$1x:$2").replace("xmlns=", "xmlns:x=");
const inlineRow = (number: number, column: string, text: string): string =>
	`<row r="${number}"><c r="${column}${number}" t="inlineStr"><is><t>${text}</t></is></c></row>`;

/** Files that are no workbook, by what they are. */
export const notWorkbooks = {
	empty: () => new Uint8Array(),
	xls: () => Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(4096)]),
	encrypted: () => Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(1024), Buffer.from("EncryptedPackage", "utf16le")]),
	html: () => Buffer.from('\ufeff<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table><tr><td>代码</td></tr></table></html>'),
	xml: () => Buffer.from('<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>'),
	csv: () => Buffer.from("代码,名称,类型\n100,样县,县\n"),
	pdf: () => Buffer.from("%PDF-1.7\n"),
	picture: () => Buffer.from("89504e470d0a1a0a", "hex"),
	word: () => zipOf([{ name: "word/document.xml", bytes: "<w/>" }]),
	ods: () =>
		zipOf([
			{ name: "mimetype", bytes: "application/vnd.oasis.opendocument.spreadsheet", stored: true },
			{ name: "content.xml", bytes: "<x/>" },
		]),
	xlsb: () => zipOf([{ name: "xl/workbook.bin", bytes: "x" }]),
	zip: () => zipOf([{ name: "readme.txt", bytes: "x" }]),
	unknown: () => Buffer.from([1, 2, 3, 4, 5, 6, 7, 8]),
} as const;

/** Workbooks made to cost or to mislead, each with what must come of it: a problem's key and facts, or "sound" for a correct reading. */
export const hostileWorkbooks: Readonly<
	Record<string, { readonly bytes: () => Uint8Array; readonly outcome: "sound" | { key: string; facts?: object } }>
> = {
	"50 MB of anything": { bytes: () => new Uint8Array(50 * MB), outcome: { key: "file-too-large", facts: { sizeMb: 50, limitMb: 10 } } },
	"a zip bomb that declares its size": {
		bytes: () => withPart((parts) => [...parts, { name: "xl/sharedStrings.xml", bytes: Buffer.alloc(60 * MB, 32) }]),
		outcome: { key: "file-unsafe", facts: { what: "ratio" } },
	},
	"a zip bomb that declares less": {
		bytes: () => withPart((parts) => [...parts, { name: "xl/sharedStrings.xml", bytes: Buffer.alloc(90 * MB, 32), declared: 5 * MB }]),
		outcome: { key: "file-damaged" },
	},
	"a part larger than any": {
		bytes: () => withPart((parts) => [...parts, { name: "xl/media/a.bin", bytes: Buffer.alloc(1), declared: 900 * MB }]),
		outcome: { key: "file-unsafe", facts: { what: "size" } },
	},
	"a sheet of blank cells packed a thousand to one": {
		bytes: () => withSheet("单位", (xml) => xml.replace("</sheetData>", `${"<row>".padEnd(6)}${" ".repeat(40 * MB)}</row></sheetData>`)),
		outcome: { key: "file-unsafe", facts: { what: "ratio" } },
	},
	"a cell in the last row": {
		bytes: () => withRows("单位", inlineRow(1_048_576, "D", "100")),
		outcome: { key: "value-missing" },
	},
	"a blank cell in the last row": {
		bytes: () => withRows("单位", inlineRow(1_048_576, "A", "  ")),
		outcome: "sound",
	},
	"a million empty rows": {
		bytes: () => withRows("单位", Array.from({ length: 1_000_000 }, (_, at) => `<row r="${at + 100}"/>`).join("")),
		outcome: "sound",
	},
	"a hundred thousand rows with content": {
		bytes: () =>
			withRows(
				"单位",
				Array.from({ length: 100_000 }, (_, at) => `<row r="${at + 100}"><c r="A${at + 100}"><v>${at}</v></c></row>`).join(""),
			),
		outcome: { key: "too-many", facts: { what: "rows", limit: 20_000 } },
	},
	"a row of all 16,384 columns": {
		bytes: () =>
			withRows("单位", `<row r="50">${Array.from({ length: 16_383 }, (_, at) => `<c r="${columnName(at + 1)}50"/>`).join("")}</row>`),
		outcome: "sound",
	},
	"titles in all 16,384 columns": {
		bytes: () =>
			withSheet("单位", (xml) =>
				xml.replace(
					"</row>",
					`${Array.from({ length: 16_000 }, (_, at) => `<c r="${columnName(at + 8)}1" t="inlineStr"><is><t>T${at}</t></is></c>`).join("")}</row>`,
				),
			),
		outcome: "sound",
	},
	"XML with prefixes": {
		bytes: () => zipOf(workbookParts(Object.fromEntries(Object.entries(sheets()).map(([name, xml]) => [name, prefixed(xml)])))),
		outcome: "sound",
	},
	"a document type with entities": {
		bytes: () =>
			withSheet("单位", (xml) =>
				xml
					.replace("<worksheet", '<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;">]><worksheet')
					.replace("样县", "&lol2;"),
			),
		outcome: { key: "file-unsafe", facts: { what: "doctype" } },
	},
	"a document that reads another file": {
		bytes: () =>
			withSheet("单位", (xml) =>
				xml.replace("<worksheet", '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><worksheet').replace("样县", "&f;"),
			),
		outcome: { key: "file-unsafe", facts: { what: "doctype" } },
	},
	"an entity nobody defined": { bytes: () => withSheet("单位", (xml) => xml.replace("样县", "&lol;")), outcome: { key: "file-damaged" } },
	"elements nested a hundred thousand deep": {
		bytes: () => withSheet("单位", (xml) => xml.replace("<sheetData>", `${"<a>".repeat(100_000)}${"</a>".repeat(100_000)}<sheetData>`)),
		outcome: { key: "file-unsafe", facts: { what: "depth" } },
	},
	"one tag of three million characters": {
		bytes: () => withSheet("单位", (xml) => xml.replace("<sheetData>", `<sheetData x="${"y".repeat(3_000_000)}">`)),
		outcome: { key: "file-damaged" },
	},
	"one attribute name of nine hundred thousand characters": {
		bytes: () => withSheet("单位", (xml) => xml.replace('<c r="A2"', `<c ${"y".repeat(900_000)} r="A2"`)),
		outcome: "sound",
	},
	"number formats of brackets never closed": {
		bytes: () =>
			withPart((parts) =>
				parts.map((part) =>
					part.name === "xl/styles.xml" ? { ...part, bytes: String(part.bytes).replace("yyyy", "[".repeat(500_000)) } : part,
				),
			),
		outcome: "sound",
	},
	"twenty thousand units, each the parent of the next": {
		bytes: () =>
			withRows(
				"单位",
				Array.from(
					{ length: 19_900 },
					(_, at) => `<row r="${at + 50}"><c r="A${at + 50}"><v>${900_000 + at}</v></c><c r="D${at + 50}"><v>${900_001 + at}</v></c></row>`,
				).join(""),
			),
		outcome: { key: "more-problems" },
	},
	"a text of two million characters": {
		bytes: () => withSheet("单位", (xml) => xml.replace("东镇", "东".repeat(2_000_000))),
		outcome: { key: "value-too-long" },
	},
	"a million shared strings": {
		bytes: () => {
			let seed = 7;
			const strings = Array.from({ length: 1_000_000 }, () => {
				seed = (seed * 48_271) % 2_147_483_647;
				return `<si><t>${seed.toString(36)}</t></si>`;
			});
			return withPart((parts) => [...parts, { name: "xl/sharedStrings.xml", bytes: `<sst>${strings.join("")}</sst>` }]);
		},
		outcome: { key: "too-many", facts: { what: "strings", limit: 200_000 } },
	},
	"a shared string that is not there": {
		bytes: () => withRows("单位", '<row r="40"><c r="A40" t="s"><v>77</v></c></row>'),
		outcome: { key: "file-damaged" },
	},
	"thirty thousand parts": {
		bytes: () =>
			withPart((parts) => [...parts, ...Array.from({ length: 30_000 }, (_, at) => ({ name: `xl/p${at}`, bytes: "", stored: true }))]),
		outcome: { key: "file-unsafe", facts: { what: "entries" } },
	},
	"a part that is there twice": {
		bytes: () => withPart((parts) => [...parts, { name: "XL/Workbook.xml", bytes: "<workbook/>" }]),
		outcome: { key: "file-unsafe", facts: { what: "duplicate" } },
	},
	"a part with a password": {
		bytes: () => withPart((parts) => parts.map((part) => (part.name === "xl/workbook.xml" ? { ...part, flags: 1 } : part))),
		outcome: { key: "file-unsafe", facts: { what: "encrypted" } },
	},
	"a zip64 directory": {
		bytes: () => {
			const bytes = workbookBytes(smallWorkbook());
			new DataView(bytes.buffer).setUint32(bytes.length - 22 + 16, 0xffffffff, true);
			return bytes;
		},
		outcome: { key: "file-unsafe", facts: { what: "zip64" } },
	},
	"a file cut off in the middle": {
		bytes: () => workbookBytes(smallWorkbook()).subarray(0, 3_000),
		outcome: { key: "file-damaged" },
	},
	"bits turned over in a part": {
		bytes: () => {
			const bytes = workbookBytes(smallWorkbook()).slice();
			for (let at = 1_500; at < 1_600; at++) bytes[at] = (bytes[at] ?? 0) ^ 0xff;
			return bytes;
		},
		outcome: { key: "file-damaged" },
	},
	"a sheet that is no XML": { bytes: () => withSheet("单位", () => "\u0000\u0001 not xml at all <<<"), outcome: { key: "file-damaged" } },
	macros: {
		bytes: () => withPart((parts) => [...parts, { name: "xl/vbaProject.bin", bytes: "x" }]),
		outcome: "sound",
	},
	"UTF-16 with its mark": {
		bytes: () =>
			withPart((parts) =>
				parts.map((part) =>
					part.name === "xl/worksheets/sheet1.xml"
						? { ...part, bytes: Buffer.from(`\ufeff${String(part.bytes).replace("UTF-8", "UTF-16")}`, "utf16le") }
						: part,
				),
			),
		outcome: "sound",
	},
};
