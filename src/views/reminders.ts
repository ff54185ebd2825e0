import type { DutyId } from "../domain/duty.ts";
import type { Instant, PeriodKey } from "../domain/period.ts";
import type { UnitCode } from "../domain/unit.ts";
import type { ViewButton } from "./button.ts";
import type { ReportView, SilentGroup } from "./report.ts";

/** One round in a reminder, and the units that have not reported it. */
export interface RemindedRound {
	readonly duty: DutyId;
	readonly title: string;
	readonly period: PeriodKey;
	readonly dueAt: Instant;
	readonly closesAt: Instant;
	/** Whether the deadline is over. */
	readonly late: boolean;
	/** All of them: whoever reports meanwhile is taken out before it is sent. */
	readonly units: readonly UnitCode[];
	/** It only asks for what may have been lost: nobody is named for being behind. */
	readonly asksOnly?: true;
	/** Those of them that have reported and were changing their report: they are taken out when that has ended. */
	readonly changing?: readonly UnitCode[];
	/** Their names, as the list of the missing gives them. */
	readonly silent: readonly SilentGroup[];
	readonly silentElsewhere: { readonly groups: number; readonly units: number } | null;
	/** To a person, of a single unit: questions left in the report they began and, of those that want a file, the names; or (by) that somebody else of the unit did. */
	readonly draft: { readonly left: number; readonly files?: readonly string[]; readonly by: string | null } | null;
	/** To a person, of a single unit: what its line in a 接龙 says, which waits for the unit's word. */
	readonly listed?: string;
}

/** Some people or units by name, of how many. */
export interface NamedInPart {
	readonly names: readonly string[];
	readonly count: number;
}

/** The round of a digest: what 未报 tells of it. */
export type DigestRound = Omit<Extract<ReportView, { key: "missing" }>, "key" | "buttons">;

export type ReminderView =
	| {
			readonly key: "reminder";
			/** reporter: who reports; principal: who is asked to see to it; group: everybody of a group. */
			readonly to: "reporter" | "principal" | "group";
			/** When it was written: dates are told from there. */
			readonly at: Instant;
			readonly rounds: readonly RemindedRound[];
			/** Times in which something they said there may have been lost: they are asked to say it again. Absent: never. */
			readonly lost?: readonly { readonly channel: string; readonly since: Instant; readonly until: Instant }[];
			readonly buttons: readonly ViewButton[];
	  }
	/** To the office, when deadlines have passed. */
	| { readonly key: "round-digest"; readonly rounds: readonly DigestRound[]; readonly buttons: readonly ViewButton[] }
	/** To whoever asked for it: what became of a 催报. */
	| {
			readonly key: "reminders-sent";
			readonly rounds: readonly {
				readonly title: string;
				readonly period: PeriodKey;
				readonly missing: number;
				readonly reported: number;
			}[];
			/** Rounds left out, for somebody had them reminded of within the hour. */
			readonly recent: readonly { readonly title: string; readonly at: Instant }[];
			/** Units reminded, and in how many groups and of how many people alone. */
			readonly units: number;
			readonly groups: number;
			readonly people: number;
			/** Spared because they were reminded `cap` times today; only counted where others read along. */
			readonly spared: NamedInPart;
			readonly cap: number;
			/** Units of which nobody could be reminded, with whom they have. */
			readonly unreached: NamedInPart;
			/** Whoever asked is of the office, which may lift the cap. */
			readonly mayLift: boolean;
			/** What they typed, to be typed again. */
			readonly asked: string;
			readonly buttons: readonly ViewButton[];
	  }
	/** Nobody may be written to now. */
	| {
			readonly key: "remind-later";
			readonly why: "quiet" | "day-off";
			/** When it is possible without more. */
			readonly at: Instant;
			readonly mayLift: boolean;
			readonly asked: string;
			readonly buttons: readonly ViewButton[];
	  }
	| {
			readonly key: "reminded-already";
			readonly at: Instant;
			readonly mayLift: boolean;
			readonly asked: string;
			readonly buttons: readonly ViewButton[];
	  }
	/** 不限 without a reason. */
	| { readonly key: "remind-needs-reason"; readonly asked: string; readonly buttons: readonly ViewButton[] }
	/** Nothing is taken any more. */
	| {
			readonly key: "remind-closed";
			readonly title: string;
			readonly period: PeriodKey;
			readonly closedAt: Instant;
			readonly missing: number;
			readonly buttons: readonly ViewButton[];
	  };
