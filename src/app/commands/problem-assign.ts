import { addDays, type DateText, instantAt } from "../../domain/period.ts";
import { may } from "../../domain/permission.ts";
import { LONGEST_PROBLEM, mayChange, type Problem } from "../../domain/problem.ts";
import { usualDueOn } from "../../domain/problem-lamp.ts";
import type { Unit, UnitCode } from "../../domain/unit.ts";
import { leadingProblem } from "../../language/problem-words.ts";
import { readAssignment } from "../../language/read-assignment.ts";
import { problemLine } from "../problems/describe-problem.ts";
import { problemAsked, sayNotYours, saySlip, sayStands } from "../problems/problem-asked.ts";
import { unitNow } from "../problems/problem-rights.ts";
import { recordProblem } from "../problems/problem-set.ts";
import { answering } from "../problems/show-problem.ts";
import { tellUnits } from "../rounds/tell-units.ts";
import type { Speaker, Turn } from "../turns/turn.ts";
import { askWhichUnit, type LeadingUnit, readLeadingUnit } from "../units/leading-unit.ts";
import type { CommandHandler } from "./handler.ts";

/** A due date later than this is most likely a slip. */
const LONGEST_DAYS = 400;
/** What nobody read for so long is told no more. */
const TOLD_DAYS = 14;

/** 交办 12 县水利局 11月30日: who is to solve a problem, until when; with a date alone, a new due date (延期). */
export const assign: CommandHandler = async (turn, speaker, rest) => {
	const asked = await problemAsked(turn, speaker, rest, "assign");
	if (!asked) return;
	const { problem, chat } = asked;
	const { county, today } = turn;
	const to = { chat, addressee: speaker.person };
	if (!may(county, speaker.person, "assign-problem", unitNow({ county, day: today }, problem.unit), today))
		return sayNotYours(turn, speaker, problem, "assign", [], chat);
	if (!mayChange(problem, "assigned")) return sayStands(turn, speaker, problem, "assign", chat);
	const behind = leadingProblem(rest)?.rest ?? "";
	const unitIn = (text: string): LeadingUnit | null => readLeadingUnit(turn, speaker, text.replace(/^(?:给|交给|由)\s*/u, ""));
	// The day may stand before the unit: 交办 12 11月30日 县水利局.
	const ahead = unitIn(behind);
	const first = ahead ? null : readAssignment(behind, today);
	const named = ahead ?? unitIn(first?.words ?? "");
	if (named?.kind === "unsure") {
		const day = first?.dueOn ? `${first.dueOn} ` : "";
		return askWhichUnit(turn, speaker, `/assign ${problem.number}`, { ...named, rest: `${day}${named.rest}` });
	}
	if (named && isSecondUnit(turn, speaker, behind, named.rest)) return saySlip(turn, speaker, "assign", "one-unit", problem.number, chat);
	const read = first && named ? { ...first, words: named.rest } : readAssignment(named?.rest ?? behind, today);
	if (read.isNoDay) return saySlip(turn, speaker, "assign", "no-day", problem.number, chat);
	const owner = named?.unit.code ?? (read.dueOn === null ? null : problem.owner);
	if (owner === null || owner === county.root.code) return saySlip(turn, speaker, "assign", "unit", problem.number, chat);
	// Words alone for the unit that has it already move no deadline: a day that was not understood must not.
	const isKept = read.dueOn === null && owner === problem.owner;
	const dueOn = isKept ? problem.dueOn : (read.dueOn ?? turn.rounds.calendar.onWorkingDay(usualDueOn(today, county.data.rules)));
	if (dueOn < today && !isKept) return saySlip(turn, speaker, "assign", "too-early", problem.number, chat);
	if (dueOn > addDays(today, LONGEST_DAYS)) return saySlip(turn, speaker, "assign", "too-late", problem.number, chat);
	if (read.words.length > LONGEST_PROBLEM) return turn.say({ key: "text-too-long", limit: LONGEST_PROBLEM, buttons: [] }, to);
	// The same once more changes nothing, and bothers nobody twice.
	if (owner === problem.owner && dueOn === problem.dueOn && read.words === "") return sayStands(turn, speaker, problem, "assign", chat);
	const after = await recordProblem(
		turn,
		speaker.person.key,
		problem,
		{ what: "assigned", owner, dueOn, words: read.words },
		turn.attached,
	);
	const deed = owner === problem.owner && !isKept ? "postponed" : "assigned";
	const told = await tellOwners(turn, problem, after, deed, speaker.person.name, read.words);
	turn.say({ key: "problem-done", deed, problem: problemLine(county, after, today), told, buttons: [] }, to);
};

/** Whether another unit is named beside the first: 佛寺镇、县水利局, 佛寺镇和县水利局. */
const isSecondUnit = (turn: Turn, speaker: Speaker, text: string, rest: string): boolean => {
	const joined = /^(?:和|与|及|跟)\s*/u.exec(rest);
	if (
		!joined &&
		!text
			.slice(0, text.length - rest.length)
			.trimEnd()
			.endsWith("、")
	)
		return false;
	return readLeadingUnit(turn, speaker, rest.slice(joined?.[0].length ?? 0))?.kind === "sure";
};

/** Tells the new owner, and the one it was taken from; returns the names of those that could be told. */
const tellOwners = async (
	turn: Turn,
	before: Problem,
	problem: Problem,
	deed: "assigned" | "postponed",
	by: string,
	words: string,
): Promise<string[]> => {
	const { county, today } = turn;
	const unitOf = (code: UnitCode): Unit[] => {
		const unit = county.unit(unitNow({ county, day: today }, code));
		return unit ? [unit] : [];
	};
	const owners = unitOf(problem.owner as UnitCode);
	const former = before.owner === null || before.owner === problem.owner ? [] : unitOf(before.owner);
	const line = problemLine(county, problem, today, true);
	const told = new Set<string>();
	const latest: DateText = addDays(today, TOLD_DAYS);
	await tellUnits(turn, [...owners, ...former], instantAt(latest, "18:00"), (units) => {
		const isOwner = units.some((unit) => owners.includes(unit));
		for (const unit of isOwner ? owners : []) told.add(unit.name);
		return {
			key: "problem-told",
			deed: isOwner ? deed : "taken-away",
			problem: line,
			by,
			words: isOwner ? words : "",
			files: isOwner ? problem.files.slice(0, 10) : [],
			buttons: isOwner ? answering(problem.number) : [],
		};
	});
	return [...told];
};
