import { mayChange } from "../../domain/problem.ts";
import type { ViewButton } from "../../views/button.ts";
import type { Speaker, Turn } from "../turns/turn.ts";
import { historyLine, problemLine } from "./describe-problem.ts";
import type { AskedProblem } from "./problem-asked.ts";
import { mayAnswerProblem, verifiersOf } from "./problem-rights.ts";
import { historyOf } from "./problem-set.ts";

/** Lines of a history that are shown; earlier ones are counted. */
const MOST_HISTORY = 20;
const MOST_FILES = 10;

/** One problem with its whole history, its photos, and buttons for what its reader may do next. */
export const showProblem = async (turn: Turn, speaker: Speaker, { problem, chat }: AskedProblem): Promise<void> => {
	const { county, today } = turn;
	const history = await historyOf(turn, problem.number);
	turn.say(
		{
			key: "problem-shown",
			problem: problemLine(county, problem, today, true),
			raisedBy: county.person(problem.raisedBy.person)?.name ?? problem.raisedBy.person,
			raisedFor: county.unit(problem.raisedBy.unit)?.name ?? problem.raisedBy.unit,
			via: problem.raisedBy.via,
			report: problem.raisedBy.report,
			raisedAt: problem.raisedAt,
			project: problem.project === null ? null : (county.project(problem.project)?.name ?? null),
			history: history
				.slice(1)
				.slice(-MOST_HISTORY)
				.map((event) =>
					historyLine(
						county,
						event,
						history.filter(({ seq }) => seq < event.seq),
					),
				),
			left: Math.max(0, history.length - 1 - MOST_HISTORY),
			files: problem.files.slice(0, MOST_FILES),
			buttons: nextSteps(turn, speaker, problem),
		},
		{ chat, addressee: speaker.person },
	);
};

const nextSteps = (turn: Turn, { person }: Speaker, problem: AskedProblem["problem"]): ViewButton[] => {
	const judged = { county: turn.county, day: turn.today, isAway: (key: typeof person.key) => turn.isAway(key) };
	if (problem.state === "closing" && verifiersOf(judged, problem).some(({ key }) => key === person.key)) return verifying(problem);
	return mayChange(problem, "answered") && mayAnswerProblem(judged, person, problem) ? answering(problem.number) : [];
};

/** 进展 and 销号 under what tells of an open problem. */
export const answering = (number: number): ViewButton[] => [
	{ label: { word: "advance" }, action: { do: "say", text: `/advance ${number}` } },
	{ label: { word: "resolve" }, action: { do: "say", text: `/resolve ${number}` } },
];

/** 核实 and 退回, for the closure that was asked for by this event and no later one. */
export const verifying = ({ number, events }: AskedProblem["problem"]): ViewButton[] => [
	{ label: { word: "verify" }, action: { do: "verify-problem", problem: number, asked: events } },
	{ label: { word: "send-back" }, action: { do: "say", text: `/sendback ${number}` } },
];
