import type { Decimal } from "../domain/decimal.ts";
import type { PeriodKey } from "../domain/period.ts";
import type { ScorePartId } from "../domain/ranking.ts";
import type { ExportColumnName, ExportHeading, ExportWord } from "../views/export.ts";

/** Words of exported sheets. */
export interface ExportWords {
	/** The sheet's tab. */
	readonly name: (heading: ExportHeading) => string;
	readonly title: (heading: ExportHeading) => string;
	readonly note: (heading: ExportHeading) => string;
	/** The file, without its ending. */
	readonly fileName: (heading: ExportHeading) => string;
	readonly columns: Readonly<Record<ExportColumnName, string>>;
	/** 「暖棚 累计（亩）」 */
	readonly figure: (label: string, measure: string, part: "increment" | "total" | "annual" | "percent") => string;
	/** A part of a ranking's score, in points. */
	readonly score: Readonly<Record<ScorePartId, string>>;
	readonly asReported: (increment: Decimal, total: Decimal, measure: string) => string;
	readonly period: (period: PeriodKey) => string;
	readonly words: Readonly<Record<ExportWord, string>>;
}
