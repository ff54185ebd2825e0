import type { ProjectId } from "../domain/indicator.ts";
import type { DateText } from "../domain/period.ts";
import type { Problem, ProblemCount, ProblemEvent } from "../domain/problem.ts";
import type { UnitCode } from "../domain/unit.ts";

/** Changes of the problem ledger; see Effect. */
export type ProblemEffect =
	/**
	 * Adds an event to a problem's history, and how the problem stands after it. Refuses the commit when the event is there already or the one before it is
	 * not: history only grows.
	 */
	{ readonly do: "record-problem"; readonly problem: Problem; readonly event: ProblemEvent };

/** Which open problems are asked for: those that fulfil any of these. */
export interface OpenProblemsOf {
	/** They are about one of these units. */
	readonly units: readonly UnitCode[];
	/** They were given to one of these units. */
	readonly owners: readonly UnitCode[];
	/** They are about one of these projects. */
	readonly projects: readonly ProjectId[];
}

/** What the store answers about problems. */
export interface ProblemStore {
	problem(number: number): Promise<Problem | null>;
	/** Its whole history, oldest first. */
	problemEvents(number: number): Promise<ProblemEvent[]>;
	/** The highest number given so far; 0 before the first. */
	lastProblemNumber(): Promise<number>;
	/** Open problems, of some kind or (null) all, by due date and number. */
	openProblems(of: OpenProblemsOf | null): Promise<Problem[]>;
	/** The problems of these units that were solved from one day to another, both counted, and whose closure was verified, by number. */
	solvedProblems(units: readonly UnitCode[], from: DateText, until: DateText): Promise<Problem[]>;
	/** The whole ledger, a page at a time: at most so many problems behind a number, by number. */
	problemsAfter(number: number, limit: number): Promise<Problem[]>;
	/** The problems that were written in a report or named again in it, by number. */
	problemsOfReport(report: number): Promise<Problem[]>;
	/**
	 * By unit that is to solve them, the problems due from one day to another, both counted, and how many of them were solved by their due date; those raised by
	 * mistake are in neither. What the ranking's 问题解决 is made of.
	 */
	problemCounts(from: DateText, until: DateText): Promise<ProblemCount[]>;
}
