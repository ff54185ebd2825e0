import type { County } from "../../domain/county.ts";
import type { DateText } from "../../domain/period.ts";
import type { Problem, ProblemEvent } from "../../domain/problem.ts";
import { daysUntil, problemLamp } from "../../domain/problem-lamp.ts";
import type { UnitCode } from "../../domain/unit.ts";
import { alikeProblems } from "../../language/alike-problems.ts";
import type { AlikeLine, ProblemCounts, ProblemHistoryLine, ProblemLine } from "../../views/problems.ts";

/** Characters of a problem's text in a list. */
const LIST_CHARS = 40;

const nameOf = (county: County, code: UnitCode): string => county.unit(code)?.name ?? code;

/** A problem as lists and answers name it; `whole` without cutting its text. */
export const problemLine = (county: County, problem: Problem, today: DateText, whole = false): ProblemLine => {
	const flat = problem.text.replace(/\s+/gu, " ").trim();
	const characters = [...flat];
	return {
		number: problem.number,
		text: whole ? problem.text : characters.length > LIST_CHARS ? `${characters.slice(0, LIST_CHARS).join("")}……` : flat,
		unit: nameOf(county, problem.unit),
		place: problem.place,
		owner: problem.owner === null ? null : nameOf(county, problem.owner),
		dueOn: problem.dueOn,
		lamp: problemLamp(problem, today, county.data.rules),
		over: Math.max(0, -daysUntil(problem.solvedOn ?? today, problem.dueOn)),
		state: problem.state,
	};
};

/** Open problems by lamp. */
export const countProblems = (county: County, problems: readonly Problem[], today: DateText): ProblemCounts => {
	const lamps = problems.map((problem) => problemLamp(problem, today, county.data.rules));
	const of = (lamp: string): number => lamps.filter((one) => one === lamp).length;
	return {
		red: of("red"),
		yellow: of("yellow"),
		green: of("green"),
		all: problems.length,
		closing: problems.filter(({ state }) => state === "closing").length,
		unassigned: problems.filter(({ owner, state }) => owner === null && state !== "closing").length,
	};
};

/** What a line of the history tells; `earlier` are the events before it. */
export const historyLine = (
	county: County,
	{ at, by, change, files }: ProblemEvent,
	earlier: readonly ProblemEvent[],
): ProblemHistoryLine => ({
	at,
	by: county.person(by)?.name ?? by,
	what: change.what,
	words: "words" in change ? change.words : change.what === "rephrased" ? change.text : "",
	...(change.what === "rephrased" ? { was: lastWording(earlier) } : {}),
	owner: change.what === "assigned" ? nameOf(county, change.owner) : null,
	dueOn: change.what === "assigned" ? change.dueOn : null,
	files: files.length,
});

const lastWording = (events: readonly ProblemEvent[]): string =>
	events.reduce((text, { change }) => ("text" in change ? change.text : text), "");

/** The township a unit belongs to, or the unit itself: what the office counts by. */
export const townshipOf = (county: County, code: UnitCode): UnitCode => {
	const unit = county.unit(code);
	return unit?.kind === "village" && unit.parent !== null ? unit.parent : code;
};

/** Alike problems of several townships. */
export const alikeLines = (county: County, problems: readonly Problem[], most: number): AlikeLine[] => {
	const compared = problems.map(({ number, unit, text }) => ({ number, unit: nameOf(county, townshipOf(county, unit)), text }));
	const places = [
		...new Set(problems.flatMap(({ unit, place }) => [nameOf(county, unit), nameOf(county, townshipOf(county, unit)), place ?? ""])),
	];
	return alikeProblems(compared, places)
		.slice(0, most)
		.map(({ about, problems: alike }) => ({ about, problems: alike.map(({ number, unit }) => ({ number, unit })) }));
};
