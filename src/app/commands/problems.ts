import { may } from "../../domain/permission.ts";
import type { Unit } from "../../domain/unit.ts";
import { meansWholeCounty } from "../../language/command-words.ts";
import { leadingProblem, saysNoProblem } from "../../language/problem-words.ts";
import { listOwnProblems, listUnitProblems, showBoard } from "../problems/list-problems.ts";
import { problemAsked, saySlip } from "../problems/problem-asked.ts";
import { raiseProblem, raisingUnits } from "../problems/raise-problem.ts";
import { showProblem } from "../problems/show-problem.ts";
import type { Speaker, Turn } from "../turns/turn.ts";
import { askWhichUnit, readLeadingUnit } from "../units/leading-unit.ts";
import { type CommandHandler, refuse } from "./handler.ts";

/** 问题: what is open; 问题 12: one with its history; 问题 大巴镇: a unit's; 问题 机井坏了: raises one. */
export const problems: CommandHandler = async (turn, speaker, rest) => {
	const text = rest.trim();
	const overseer = may(turn.county, speaker.person, "see-problems", turn.county.root.code, turn.today);
	if (text === "" || meansWholeCounty(text) || saysNoProblem(text))
		return overseer ? showBoard(turn, speaker) : listOwnProblems(turn, speaker);
	const numbered = leadingProblem(text);
	if (numbered?.rest === "") {
		const asked = await problemAsked(turn, speaker, text, "problems");
		return asked ? showProblem(turn, speaker, asked) : undefined;
	}
	const named = readLeadingUnit(turn, speaker, text);
	if (named?.rest === "") {
		if (named.kind === "unsure") return askWhichUnit(turn, speaker, "/problems", named);
		return listUnitProblems(turn, speaker, named.unit);
	}
	// A name that sticks to the words is part of them: 富荣镇交界处道路不通 is a problem of whoever says so.
	const setOff = named?.kind === "sure" && text.slice(0, text.length - named.rest.length).match(/[\s:：,，]$/u) !== null;
	return named?.kind === "sure" && setOff ? raiseFor(turn, speaker, named.unit, named.rest) : raiseOwn(turn, speaker, text);
};

const raiseFor = async (turn: Turn, speaker: Speaker, unit: Unit, text: string): Promise<void> => {
	if (!may(turn.county, speaker.person, "raise-problem", unit.code, turn.today)) return refuse(turn, "raise-problem", unit);
	return raiseProblem(turn, speaker, unit, text);
};

const raiseOwn = async (turn: Turn, speaker: Speaker, text: string): Promise<void> => {
	const own = raisingUnits(turn, speaker);
	const [only] = own;
	if (!only) return refuse(turn, "raise-problem");
	// Who may raise one for every unit says whose it is.
	if (may(turn.county, speaker.person, "raise-problem", turn.county.root.code, turn.today))
		return saySlip(turn, speaker, "problems", "unit");
	const unit = own.length === 1 ? only : own.find(({ code }) => code === turn.groupUnit);
	if (unit) return raiseProblem(turn, speaker, unit, text);
	turn.say(
		{
			key: "problem-whose",
			units: own.map(({ name }) => name),
			buttons: own.map(({ name }) => ({ label: { text: name }, action: { do: "say", text: `/problems ${name} ${text}` } })),
		},
		{ addressee: speaker.person },
	);
};
