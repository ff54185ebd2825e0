import { AlignmentType, type IParagraphOptions, type IRunOptions, LineRuleType, Paragraph, TextRun } from "docx";
import { safeText } from "../safe-text.ts";
import { breakTitle } from "./break-title.ts";
import { CHARACTER, FACE, PAGE, SIZE, TITLE } from "./page-rules.ts";

/** A run in one of the document's faces. */
export const run = (text: string, face: string, size: number, more: Partial<IRunOptions> = {}): TextRun =>
	new TextRun({
		text: safeText(text),
		font: { ascii: face, hAnsi: face, eastAsia: face, cs: face },
		size,
		...(size === SIZE.three ? { characterSpacing: PAGE.spacing } : {}),
		...more,
	});

const LINE = { line: PAGE.line, lineRule: LineRuleType.EXACT, before: 0, after: 0 } as const;

/** A paragraph on the grid of 22 lines. */
export const paragraph = (children: readonly TextRun[], more: Omit<IParagraphOptions, "children"> = {}): Paragraph =>
	new Paragraph({ ...more, children: [...children], spacing: { ...LINE, ...more.spacing } });

/** Lines of the grid left empty; `keepNext`: on one page with what follows them. */
export const blankLines = (count: number, keepNext = false): Paragraph[] =>
	Array.from({ length: count }, () => paragraph([run("", FACE.body, SIZE.three)], { keepNext }));

/** Text of the body: first line indented by two characters. */
export const bodyText = (children: readonly TextRun[], more: Omit<IParagraphOptions, "children"> = {}): Paragraph =>
	paragraph(children, { alignment: AlignmentType.BOTH, indent: { firstLine: CHARACTER * 2 }, ...more });

/** A title in 2号小标宋, centred, broken between words. */
export const titleLines = (title: string): Paragraph[] =>
	breakTitle(title, TITLE.characters).map((line) =>
		paragraph([run(line, FACE.title, SIZE.two)], {
			alignment: AlignmentType.CENTER,
			keepNext: true,
			spacing: { line: TITLE.line, lineRule: LineRuleType.EXACT },
		}),
	);
