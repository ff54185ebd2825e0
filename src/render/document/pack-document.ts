import { AlignmentType, Document, Footer, Packer, PageNumber, Paragraph, SectionType, type Table, TextRun } from "docx";
import { FACE, PAGE, SIZE } from "./page-rules.ts";

/** What stands on the next even page; unnumbered where the page before it stays blank. */
export interface EvenPage {
	readonly children: readonly (Paragraph | Table)[];
	readonly numbered: boolean;
}

/** Paragraphs and tables as .docx bytes on pages of GB/T 9704-2012, numbered. */
export const packDocument = async (
	{ title, by }: { readonly title: string; readonly by: string },
	children: readonly (Paragraph | Table)[],
	last: EvenPage | null = null,
): Promise<Uint8Array> => {
	const file = new Document({
		title,
		creator: by,
		lastModifiedBy: by,
		evenAndOddHeaderAndFooters: true,
		styles: { default: { document: { run: { font: FACE.body, size: SIZE.three } } } },
		sections: [
			{
				properties: { page },
				footers: { default: pageNumber("right"), even: pageNumber("left") },
				children,
			},
			...(last === null
				? []
				: [
						{
							properties: { type: SectionType.EVEN_PAGE, page },
							footers: last.numbered
								? { default: pageNumber("right"), even: pageNumber("left") }
								: { default: new Footer({ children: [] }), even: new Footer({ children: [] }) },
							children: last.children,
						},
					]),
		],
	});
	return new Uint8Array(await Packer.toBuffer(file));
};

const page = { size: { width: PAGE.width, height: PAGE.height }, margin: { ...PAGE.margins, header: 851, gutter: 0 } };

/** 「— 1 —」 in 4号宋体; odd pages one character from the right, even ones from the left. */
const pageNumber = (side: "left" | "right"): Footer =>
	new Footer({
		children: [
			new Paragraph({
				alignment: side === "right" ? AlignmentType.RIGHT : AlignmentType.LEFT,
				indent: side === "right" ? { right: SIZE.four * 10 } : { left: SIZE.four * 10 },
				children: [
					new TextRun({
						children: ["— ", PageNumber.CURRENT, " —"],
						font: { ascii: FACE.song, hAnsi: FACE.song, eastAsia: FACE.song },
						size: SIZE.four,
					}),
				],
			}),
		],
	});
