import type { Decimal } from "../domain/decimal.ts";
import type { QuestionId } from "../domain/duty.ts";
import type { IndicatorId } from "../domain/indicator.ts";
import type { DateText, Instant, PeriodKey } from "../domain/period.ts";
import type { PersonKey } from "../domain/person.ts";
import type { DueNote } from "../domain/round.ts";
import type { Rules } from "../domain/rule.ts";
import type { UnitCode } from "../domain/unit.ts";

/** What is known of a unit's indicator before this report. */
export interface Figure {
	/** The total before this period (opening total when nothing was reported yet). */
	readonly lastTotal: Decimal;
	readonly lastAsOf: DateText | null;
	/** Earlier increments of the same duty, newest first. */
	readonly history: readonly Decimal[];
	readonly annual: Decimal | null;
	/** Where the unit has no target of its own: the nearest unit above that has one, and what that is to reach in the year. */
	readonly above?: { readonly unit: string; readonly annual: Decimal };
	/** Per cent of the annual target planned by now. */
	readonly plannedPercent: Decimal | null;
}

/** Sum of the increments a unit's villages reported for this period, and how many of them did. */
export interface VillageSum {
	readonly sum: Decimal;
	readonly reported: number;
	readonly of: number;
}

/** An answer out of the problem ledger. */
export interface Proposed {
	readonly question: QuestionId;
	readonly what: "open" | "solved";
	/** One problem a line. */
	readonly text: string;
}

/** Everything a step may know beside flow, state and input. */
export interface DialogFacts {
	/** When the person sent the input. */
	readonly now: Instant;
	/** The saved session's id, put into buttons. */
	readonly session: string;
	readonly unit: { readonly code: UnitCode; readonly name: string };
	readonly period: PeriodKey;
	readonly dueAt: Instant;
	/** What is to be said beside it; nothing on an ordinary day. */
	readonly dueNote?: DueNote;
	readonly closesAt: Instant;
	/** At least those of the indicators asked for by `needs`; a missing one counts as nothing known. */
	readonly figures: Readonly<Record<IndicatorId, Figure>>;
	/** Looked at only where a figure is shown that a village may have reported: the caller may load it then. */
	readonly villages?: Readonly<Record<IndicatorId, VillageSum>>;
	readonly rules: Rules;
	/** A report stands and this changes it: on time or late is settled by what was sent first. */
	readonly amends?: boolean;
	/** Answers that are known already, to be confirmed with a word: the unit's open problems, and those solved in the period before. */
	readonly proposed?: readonly Proposed[];
	/** The questions its reviewer sent back, and why: these are asked again. */
	readonly returned?: readonly { readonly question: QuestionId; readonly reason: string }[];
	/** 代报. */
	readonly proxy: boolean;
	readonly writer: PersonKey;
	/** "slow": ask all that is missing in one message. */
	readonly pace: "fast" | "slow";
	/** Other people of the unit who have begun this report. */
	readonly others?: readonly { readonly name: string; readonly answered: number; readonly asked: number }[];
}

/** What a step wants loaded. */
export type DialogNeed =
	| { readonly need: "figures"; readonly indicators: readonly IndicatorId[] }
	/** Names of units, for reading a report out of free text. */
	| { readonly need: "directory" };
