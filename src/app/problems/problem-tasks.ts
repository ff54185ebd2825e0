import { may } from "../../domain/permission.ts";
import { postsOn } from "../../domain/person.ts";
import { lineageOf } from "../../domain/succession.ts";
import type { TaskLine } from "../../views/report.ts";
import type { Speaker, Turn } from "../turns/turn.ts";
import { problemLine } from "./describe-problem.ts";
import { verifiersOf } from "./problem-rights.ts";
import { openProblems } from "./problem-set.ts";

/** Problems named among somebody's tasks; the others are in 问题. */
const MOST = 5;

/** What somebody owes the ledger: closures that wait for their word, and problems their unit was given. The most urgent first. */
export const problemTasks = async (turn: Turn, { person }: Speaker): Promise<TaskLine[]> => {
	const { county, today } = turn;
	const units = [...new Set(postsOn(person, today).map(({ unit }) => unit))]
		.flatMap((code) => county.unit(code) ?? [])
		.flatMap((unit) => lineageOf(county, unit).map(({ code }) => code));
	// Whoever raised it verifies it, and may have raised it for a unit below, the office for any.
	const below = units.flatMap((code) => county.children(code).map((child) => child.code));
	const overseer = may(county, person, "raise-problem", county.root.code, today);
	const open = await openProblems(turn, overseer ? null : { units: [...units, ...below], owners: units, projects: [] });
	const judged = { county, day: today, isAway: (key: typeof person.key) => turn.isAway(key) };
	const lines = open.flatMap((problem): TaskLine[] => {
		const line = problemLine(county, problem, today);
		if (problem.state === "closing")
			return verifiersOf(judged, problem).some(({ key }) => key === person.key) ? [{ kind: "problem", what: "verify", problem: line }] : [];
		return problem.owner !== null && units.includes(problem.owner) ? [{ kind: "problem", what: "solve", problem: line }] : [];
	});
	return lines.slice(0, MOST);
};
