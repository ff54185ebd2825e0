import type { IndicatorId } from "./indicator.ts";
import type { Cadence } from "./period.ts";
import type { ReminderStep } from "./reminder-step.ts";
import type { UnitCode, UnitKind } from "./unit.ts";

export type DutyId = string & { readonly __brand: "DutyId" };
export type QuestionId = string & { readonly __brand: "QuestionId" };

/**
 * A moment relative to a period: `day` counts from the first day of the period (1 = first day; a number beyond its length falls into the next one;
 * 0 counts from the end: the last day), at a wall-clock time in Asia/Shanghai.
 */
export interface Moment {
	readonly day: number;
	/** HH:MM */
	readonly time: string;
	/** The day is counted in the following period instead (次月3日: months differ in length, so a number alone cannot say it). */
	readonly next?: true;
}

export const QUESTION_KINDS = ["number", "text", "choice", "yesno", "files"] as const;
export type QuestionKind = (typeof QUESTION_KINDS)[number];

/** Asked only when the named earlier question has one of these answers (choice labels, 是 or 否); any problem text counts as 有. */
export interface Condition {
	readonly question: QuestionId;
	readonly oneOf: readonly string[];
}

/** 题目 of a duty. A number question names the indicator it fills. */
export interface DutyQuestion {
	readonly id: QuestionId;
	readonly kind: QuestionKind;
	readonly label: string;
	readonly help: string | null;
	readonly required: boolean;
	readonly indicator: IndicatorId | null;
	readonly options: readonly string[];
	readonly when: Condition | null;
	/** The answers to this question are the unit's problems (问题). */
	readonly problem: boolean;
}

/** 报送: who reports what, how often, open from when, due when, closing when (due is not closed). */
export interface Duty {
	readonly id: DutyId;
	readonly name: string;
	readonly cadence: Cadence;
	/** Units that owe it: all of a kind, or those listed. */
	readonly units: { readonly kind: UnitKind } | { readonly codes: readonly UnitCode[] };
	readonly opens: Moment;
	readonly due: Moment;
	readonly closes: Moment;
	/** When those missing are reminded; null: the steps every duty has of itself (DEFAULT_REMINDERS). */
	readonly reminders: readonly ReminderStep[] | null;
	/** 审核: a report counts once the unit's principal has approved it (policy, part four). */
	readonly review: boolean;
	readonly questions: readonly DutyQuestion[];
}
