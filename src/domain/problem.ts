import type { FileRef } from "./file.ts";
import type { IndicatorId, ProjectId } from "./indicator.ts";
import { type DateText, dateOf, type Instant } from "./period.ts";
import type { PersonKey } from "./person.ts";
import type { UnitCode } from "./unit.ts";

/**
 * How far a problem is (policy, part two, and the brief's P3): 提出, 交办, 进展, 销号 asked for, 销号 verified, 退回 (sent back or opened again), 撤销
 * (raised by mistake). `closed` and `withdrawn` are over; the first can be opened again.
 */
export const PROBLEM_STATES = ["raised", "assigned", "answered", "closing", "closed", "reopened", "withdrawn"] as const;
export type ProblemState = (typeof PROBLEM_STATES)[number];

/** Where a problem was raised. */
export const PROBLEM_WAYS = ["report", "chat", "inspection"] as const;
export type ProblemWay = (typeof PROBLEM_WAYS)[number];

/** What happened to a problem, in the past tense; `words` are what was said with it. */
export type ProblemChange =
	| {
			readonly what: "raised";
			/** The unit whose problem it is. */
			readonly unit: UnitCode;
			readonly project: ProjectId | null;
			readonly indicator: IndicatorId | null;
			readonly text: string;
			readonly place: string | null;
			readonly via: ProblemWay;
			/** The unit for which its raiser spoke. */
			readonly from: UnitCode;
			/** The report it was written in. */
			readonly report: number | null;
			readonly dueOn: DateText;
	  }
	/** A later report names it again: 仍未解决. */
	| { readonly what: "repeated"; readonly report: number }
	/** A corrected version of the report it was written in says it otherwise; null: its author changed the message that raised it. */
	| { readonly what: "rephrased"; readonly report: number | null; readonly text: string }
	/** A corrected version of the report it was written in no longer names it; it stays open. */
	| { readonly what: "left-out"; readonly report: number }
	/** 交办, also a new due date alone (延期). */
	| { readonly what: "assigned"; readonly owner: UnitCode; readonly dueOn: DateText; readonly words: string }
	| { readonly what: "answered"; readonly words: string }
	| { readonly what: "closing-asked"; readonly words: string }
	| { readonly what: "verified"; readonly words: string }
	| { readonly what: "sent-back"; readonly words: string }
	| { readonly what: "withdrawn"; readonly words: string }
	/** Photos sent right after. */
	| { readonly what: "files-added" };

export type ProblemChangeKind = ProblemChange["what"];

/** One line of a problem's history; only ever added. */
export interface ProblemEvent {
	/** The problem's number. */
	readonly number: number;
	/** 1, 2, … within the problem. */
	readonly seq: number;
	readonly at: Instant;
	readonly by: PersonKey;
	readonly files: readonly FileRef[];
	readonly change: ProblemChange;
}

/** 问题: how it stands, as its history makes it. */
export interface Problem {
	/** County-wide, rising, never given twice. */
	readonly number: number;
	readonly unit: UnitCode;
	readonly project: ProjectId | null;
	readonly indicator: IndicatorId | null;
	readonly text: string;
	readonly place: string | null;
	/** Of all its history. */
	readonly files: readonly FileRef[];
	readonly raisedBy: { readonly person: PersonKey; readonly unit: UnitCode; readonly via: ProblemWay; readonly report: number | null };
	readonly raisedAt: Instant;
	/** Who is to solve it (交办); null: nobody was named. */
	readonly owner: UnitCode | null;
	readonly dueOn: DateText;
	readonly state: ProblemState;
	/** The day on which the closure that stands was asked for: a verification that took long makes nobody late. Null before, and after it was sent back. */
	readonly solvedOn: DateText | null;
	/** Who asked for the closure; null as above. */
	readonly solvedBy: PersonKey | null;
	/** How many events it has. */
	readonly events: number;
	readonly updatedAt: Instant;
}

/** Longest text of a problem, and of what is said about one. */
export const LONGEST_PROBLEM = 500;
/** Most files of one event. */
export const MOST_PROBLEM_FILES = 10;

const OPEN: readonly ProblemState[] = ["raised", "assigned", "answered", "reopened", "closing"];
const AT_WORK: readonly ProblemState[] = ["raised", "assigned", "answered", "reopened"];

/** In which states each change may happen; a problem that is not there yet can only be raised. */
const ALLOWED: Readonly<Record<Exclude<ProblemChangeKind, "raised">, readonly ProblemState[]>> = {
	repeated: OPEN,
	rephrased: OPEN,
	"left-out": OPEN,
	assigned: AT_WORK,
	answered: AT_WORK,
	"closing-asked": AT_WORK,
	verified: ["closing"],
	// Who verified it may find later that it is not solved after all.
	"sent-back": ["closing", "closed"],
	withdrawn: OPEN,
	"files-added": OPEN,
};

/** The states in which a problem waits for somebody. */
export const isOpen = ({ state }: Pick<Problem, "state">): boolean => OPEN.includes(state);

/** Whether a change may happen to a problem as it stands. */
export const mayChange = ({ state }: Pick<Problem, "state">, what: ProblemChangeKind): boolean =>
	what !== "raised" && ALLOWED[what].includes(state);

const NEXT: Partial<Readonly<Record<ProblemChangeKind, ProblemState>>> = {
	assigned: "assigned",
	answered: "answered",
	"closing-asked": "closing",
	verified: "closed",
	"sent-back": "reopened",
	withdrawn: "withdrawn",
};

/** A problem after one more event. Throws RangeError when it may not happen or is not the next one: ask `mayChange` first. */
export const afterEvent = (before: Problem | null, event: ProblemEvent): Problem => {
	const { change, at, by } = event;
	if (before === null || change.what === "raised") {
		if (before !== null || change.what !== "raised" || event.seq !== 1)
			throw new RangeError(`problem ${event.number} begins by being raised`);
		const { what: _what, via, from, report, ...stands } = change;
		return {
			...stands,
			number: event.number,
			files: event.files,
			raisedBy: { person: by, unit: from, via, report },
			raisedAt: at,
			owner: null,
			state: "raised",
			solvedOn: null,
			solvedBy: null,
			events: 1,
			updatedAt: at,
		};
	}
	if (event.number !== before.number || event.seq !== before.events + 1 || !mayChange(before, change.what))
		throw new RangeError(`problem ${before.number} is ${before.state} after ${before.events} events: ${change.what} ${event.seq}`);
	return {
		...before,
		...standing(before, event),
		// What was assigned and then sent back is with its owner still.
		state: NEXT[change.what] ?? before.state,
		files: [...before.files, ...event.files.filter(({ hash }) => !before.files.some((kept) => kept.hash === hash))],
		events: event.seq,
		updatedAt: at,
	};
};

/** What an event changes beside the state. */
const standing = (before: Problem, { change, at, by }: ProblemEvent): Partial<Problem> => {
	switch (change.what) {
		case "rephrased":
			return { text: change.text };
		case "assigned":
			return { owner: change.owner, dueOn: change.dueOn };
		case "closing-asked":
			return { solvedOn: dateOf(at), solvedBy: by };
		case "sent-back":
			return { solvedOn: null, solvedBy: null };
		default:
			return before;
	}
};

/** How many problems a unit had to solve by a day of a span, and how many of those it solved in time. */
export interface ProblemCount {
	readonly unit: UnitCode;
	readonly due: number;
	readonly solved: number;
}
