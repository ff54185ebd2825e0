import type { FileRef } from "../domain/file.ts";
import type { DateText, Instant } from "../domain/period.ts";
import type { ProblemChange, ProblemState, ProblemWay } from "../domain/problem.ts";
import type { ProblemLamp } from "../domain/problem-lamp.ts";
import type { ViewButton } from "./button.ts";

/** A problem as lists name it. */
export interface ProblemLine {
	readonly number: number;
	readonly text: string;
	/** Whose it is. */
	readonly unit: string;
	readonly place: string | null;
	/** The unit it was given to; null: none. */
	readonly owner: string | null;
	readonly dueOn: DateText;
	readonly lamp: ProblemLamp;
	/** Days over its due date; 0 before. */
	readonly over: number;
	readonly state: ProblemState;
}

/** How many open problems there are, by lamp and in all; `closing` wait for their verification, `unassigned` for an owner. */
export interface ProblemCounts {
	readonly red: number;
	readonly yellow: number;
	readonly green: number;
	readonly all: number;
	readonly closing: number;
	readonly unassigned: number;
}

/** One line of a problem's history; the units it names are names. */
export interface ProblemHistoryLine {
	readonly at: Instant;
	readonly by: string;
	readonly what: ProblemChange["what"];
	readonly words: string;
	/** Where it was worded anew: as it was before. */
	readonly was?: string;
	/** Whom it was given to, and until when. */
	readonly owner: string | null;
	readonly dueOn: DateText | null;
	readonly files: number;
}

/** Alike problems of several units. */
export interface AlikeLine {
	readonly about: string;
	readonly problems: readonly { readonly number: number; readonly unit: string }[];
}

/** The commands about one problem. */
export const PROBLEM_COMMANDS = ["problems", "advance", "resolve", "verify", "send-back", "assign", "drop-problem"] as const;
export type ProblemCommand = (typeof PROBLEM_COMMANDS)[number];

/** What a command about a problem lacks; each is said with an example that would work. */
export type ProblemSlip = "number" | "words" | "reason" | "unit" | "too-early" | "too-late" | "no-day" | "one-unit" | "no-text";

interface Buttons {
	readonly buttons: readonly ViewButton[];
}

/** What was done, to whoever did it. */
export type ProblemDeed = "answered" | "closing" | "closed" | "sent-back" | "assigned" | "postponed" | "withdrawn" | "files";

/** What is said of the problem ledger (问题台账). */
export type ProblemView =
	| ({ readonly key: "problem-raised"; readonly problem: ProblemLine; readonly fileCount: number } & Buttons)
	/** What reads as several problems: each its own, or all of it one? */
	| ({ readonly key: "problems-several"; readonly items: readonly string[] } & Buttons)
	/** Several of one message, and those of them that stand already. */
	| ({ readonly key: "problems-raised"; readonly raised: readonly ProblemLine[]; readonly known: readonly ProblemLine[] } & Buttons)
	/** The message that raised it was changed; `taken`: it is worded anew, else somebody has acted on it already. */
	| ({ readonly key: "problem-reworded"; readonly problem: ProblemLine; readonly taken: boolean } & Buttons)
	/** Of which of the speaker's units? One button each. */
	| ({ readonly key: "problem-whose"; readonly units: readonly string[] } & Buttons)
	/** The same words are an open problem of the unit already. */
	| ({ readonly key: "problem-known"; readonly problem: ProblemLine } & Buttons)
	/** The open problems of a unit, or of the speaker's; `left`: how many more there are. */
	| ({
			readonly key: "problems";
			readonly unit: string;
			readonly counts: ProblemCounts;
			readonly problems: readonly ProblemLine[];
			readonly left: number;
			/** Whether the reader may raise one. */
			readonly mayRaise: boolean;
	  } & Buttons)
	/** The whole county's, for those who oversee it. */
	| ({
			readonly key: "problem-board";
			readonly county: string;
			readonly counts: ProblemCounts;
			readonly units: readonly { readonly unit: string; readonly red: number; readonly yellow: number; readonly green: number }[];
			readonly unitsLeft: number;
			readonly problems: readonly ProblemLine[];
			readonly left: number;
			readonly alike: readonly AlikeLine[];
			/** A unit whose problems can be asked for. */
			readonly example: string | null;
			/** Whether the reader may assign them. */
			readonly mayAssign: boolean;
	  } & Buttons)
	| ({
			readonly key: "problem-shown";
			readonly problem: ProblemLine;
			readonly raisedBy: string;
			readonly raisedFor: string;
			readonly via: ProblemWay;
			readonly report: number | null;
			readonly raisedAt: Instant;
			/** Names of the project it is about; null: none. */
			readonly project: string | null;
			/** Oldest first; `left` earlier ones are not shown. */
			readonly history: readonly ProblemHistoryLine[];
			readonly left: number;
			readonly files: readonly FileRef[];
	  } & Buttons)
	| ({
			readonly key: "problem-slip";
			readonly command: ProblemCommand;
			readonly slip: ProblemSlip;
			/** The number the example uses. */
			readonly number: number;
			/** A unit and a day the example uses. */
			readonly unit: string;
			readonly day: DateText;
	  } & Buttons)
	| ({ readonly key: "problem-unknown"; readonly number: number; readonly command: ProblemCommand } & Buttons)
	/** Not for this person: `who` may (units and people by name). */
	| ({
			readonly key: "problem-not-yours";
			readonly number: number;
			readonly command: ProblemCommand;
			readonly who: readonly string[];
	  } & Buttons)
	/** What was asked cannot be done to a problem as it stands; who brought it there and when. */
	| ({
			readonly key: "problem-stands";
			readonly problem: ProblemLine;
			readonly command: ProblemCommand | "files";
			readonly by: string | null;
			readonly at: Instant;
	  } & Buttons)
	| ({
			readonly key: "problem-done";
			readonly deed: ProblemDeed;
			readonly problem: ProblemLine;
			/** Who is to verify it, or who was told; empty: nobody could be reached. */
			readonly told: readonly string[];
	  } & Buttons)
	/** To whom it concerns. `asker`: who did it. */
	| ({
			readonly key: "problem-told";
			readonly deed: "assigned" | "postponed" | "closing" | "closed" | "sent-back" | "withdrawn" | "taken-away";
			readonly problem: ProblemLine;
			readonly by: string;
			readonly words: string;
			readonly files: readonly FileRef[];
	  } & Buttons)
	/** Once a week: to whoever is to solve them, to their principal what is overdue, to the office how the county stands. */
	| ({
			readonly key: "problem-digest";
			readonly for: "owner" | "principal" | "office";
			readonly unit: string;
			readonly counts: ProblemCounts;
			readonly problems: readonly ProblemLine[];
			readonly left: number;
			readonly alike: readonly AlikeLine[];
	  } & Buttons);
