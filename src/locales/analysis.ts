import type { PeriodKey } from "../domain/period.ts";
import type { AnalysisFacts, AnalysisIndicator } from "../views/analysis.ts";
import type { Lamp } from "../views/report.ts";

/** A column of a table in the analysis; `wraps`: words that may break. */
export interface AnalysisColumn {
	readonly title: string;
	readonly align: "left" | "center" | "right";
	readonly wraps?: boolean;
}

/** What the analysis is made of, from top to bottom. A picture is the one of that name made of these indicators, if it could be made. */
export type AnalysisBlock =
	/** 1: 一、 2: （一）; the number is part of the text. */
	| { readonly kind: "heading"; readonly level: 1 | 2; readonly text: string }
	| { readonly kind: "text"; readonly text: string }
	| {
			readonly kind: "table";
			readonly caption: string | null;
			readonly columns: readonly AnalysisColumn[];
			readonly rows: readonly (readonly string[])[];
	  }
	| { readonly kind: "pictures"; readonly of: "trend" | "completion" };

/** The analysis in words. */
export interface AnalysisText {
	readonly title: string;
	/** The office that makes it. */
	readonly by: string;
	readonly blocks: readonly AnalysisBlock[];
}

/** Words of the quarter's analysis: of the document, and of its pictures. */
export interface AnalysisWords {
	readonly text: (facts: AnalysisFacts, office: string) => AnalysisText;
	readonly fileName: (period: PeriodKey, what: "document" | "trend" | "completion") => string;
	readonly trendTitle: (facts: AnalysisFacts) => string;
	readonly completionTitle: (facts: AnalysisFacts) => string;
	/** The day, and what the per cents are of. */
	readonly pictureNote: (facts: AnalysisFacts) => string;
	/** An indicator's figures behind its name: total of target, per cent, plan. */
	readonly panel: (indicator: AnalysisIndicator) => string;
	/** Below a column of the curve. */
	readonly point: (period: PeriodKey) => string;
	readonly legend: { readonly reached: string; readonly earlier: string; readonly planned: string };
	readonly completionLegend: (facts: AnalysisFacts) => string;
	readonly unit: string;
	readonly noTarget: string;
	readonly lamps: Readonly<Record<Lamp, string>>;
}
