import type { Decimal } from "./decimal.ts";
import type { DutyId } from "./duty.ts";
import type { IndicatorId } from "./indicator.ts";
import type { DateText, Instant, PeriodKey } from "./period.ts";
import type { RuleId } from "./rule.ts";
import type { UnitCode } from "./unit.ts";

/** What one figure of a unit is judged on. Amounts in the indicator's measure; `planned` in per cent of the annual target. */
export interface FigureBasis {
	readonly indicator: IndicatorId;
	readonly total: Decimal;
	/** Above zero: a figure without a target is not scored. */
	readonly annual: Decimal;
	readonly planned: Decimal;
	/** Total and plan at the end of last month (or of the period before, where one is longer than a week). */
	readonly before: Decimal;
	readonly plannedBefore: Decimal;
}

/** What a unit is scored on. */
export interface UnitBasis {
	readonly unit: UnitCode;
	readonly figures: readonly FigureBasis[];
	/** Rounds owed of the last few, and those of them reported on time. */
	readonly due: number;
	readonly onTime: number;
	/** Whether it reported in the ranked period. */
	readonly reported: boolean;
	/** Problems it had to solve that fell due in the month (or longer period), and those of them closed in time; absent where they carry no weight. */
	readonly problems?: { readonly due: number; readonly solved: number };
	/** Why it takes no part that year (不参加排名), in the office's words; absent where it does. */
	readonly exempt?: string;
}

/** A figure with its points: per cent of what was planned, in all and since last month; null where the plan is too small a base. */
export interface FigureScore extends FigureBasis {
	readonly completion: Decimal | null;
	readonly change: Decimal | null;
}

export const SCORE_PARTS = ["completion", "change", "on-time", "problems"] as const;
export type ScorePartId = (typeof SCORE_PARTS)[number];

/** One part of a score: its points out of 100 (more where the cap allows), its weight in per cent of the parts that count for this unit, and what it adds. */
export interface ScorePart {
	readonly part: ScorePartId;
	readonly points: Decimal;
	readonly weight: Decimal;
	readonly adds: Decimal;
}

/** A unit's place in a ranking. `score` is the exact sum of what the parts add; without any part, or exempt, it has neither score nor rank (不参加). */
export interface UnitScore extends Omit<UnitBasis, "figures"> {
	readonly figures: readonly FigureScore[];
	readonly parts: readonly ScorePart[];
	readonly score: Decimal | null;
	readonly rank: number | null;
	readonly lamp: "green" | "yellow" | "red" | "none";
}

/** The rules a ranking was made by. The version names the values: equal values have the same. */
export interface RuleSet {
	readonly name: "progress";
	readonly version: string;
	readonly values: Readonly<Partial<Record<RuleId, Decimal>>>;
}

/** A duty's units in order, for one period. Frozen ones (定榜) are stored and never change; a correction is the next edition. */
export interface Ranking {
	readonly duty: DutyId;
	readonly period: PeriodKey;
	/** 1, 2, … once frozen; 0: as it stands. */
	readonly edition: number;
	/** The day the plan is read at. */
	readonly asOf: DateText;
	readonly rules: RuleSet;
	readonly countyVersion: number;
	/** Versions of the period's reports it was made from: more of them mean that it was corrected since. */
	readonly reports: number;
	readonly madeAt: Instant;
	/** Best first; equal ones in the order of their codes; those that take no part last. */
	readonly units: readonly UnitScore[];
}
