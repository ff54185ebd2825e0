import type { Instant, PeriodKey } from "../domain/period.ts";
import type { ReviewWay } from "../domain/review-decision.ts";
import type { ReportRow } from "../views/report.ts";

/** Words of the archive a round's material is bundled into. */
export interface MaterialWords {
	/** The archive without its ending; `part` null: there is only one. */
	readonly archive: (duty: string, period: PeriodKey, part: number | null) => string;
	/** The sheet on top, without its ending. */
	readonly index: string;
	/** A file whose own name says nothing. */
	readonly nameless: string;
	/** 「大巴镇2026年第4季度季报」 */
	readonly title: (unit: string, duty: string, period: PeriodKey) => string;
	readonly sent: (report: {
		readonly number: number;
		readonly by: string;
		readonly at: Instant;
		readonly late: boolean;
		readonly proxy: boolean;
	}) => string;
	readonly approved: (by: string, at: Instant, way: ReviewWay) => string;
	/** What a line of a report says, without its name; of files their names. */
	readonly answer: (row: ReportRow, files: readonly string[]) => string;
	/** Stands for the name of files sent along unasked. */
	readonly loose: string;
}
