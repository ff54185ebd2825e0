import type { County } from "../../domain/county.ts";
import type { FileRef } from "../../domain/file.ts";
import type { IndicatorId, ProjectId } from "../../domain/indicator.ts";
import type { DateText } from "../../domain/period.ts";
import { may } from "../../domain/permission.ts";
import { postsOn } from "../../domain/person.ts";
import { LONGEST_PROBLEM, type Problem } from "../../domain/problem.ts";
import { usualDueOn } from "../../domain/problem-lamp.ts";
import type { Unit, UnitCode } from "../../domain/unit.ts";
import { matchUnits } from "../../language/match-units.ts";
import { problemKey, readSeparately, separateProblems } from "../../language/problem-words.ts";
import type { ViewButton } from "../../views/button.ts";
import type { Speaker, Turn } from "../turns/turn.ts";
import { problemLine } from "./describe-problem.ts";
import { noteSaid } from "./edited-problem.ts";
import { noteRaised } from "./late-files.ts";
import { saySlip } from "./problem-asked.ts";
import { fittingFiles, openProblems, recordProblem } from "./problem-set.ts";

/** The indicator, and so the project, whose name a text holds: the longest name counts. Both null where it names none. */
export const worksNamed = (
	county: County,
	text: string,
): { readonly project: ProjectId | null; readonly indicator: IndicatorId | null } => {
	const named = [
		...county.data.indicators.flatMap(({ id, name, aliases, project }) =>
			[name, ...aliases].map((word) => ({ word, project, indicator: id })),
		),
		...county.data.projects.flatMap(({ id, name, aliases }) => [name, ...aliases].map((word) => ({ word, project: id, indicator: null }))),
	];
	const [found] = named.filter(({ word }) => text.includes(word)).sort((a, b) => b.word.length - a.word.length);
	return { project: found?.project ?? null, indicator: found?.indicator ?? null };
};

/** The village of a unit that a text names for certain; null where it names none. */
export const placeNamed = (turn: Turn, unit: Unit, text: string): string | null => {
	if (unit.kind === "village") return unit.name;
	const found = matchUnits(text, turn.world.directory, unit.code).find(
		({ sure, code }) => sure && code !== unit.code && turn.county.contains(unit.code, code),
	);
	return found ? (turn.county.unit(found.code)?.name ?? null) : null;
};

/** The due date of a problem nobody gave to anybody yet, on a working day. */
export const firstDueOn = (turn: Turn): DateText => turn.rounds.calendar.onWorkingDay(usualDueOn(turn.today, turn.county.data.rules));

/** The units somebody may raise a problem for as their own, in the order of their posts. */
export const raisingUnits = (turn: Turn, { person }: Speaker): Unit[] => {
	const codes = new Set<UnitCode>(postsOn(person, turn.today).map(({ unit }) => unit));
	return [...codes].flatMap((code) => {
		const unit = turn.county.unit(code);
		return unit && may(turn.county, person, "raise-problem", code, turn.today) ? [unit] : [];
	});
};

/**
 * Raises a problem of a unit, as its speaker words it; the same words a second time are the problem that stands already. What reads as a list is shown first: each
 * its own problem, or all of it one.
 */
export const raiseProblem = async (turn: Turn, speaker: Speaker, unit: Unit, text: string): Promise<void> => {
	const { how, rest } = readSeparately(text);
	const words = rest.trim();
	const to = { addressee: speaker.person };
	if (!/\p{L}/u.test(words)) return saySlip(turn, speaker, "problems", "no-text");
	const items = how === "one" ? [words] : separateProblems(words);
	if (items.some(({ length }) => length > LONGEST_PROBLEM))
		return turn.say({ key: "text-too-long", limit: LONGEST_PROBLEM, buttons: [] }, to);
	if (items.length > 1 && how === null) return askHow(turn, speaker, unit, items, words);
	if (items.length > 1) return raiseEach(turn, speaker, unit, items);
	const known = await sameProblem(turn, unit, words);
	if (known) return turn.say({ key: "problem-known", problem: problemLine(turn.county, known, turn.today), buttons: [] }, to);
	const { problem, files } = await record(turn, speaker, unit, words);
	noteRaised(turn, speaker, problem.number);
	noteSaid(turn, speaker, problem.number);
	turn.say(
		{ key: "problem-raised", problem: problemLine(turn.county, problem, turn.today, true), fileCount: files.length, buttons: [] },
		to,
	);
};

const askHow = (turn: Turn, speaker: Speaker, unit: Unit, items: readonly string[], words: string): void => {
	const choice = (word: "raise-each" | "raise-one", typed: "each" | "one"): ViewButton => ({
		label: { word },
		action: { do: "say", text: `/problems ${unit.name} ${typed} ${words}`, files: turn.attached },
	});
	turn.say(
		{ key: "problems-several", items, buttons: [choice("raise-each", "each"), choice("raise-one", "one")] },
		{ addressee: speaker.person },
	);
};

const raiseEach = async (turn: Turn, speaker: Speaker, unit: Unit, items: readonly string[]): Promise<void> => {
	const [raised, known]: [Problem[], Problem[]] = [[], []];
	for (const item of items) {
		const same = await sameProblem(turn, unit, item);
		if (same) known.push(same);
		else raised.push((await record(turn, speaker, unit, item)).problem);
	}
	const lines = (problems: readonly Problem[], isNew: boolean) => problems.map((one) => problemLine(turn.county, one, turn.today, isNew));
	turn.say({ key: "problems-raised", raised: lines(raised, true), known: lines(known, false), buttons: [] }, { addressee: speaker.person });
};

const record = async (
	turn: Turn,
	speaker: Speaker,
	unit: Unit,
	words: string,
): Promise<{ readonly problem: Problem; readonly files: readonly FileRef[] }> => {
	const own = raisingUnits(turn, speaker);
	const from = own.find(({ code }) => code === unit.code) ?? own[0] ?? unit;
	const files = fittingFiles(turn.attached);
	const problem = await recordProblem(
		turn,
		speaker.person.key,
		null,
		{
			what: "raised",
			unit: unit.code,
			...worksNamed(turn.county, words),
			text: words,
			place: placeNamed(turn, unit, words),
			via: "chat",
			from: from.code,
			report: null,
			dueOn: firstDueOn(turn),
		},
		files,
	);
	return { problem, files };
};

/** The open problem of a unit that these words name already. */
const sameProblem = async (turn: Turn, unit: Unit, text: string): Promise<Problem | undefined> => {
	const key = problemKey(text);
	return (await openProblems(turn, { units: [unit.code], owners: [], projects: [] })).find((problem) => problemKey(problem.text) === key);
};
