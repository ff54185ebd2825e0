import { LONGEST_PROBLEM, mayChange, type Problem } from "../../domain/problem.ts";
import type { ChatRef } from "../../ports/chat.ts";
import { problemLine } from "../problems/describe-problem.ts";
import { noteRaised } from "../problems/late-files.ts";
import { type AskedProblem, problemAsked, sayNotYours, saySlip, sayStands } from "../problems/problem-asked.ts";
import { mayAnswerProblem, verifiersOf } from "../problems/problem-rights.ts";
import { fittingFiles, recordProblem } from "../problems/problem-set.ts";
import { verifying } from "../problems/show-problem.ts";
import { tellPeople } from "../problems/tell-about.ts";
import type { Speaker, Turn } from "../turns/turn.ts";
import type { CommandHandler } from "./handler.ts";

/** The problem somebody answers, where they may and it is still at work; null when not, which is said. */
const answered = async (turn: Turn, speaker: Speaker, text: string, command: "advance" | "resolve"): Promise<AskedProblem | null> => {
	const asked = await problemAsked(turn, speaker, text, command);
	if (!asked) return null;
	const { problem, rest, chat } = asked;
	if (!mayAnswerProblem({ county: turn.county, day: turn.today }, speaker.person, problem)) {
		sayNotYours(turn, speaker, problem, command, [], chat);
		return null;
	}
	if (!mayChange(problem, command === "advance" ? "answered" : "closing-asked")) {
		await sayStands(turn, speaker, problem, command, chat);
		return null;
	}
	if (rest.length > LONGEST_PROBLEM) {
		turn.say({ key: "text-too-long", limit: LONGEST_PROBLEM, buttons: [] }, { chat, addressee: speaker.person });
		return null;
	}
	return asked;
};

/** 进展 12 已打井2眼: what was done about a problem, with photos where they came along. */
export const advance: CommandHandler = async (turn, speaker, rest) => {
	const asked = await answered(turn, speaker, rest, "advance");
	if (!asked) return;
	const { problem, rest: words, chat } = asked;
	if (!/[\p{L}\p{N}]/u.test(words) && fittingFiles(turn.attached).length === 0)
		return saySlip(turn, speaker, "advance", "words", problem.number, chat);
	const after = await recordProblem(turn, speaker.person.key, problem, { what: "answered", words }, turn.attached);
	noteRaised(turn, speaker, problem.number);
	done(turn, speaker, after, "answered", [], chat);
};

/** 销号 12 都打好了: asks whoever raised it whether it is solved; where that is the speaker, it is. */
export const resolve: CommandHandler = async (turn, speaker, rest) => {
	const asked = await answered(turn, speaker, rest, "resolve");
	if (!asked) return;
	const { problem, rest: words, chat } = asked;
	const { county, today } = turn;
	const closing = await recordProblem(turn, speaker.person.key, problem, { what: "closing-asked", words }, turn.attached);
	noteRaised(turn, speaker, problem.number);
	const verifiers = verifiersOf({ county, day: today, isAway: (key) => turn.isAway(key) }, closing);
	if (verifiers.some(({ key }) => key === speaker.person.key)) {
		const closed = await recordProblem(turn, speaker.person.key, closing, { what: "verified", words: "" });
		return done(turn, speaker, closed, "closed", [], chat);
	}
	const raiser = verifiers.filter(({ key }) => key === problem.raisedBy.person);
	const view = {
		key: "problem-told",
		deed: "closing",
		problem: problemLine(county, closing, today, true),
		by: speaker.person.name,
		words,
		files: fittingFiles(turn.attached),
		buttons: verifying(closing),
	} as const;
	// One is enough; the others are asked only where that one cannot be reached.
	const reached = await tellPeople(turn, raiser, view);
	const told = reached.length > 0 ? reached : await tellPeople(turn, verifiers, view);
	done(
		turn,
		speaker,
		closing,
		"closing",
		told.map(({ name }) => name),
		chat,
	);
};

const done = (
	turn: Turn,
	speaker: Speaker,
	problem: Problem,
	deed: "answered" | "closing" | "closed",
	told: readonly string[],
	chat: ChatRef,
): void =>
	turn.say(
		{ key: "problem-done", deed, problem: problemLine(turn.county, problem, turn.today), told, buttons: [] },
		{ chat, addressee: speaker.person },
	);
