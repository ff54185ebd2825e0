import type { DutyId } from "../domain/duty.ts";
import type { PeriodKey } from "../domain/period.ts";
import type { ReviewDecision } from "../domain/review-decision.ts";
import type { UnitCode } from "../domain/unit.ts";

/** A report whose newest version is not approved. */
export interface PendingReview {
	readonly number: number;
	readonly duty: DutyId;
	readonly period: PeriodKey;
	readonly unit: UnitCode;
	readonly state: "waiting" | "returned";
	/** Whether an earlier version counts meanwhile. */
	readonly counts: boolean;
}

/** Changes of reviews; see Effect. */
export type ReviewEffect =
	/** Decides about a version of a report. Refuses the commit where that version is not there or was decided about. */
	{ readonly do: "add-review-decision"; readonly report: number; readonly decision: ReviewDecision };

/** What the store answers about reviews. */
export interface ReviewStore {
	/** Reports that wait or were returned, by number: of these units, or (null) of all. */
	pendingReviews(units: readonly UnitCode[] | null): Promise<PendingReview[]>;
}
