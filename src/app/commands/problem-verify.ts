import { LONGEST_PROBLEM, mayChange } from "../../domain/problem.ts";
import { problemLine } from "../problems/describe-problem.ts";
import { type AskedProblem, problemAsked, sayNotYours, saySlip, sayStands } from "../problems/problem-asked.ts";
import { verifiersOf } from "../problems/problem-rights.ts";
import { historyOf, problemNumbered, recordProblem } from "../problems/problem-set.ts";
import { tellSolver } from "../problems/tell-about.ts";
import type { Speaker, Turn } from "../turns/turn.ts";
import type { CommandHandler } from "./handler.ts";

/** The problem whose closure somebody judges, where that is theirs; null when not, which is said. */
const judged = async (turn: Turn, speaker: Speaker, text: string, command: "verify" | "send-back"): Promise<AskedProblem | null> => {
	const asked = await problemAsked(turn, speaker, text, command);
	if (!asked) return null;
	const { problem, chat } = asked;
	const verifiers = verifiersOf({ county: turn.county, day: turn.today, isAway: (key) => turn.isAway(key) }, problem);
	const isTheirs = verifiers.some(({ key }) => key === speaker.person.key);
	if (isTheirs && mayChange(problem, command === "verify" ? "verified" : "sent-back")) return asked;
	if (isTheirs) await sayStands(turn, speaker, problem, command, chat);
	else sayNotYours(turn, speaker, problem, command, verifiers, chat);
	return null;
};

/** 核实 12: whoever raised a problem accepts that it is solved. */
export const verify: CommandHandler = async (turn, speaker, rest) => {
	const asked = await judged(turn, speaker, rest, "verify");
	if (!asked) return;
	const { problem, chat, rest: words } = asked;
	const { county, today } = turn;
	const closed = await recordProblem(turn, speaker.person.key, problem, { what: "verified", words: words.slice(0, LONGEST_PROBLEM) });
	const line = problemLine(county, closed, today);
	await tellSolver(turn, speaker.person, closed, {
		key: "problem-told",
		deed: "closed",
		problem: line,
		by: speaker.person.name,
		words,
		files: [],
		buttons: [],
	});
	turn.say({ key: "problem-done", deed: "closed", problem: line, told: [], buttons: [] }, { chat, addressee: speaker.person });
};

/** 核实 by a button: for the closure it was shown for, and no later one. */
export const pressVerify = async (turn: Turn, speaker: Speaker, number: number, seen: number): Promise<void> => {
	const asked = (await historyOf(turn, number)).findLast(({ change }) => change.what === "closing-asked");
	const problem = await problemNumbered(turn, number);
	if (problem?.state === "closing" && asked && asked.seq > seen) return sayStands(turn, speaker, problem, "verify");
	return verify(turn, speaker, String(number));
};

/** 退回 12 井还没通水: it is not solved; also of one that was closed, where it is not solved after all. */
export const sendBack: CommandHandler = async (turn, speaker, rest) => {
	const asked = await judged(turn, speaker, rest, "send-back");
	if (!asked) return;
	const { problem, chat, rest: words } = asked;
	const { county, today } = turn;
	if (!/\p{L}/u.test(words)) return saySlip(turn, speaker, "send-back", "reason", problem.number, chat);
	if (words.length > LONGEST_PROBLEM) return turn.say({ key: "text-too-long", limit: LONGEST_PROBLEM, buttons: [] }, { chat });
	const after = await recordProblem(turn, speaker.person.key, problem, { what: "sent-back", words }, turn.attached);
	const line = problemLine(county, after, today);
	await tellSolver(
		turn,
		speaker.person,
		{ ...after, solvedBy: problem.solvedBy },
		{ key: "problem-told", deed: "sent-back", problem: line, by: speaker.person.name, words, files: [], buttons: [] },
	);
	turn.say({ key: "problem-done", deed: "sent-back", problem: line, told: [], buttons: [] }, { chat, addressee: speaker.person });
};
