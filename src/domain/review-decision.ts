import type { QuestionId } from "./duty.ts";
import type { Instant } from "./period.ts";
import type { PersonKey } from "./person.ts";

/**
 * In which way somebody came to decide: as the unit's principal (经主要负责人审核); over their own report, there being no other principal that day; or
 * for the office, no principal being in reach.
 */
export const REVIEW_WAYS = ["principal", "self", "office"] as const;
export type ReviewWay = (typeof REVIEW_WAYS)[number];

/** A question whose answer goes back to the reporter, and why. */
export interface ReturnedField {
	readonly question: QuestionId;
	readonly reason: string;
}

/** 通过 or 退回 of one version. The first word counts and stays; what follows a return is the next version. */
export interface ReviewDecision {
	readonly version: number;
	readonly decision: "approved" | "returned";
	readonly by: PersonKey;
	readonly way: ReviewWay;
	readonly at: Instant;
	/** The report counted with this for the first time, and its round had closed for all: it is late then, whenever it was sent. */
	readonly late: boolean;
	/** None where it was approved. */
	readonly fields: readonly ReturnedField[];
}

/** Longest reason of a return. */
export const LONGEST_REASON = 200;
