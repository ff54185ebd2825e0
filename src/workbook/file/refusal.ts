import type { ProblemFacts, ProblemKey, WorkbookProblem } from "../../views/workbook.ts";

/** A problem with its place and the facts its sentence needs. */
export const problem = <K extends ProblemKey>(
	key: K,
	facts: ProblemFacts[K],
	place: { sheet?: string; row?: number; column?: string } = {},
): WorkbookProblem =>
	({ key, sheet: place.sheet ?? null, row: place.row ?? null, column: place.column ?? null, facts }) as unknown as WorkbookProblem;

/** Thrown inside the reader when a file cannot be read further: carries the one problem that says why. */
export class Refusal extends Error {
	readonly problem: WorkbookProblem;

	constructor(reason: WorkbookProblem) {
		super(reason.key);
		this.problem = reason;
	}
}

/** Refuses the file. */
export const refuse = <K extends ProblemKey>(key: K, facts: ProblemFacts[K], place?: { sheet?: string; row?: number }): never => {
	throw new Refusal(problem(key, facts, place));
};
