import { LONGEST_PROBLEM, mayChange } from "../../domain/problem.ts";
import { problemLine } from "../problems/describe-problem.ts";
import { problemAsked, sayNotYours, saySlip, sayStands } from "../problems/problem-asked.ts";
import { mayWithdrawProblem } from "../problems/problem-rights.ts";
import { recordProblem } from "../problems/problem-set.ts";
import { tellUnit } from "../problems/tell-about.ts";
import type { CommandHandler } from "./handler.ts";

/** 撤销 12 报重了: a problem raised by mistake; it stays in the ledger with the reason. */
export const dropProblem: CommandHandler = async (turn, speaker, rest) => {
	const asked = await problemAsked(turn, speaker, rest, "drop-problem");
	if (!asked) return;
	const { problem, rest: words, chat } = asked;
	const { county, today } = turn;
	if (!mayWithdrawProblem({ county, day: today }, speaker.person, problem)) {
		const raiser = county.person(problem.raisedBy.person);
		return sayNotYours(turn, speaker, problem, "drop-problem", raiser ? [raiser] : [], chat);
	}
	if (!mayChange(problem, "withdrawn")) return sayStands(turn, speaker, problem, "drop-problem", chat);
	if (!/\p{L}/u.test(words)) return saySlip(turn, speaker, "drop-problem", "reason", problem.number, chat);
	if (words.length > LONGEST_PROBLEM) return turn.say({ key: "text-too-long", limit: LONGEST_PROBLEM, buttons: [] }, { chat });
	const after = await recordProblem(turn, speaker.person.key, problem, { what: "withdrawn", words });
	const line = problemLine(county, after, today);
	if (problem.owner !== null)
		await tellUnit(turn, problem.owner, {
			key: "problem-told",
			deed: "withdrawn",
			problem: line,
			by: speaker.person.name,
			words,
			files: [],
			buttons: [],
		});
	turn.say({ key: "problem-done", deed: "withdrawn", problem: line, told: [], buttons: [] }, { chat, addressee: speaker.person });
};
