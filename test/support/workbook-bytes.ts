import { type ZipPart, zipOf } from "./zip-bytes.ts";

/** A cell of a workbook to build: text, a number, or raw XML of the cell's inside with its type and style. */
export type CellSpec = string | number | boolean | null | { readonly type?: string; readonly style?: number; readonly inside: string };

/** Sheets by name, each a list of rows; a row may stand at a number of its own. */
export type SheetSpec = readonly (readonly CellSpec[])[];

/** Cell styles of the built workbooks: 0 plain, 1 per cent, 2 date, 3 a Chinese date of its own. */
export const PERCENT = 1;
export const DATE = 2;
export const CHINESE_DATE = 3;

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

const escapeXml = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

export const columnName = (index: number): string =>
	index < 26 ? String.fromCharCode(65 + index) : columnName(Math.floor(index / 26) - 1) + columnName(index % 26);

const cellXml = (cell: CellSpec, reference: string): string => {
	if (cell === null) return "";
	if (typeof cell === "string") return `<c r="${reference}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(cell)}</t></is></c>`;
	if (typeof cell === "number") return `<c r="${reference}"><v>${cell}</v></c>`;
	if (typeof cell === "boolean") return `<c r="${reference}" t="b"><v>${cell ? 1 : 0}</v></c>`;
	return `<c r="${reference}"${cell.type ? ` t="${cell.type}"` : ""} s="${cell.style ?? 0}">${cell.inside}</c>`;
};

/** A worksheet part of these rows. */
export const sheetXml = (rows: SheetSpec): string => {
	const body = rows.map(
		(row, at) => `<row r="${at + 1}">${row.map((cell, column) => cellXml(cell, `${columnName(column)}${at + 1}`)).join("")}</row>`,
	);
	return `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="${MAIN}"><sheetData>${body.join("")}</sheetData></worksheet>`;
};

const STYLES = `<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts><cellStyleXfs count="1"><xf numFmtId="9"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="14"/><xf numFmtId="176"/></cellXfs></styleSheet>`;

/** The parts of a workbook of these worksheets (XML by sheet name), to zip or to spoil first. */
export const workbookParts = (sheets: Readonly<Record<string, string>>, more: readonly ZipPart[] = []): ZipPart[] => {
	const names = Object.keys(sheets);
	const list = names.map((name, at) => `<sheet name="${escapeXml(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`).join("");
	const links = names
		.map((_, at) => `<Relationship Id="rId${at + 1}" Type="${RELATION}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`)
		.join("");
	return [
		{
			name: "_rels/.rels",
			bytes: `<Relationships><Relationship Id="rId1" Type="${RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		},
		{ name: "xl/workbook.xml", bytes: `<workbook xmlns="${MAIN}" xmlns:r="${RELATION}"><sheets>${list}</sheets></workbook>` },
		{
			name: "xl/_rels/workbook.xml.rels",
			bytes: `<Relationships>${links}<Relationship Id="rId900" Type="${RELATION}/styles" Target="/xl/styles.xml"/><Relationship Id="rId901" Type="${RELATION}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
		},
		{ name: "xl/styles.xml", bytes: STYLES },
		...names.map((name, at) => ({ name: `xl/worksheets/sheet${at + 1}.xml`, bytes: sheets[name] ?? "" })),
		...more,
	];
};

/** An .xlsx of these sheets. */
export const workbookBytes = (sheets: Readonly<Record<string, SheetSpec>>): Uint8Array =>
	zipOf(workbookParts(Object.fromEntries(Object.entries(sheets).map(([name, rows]) => [name, sheetXml(rows)]))));
