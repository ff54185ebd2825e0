import type { Decimal } from "../domain/decimal.ts";
import type { FileRef } from "../domain/file.ts";
import type { DateText, PeriodKey } from "../domain/period.ts";
import type { ViewButton } from "./button.ts";
import type { Lamp } from "./report.ts";

/** How the county or a unit stands with one indicator on a quarter's last day. Amounts in its measure. */
export interface AnalysisFigure {
	readonly total: Decimal;
	/** Null where there is no target, or one of zero. */
	readonly annual: Decimal | null;
	/** Per cent of the annual target reached, and planned by the day. */
	readonly percent: Decimal | null;
	readonly planned: Decimal | null;
	/** What is planned by the day, and how much more than that was reached (less: negative). */
	readonly due: Decimal | null;
	readonly ahead: Decimal | null;
	/** Per cent of what is planned by the day: what the lamp is judged by. */
	readonly ofPlan: Decimal | null;
	/** What the quarter brought, and what its plan brings. */
	readonly gained: Decimal;
	readonly dueInQuarter: Decimal | null;
	readonly lamp: Lamp;
}

/** A unit in an indicator's table. */
export interface AnalysisRow extends AnalysisFigure {
	readonly unit: string;
	/** By the per cent shown; equal ones share it. Null without target, and for a unit that takes no part in rankings. */
	readonly rank: number | null;
	/** Why it takes no part in rankings that year. */
	readonly exempt: string | null;
	/** Units it took over within the year, and when it began itself; null where it is older. */
	readonly joined: readonly string[];
	readonly since: DateText | null;
	/** Rounds of the quarter it owed, and those of them that are over and not reported. */
	readonly owed: number;
	readonly missed: number;
}

/** A month's (or quarter's) end on the curve of an indicator. */
export interface TrendPoint {
	readonly period: PeriodKey;
	/** Reached by then; null before anything was reported, and for what lies ahead. */
	readonly percent: Decimal | null;
	readonly planned: Decimal | null;
	/** Whether it belongs to the quarter. */
	readonly current: boolean;
}

/** One indicator of the county in a quarter. */
export interface AnalysisIndicator {
	readonly project: string;
	/** 组织实施部门 */
	readonly department: string;
	readonly label: string;
	readonly short: string;
	readonly measure: string;
	readonly county: AnalysisFigure;
	/** As the office reads it: by completion, then those without a place. */
	readonly rows: readonly AnalysisRow[];
	readonly trend: readonly TrendPoint[];
}

/** Units behind the plan of one indicator, furthest behind first. */
export interface Lag {
	readonly indicator: AnalysisIndicator;
	readonly red: readonly AnalysisRow[];
	readonly yellow: readonly AnalysisRow[];
}

/** Somebody's own words, with where they stand. */
export interface Quote {
	readonly unit: string;
	readonly on: DateText;
	readonly text: string;
	/** The problem's number in the ledger; null for words of a report. */
	readonly problem: number | null;
	/** The report's name; null for a problem. */
	readonly report: string | null;
}

/** Words of lagging units about the same thing; `about` null: those that share nothing. */
export interface CauseGroup {
	readonly about: string | null;
	readonly units: number;
	readonly quotes: readonly Quote[];
	/** Quotes that are not shown. */
	readonly more: number;
}

/** A figure somebody planned for the quarter, beside what the quarter brought. */
export interface PlannedFigure {
	readonly unit: string;
	readonly label: string;
	readonly measure: string;
	readonly basis: "increment" | "total";
	readonly planned: Decimal;
	readonly reached: Decimal;
}

/** What a unit said it would do, beside what it says became of it; null where it said nothing. */
export interface Promised {
	readonly unit: string;
	readonly said: string;
	readonly became: string | null;
}

/** How many quarterly reports count, of those owed. */
export interface ReportsIn {
	readonly title: string;
	readonly due: number;
	readonly reported: number;
	readonly missing: readonly string[];
}

/** Everything the quarter's analysis (季度分析材料) is written from. */
export interface AnalysisFacts {
	readonly county: string;
	readonly period: PeriodKey;
	/** The day the figures are of: the quarter's last, or today. */
	readonly asOf: DateText;
	/** Whether the quarter is over. */
	readonly over: boolean;
	/** Rounds of the quarter that still take reports. */
	readonly open: number;
	readonly indicators: readonly AnalysisIndicator[];
	/** Indicators nobody reports weekly, monthly or quarterly. */
	readonly unreported: readonly string[];
	readonly bounds: { readonly green: Decimal; readonly yellow: Decimal };
	readonly problems: { readonly raised: number; readonly solved: number; readonly open: number; readonly overdue: number };
	readonly lags: readonly Lag[];
	readonly causes: readonly CauseGroup[];
	readonly reports: readonly ReportsIn[];
	/** From the reports of the quarter before: figures, and words. */
	readonly planned: readonly PlannedFigure[];
	readonly promised: readonly Promised[];
	readonly next: readonly Quote[];
}

/** One line a indicator for the summary in chat. */
export interface AnalysisLine {
	readonly label: string;
	readonly measure: string;
	readonly total: Decimal;
	readonly annual: Decimal | null;
	readonly percent: Decimal | null;
	readonly planned: Decimal | null;
	readonly lamp: Lamp;
	readonly red: number;
	/** The unit that is furthest behind, in per cent of its plan. */
	readonly worst: string | null;
}

export type AnalysisView =
	| { readonly key: "analysis-started"; readonly period: PeriodKey | null; readonly buttons: readonly ViewButton[] }
	/** Nothing was reported in the quarter, or no quarter is meant: `period` null. */
	| { readonly key: "analysis-none"; readonly period: PeriodKey | null; readonly buttons: readonly ViewButton[] }
	| {
			readonly key: "analysis";
			readonly period: PeriodKey;
			readonly asOf: DateText;
			readonly over: boolean;
			readonly lines: readonly AnalysisLine[];
			readonly moreLines: number;
			readonly problems: AnalysisFacts["problems"];
			readonly reports: readonly Pick<ReportsIn, "title" | "due" | "reported">[];
			/** Whether every picture could be made. */
			readonly pictures: boolean;
			readonly files: readonly FileRef[];
			readonly buttons: readonly ViewButton[];
	  }
	/** To the office, once a quarter: the material can be made now. */
	| {
			readonly key: "analysis-due";
			readonly period: PeriodKey;
			readonly reports: readonly Pick<ReportsIn, "title" | "due" | "reported">[];
			readonly buttons: readonly ViewButton[];
	  };
