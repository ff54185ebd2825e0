import {
	AlignmentType,
	BorderStyle,
	LineRuleType,
	Paragraph,
	RelativeHorizontalPosition,
	RelativeVerticalPosition,
	Table,
	TableAnchorType,
	TableCell,
	TableLayoutType,
	TableRow,
	type TextRun,
	WidthType,
} from "docx";
import type { OfficialDocument } from "./official-document.ts";
import { FACE, IMPRINT, IMPRINT_LINE, PAGE, SIZE, widthInCharacters } from "./page-rules.ts";
import { run } from "./paragraphs.ts";

const NONE = { style: BorderStyle.NONE, size: 0, color: "auto" } as const;
const rule = (size: number) => ({ style: BorderStyle.SINGLE, size, color: "000000" }) as const;

/** LibreOffice lets a table float only where 5 mm beside it are free; the standard's lines are as wide as the type area. */
const NARROWER = 290;

/** Characters more than the date needs: another face has wider digits. */
const SLACK = 3.5;

const line = (children: readonly TextRun[], alignment: (typeof AlignmentType)[keyof typeof AlignmentType], hanging = 0): Paragraph =>
	new Paragraph({
		alignment,
		spacing: { line: IMPRINT.line, lineRule: LineRuleType.EXACT, before: 0, after: 0 },
		indent: { left: hanging, hanging },
		children: [...children],
	});

/** A paragraph nobody sees: a table needs one behind it, and one before it where it is to begin a page. */
export const hairline = (): Paragraph =>
	new Paragraph({ spacing: { line: 20, lineRule: LineRuleType.EXACT, before: 0, after: 0 }, children: [] });

/** How high it is, in twips. */
export const imprintHeight = ({ copiesTo }: OfficialDocument["imprint"]): number => {
	const characters = (PAGE.text - NARROWER - 2 * IMPRINT.room) / (SIZE.four * 10);
	// Behind 「抄送：」.
	const copies = copiesTo === null ? 0 : Math.ceil(widthInCharacters(copiesTo) / (characters - 3));
	return (copies + 1) * IMPRINT.line;
};

/**
 * 版记: 抄送机关, 印发机关 and 印发日期 in 4号, between lines as wide as the type area. A table that floats at the foot of the page it falls on, the document's last;
 * it belongs to the paragraph behind it.
 */
export const imprint = (
	{ copiesTo, printedBy, printedOn }: OfficialDocument["imprint"],
	say: OfficialDocument["words"],
): (Table | Paragraph)[] => {
	const words = say.printed(printedOn);
	const whole = PAGE.text - NARROWER;
	// The date never breaks; who prints it gets what is left.
	const right = Math.ceil((widthInCharacters(words) + SLACK) * SIZE.four * 10) + IMPRINT.room;
	const left = whole - right;
	const cell = (content: Paragraph, width: number, span = 1): TableCell =>
		new TableCell({
			width: { size: width, type: WidthType.DXA },
			columnSpan: span,
			margins: { left: IMPRINT.room, right: IMPRINT.room },
			children: [content],
		});
	const copies =
		copiesTo === null
			? []
			: [
					new TableRow({
						cantSplit: true,
						children: [cell(line([run(say.copies(copiesTo), FACE.body, SIZE.four)], AlignmentType.BOTH, IMPRINT.room * 3), whole, 2)],
					}),
				];
	const printed = new TableRow({
		cantSplit: true,
		children: [
			cell(line([run(printedBy, FACE.body, SIZE.four)], AlignmentType.LEFT), left),
			cell(line([run(words, FACE.body, SIZE.four)], AlignmentType.RIGHT), right),
		],
	});
	return [
		new Table({
			width: { size: whole, type: WidthType.DXA },
			columnWidths: [left, right],
			layout: TableLayoutType.FIXED,
			float: {
				horizontalAnchor: TableAnchorType.MARGIN,
				verticalAnchor: TableAnchorType.MARGIN,
				relativeHorizontalPosition: RelativeHorizontalPosition.CENTER,
				relativeVerticalPosition: RelativeVerticalPosition.BOTTOM,
			},
			borders: {
				top: rule(IMPRINT_LINE.outer),
				bottom: rule(IMPRINT_LINE.outer),
				insideHorizontal: rule(IMPRINT_LINE.inner),
				left: NONE,
				right: NONE,
				insideVertical: NONE,
			},
			rows: [...copies, printed],
		}),
		hairline(),
	];
};
