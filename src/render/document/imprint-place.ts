import { breakTitle } from "./break-title.ts";
import { fitTable } from "./fit-table.ts";
import { imprintHeight } from "./imprint.ts";
import type { DocumentBlock, OfficialDocument } from "./official-document.ts";
import { MASTHEAD_DOWN, mastheadSize, PAGE, ROW, TITLE, widthInCharacters } from "./page-rules.ts";

/** Full-width characters of 3号 in a line. */
const CHARACTERS = 28;

/** Lines a word processor may lay otherwise than reckoned. */
const DOUBT = 3;

/**
 * Where the 版记 goes, which stands at the foot of the last page, an even one (GB/T 9704-2012): below the text where that ends on an even page with room; overleaf
 * where it ends on an odd one, or nearly; on a page of its own behind a blank one, which like that has no number, where an even page has no room.
 */
export const imprintPlace = (document: OfficialDocument): "below" | "overleaf" | "apart" => {
	const { page, used } = endOf(document);
	const left = PAGE.textHeight - used;
	const doubt = DOUBT * PAGE.line;
	const isSure = left >= doubt && used >= doubt;
	if (page % 2 === 1 || !isSure) return "overleaf";
	return left >= imprintHeight(document.imprint) + doubt ? "below" : "apart";
};

/** The page a document ends on, and how much of it is used, in twips: reckoned line by line on the grid of the standard. */
const endOf = ({
	masthead,
	title,
	recipients,
	draft,
	blocks,
	attachments,
}: OfficialDocument): { readonly page: number; readonly used: number } => {
	let page = 1;
	let used = 0;
	const turn = (): void => {
		page += 1;
		used = 0;
	};
	const take = (height: number): void => {
		if (used + height > PAGE.textHeight) turn();
		used += height;
	};
	const lines = (count: number, height: number = PAGE.line): void => {
		for (let line = 0; line < count; line += 1) take(height);
	};
	const text = (words: string, indent = 2): void => lines(Math.ceil((widthInCharacters(words) + indent) / CHARACTERS));
	const table = ({ columns, rows }: Extract<DocumentBlock, { kind: "table" }>): void => {
		for (const fitted of fitTable(columns, rows)) {
			const heightOf = (texts: readonly string[]): number => {
				const most = texts.map((one, at) =>
					Math.ceil((widthInCharacters(one) * fitted.size * 10) / ((fitted.widths[at] ?? PAGE.text) - CELL_SIDES)),
				);
				return Math.max(ROW.height, Math.max(1, ...most) * ROW.line);
			};
			const head = heightOf(fitted.columns.map((column) => column.title));
			take(head);
			for (const row of fitted.rows) {
				const height = heightOf(row);
				if (used + height > PAGE.textHeight) {
					turn();
					take(head);
				}
				take(height);
			}
			lines(1);
		}
	};
	const block = (one: DocumentBlock): void => {
		switch (one.kind) {
			case "heading":
				text(`${one.text}${one.goesOn ?? ""}`);
				break;
			case "text":
				text(one.text);
				break;
			case "table":
				lines(one.caption === null ? 0 : 1);
				table(one);
				break;
			case "picture":
				lines(one.caption === null ? 0 : 1);
				take(Math.min(TWIPS_PER_DOT * one.height, (PAGE.text * one.height) / one.width));
				break;
			default:
				one satisfies never;
		}
	};
	take(MASTHEAD_DOWN + mastheadSize(masthead) * 13 + (draft === null ? 0 : PAGE.line));
	lines(2 + 1 + 2);
	lines(breakTitle(title, TITLE.characters).length, TITLE.line);
	lines(1);
	text(`${recipients}：`, 0);
	for (const one of blocks) block(one);
	// The note of the attachments, two lines, signature and date.
	lines((attachments.length === 0 ? 0 : 1 + attachments.length) + 2 + 2);
	for (const attachment of attachments) {
		turn();
		lines(2);
		lines(breakTitle(attachment.title, TITLE.characters).length, TITLE.line);
		lines(1);
		for (const one of attachment.blocks) block(one);
	}
	return { page, used };
};

/** A dot of a picture (96 an inch) in twips, and both margins of a cell. */
const TWIPS_PER_DOT = 15;
const CELL_SIDES = 80;
