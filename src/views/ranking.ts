import type { Decimal } from "../domain/decimal.ts";
import type { FileRef } from "../domain/file.ts";
import type { DateText, Instant, PeriodKey } from "../domain/period.ts";
import type { RuleSet, ScorePartId } from "../domain/ranking.ts";
import type { ViewButton } from "./button.ts";
import type { Lamp } from "./report.ts";

/** Which ranking it is, and what it was made by. */
export interface RankingHeading {
	readonly county: string;
	/** The duty's name. */
	readonly title: string;
	readonly period: PeriodKey;
	/** 0: as it stands (尚未定榜); above 1: corrected after it was frozen (更正). */
	readonly edition: number;
	readonly asOf: DateText;
	readonly madeAt: Instant;
	readonly rules: Pick<RuleSet, "name" | "version">;
	/** Units that reported in the period, of those that owe it. */
	readonly reported: number;
	readonly due: number;
	/** The frozen ranking that changes of place are against; null without. */
	readonly comparedWith: PeriodKey | null;
	/** Of a month's ranking made from weekly reports: the first and last of its weeks. Null where the period is the duty's own. */
	readonly weeks: { readonly first: PeriodKey; readonly last: PeriodKey } | null;
}

/** A unit that takes no part for a year, and why. */
export interface ExemptUnit {
	readonly unit: string;
	readonly reason: string;
}

/** A unit's place and score; nulls where it takes no part. */
export interface Placed {
	readonly rank: number | null;
	readonly score: Decimal | null;
}

/** Places gained (above zero) or lost since the ranking compared with; null where the unit was not ranked there. */
export type Moved = number | null;

/** A unit's line of the picture. */
export interface RankedRow {
	readonly rank: number;
	readonly unit: string;
	readonly score: Decimal;
	readonly moved: Moved;
	readonly lamp: Lamp;
	/** One for each of the picture's indicators; null where the unit has no target. */
	readonly figures: readonly ({ readonly total: Decimal; readonly annual: Decimal; readonly percent: Decimal } | null)[];
}

/** What the picture of a ranking shows. */
export interface RankingPicture extends RankingHeading {
	readonly indicators: readonly {
		readonly label: string;
		/** As people call it, for the head of a narrow column. */
		readonly short: string;
		readonly measure: string;
		readonly total: Decimal;
		readonly annual: Decimal;
		/** Null without any target. */
		readonly percent: Decimal | null;
	}[];
	readonly rows: readonly RankedRow[];
	/** Units without any target. */
	readonly absent: readonly string[];
	readonly exempt: readonly ExemptUnit[];
	/** Lower bounds of the lamps, in per cent of plan. */
	readonly green: Decimal;
	readonly yellow: Decimal;
}

/** One part of a score in 为什么, with how each figure came about where it is made of figures. */
export interface WhyPart {
	readonly part: ScorePartId;
	readonly points: Decimal;
	readonly weight: Decimal;
	readonly adds: Decimal;
	readonly figures: readonly {
		readonly label: string;
		readonly measure: string;
		/** What was done, and what was planned for it, in the measure. */
		readonly done: Decimal;
		readonly planned: Decimal;
		readonly points: Decimal;
		/** Whether floor or cap decided the points. */
		readonly bounded: "cap" | "floor" | null;
	}[];
	/** Rounds reported on time of those owed; null in parts made of figures. */
	readonly onTime: { readonly count: number; readonly due: number } | null;
	/** Problems closed in time of those due since last month; null in other parts. */
	readonly solved: { readonly count: number; readonly due: number } | null;
}

export type RankingView =
	| {
			readonly key: "ranking";
			readonly heading: RankingHeading;
			readonly top: readonly { readonly rank: number; readonly unit: string; readonly score: Decimal }[];
			/** Units that are ranked. */
			readonly of: number;
			/** The reader's units. */
			readonly own: readonly {
				readonly unit: string;
				readonly rank: number | null;
				readonly score: Decimal | null;
				/** Why it takes no part; null where it does. */
				readonly exempt: string | null;
				readonly moved: Moved;
			}[];
			readonly risen: readonly { readonly unit: string; readonly places: number }[];
			readonly fallen: readonly { readonly unit: string; readonly places: number }[];
			readonly absent: readonly string[];
			readonly exempt: readonly ExemptUnit[];
			/** The picture; none where it could not be made, which is said. */
			readonly files: readonly FileRef[];
			readonly buttons: readonly ViewButton[];
	  }
	/** To the county's groups: a ranking they were shown was corrected, and places changed. */
	| {
			readonly key: "ranking-corrected";
			readonly heading: RankingHeading;
			readonly changes: readonly { readonly unit: string; readonly before: Placed; readonly after: Placed }[];
			/** Further units whose place changed. */
			readonly more: number;
			/** Earlier rankings that were corrected by the same reports. */
			readonly also: readonly PeriodKey[];
			readonly files: readonly FileRef[];
			readonly buttons: readonly ViewButton[];
	  }
	/** Nothing to rank: no duty asks for figures, or none was reported in the period. */
	| { readonly key: "no-ranking"; readonly period: PeriodKey | null; readonly buttons: readonly ViewButton[] }
	| {
			readonly key: "why";
			readonly heading: RankingHeading;
			readonly unit: string;
			readonly rank: number | null;
			readonly of: number;
			readonly score: Decimal | null;
			readonly parts: readonly WhyPart[];
			/** Indicators in which it is not scored: without a target, or on too small a base. */
			readonly leftOut: readonly { readonly label: string; readonly why: "no-target" | "small-base" }[];
			/** Why it takes no part that year; null where it does. */
			readonly exempt: string | null;
			/** No round was due yet: punctuality is not scored. */
			readonly noRounds: boolean;
			readonly cap: Decimal;
			readonly floor: Decimal;
			readonly buttons: readonly ViewButton[];
	  }
	/** 为什么 of a unit that is in no ranking. */
	| { readonly key: "not-ranked"; readonly unit: string; readonly buttons: readonly ViewButton[] }
	| {
			readonly key: "round-summary";
			readonly title: string;
			readonly period: PeriodKey;
			readonly dueAt: Instant;
			readonly due: number;
			readonly reported: number;
			readonly onTime: number;
			readonly late: number;
			readonly rows: readonly {
				readonly label: string;
				readonly measure: string;
				readonly increment: Decimal;
				readonly total: Decimal;
				readonly annual: Decimal | null;
				readonly percent: Decimal | null;
				readonly planned: Decimal | null;
				readonly lamp: Lamp;
				/** Increments out of the ordinary, in per cent of the annual target; `usual` is the median, null where too few reported to tell. */
				readonly usual: Decimal | null;
				readonly outliers: readonly {
					readonly unit: string;
					readonly increment: Decimal;
					readonly percent: Decimal;
					readonly above: boolean;
				}[];
			}[];
			readonly buttons: readonly ViewButton[];
	  };
