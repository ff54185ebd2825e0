import type { Bulletin } from "../../domain/bulletin.ts";
import type { DateText } from "../../domain/period.ts";
import type { BulletinWords } from "../../locales/bulletins.ts";
import { bulletinWords as english } from "../../locales/en/bulletins.ts";
import { bulletinWords as chinese } from "../../locales/zh-CN/bulletins.ts";
import type { Language } from "../chat.ts";
import type { DocumentAttachment, DocumentBlock, OfficialDocument } from "./official-document.ts";

export const bulletinWordsOf = (language: Language): BulletinWords => (language === "zh-CN" ? chinese : english);

/** Which level a paragraph's own number makes it: 一、 （一） 1. （1）. A short one is a heading, of a longer one its first sentence. */
const NUMBERS: readonly (readonly [level: 1 | 2 | 3 | 4, pattern: RegExp])[] = [
	[1, /^[一二三四五六七八九十]{1,3}、/u],
	[2, /^[（(][一二三四五六七八九十]{1,3}[）)]/u],
	[3, /^\d{1,2}[.．](?!\d)/u],
	[4, /^[（(]\d{1,2}[）)]/u],
];

/** A paragraph longer than this is no heading alone. */
const HEADING = 28;

const blockOf = (text: string): DocumentBlock => {
	const level = NUMBERS.find(([, pattern]) => pattern.test(text))?.[0];
	if (level === undefined) return { kind: "text", text };
	if ([...text].length <= HEADING && !text.endsWith("。")) return { kind: "heading", level, text };
	const end = text.indexOf("。");
	return end > 0 && end < text.length - 1 && end <= HEADING && level > 1
		? { kind: "heading", level, text: text.slice(0, end + 1), goesOn: text.slice(end + 1) }
		: { kind: "text", text };
};

/** The official document a bulletin becomes: the very text that was approved, its tables as attachments. `draft`: as it goes to the second person. */
export const bulletinDocument = (
	bulletin: Bulletin,
	about: { readonly county: string; readonly unit: string; readonly day: DateText; readonly draft: boolean },
	language: Language,
): OfficialDocument => {
	const words = bulletinWordsOf(language);
	const office = words.office(about.county, about.unit);
	const date = words.date(about.day);
	return {
		masthead: words.masthead(office),
		number: bulletin.documentNumber,
		title: bulletin.title,
		recipients: words.recipients,
		blocks: bulletin.paragraphs.map(blockOf),
		attachments: bulletin.tables.map(
			({ title, headings, rows }): DocumentAttachment => ({
				title,
				blocks: [
					{
						kind: "table",
						caption: null,
						columns: headings.map((heading, index) => ({
							title: heading,
							align: index === 1 ? "left" : "center",
							// Of each indicator first the figures, then the per cent of them.
							joined: (headings.length - index) % 2 === 1,
						})),
						rows: rows.map(({ rank, unit, score, moved, figures }) => [rank, unit, score, ...(moved === "" ? [] : [moved]), ...figures]),
					},
				],
			}),
		),
		signedBy: office,
		signedOn: date,
		imprint: { copiesTo: null, printedBy: office, printedOn: date },
		draft: about.draft ? words.draft : null,
		words: words.document,
	};
};
