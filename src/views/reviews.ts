import type { FileRef } from "../domain/file.ts";
import type { Instant, PeriodKey } from "../domain/period.ts";
import type { ReviewWay } from "../domain/review-decision.ts";
import type { ViewButton } from "./button.ts";
import type { LedgerNote, ReportRow, SubmittedReport } from "./report.ts";

/** A report as lines of a chat name it. */
export interface ReviewedReport {
	readonly number: number;
	readonly version: number;
	readonly title: string;
	readonly unit: string;
	readonly period: PeriodKey;
	readonly late: boolean;
}

/** One line of a report under review. `before`: the same line of the period before; `was`: of the version before. Null: there was none. */
export interface ReviewRow {
	readonly row: ReportRow;
	readonly before: ReportRow | null;
	readonly was: ReportRow | null;
	/** Why the version before was sent back for this line. */
	readonly returned: string | null;
}

/** A question that was sent back, by its name. */
export interface ReturnedLine {
	readonly label: string;
	readonly reason: string;
}

export type ReviewView =
	/** To whoever is to decide. */
	| {
			readonly key: "review-asked";
			readonly report: Omit<SubmittedReport, "rows">;
			/** The lines shown: all, or those that changed since the version before. */
			readonly rows: readonly ReviewRow[];
			/** Names of the lines left out because nothing changed; null where all are shown. */
			readonly unchanged: readonly string[] | null;
			/** Lines the version before had and this one has not. */
			readonly gone: readonly string[];
			/** Names of what was asked and not answered, where the whole is shown. */
			readonly empty: readonly string[];
			/** Why the office is asked: the unit has no principal that day, or none the bot reaches. Null: a principal is asked. */
			readonly office: "none" | "unreached" | null;
			/** Until when a decision is taken. */
			readonly closesAt: Instant;
			/** A newer version than the one that was decided about. */
			readonly newer: boolean;
			/** Those of the lines shown. */
			readonly files: readonly FileRef[];
			readonly buttons: readonly ViewButton[];
	  }
	/** Which lines are sent back? */
	| {
			readonly key: "review-fields";
			readonly report: ReviewedReport;
			readonly lines: readonly string[];
			/** Words that named none of them. */
			readonly unclear: string | null;
			readonly buttons: readonly ViewButton[];
			readonly numbered: boolean;
	  }
	/** Why are these sent back? */
	| {
			readonly key: "review-reason";
			readonly labels: readonly string[];
			readonly limit: number | null;
			readonly buttons: readonly ViewButton[];
	  }
	| { readonly key: "review-dropped"; readonly number: number; readonly buttons: readonly ViewButton[] }
	/** To whoever decided. */
	| { readonly key: "review-approved"; readonly report: ReviewedReport; readonly left: number; readonly buttons: readonly ViewButton[] }
	| {
			readonly key: "review-returned";
			readonly report: ReviewedReport;
			readonly fields: readonly ReturnedLine[];
			/** Who was told; empty where nobody could be reached. */
			readonly told: readonly string[];
			readonly left: number;
			readonly buttons: readonly ViewButton[];
	  }
	/** A press or word on what is decided already. */
	| {
			readonly key: "review-settled";
			readonly report: ReviewedReport;
			readonly decision: "approved" | "returned";
			readonly by: string;
			readonly at: Instant;
			readonly buttons: readonly ViewButton[];
	  }
	/** The round takes nothing any more. */
	| { readonly key: "review-closed"; readonly report: ReviewedReport; readonly closedAt: Instant; readonly buttons: readonly ViewButton[] }
	/** Somebody else's to decide. */
	| {
			readonly key: "review-elsewhere";
			readonly report: ReviewedReport;
			readonly by: readonly string[];
			readonly buttons: readonly ViewButton[];
	  }
	| {
			readonly key: "review-list";
			readonly reports: readonly (ReviewedReport & { readonly by: string; readonly closesAt: Instant; readonly closed: boolean })[];
			/** Waiting for a principal: for the office to know. */
			readonly elsewhere: readonly { readonly unit: string; readonly title: string; readonly by: readonly string[] }[];
			readonly buttons: readonly ViewButton[];
	  }
	/** To the reporter. */
	| {
			readonly key: "report-approved";
			readonly report: ReviewedReport;
			readonly by: string;
			readonly way: ReviewWay;
			readonly ledger?: LedgerNote;
			readonly buttons: readonly ViewButton[];
	  }
	| {
			readonly key: "report-returned";
			readonly report: ReviewedReport;
			readonly by: string;
			readonly way: ReviewWay;
			readonly fields: readonly ReturnedLine[];
			readonly closesAt: Instant;
			readonly buttons: readonly ViewButton[];
	  }
	/** A round is due and reports wait: to their principals, once. */
	| {
			readonly key: "review-due";
			readonly title: string;
			readonly period: PeriodKey;
			readonly units: readonly string[];
			readonly closesAt: Instant;
			readonly buttons: readonly ViewButton[];
	  }
	/** What came while nobody was written to, to those who approve it. */
	| {
			readonly key: "review-overnight";
			readonly reports: readonly { readonly unit: string; readonly title: string; readonly period: PeriodKey; readonly number: number }[];
			readonly buttons: readonly ViewButton[];
	  }
	/** A round closed over reports that wait: to their principals, and to the office. */
	| {
			readonly key: "review-overdue";
			readonly title: string;
			readonly period: PeriodKey;
			readonly to: "principal" | "office";
			readonly waiting: readonly string[];
			readonly returned: readonly string[];
			readonly buttons: readonly ViewButton[];
	  };
