import type { Flow, FlowQuestion } from "./flow.ts";
import { conditionWords } from "./kinds/kinds.ts";
import type { Answer, DialogState } from "./state.ts";

type Answers = Readonly<Record<string, Answer>>;

const holds = (flow: Flow, answers: Answers, question: FlowQuestion): boolean => {
	if (question.when === null) return true;
	const { question: id, oneOf } = question.when;
	const earlier = flow.questions.find((other) => other.id === id);
	const answer = answers[id];
	if (!earlier || !answer || !isAsked(flow, answers, earlier)) return false;
	return conditionWords(answer).some((word) => oneOf.includes(word));
};

const isAsked = (flow: Flow, answers: Answers, question: FlowQuestion): boolean => {
	// A condition may only name an earlier question: one that does not would lead in a circle.
	const at = flow.questions.indexOf(question);
	if (question.when && !flow.questions.slice(0, at).some((earlier) => earlier.id === question.when?.question)) return false;
	return holds(flow, answers, question);
};

/** The questions that apply given the answers so far, in order. One whose condition is still open does not apply yet. */
export const askedQuestions = (flow: Flow, answers: Answers): FlowQuestion[] =>
	flow.questions.filter((question) => isAsked(flow, answers, question));

/** Whether a question has an answer or was skipped. */
export const isSettled = (answers: Answers, question: FlowQuestion): boolean => answers[question.id] !== undefined;

/** Whether a question has an answer of its own. */
export const isAnswered = (answers: Answers, question: FlowQuestion): boolean => {
	const answer = answers[question.id];
	return answer !== undefined && answer.kind !== "skipped";
};

/** What is still to be asked, in order: everything in a guided dialog, otherwise only what is required. */
export const remaining = (flow: Flow, state: Pick<DialogState, "answers" | "manner">): FlowQuestion[] =>
	askedQuestions(flow, state.answers).filter(
		(question) => !isSettled(state.answers, question) && (question.required || state.manner === "guided"),
	);

/** 「2/5」: the place of a question among those that apply. */
export const placeOf = (flow: Flow, answers: Answers, question: FlowQuestion): { number: number; of: number } => {
	const asked = askedQuestions(flow, answers);
	return { number: asked.findIndex((other) => other.id === question.id) + 1, of: asked.length };
};
