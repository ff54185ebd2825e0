import type { AnalysisBlock, AnalysisText, AnalysisWords } from "../../locales/analysis.ts";
import { analysisWords as english } from "../../locales/en/analysis-text.ts";
import { analysisWords as chinese } from "../../locales/zh-CN/analysis-text.ts";
import type { Language } from "../chat.ts";
import type { DocumentBlock } from "./official-document.ts";
import type { WorkingDocument } from "./working-document.ts";

export const analysisWordsOf = (language: Language): AnalysisWords => (language === "zh-CN" ? chinese : english);

/** A picture in the document, with its size in px. */
export interface AnalysisPicture {
	readonly of: "trend" | "completion";
	readonly png: Uint8Array;
	readonly width: number;
	readonly height: number;
}

/** The document a quarter's analysis becomes; a picture that could not be made is left out. */
export const analysisDocument = (
	{ title, by, blocks }: AnalysisText,
	on: string,
	pictures: readonly AnalysisPicture[],
): WorkingDocument => ({
	title,
	by,
	on,
	blocks: blocks.flatMap((block) => partsOf(block, pictures)),
});

const partsOf = (block: AnalysisBlock, pictures: readonly AnalysisPicture[]): DocumentBlock[] =>
	block.kind === "pictures"
		? pictures
				.filter(({ of }) => of === block.of)
				.map(({ png, width, height }) => ({ kind: "picture", png, width, height, caption: null }) as const)
		: [block];
