import type { Proposed } from "../../dialog/facts.ts";
import type { Duty } from "../../domain/duty.ts";
import { daysOf, type PeriodKey, shiftPeriod } from "../../domain/period.ts";
import type { Problem } from "../../domain/problem.ts";
import { lineageOf } from "../../domain/succession.ts";
import type { Unit } from "../../domain/unit.ts";
import { asksForSolved } from "../../language/problem-words.ts";
import type { Turn } from "../turns/turn.ts";
import { openProblems } from "./problem-set.ts";

/** More are looked up in the ledger, not read in a question. */
const MOST = 10;

/**
 * What the ledger knows as answers of a report that is longer than a week's: to the question about problems those the unit has open, to the one about solved ones
 * those verified that were solved in the period before. In the words in which they stand there, so that they are the same problems afterwards.
 */
export const proposedFrom = async (turn: Turn, duty: Duty, unit: Unit, period: PeriodKey): Promise<Proposed[]> => {
	if (duty.cadence === "week") return [];
	const open = duty.questions.find(({ problem }) => problem);
	const solved = duty.questions.find(({ kind, problem, label }) => kind === "text" && !problem && asksForSolved(label));
	if (!open && !solved) return [];
	const units = lineageOf(turn.county, unit).map(({ code }) => code);
	const { first, last } = daysOf(shiftPeriod(period, -1));
	const found: Proposed[] = [];
	const propose = (question: Proposed["question"], what: Proposed["what"], problems: readonly Problem[]): void => {
		if (problems.length > 0) found.push({ question, what, text: problems.slice(0, MOST).map(oneLine).join("\n") });
	};
	if (open) {
		const own = (await openProblems(turn, { units, owners: [], projects: [] })).filter(({ state }) => state !== "closing");
		propose(open.id, "open", own);
	}
	if (solved) propose(solved.id, "solved", await turn.set.committed.solvedProblems(units, first, last));
	return found;
};

const oneLine = ({ text }: Problem): string => text.replace(/\s*\n\s*/gu, " ").trim();
