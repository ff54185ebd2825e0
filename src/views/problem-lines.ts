import type { WorkbookProblem } from "./workbook.ts";

/** Up to this many are told one a line; more are gathered where they say the same of one column. */
const TOLD_SINGLY = 50;

/** One sentence about one column, and every row it is true of, in order; no rows where it concerns no row. */
export interface ProblemLine {
	readonly problem: WorkbookProblem;
	/** First and last row of each unbroken run. */
	readonly runs: readonly (readonly [from: number, to: number])[];
}

/** All problems as lines: nothing is left out, but the same sentence about many rows of a column becomes one line. */
export const problemLines = (found: readonly WorkbookProblem[], sentence: (problem: WorkbookProblem) => string): ProblemLine[] => {
	if (found.length <= TOLD_SINGLY) return found.map((problem) => ({ problem, runs: runsOf([problem]) }));
	const groups = new Map<string, WorkbookProblem[]>();
	for (const problem of found) {
		const key = JSON.stringify([problem.sheet, problem.column, problem.row === null, sentence(problem)]);
		const group = groups.get(key);
		if (group) group.push(problem);
		else groups.set(key, [problem]);
	}
	return [...groups.values()].flatMap((group) => {
		const [problem] = group;
		return problem ? [{ problem, runs: runsOf(group) }] : [];
	});
};

const runsOf = (problems: readonly WorkbookProblem[]): [number, number][] => {
	const rows = [...new Set(problems.flatMap(({ row }) => (row === null ? [] : [row])))].sort((a, b) => a - b);
	const runs: [number, number][] = [];
	for (const row of rows) {
		const last = runs[runs.length - 1];
		if (last && row === last[1] + 1) last[1] = row;
		else runs.push([row, row]);
	}
	return runs;
};

/** As many whole lines as fit, and how many are left over. */
export const fittingLines = (lines: readonly string[], longest: number | null): { shown: readonly string[]; left: number } => {
	if (longest === null) return { shown: lines, left: 0 };
	let length = 0;
	const end = lines.findIndex((line) => {
		length += line.length + 1;
		return length > longest;
	});
	return end < 0 ? { shown: lines, left: 0 } : { shown: lines.slice(0, end), left: lines.length - end };
};
