import type { Decimal } from "../domain/decimal.ts";
import type { FileRef } from "../domain/file.ts";
import type { DateText, Instant, PeriodKey } from "../domain/period.ts";
import type { ViewButton } from "./button.ts";
import type { Placed, RankingPicture } from "./ranking.ts";

/** How the county stands with one indicator at the month's end. */
export interface BulletinFigure {
	readonly label: string;
	readonly measure: string;
	readonly total: Decimal;
	readonly annual: Decimal;
	/** Per cent of the annual target; null without any target. */
	readonly percent: Decimal | null;
	/** Percentage points gained since the month before; null where there is none to compare. */
	readonly gained: Decimal | null;
}

/** Somebody's place that changed, with the problem their unit has open, in its own words. */
export interface BulletinMove {
	readonly unit: string;
	readonly places: number;
	readonly problem: string | null;
}

/** What a month's bulletin is written from. */
export interface BulletinFacts {
	readonly county: string;
	readonly period: PeriodKey;
	readonly asOf: DateText;
	readonly figures: readonly BulletinFigure[];
	readonly units: number;
	readonly reported: number;
	readonly lamps: { readonly green: number; readonly yellow: number; readonly red: number };
	/** Lower bounds of the lamps, in per cent of plan. */
	readonly bounds: { readonly green: Decimal; readonly yellow: Decimal };
	readonly top: readonly { readonly unit: string; readonly score: Decimal }[];
	readonly risen: readonly BulletinMove[];
	readonly fallen: readonly BulletinMove[];
	/** Units with a red lamp, worst last. */
	readonly lagging: readonly { readonly unit: string; readonly problem: string | null }[];
	readonly problems: {
		/** Due in the month, and solved of them in time. */
		readonly due: number;
		readonly solved: number;
		readonly open: number;
		readonly overdueCount: number;
		/** The first of them. */
		readonly overdue: readonly { readonly number: number; readonly unit: string; readonly text: string; readonly owner: string | null }[];
	};
	readonly picture: RankingPicture;
}

/** One unit's old and new values in a correction. */
export interface BulletinChange {
	readonly unit: string;
	readonly before: Placed;
	readonly after: Placed;
	readonly figures: readonly { readonly label: string; readonly measure: string; readonly before: Decimal; readonly after: Decimal }[];
}

/** What a correction (更正) is written from. */
export interface CorrectionFacts {
	readonly county: string;
	readonly period: PeriodKey;
	/** The bulletin it corrects. */
	readonly corrected: { readonly title: string; readonly documentNumber: string | null };
	readonly changes: readonly BulletinChange[];
}

/** A bulletin as its drafter, its approver and its readers see it. */
export interface ShownBulletin {
	readonly title: string;
	readonly paragraphs: readonly string[];
	readonly documentNumber: string | null;
	readonly state: "draft" | "reviewing" | "approved" | "publishing";
	/** Who drafted it, by name. */
	readonly drafter: string;
	readonly approver: string | null;
}

/** What cannot be done with a bulletin as it stands. */
export type BulletinSlip =
	| "none-open"
	| "none-waiting"
	| "own"
	/** 同意 with more behind it. */
	| "not-alone"
	| "not-approved"
	| "no-number"
	| "no-such-paragraph"
	| "too-long"
	| "changed-since"
	| "nobody-to-approve"
	| "unknown"
	| "nothing-to-correct"
	| "under-way"
	| "already-approved"
	| "several-waiting"
	| "exposure-off"
	/** A bulletin is a month's; a quarter has its analysis. */
	| "quarter"
	| "what";

export type BulletinView =
	/** `period`: the month whose figures it tells; null where a person wrote it. */
	| { readonly key: "bulletin-started"; readonly period: PeriodKey | null; readonly buttons: readonly ViewButton[] }
	| { readonly key: "bulletin-no-ranking"; readonly period: PeriodKey; readonly buttons: readonly ViewButton[] }
	/** To its drafter. */
	| {
			readonly key: "bulletin-shown";
			readonly bulletin: ShownBulletin;
			/** Its picture could not be made. */
			readonly unpictured?: boolean;
			readonly buttons: readonly ViewButton[];
	  }
	| { readonly key: "bulletin-slip"; readonly slip: BulletinSlip; readonly buttons: readonly ViewButton[] }
	| { readonly key: "bulletin-sent-up"; readonly to: readonly string[]; readonly buttons: readonly ViewButton[] }
	/** To a second person. */
	| {
			readonly key: "bulletin-to-approve";
			readonly bulletin: ShownBulletin;
			/** Its picture could not be made. */
			readonly unpictured?: boolean;
			readonly buttons: readonly ViewButton[];
	  }
	/** To its drafter, and to the second person themselves. */
	| {
			readonly key: "bulletin-decided";
			readonly approved: boolean;
			readonly by: string;
			readonly title: string;
			readonly reason: string;
			readonly documentNumber: string | null;
			readonly own: boolean;
			readonly buttons: readonly ViewButton[];
	  }
	| { readonly key: "bulletin-publishing"; readonly buttons: readonly ViewButton[] }
	/** To the office: where it went. */
	| {
			readonly key: "bulletin-out";
			readonly number: number;
			readonly groups: number;
			/** Its picture could not be made: it went without. */
			readonly unpictured?: boolean;
			readonly buttons: readonly ViewButton[];
	  }
	| { readonly key: "bulletin-dropped"; readonly buttons: readonly ViewButton[] }
	/** To the groups. */
	| {
			readonly key: "bulletin";
			readonly title: string;
			readonly documentNumber: string;
			readonly paragraphs: readonly string[];
			readonly office: string;
			readonly at: Instant;
			readonly files: readonly FileRef[];
			readonly buttons: readonly ViewButton[];
	  };
