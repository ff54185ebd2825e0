import { audienceMaySee } from "../../domain/permission.ts";
import type { Person } from "../../domain/person.ts";
import type { Problem, ProblemChangeKind } from "../../domain/problem.ts";
import { leadingProblem } from "../../language/problem-words.ts";
import type { ChatRef } from "../../ports/chat.ts";
import type { ProblemCommand, ProblemSlip } from "../../views/problems.ts";
import { privately } from "../turns/say-in-audience.ts";
import type { Speaker, Turn } from "../turns/turn.ts";
import { problemLine } from "./describe-problem.ts";
import { maySeeProblem, unitNow } from "./problem-rights.ts";
import { historyOf, problemNumbered } from "./problem-set.ts";

/** The problem a command names. */
export interface AskedProblem {
	readonly problem: Problem;
	/** What was typed behind the number. */
	readonly rest: string;
	/** Where the answer goes. */
	readonly chat: ChatRef;
}

/** Where a problem may be spoken of: here, when everybody here belongs to its unit or to whom it was given; else in private, which is said. */
export const placeForProblem = (turn: Turn, speaker: Speaker, problem: Problem): ChatRef | null => {
	const judged = { county: turn.county, day: turn.today };
	const shown = [problem.unit, ...(problem.owner === null ? [] : [problem.owner])];
	const isOwn = shown.some((code) => audienceMaySee(turn.county, turn.groupUnit, unitNow(judged, code)));
	return !turn.inGroup || isOwn ? turn.chat : privately(turn, speaker);
};

/** Says what a command about a problem lacks, with an example that would work. */
export const saySlip = (
	turn: Turn,
	speaker: Speaker,
	command: ProblemCommand,
	slip: ProblemSlip,
	number: number | null = null,
	chat: ChatRef = turn.chat,
): void => {
	const { data, root } = turn.county;
	const owner = data.projects.map(({ department }) => turn.county.unit(department)).find((unit) => unit !== undefined);
	const unit = (command === "assign" ? owner : undefined) ?? data.units.find(({ kind }) => kind === "township") ?? root;
	const day = turn.rounds.calendar.nextWorkingDay(turn.today);
	turn.say(
		{ key: "problem-slip", command, slip, number: number ?? 12, unit: unit.name, day, buttons: [] },
		{ chat, addressee: speaker.person },
	);
};

/** The problem at the head of a command's text, where its speaker may see it; null when there is none or it is not theirs, which is said. */
export const problemAsked = async (turn: Turn, speaker: Speaker, text: string, command: ProblemCommand): Promise<AskedProblem | null> => {
	const named = leadingProblem(text);
	if (!named) {
		saySlip(turn, speaker, command, "number");
		return null;
	}
	const problem = await problemNumbered(turn, named.number);
	if (!problem) {
		turn.say({ key: "problem-unknown", number: named.number, command, buttons: [] }, { addressee: speaker.person });
		return null;
	}
	if (!maySeeProblem({ county: turn.county, day: turn.today }, speaker.person, problem)) {
		sayNotYours(turn, speaker, problem, command, []);
		return null;
	}
	const chat = placeForProblem(turn, speaker, problem);
	return chat && { problem, rest: named.rest, chat };
};

/** Says that this is for others; without names, for the units it concerns. */
export const sayNotYours = (
	turn: Turn,
	speaker: Speaker,
	problem: Problem,
	command: ProblemCommand,
	people: readonly Person[],
	chat: ChatRef = turn.chat,
): void => {
	const who = people.slice(0, 3).map((person) => person.name);
	turn.say({ key: "problem-not-yours", number: problem.number, command, who, buttons: [] }, { chat, addressee: speaker.person });
};

/** Says why a change cannot happen to a problem as it stands, and who brought it there. */
export const sayStands = async (
	turn: Turn,
	speaker: Speaker,
	problem: Problem,
	command: ProblemCommand | "files",
	chat: ChatRef = turn.chat,
): Promise<void> => {
	const decisive: readonly ProblemChangeKind[] = ["closing-asked", "verified", "sent-back", "withdrawn", "assigned", "raised"];
	const event = (await historyOf(turn, problem.number)).findLast(({ change }) => decisive.includes(change.what));
	turn.say(
		{
			key: "problem-stands",
			problem: problemLine(turn.county, problem, turn.today),
			command,
			by: event ? (turn.county.person(event.by)?.name ?? null) : null,
			at: event?.at ?? problem.updatedAt,
			buttons: [],
		},
		{ chat, addressee: speaker.person },
	);
};
