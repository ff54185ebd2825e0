import { AlignmentType, type Paragraph } from "docx";
import { blockParts } from "./blocks.ts";
import type { DocumentBlock } from "./official-document.ts";
import { packDocument } from "./pack-document.ts";
import { FACE, SIZE } from "./page-rules.ts";
import { blankLines, paragraph, run, titleLines } from "./paragraphs.ts";

/** Working material (工作材料): the standard's page and type, without masthead, number, signature and 版记. */
export interface WorkingDocument {
	readonly title: string;
	/** Who made it, and when; below the title. */
	readonly by: string;
	readonly on: string;
	readonly blocks: readonly DocumentBlock[];
}

/** Working material as .docx bytes. */
export const writeWorkingDocx = ({ title, by, on, blocks }: WorkingDocument): Promise<Uint8Array> =>
	packDocument({ title, by }, [
		...titleLines(title),
		centred(by),
		centred(on),
		...blankLines(1),
		...blocks.flatMap((block) => blockParts(block)),
	]);

const centred = (text: string): Paragraph =>
	paragraph([run(text, FACE.kai, SIZE.three)], { alignment: AlignmentType.CENTER, keepNext: true });
