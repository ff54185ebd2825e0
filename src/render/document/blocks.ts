import {
	AlignmentType,
	BorderStyle,
	HeightRule,
	ImageRun,
	LineRuleType,
	Paragraph,
	Table,
	TableCell,
	TableLayoutType,
	TableRow,
	VerticalAlign,
	WidthType,
} from "docx";
import { CELL_MARGIN, type FittedTable, fitTable } from "./fit-table.ts";
import type { DocumentBlock } from "./official-document.ts";
import { FACE, PAGE, ROW, SIZE } from "./page-rules.ts";
import { bodyText, paragraph, run } from "./paragraphs.ts";

/** 一、 in 黑体, （一） in 楷体, 1. and （1） in 仿宋. */
const HEADING_FACE = { 1: FACE.black, 2: FACE.kai, 3: FACE.body, 4: FACE.body } as const;

/** The last rows stay on one page, so that none is left alone under a repeated header. */
const ROWS_TOGETHER = 3;

/** A block as it stands in the body or in an attachment; `keepNext`: on one page with what follows it. */
export const blockParts = (block: DocumentBlock, keepNext = false): (Paragraph | Table)[] => {
	switch (block.kind) {
		case "heading": {
			const isOwnLine = block.goesOn === undefined;
			const heading = run(block.text, HEADING_FACE[block.level], SIZE.three, block.level >= 3 ? { bold: true } : {});
			return [
				bodyText(block.goesOn === undefined ? [heading] : [heading, run(block.goesOn, FACE.body, SIZE.three)], {
					keepNext: keepNext || isOwnLine,
				}),
			];
		}
		case "text":
			return [bodyText([run(block.text, FACE.body, SIZE.three)], { keepNext })];
		case "table":
			return fitTable(block.columns, block.rows).flatMap((table, index) => [
				...(index === 0 ? captionOf(block.caption) : []),
				tableOf(table),
				...afterTable(),
			]);
		case "picture":
			return [...captionOf(block.caption), pictureOf(block)];
		default:
			return block satisfies never;
	}
};

const captionOf = (caption: string | null): Paragraph[] =>
	caption === null ? [] : [paragraph([run(caption, FACE.black, SIZE.four)], { alignment: AlignmentType.CENTER, keepNext: true })];

/** Word wants a paragraph behind a table; this one takes a line of the grid. */
const afterTable = (): Paragraph[] => [paragraph([run("", FACE.body, SIZE.three)])];

const LINE_STYLE = { style: BorderStyle.SINGLE, size: 6, color: "000000" };
const BORDERS = {
	top: LINE_STYLE,
	bottom: LINE_STYLE,
	left: LINE_STYLE,
	right: LINE_STYLE,
	insideHorizontal: LINE_STYLE,
	insideVertical: LINE_STYLE,
};
const ALIGN = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT } as const;

const tableOf = ({ columns, rows, widths, size }: FittedTable): Table => {
	const cell = (text: string, index: number, isHead: boolean, keepNext: boolean): TableCell =>
		new TableCell({
			width: { size: widths[index] ?? 0, type: WidthType.DXA },
			verticalAlign: VerticalAlign.CENTER,
			margins: { left: CELL_MARGIN, right: CELL_MARGIN },
			children: [
				new Paragraph({
					alignment: isHead ? AlignmentType.CENTER : ALIGN[columns[index]?.align ?? "center"],
					spacing: { line: ROW.line, lineRule: LineRuleType.EXACT, before: 0, after: 0 },
					keepNext,
					children: [run(text, isHead ? FACE.black : FACE.body, size)],
				}),
			],
		});
	const row = (texts: readonly string[], isHead: boolean, keepNext: boolean): TableRow =>
		new TableRow({
			...(isHead ? { tableHeader: true } : {}),
			cantSplit: true,
			height: { value: ROW.height, rule: HeightRule.ATLEAST },
			children: columns.map((_, index) => cell(texts[index] ?? "", index, isHead, keepNext)),
		});
	return new Table({
		width: { size: PAGE.text, type: WidthType.DXA },
		columnWidths: [...widths],
		layout: TableLayoutType.FIXED,
		alignment: AlignmentType.CENTER,
		borders: BORDERS,
		rows: [
			row(
				columns.map(({ title }) => title),
				true,
				true,
			),
			...rows.map((texts, index) => row(texts, false, index < rows.length - 1 && index >= rows.length - ROWS_TOGETHER)),
		],
	});
};

/** As wide as the text, and no higher than most of a page. */
const MOST = { width: 588, height: 800 };

const pictureOf = ({ png, width, height }: Extract<DocumentBlock, { kind: "picture" }>): Paragraph => {
	const scale = Math.min(MOST.width / width, MOST.height / height);
	return new Paragraph({
		alignment: AlignmentType.CENTER,
		children: [
			new ImageRun({
				type: "png",
				data: Buffer.from(png),
				transformation: { width: Math.round(width * scale), height: Math.round(height * scale) },
			}),
		],
	});
};
