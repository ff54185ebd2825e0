import { may } from "../../domain/permission.ts";
import { postsOn } from "../../domain/person.ts";
import type { Problem } from "../../domain/problem.ts";
import { problemLamp } from "../../domain/problem-lamp.ts";
import { lineageOf } from "../../domain/succession.ts";
import type { Unit, UnitCode } from "../../domain/unit.ts";
import type { ProblemView } from "../../views/problems.ts";
import { refuse } from "../commands/handler.ts";
import { placeFor, privately } from "../turns/say-in-audience.ts";
import type { Speaker, Turn } from "../turns/turn.ts";
import { alikeLines, countProblems, problemLine, townshipOf } from "./describe-problem.ts";
import { maySeeProblem, projectsSeenBy, unitNow } from "./problem-rights.ts";
import { openProblems } from "./problem-set.ts";

/** Problems named in a list; the others are counted. */
const MOST_LISTED = 15;
/** The most urgent ones of the county. */
const MOST_URGENT = 8;
/** Townships counted one by one. */
const MOST_UNITS = 40;
const MOST_ALIKE = 5;

/** A unit with all below it and all these took over. */
const unitsAround = (turn: Turn, unit: Unit): UnitCode[] => {
	const within = (code: UnitCode): Unit[] => turn.county.children(code).flatMap((child) => [child, ...within(child.code)]);
	return [unit, ...within(unit.code)].flatMap((one) => lineageOf(turn.county, one).map(({ code }) => code));
};

/** What may be shown where it was asked: in a group what concerns its unit. */
const shownHere = (turn: Turn, problems: readonly Problem[]): Problem[] => {
	const group = turn.groupUnit;
	if (!turn.inGroup || group === null) return [...problems];
	const judged = { county: turn.county, day: turn.today };
	return problems.filter(({ unit, owner }) =>
		[unit, ...(owner === null ? [] : [owner])].some((code) => turn.county.contains(group, unitNow(judged, code))),
	);
};

const listed = (turn: Turn, speaker: Speaker, [unit, ...more]: readonly [Unit, ...Unit[]], problems: readonly Problem[]): ProblemView => ({
	key: "problems",
	unit: [unit, ...more].map(({ name }) => name).join("、"),
	counts: countProblems(turn.county, problems, turn.today),
	problems: problems.slice(0, MOST_LISTED).map((problem) => problemLine(turn.county, problem, turn.today)),
	left: Math.max(0, problems.length - MOST_LISTED),
	mayRaise: may(turn.county, speaker.person, "raise-problem", unit.code, turn.today),
	buttons: [],
});

/** The open problems of a unit, for those who may see it. */
export const listUnitProblems = async (turn: Turn, speaker: Speaker, unit: Unit): Promise<void> => {
	const { county, today } = turn;
	if (unit.code === county.root.code && may(county, speaker.person, "see-problems", unit.code, today)) return showBoard(turn, speaker);
	const around = unitsAround(turn, unit);
	const found = await openProblems(turn, { units: around, owners: around, projects: [] });
	const seen = found.filter((problem) => maySeeProblem({ county, day: today }, speaker.person, problem));
	// Whoever may not see the unit sees what concerns them of it; nothing is no secret kept, but a right not held.
	if (seen.length === 0 && !may(county, speaker.person, "see-problems", unit.code, today)) return refuse(turn, "see-problems", unit);
	const chat = placeFor(turn, speaker, unit.code);
	if (chat) turn.say(listed(turn, speaker, [unit], seen), { chat, addressee: speaker.person });
};

/** The open problems that concern somebody: of their units and what is around these, given to these, of their department's projects. */
export const listOwnProblems = async (turn: Turn, speaker: Speaker): Promise<void> => {
	const { county, today } = turn;
	const own = [...new Set(postsOn(speaker.person, today).map(({ unit }) => unit))].flatMap((code) => county.unit(code) ?? []);
	const townships = own.flatMap(({ code }) => county.unit(townshipOf(county, code)) ?? []);
	const around = [...new Set(townships.flatMap((unit) => unitsAround(turn, unit)))];
	const judged = { county, day: today };
	const found = await openProblems(turn, { units: around, owners: around, projects: projectsSeenBy(judged, speaker.person) });
	const seen = shownHere(
		turn,
		found.filter((problem) => maySeeProblem(judged, speaker.person, problem)),
	);
	const [unit = county.root, ...more] = own;
	const here = turn.inGroup && turn.groupUnit !== null ? county.unit(turn.groupUnit) : undefined;
	// The county's group holds people of all units, and one of no unit anybody.
	const isOurs = here !== undefined && here.code !== county.root.code;
	const chat = turn.inGroup && !isOurs ? privately(turn, speaker) : turn.chat;
	if (chat) turn.say(listed(turn, speaker, isOurs ? [here] : [unit, ...more], seen), { chat, addressee: speaker.person });
};

/** How the whole county stands: counts by lamp and township, the most urgent problems, alike ones together. */
export const showBoard = async (turn: Turn, speaker: Speaker): Promise<void> => {
	const { county, today } = turn;
	const chat = privately(turn, speaker);
	if (!chat) return;
	const open = await openProblems(turn, null);
	const units = new Map<string, Problem[]>();
	for (const problem of open) {
		const name = county.unit(townshipOf(county, problem.unit))?.name ?? problem.unit;
		units.set(name, [...(units.get(name) ?? []), problem]);
	}
	const rows = [...units].map(([unit, problems]) => {
		const { red, yellow, green } = countProblems(county, problems, today);
		return { unit, red, yellow, green };
	});
	rows.sort((a, b) => b.red - a.red || b.yellow - a.yellow || b.green - a.green);
	const urgency = { red: 0, yellow: 1, green: 2 };
	const urgent = open
		.filter(({ state }) => state !== "closing")
		.sort((a, b) => urgency[problemLamp(a, today, county.data.rules)] - urgency[problemLamp(b, today, county.data.rules)]);
	turn.say(
		{
			key: "problem-board",
			county: county.root.name,
			counts: countProblems(county, open, today),
			units: rows.slice(0, MOST_UNITS),
			unitsLeft: Math.max(0, rows.length - MOST_UNITS),
			problems: urgent.slice(0, MOST_URGENT).map((problem) => problemLine(county, problem, today)),
			left: Math.max(0, urgent.length - MOST_URGENT),
			alike: alikeLines(county, open, MOST_ALIKE),
			example: rows[0]?.unit ?? null,
			mayAssign: may(county, speaker.person, "assign-problem", county.root.code, today),
			buttons: [],
		},
		{ chat, addressee: speaker.person },
	);
};
