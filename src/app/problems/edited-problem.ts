import { LONGEST_PROBLEM, type Problem } from "../../domain/problem.ts";
import { parseCommand } from "../../language/command-words.ts";
import { problemKey, readSeparately, separateProblems } from "../../language/problem-words.ts";
import { messageRef } from "../reports/message-ref.ts";
import type { Speaker, Turn } from "../turns/turn.ts";
import { readLeadingUnit } from "../units/leading-unit.ts";
import { problemLine } from "./describe-problem.ts";
import { problemNumbered, recordProblem } from "./problem-set.ts";

interface Said {
	readonly number: number;
	/** The message it was said in. */
	readonly ref: string;
}

const keyOf = ({ person }: Speaker): string => `problem-said:${person.key}`;

/** Remembers in which message somebody raised their last problem: they may change that message. */
export const noteSaid = (turn: Turn, speaker: Speaker, number: number): void => {
	const ref = messageRef(turn.inbound);
	if (ref === null) return;
	const said: Said = { number, ref };
	turn.add({ do: "set-setting", key: keyOf(speaker), value: JSON.stringify(said) });
};

/**
 * Words the problem anew that a changed message had raised, while nobody has acted on it; what it was called before stays in its history. Once it is given to
 * somebody its author is told how to add to it. False when the message raised none.
 */
export const rewordProblem = async (turn: Turn, speaker: Speaker, ref: string, text: string): Promise<boolean> => {
	const saved = await turn.set.setting(keyOf(speaker));
	const said = saved === null || saved === "" ? null : (JSON.parse(saved) as Said);
	if (said?.ref !== ref) return false;
	const command = parseCommand(text);
	const problem = command?.id === "problems" ? await problemNumbered(turn, said.number) : null;
	if (!command || !problem) return false;
	const words = wordsOf(turn, speaker, problem, command.rest);
	if (!isOneProblem(words) || problemKey(words) === problemKey(problem.text)) return true;
	const to = { addressee: speaker.person };
	const isFresh = problem.state === "raised";
	const after = isFresh
		? await recordProblem(turn, speaker.person.key, problem, { what: "rephrased", report: null, text: words })
		: problem;
	turn.say({ key: "problem-reworded", problem: problemLine(turn.county, after, turn.today), taken: isFresh, buttons: [] }, to);
	return true;
};

/** The problem without the name of its unit before it. */
const wordsOf = (turn: Turn, speaker: Speaker, problem: Problem, text: string): string => {
	const named = readLeadingUnit(turn, speaker, text);
	const rest = named?.kind === "sure" && named.unit.code === problem.unit ? named.rest : text;
	return readSeparately(rest).rest.trim();
};

const isOneProblem = (words: string): boolean =>
	/\p{L}/u.test(words) && words.length <= LONGEST_PROBLEM && separateProblems(words).length === 1;
