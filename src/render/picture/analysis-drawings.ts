import type { AnalysisWords } from "../../locales/analysis.ts";
import type { AnalysisFacts } from "../../views/analysis.ts";
import { drawCompletion } from "./completion-picture.ts";
import type { Drawing } from "./drawing.ts";
import { drawTrend } from "./trend-picture.ts";

/** Indicators in one picture. */
const IN_A_PICTURE = 3;

/** One picture of the quarter's analysis, and where it is shown. */
export interface AnalysisDrawing {
	readonly of: "trend" | "completion";
	readonly within: "chat" | "document" | "both";
	readonly drawing: Drawing;
}

/** All pictures of a quarter's analysis; an indicator nobody has a target for has no per cent to draw. In the document each indicator's curve stands alone, so that it finds room on its page; in chat they stand together. */
export const analysisDrawings = (facts: AnalysisFacts, words: AnalysisWords): AnalysisDrawing[] => {
	const drawn = facts.indicators.filter(({ county }) => county.annual !== null);
	const together = Array.from({ length: Math.ceil(drawn.length / IN_A_PICTURE) }, (_, at) =>
		drawn.slice(at * IN_A_PICTURE, (at + 1) * IN_A_PICTURE),
	);
	return [
		...together.flatMap((some): AnalysisDrawing[] => [
			{ of: "trend", within: "chat", drawing: drawTrend(facts, some, words) },
			{ of: "completion", within: "both", drawing: drawCompletion(facts, some, words) },
		]),
		...facts.indicators.map(
			(one): AnalysisDrawing => ({ of: "trend", within: "document", drawing: drawTrend(facts, [one], words, false) }),
		),
	];
};
