import type { Duty } from "../../domain/duty.ts";
import { isOpen, LONGEST_PROBLEM, type Problem } from "../../domain/problem.ts";
import type { PlainAnswer } from "../../domain/report.ts";
import { lineageOf } from "../../domain/succession.ts";
import type { Unit } from "../../domain/unit.ts";
import { likeness } from "../../language/alike-problems.ts";
import { problemItems, problemKey, saysAsBefore } from "../../language/problem-words.ts";
import type { LedgerNote } from "../../views/report.ts";
import type { Speaker, Turn } from "../turns/turn.ts";
import { historyOf, openProblems, problemsOfReport, recordProblem } from "./problem-set.ts";
import { firstDueOn, placeNamed, worksNamed } from "./raise-problem.ts";

/** A report that has just been submitted, as far as the ledger is concerned. */
interface Filed {
	readonly duty: Duty;
	readonly unit: Unit;
	/** The report's number; the same for every version. */
	readonly number: number;
	/** Whether it is the first version: the ledger holds nothing of it yet. */
	readonly isFirst: boolean;
	readonly answers: readonly PlainAnswer[];
}

/** Most problems of one report that become entries of their own. */
const MOST_ITEMS = 20;
/** Two wordings that have at least this much in common are one problem, said otherwise. */
const ONE_PROBLEM = 0.3;

/** The problems a report names; same: it says that they are those of the last one. */
const namedIn = ({ duty, answers }: Filed): { readonly items: readonly string[]; readonly same: boolean } => {
	const questions = new Set(duty.questions.flatMap(({ id, problem }) => (problem ? [id] : [])));
	const items = answers.flatMap((answer) => (answer.kind === "text" && questions.has(answer.question) ? problemItems(answer.text) : []));
	const told = new Map(items.map((item) => [problemKey(item), [...item].slice(0, LONGEST_PROBLEM).join("")]));
	return {
		items: [...told.values()].filter((item) => !saysAsBefore(item)).slice(0, MOST_ITEMS),
		same: items.some(saysAsBefore),
	};
};

/**
 * Enters the problems of a report into the ledger, each once: what the unit has open in the same words is noted as not solved yet, and so is all of its
 * reports when it says 同上周; a corrected version of the same report changes what it raised, and what it no longer names stays open and says so. Null where
 * nothing came of it.
 */
export const fileProblems = async (turn: Turn, speaker: Speaker, filed: Filed): Promise<LedgerNote | null> => {
	if (!filed.duty.questions.some(({ problem }) => problem)) return null;
	const { items, same } = namedIn(filed);
	const covered = filed.isFirst ? [] : await problemsOfReport(turn, filed.number);
	if (items.length === 0 && !same && covered.length === 0) return null;
	const units = lineageOf(turn.county, filed.unit).map(({ code }) => code);
	const open = await openProblems(turn, { units, owners: [], projects: [] });
	const note = { raised: [] as Problem[], still: [] as number[], leftOut: [] as number[] };
	const kept = new Set<number>();
	const repeat = async (problem: Problem): Promise<void> => {
		kept.add(problem.number);
		if (covered.some(({ number }) => number === problem.number)) return;
		await recordProblem(turn, speaker.person.key, problem, { what: "repeated", report: filed.number });
		note.still.push(problem.number);
	};
	const fresh: string[] = [];
	for (const item of items) {
		const key = problemKey(item);
		const known = [...covered, ...open].find((problem) => !kept.has(problem.number) && problemKey(problem.text) === key);
		if (known) await repeat(known);
		else fresh.push(item);
	}
	if (same) for (const problem of open) if (problem.raisedBy.via === "report" && !kept.has(problem.number)) await repeat(problem);
	const gone = covered.filter((problem) => problem.raisedBy.report === filed.number && isOpen(problem) && !kept.has(problem.number));
	for (const item of fresh) {
		const before = nearest(item, gone);
		if (before) {
			gone.splice(gone.indexOf(before), 1);
			await recordProblem(turn, speaker.person.key, before, { what: "rephrased", report: filed.number, text: item });
		} else note.raised.push(await raiseFromReport(turn, speaker, filed, item));
	}
	for (const problem of gone)
		if (!(await isNotedGone(turn, problem))) {
			await recordProblem(turn, speaker.person.key, problem, { what: "left-out", report: filed.number });
			note.leftOut.push(problem.number);
		}
	if (note.raised.length + note.still.length + note.leftOut.length === 0) return null;
	return { ...note, raised: note.raised.map(({ number, text, dueOn }) => ({ number, text, dueOn })) };
};

/** Of the problems a corrected version no longer names, the one that these words say otherwise. */
const nearest = (item: string, gone: readonly Problem[]): Problem | undefined => {
	const [best] = gone
		.map((problem) => ({ problem, like: likeness(item, problem.text) }))
		.filter(({ like }) => like >= ONE_PROBLEM)
		.sort((a, b) => b.like - a.like);
	return best?.problem;
};

const raiseFromReport = (turn: Turn, speaker: Speaker, { unit, number }: Filed, text: string): Promise<Problem> =>
	recordProblem(turn, speaker.person.key, null, {
		what: "raised",
		unit: unit.code,
		...worksNamed(turn.county, text),
		text,
		place: placeNamed(turn, unit, text),
		via: "report",
		from: unit.code,
		report: number,
		dueOn: firstDueOn(turn),
	});

/** Whether it was noted already that the report no longer names a problem. */
const isNotedGone = async (turn: Turn, { number }: Problem): Promise<boolean> =>
	(await historyOf(turn, number)).findLast(({ change }) => ["raised", "rephrased", "left-out"].includes(change.what))?.change.what ===
	"left-out";
