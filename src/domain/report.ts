import type { Decimal } from "./decimal.ts";
import type { DutyId, QuestionId } from "./duty.ts";
import type { FileRef } from "./file.ts";
import type { IndicatorId } from "./indicator.ts";
import type { DateText, Instant, PeriodKey } from "./period.ts";
import type { PersonKey } from "./person.ts";
import type { ReviewDecision } from "./review-decision.ts";
import type { UnitCode } from "./unit.ts";

/** One indicator's figure in a report. What the reporter asserted is kept as such (`basis`); the other of increment and total is derived from it. */
export interface Entry {
	readonly indicator: IndicatorId;
	readonly basis: "increment" | "total";
	readonly increment: Decimal;
	/** The cumulative total after this period, as confirmed by the reporter. */
	readonly total: Decimal;
	readonly asOf: DateText;
	readonly approximate: boolean;
	/** Why the total fell or jumped, in the reporter's words; null where no check asked. */
	readonly reason: string | null;
	/** What was typed (「1.2万亩」). */
	readonly written: string;
}

/** An answer to a question that is not a figure. */
export type PlainAnswer =
	| { readonly question: QuestionId; readonly kind: "text"; readonly text: string }
	| { readonly question: QuestionId; readonly kind: "choice"; readonly option: string }
	| { readonly question: QuestionId; readonly kind: "yesno"; readonly yes: boolean }
	| { readonly question: QuestionId; readonly kind: "files"; readonly files: readonly FileRef[] };

export type ReportSource = "own" | "proxy";

/** One version of a unit's report. Versions are only ever added. */
export interface ReportVersion {
	/** 1, 2, … within the report. */
	readonly version: number;
	/** When the person sent the confirming message: what on time is judged by. */
	readonly sentAt: Instant;
	readonly by: PersonKey;
	/** own: by the unit; proxy: 代报, entered by somebody else for it. */
	readonly source: ReportSource;
	readonly late: boolean;
	/** The compiled form the answers belong to. */
	readonly form: string;
	/** It counts only once it is approved (review.ts); absent: at once. */
	readonly review?: true;
	readonly entries: readonly Entry[];
	readonly answers: readonly PlainAnswer[];
}

/** A unit's one report of a round. */
export interface Report {
	/** 编号, given by the store, unique and never reused. */
	readonly number: number;
	readonly duty: DutyId;
	readonly period: PeriodKey;
	readonly unit: UnitCode;
	readonly versions: readonly ReportVersion[];
	/** In the order of their versions; absent: none. Which version counts follows (countingVersion). */
	readonly decisions?: readonly ReviewDecision[];
	/** When the unit confirmed a 代报; null while it has not (or needs not). */
	readonly confirmedAt: Instant | null;
	readonly confirmedBy: PersonKey | null;
}

/** The newest version: what its reporter last said. Whether it counts already, see countingVersion. */
export const currentVersion = (report: Report): ReportVersion => report.versions[report.versions.length - 1] as ReportVersion;

/** The version that decides on time or late (RoundBook.isLate): a later correction does not make an early report late. */
export const firstVersion = (report: Report): ReportVersion => report.versions[0] as ReportVersion;

/** Whether the unit has confirmed the version that stands: a confirmation of an earlier one says nothing about it. */
export const isConfirmed = (report: Report): boolean => report.confirmedAt !== null && report.confirmedAt >= currentVersion(report).sentAt;
