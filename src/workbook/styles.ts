import type { CellStyle } from "hucre/xlsx";
import type { SheetName } from "../views/workbook.ts";
import type { Column } from "./columns.ts";

const LINE = { style: "thin", color: { rgb: "D0D7DE" } } as const;
const BORDER = { top: LINE, right: LINE, bottom: LINE, left: LINE } as const;
const solid = (rgb: string) => ({ type: "pattern", pattern: "solid", fgColor: { rgb } }) as const;
const FONT = { name: "宋体", size: 11 } as const;

/** Column titles. */
export const HEADER_STYLE: CellStyle = {
	font: { name: "黑体", size: 11, color: { rgb: "FFFFFF" } },
	fill: solid("1F5C99"),
	border: BORDER,
	alignment: { horizontal: "center", vertical: "center", wrapText: true },
	numFmt: "@",
};

/** The explanations under the titles. */
export const NOTE_STYLE: CellStyle = {
	font: { name: "宋体", size: 9, color: { rgb: "5F6B7A" } },
	fill: solid("EEF2F6"),
	border: BORDER,
	alignment: { horizontal: "left", vertical: "top", wrapText: true },
	numFmt: "@",
};

const FORMATS: Readonly<Record<Column["format"], string>> = { text: "@", number: "General", date: "yyyy-mm-dd" };

/** What an empty cell of a column is prepared for: codes stay text, dates look like dates. */
export const DATA_STYLES: Readonly<Record<Column["format"], CellStyle>> = {
	text: { numFmt: FORMATS.text, font: FONT },
	number: { numFmt: FORMATS.number, font: FONT },
	date: { numFmt: FORMATS.date, font: FONT },
};

/** A written cell: `banded` every other record, `info` for columns that are only to be looked at. */
export const dataStyle = (format: Column["format"], banded: boolean, info: boolean): CellStyle => ({
	numFmt: FORMATS[format],
	font: info ? { ...FONT, color: { rgb: "8A94A0" } } : FONT,
	border: BORDER,
	alignment: { vertical: "center", horizontal: format === "number" ? "right" : "left", wrapText: format === "text" },
	...(banded ? { fill: solid("F7FAFC") } : {}),
});

/** Columns that are written for the reader's sake and not read. */
export const INFO_TITLES: Readonly<Partial<Record<SheetName, readonly string[]>>> = {
	人员: ["单位名称"],
	任务: ["单位名称"],
	细则: ["名称", "单位", "说明"],
};

/** One colour for what the county is, one for what is to be done, one for the rules. */
export const TAB_COLORS: Readonly<Record<SheetName, string>> = {
	单位: "1F5C99",
	人员: "1F5C99",
	工程: "2E8B57",
	指标: "2E8B57",
	任务: "2E8B57",
	报送: "C77700",
	细则: "8A94A0",
	日历: "8A94A0",
};
