import type { Instant, PeriodKey } from "../domain/period.ts";
import type { ViewButton } from "./button.ts";
import type { PersonLine } from "./people.ts";

/** Figures of a month that are compared with those of the month before. */
export interface BurdenFigures {
	/** People who got a message of the program's own accord, or were named in a group. */
	readonly reached: number;
	/** Reminders, notices and what else was told, to one person; and to whole groups. */
	readonly messages: number;
	readonly groupMessages: number;
	readonly mentions: number;
	/** Null where the words are forgotten: a question is told from an answer by them. */
	readonly questions: number | null;
	readonly replies: number;
	readonly minutes: number;
}

/** Somebody of whom much was asked. */
export interface BurdenLine {
	readonly person: PersonLine;
	readonly messages: number;
	readonly mentions: number;
	readonly questions: number;
	readonly minutes: number;
}

/** What went out on a channel in all, answers and what the office was told counted in. */
export interface ChannelLine {
	readonly channel: string;
	readonly sent: number;
	/** Where messages go at a human pace: the most in any minute of the clock, and those kept back over quiet hours. */
	readonly paced: { readonly busiest: number; readonly held: number } | null;
}

/** What keeps people from being asked more. */
export interface BurdenCaps {
	readonly perDay: string;
	/** Hours of the day, half hours as 7.5. */
	readonly quietFrom: string;
	readonly quietUntil: string;
}

export type BurdenView =
	/** 减负: what was asked of people in a month. */
	| {
			readonly key: "burden";
			readonly month: PeriodKey;
			/** The moment it was counted at, while the month is not over; null behind it. */
			readonly sofar: Instant | null;
			/** From when it is counted, where that is within the month. */
			readonly since: Instant | null;
			readonly figures: BurdenFigures;
			/** Messages and mentions of those reached: the middle one and the most. */
			readonly median: number;
			readonly most: number;
			/** Of whom most was asked, and more than of the one in the middle. */
			readonly top: readonly BurdenLine[];
			readonly caps: BurdenCaps;
			readonly held: {
				readonly capped: number;
				readonly unreachable: number;
				readonly reported: number;
				readonly expired: number;
				readonly lost: number;
			};
			/** The whole month before; null when nothing is known of it. */
			readonly before: { readonly month: PeriodKey; readonly figures: BurdenFigures } | null;
			/** Absent where there is one channel, at no human pace. */
			readonly channels?: readonly ChannelLine[];
			readonly buttons: readonly ViewButton[];
	  }
	/** 减负 王伟: the same of one person. */
	| {
			readonly key: "burden-of-person";
			readonly month: PeriodKey;
			readonly sofar: Instant | null;
			readonly since: Instant | null;
			readonly person: PersonLine;
			readonly reminders: number;
			readonly notices: number;
			readonly told: number;
			readonly mentions: number;
			readonly questions: number | null;
			readonly answers: number | null;
			readonly replies: number;
			readonly minutes: number;
			readonly capped: number;
			readonly caps: BurdenCaps;
			readonly buttons: readonly ViewButton[];
	  }
	/** Nothing is known of a month: it is before the first message, or yet to come. */
	| { readonly key: "burden-nothing"; readonly month: PeriodKey; readonly ahead: boolean; readonly buttons: readonly ViewButton[] }
	/** 减负 第46周: it is counted by months. */
	| { readonly key: "burden-by-month"; readonly month: PeriodKey; readonly buttons: readonly ViewButton[] };
