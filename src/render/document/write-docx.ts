import { AlignmentType, BorderStyle, LineRuleType, Paragraph, type Table, TextRun } from "docx";
import { blockParts } from "./blocks.ts";
import { hairline, imprint } from "./imprint.ts";
import { imprintPlace } from "./imprint-place.ts";
import type { OfficialDocument } from "./official-document.ts";
import { packDocument } from "./pack-document.ts";
import { CHARACTER, FACE, MASTHEAD_DOWN, mastheadSize, PAGE, RED, SIZE, signatureIndents } from "./page-rules.ts";
import { blankLines, bodyText, paragraph, run, titleLines } from "./paragraphs.ts";

/** An official document as .docx bytes by GB/T 9704-2012. Texts are stripped of control and direction marks. */
export const writeDocx = async (document: OfficialDocument): Promise<Uint8Array> => {
	const parts = [...head(document), ...body(document), ...attachments(document)];
	const last = imprint(document.imprint, document.words);
	const about = { title: document.title, by: document.signedBy };
	const place = imprintPlace(document);
	if (place === "below") return packDocument(about, [...parts, ...last]);
	return packDocument(about, parts, { children: [hairline(), ...last], numbered: place === "overleaf" });
};

const head = ({ masthead, number, title, recipients, draft }: OfficialDocument): Paragraph[] => {
	const size = mastheadSize(masthead);
	return [
		new Paragraph({
			alignment: AlignmentType.CENTER,
			spacing: {
				before: draft === null ? MASTHEAD_DOWN : MASTHEAD_DOWN - PAGE.line,
				after: 0,
				line: size * 13,
				lineRule: LineRuleType.EXACT,
			},
			children: [
				...(draft === null ? [] : [run(`【${draft}】`, FACE.black, SIZE.three)]),
				...(draft === null ? [] : [new TextRun({ break: 1 })]),
				run(masthead, FACE.title, size, { color: RED }),
			],
		}),
		...blankLines(2),
		paragraph([run(number ?? "", FACE.body, SIZE.three)], {
			alignment: AlignmentType.CENTER,
			border: { bottom: { style: BorderStyle.SINGLE, size: 12, color: RED, space: 11 } },
		}),
		...blankLines(2),
		...titleLines(title),
		...blankLines(1),
		paragraph([run(`${recipients}：`, FACE.body, SIZE.three)]),
	];
};

const body = ({ blocks, attachments: attached, signedBy, signedOn, words }: OfficialDocument): (Paragraph | Table)[] => {
	const indents = signatureIndents(signedBy, signedOn);
	const signed = (text: string, characters: number, keepNext: boolean): Paragraph =>
		paragraph([run(text, FACE.body, SIZE.three)], {
			alignment: AlignmentType.RIGHT,
			indent: { right: Math.round(characters * CHARACTER) },
			keepNext,
		});
	return [
		// Signature and date never stand on a page without text: the last paragraph comes along.
		...blocks.flatMap((block, index) => blockParts(block, index === blocks.length - 1)),
		...(attached.length > 0 ? blankLines(1, true) : []),
		...attached.map(({ title }, index) => attachmentNote(title, index, attached.length, words)),
		...blankLines(2, true),
		signed(signedBy, indents.by, true),
		signed(signedOn, indents.on, false),
	];
};

/** 附件说明: 「附件：1. 名次表」, later ones under the first. */
const attachmentNote = (title: string, index: number, count: number, words: OfficialDocument["words"]): Paragraph => {
	const numbered = count === 1 ? title : `${index + 1}. ${title}`;
	const lead = index === 0 ? words.attachmentLead : "";
	return bodyText([run(`${lead}${numbered}`, FACE.body, SIZE.three)], {
		alignment: AlignmentType.LEFT,
		indent: index === 0 ? { left: CHARACTER * 5, hanging: CHARACTER * 3 } : { left: CHARACTER * 5 },
		keepNext: true,
	});
};

const attachments = ({ attachments: attached, words }: OfficialDocument): (Paragraph | Table)[] =>
	attached.flatMap(({ title, blocks }, index) => [
		paragraph([run(words.attachment(attached.length === 1 ? null : index + 1), FACE.black, SIZE.three)], { pageBreakBefore: true }),
		...blankLines(1),
		...titleLines(title),
		...blankLines(1),
		...blocks.flatMap((block) => blockParts(block)),
	]);
