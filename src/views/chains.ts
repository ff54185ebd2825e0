import type { Decimal } from "../domain/decimal.ts";
import type { Instant, PeriodKey } from "../domain/period.ts";
import type { DueNote } from "../domain/round.ts";
import type { ViewButton } from "./button.ts";

/** A figure of a line as it was taken; nothing is told beside it that the group may not see. */
export interface LineFigure {
	readonly name: string;
	/** unstated: still to be asked. */
	readonly basis: "increment" | "total" | "unstated";
	readonly value: Decimal;
	readonly measure: string;
	readonly approximate: boolean;
	/** What was typed, when a unit or a ten-thousand was converted; else null. */
	readonly written: string | null;
}

/** What a line was understood to say. */
export interface LineReading {
	readonly figures: readonly LineFigure[];
	readonly texts: readonly { readonly name: string; readonly text: string }[];
	/** Required and not there. */
	readonly missing: readonly string[];
	/** There, and to be asked about; among the figures where they are one figure. */
	readonly asks: readonly string[];
	/** Figures that belong nowhere. */
	readonly unused: readonly string[];
}

/** An entry of a list: what becomes of it. */
export type ListedLine = { readonly number: number; readonly unit: string } & (
	| ({ readonly is: "waiting" } & LineReading)
	/** Sent already, with these figures or others; sent back to be mended; or of a round that takes nothing. */
	| { readonly is: "reported" | "differs" | "returned" | "closed" }
);

/** A round that lines of a list are about. */
export interface ListedRound {
	readonly title: string;
	readonly period: PeriodKey;
	readonly dueAt: Instant;
	readonly dueNote: DueNote | null;
	readonly late: boolean;
}

export type ChainView =
	/** What was understood of a 接龙, in its order; of a later one (`again`) what is new. */
	| {
			readonly key: "chain-read";
			readonly again: boolean;
			readonly rounds: readonly ListedRound[];
			readonly lines: readonly (
				| ListedLine
				/** Not understood, or of a unit that is not the group's. */
				| { readonly number: number; readonly unit: null; readonly is: "unclear" | "elsewhere" }
			)[];
			/** Whoever posted it in private is told that the units confirm for themselves. */
			readonly inGroup: boolean;
			readonly numbered: false;
			readonly buttons: readonly ViewButton[];
	  }
	/** To whoever addressed the bot with a list that has nothing new. */
	| { readonly key: "chain-unchanged"; readonly buttons: readonly ViewButton[] }
	/** Several lines wait for this person's word. */
	| {
			readonly key: "which-line";
			readonly lines: readonly { readonly unit: string; readonly title: string; readonly period: PeriodKey }[];
			readonly buttons: readonly ViewButton[];
	  }
	| {
			readonly key: "line-corrected";
			readonly unit: string;
			readonly line: LineReading;
			readonly numbered: false;
			readonly buttons: readonly ViewButton[];
	  }
	/** A correction fits several figures of the line. */
	| { readonly key: "line-which-figure"; readonly unit: string; readonly names: readonly string[]; readonly buttons: readonly ViewButton[] }
	| { readonly key: "line-not-yours"; readonly unit: string; readonly buttons: readonly ViewButton[] }
	/** A press where nothing waits for the presser. */
	| { readonly key: "no-line-waits"; readonly name: string; readonly buttons: readonly ViewButton[] };
