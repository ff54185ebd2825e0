import type { DateText, Instant, PeriodKey } from "../domain/period.ts";
import type { NotOwed } from "../domain/round-book.ts";
import type { ViewButton } from "./button.ts";
import type { PersonLine } from "./people.ts";

/** What is missing in, or wrong with, a command about a round. */
export type RoundSlip =
	| "unit"
	| "period"
	| "time"
	/** A day or a time of day that could not be made out. */
	| "unclear-time"
	| "reason"
	/** The new moment is over, or no later than the one that stands. */
	| "too-early"
	| "too-late";

/** What is wrong with a leave. */
export type AwaySlip = "days" | "past" | "too-long" | "deputy" | "oneself" | "elsewhere" | "deputy-away";

export type RoundView =
	| {
			readonly key: "round-slip";
			readonly command: "reopen" | "extend";
			readonly slip: RoundSlip;
			/** The moment the round closes or is due now, where that says more. */
			readonly stands: Instant | null;
			readonly unit: string;
			readonly period: PeriodKey;
			readonly until: Instant;
			readonly buttons: readonly ViewButton[];
	  }
	/** Nobody owes this round. */
	| {
			readonly key: "round-not-owed";
			readonly title: string;
			readonly period: PeriodKey;
			readonly why: NotOwed;
			readonly buttons: readonly ViewButton[];
	  }
	/** No need to reopen: it takes reports. */
	| {
			readonly key: "round-takes-reports";
			readonly title: string;
			readonly unit: string;
			readonly period: PeriodKey;
			readonly closesAt: Instant;
			readonly buttons: readonly ViewButton[];
	  }
	/** To the office. */
	| {
			readonly key: "round-reopened";
			readonly title: string;
			readonly unit: string;
			readonly period: PeriodKey;
			readonly until: Instant;
			readonly reason: string;
			/** Chats it was told in. */
			readonly told: number;
			readonly buttons: readonly ViewButton[];
	  }
	/** To the unit. */
	| {
			readonly key: "round-reopened-for-you";
			readonly title: string;
			readonly unit: string;
			readonly period: PeriodKey;
			readonly until: Instant;
			readonly reason: string;
			readonly buttons: readonly ViewButton[];
	  }
	/** To the office. */
	| {
			readonly key: "deadline-extended";
			readonly titles: readonly string[];
			readonly period: PeriodKey;
			readonly dueAt: Instant;
			readonly dayOff: boolean;
			readonly reason: string;
			readonly silent: number;
			readonly told: number;
			/** Reports that were late and count as on time from now on. */
			readonly madeOnTime: number;
			readonly buttons: readonly ViewButton[];
	  }
	/** To those who have not reported. */
	| {
			readonly key: "deadline-extended-for-you";
			readonly title: string;
			readonly units: readonly string[];
			readonly period: PeriodKey;
			readonly dueAt: Instant;
			readonly reason: string;
			readonly buttons: readonly ViewButton[];
	  }
	/** To those who have not reported: deadlines fell into time the program stood still, `from` to `until`. `units` are all the chat is told of. */
	| {
			readonly key: "outage-extended-for-you";
			readonly units: readonly string[];
			readonly from: Instant;
			readonly until: Instant;
			/** At least one, oldest first. */
			readonly rounds: readonly {
				readonly title: string;
				readonly period: PeriodKey;
				readonly dueAt: Instant;
				/** Those that have not reported it. */
				readonly units: readonly string[];
			}[];
			readonly buttons: readonly ViewButton[];
	  }
	/** To the office. */
	| {
			readonly key: "outage-extended";
			readonly from: Instant;
			readonly until: Instant;
			readonly rounds: readonly {
				readonly title: string;
				readonly period: PeriodKey;
				readonly dueAt: Instant;
				/** Units that have not reported, and chats they were told in. */
				readonly silent: number;
				readonly told: number;
			}[];
			readonly buttons: readonly ViewButton[];
	  }
	| {
			readonly key: "away-slip";
			readonly slip: AwaySlip;
			readonly name: string;
			readonly first: DateText;
			readonly last: DateText;
			readonly buttons: readonly ViewButton[];
	  }
	/** To whoever goes away. */
	| {
			readonly key: "away-begun";
			readonly first: DateText;
			readonly last: DateText;
			readonly deputy: PersonLine;
			/** Open dialogs that went along. */
			readonly dialogs: number;
			/** Whether the deputy could be told. */
			readonly told: boolean;
			readonly buttons: readonly ViewButton[];
	  }
	/** To the deputy. */
	| {
			readonly key: "away-deputy";
			readonly person: PersonLine;
			readonly first: DateText;
			readonly last: DateText;
			readonly dialogs: number;
			readonly buttons: readonly ViewButton[];
	  }
	| { readonly key: "away-ended"; readonly deputy: string; readonly buttons: readonly ViewButton[] }
	/** To the deputy. */
	| { readonly key: "away-ended-deputy"; readonly name: string; readonly buttons: readonly ViewButton[] }
	| { readonly key: "not-away"; readonly buttons: readonly ViewButton[] };
