import type { FileRef } from "../../domain/file.ts";
import { isEvidence } from "../../domain/file.ts";
import type { PersonKey } from "../../domain/person.ts";
import { afterEvent, isOpen, MOST_PROBLEM_FILES, type Problem, type ProblemChange, type ProblemEvent } from "../../domain/problem.ts";
import type { OpenProblemsOf } from "../../ports/problems.ts";
import type { Effect } from "../../ports/store.ts";
import type { Turn } from "../turns/turn.ts";

/** Problems as a turn sees them: what is committed, seen through what the turns before it and itself have done. */

type Recorded = Extract<Effect, { do: "record-problem" }>;

const recorded = ({ set, effects }: Turn): Recorded[] =>
	[...set.effects, ...effects].filter((effect): effect is Recorded => effect.do === "record-problem");

export const problemNumbered = async (turn: Turn, number: number): Promise<Problem | null> =>
	recorded(turn).findLast(({ problem }) => problem.number === number)?.problem ?? (await turn.set.committed.problem(number));

/** A problem's whole history, oldest first. */
export const historyOf = async (turn: Turn, number: number): Promise<ProblemEvent[]> => [
	...(await turn.set.committed.problemEvents(number)),
	...recorded(turn).flatMap(({ event }) => (event.number === number ? [event] : [])),
];

const nextNumber = async (turn: Turn): Promise<number> =>
	Math.max(await turn.set.committed.lastProblemNumber(), ...recorded(turn).map(({ problem }) => problem.number)) + 1;

const concerns = ({ units, owners, projects }: OpenProblemsOf, problem: Problem): boolean =>
	units.includes(problem.unit) ||
	(problem.owner !== null && owners.includes(problem.owner)) ||
	(problem.project !== null && projects.includes(problem.project));

const byUrgency = (a: Problem, b: Problem): number => (a.dueOn === b.dueOn ? a.number - b.number : a.dueOn < b.dueOn ? -1 : 1);

const overlaid = (turn: Turn, stored: readonly Problem[], wanted: (problem: Problem) => boolean): Problem[] => {
	const found = new Map(stored.map((problem) => [problem.number, problem]));
	for (const { problem } of recorded(turn)) found.set(problem.number, problem);
	return [...found.values()].filter(wanted).sort(byUrgency);
};

/** Open problems, of some kind or (null) all, the most urgent first. */
export const openProblems = async (turn: Turn, of: OpenProblemsOf | null): Promise<Problem[]> =>
	overlaid(turn, await turn.set.committed.openProblems(of), (problem) => isOpen(problem) && (of === null || concerns(of, problem)));

/** The problems a report raised or named again. */
export const problemsOfReport = async (turn: Turn, report: number): Promise<Problem[]> => {
	const stored = await turn.set.committed.problemsOfReport(report);
	const numbers = new Set(stored.map(({ number }) => number));
	for (const { event } of recorded(turn)) if ("report" in event.change && event.change.report === report) numbers.add(event.number);
	return overlaid(turn, stored, ({ number }) => numbers.has(number));
};

/** Of what was sent along, the files that say something, as far as a problem takes them. */
export const fittingFiles = (files: readonly FileRef[]): FileRef[] => files.filter(isEvidence).slice(0, MOST_PROBLEM_FILES);

/** Adds an event to a problem, or raises it, and says so in the audit; ask `mayChange` first. Returns how it stands then. */
export const recordProblem = async (
	turn: Turn,
	by: PersonKey,
	before: Problem | null,
	change: ProblemChange,
	files: readonly FileRef[] = [],
): Promise<Problem> => {
	const number = before?.number ?? (await nextNumber(turn));
	const event: ProblemEvent = { number, seq: (before?.events ?? 0) + 1, at: turn.inbound.sentAt, by, files: fittingFiles(files), change };
	const problem = afterEvent(before, event);
	turn.add({ do: "record-problem", problem, event });
	turn.audit(by, `problem:${change.what}`, `problem:${number}`, { seq: event.seq, state: problem.state, files: event.files.length });
	return problem;
};
