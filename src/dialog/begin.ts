import type { QuestionId } from "../domain/duty.ts";
import type { DialogContext } from "./context.ts";
import { fill, put, readFields } from "./fill.ts";
import type { DialogInput } from "./input.ts";
import { kindOf } from "./kinds/kinds.ts";
import { takeReading } from "./kinds/number.ts";
import { askedQuestions, remaining } from "./order.ts";
import type { DialogState } from "./state.ts";
import type { Turn } from "./turn.ts";

type Start = Extract<DialogInput, { kind: "start" }>;

/** A state with nothing in it. */
export const emptyState = (context: DialogContext): DialogState => ({
	schema: 1,
	flow: context.flow.id,
	version: context.flow.version,
	manner: "guided",
	step: 0,
	turns: 0,
	tries: 0,
	node: { at: "summary" },
	pending: [],
	answers: {},
	questions: context.flow.questions.map((question) => question.id),
	last: null,
	said: [],
	files: [],
	changed: null,
});

const prefill = (turn: Turn, given: NonNullable<Start["prefill"]>): void => {
	turn.state.manner = "amend";
	for (const question of turn.context.flow.questions) {
		const answer = kindOf(question).prefill(question, given.entries, given.answers);
		if (answer) turn.state.answers = { ...turn.state.answers, [question.id]: answer };
	}
	turn.state.pending = returnedQuestions(turn).map((question) => ({ at: "question", question, refusal: null }));
};

/** What the reviewer sent back, as far as the form still asks it, in its order. */
const returnedQuestions = ({ context, state }: Turn): QuestionId[] =>
	askedQuestions(context.flow, state.answers).flatMap(({ id }) =>
		(context.facts.returned ?? []).some(({ question }) => question === id) ? [id] : [],
	);

/** Takes a whole report given in one message and says what was understood; then only what is required and missing is asked. */
export const fillFrom = (turn: Turn, text: string): boolean => {
	const report = readFields(turn, text, true);
	if (report.fields.length === 0) return false;
	if (turn.state.manner === "guided") turn.state.manner = "pasted";
	fill(turn, report);
	return true;
};

/** A figure that names nothing (周报 45亩) answers the first question, if that asks for one; 周报 47 may mean the week. */
const takeFirst = (turn: Turn, text: string): boolean => {
	const { context, state } = turn;
	const [first] = remaining(context.flow, state);
	if (first?.kind !== "number" || context.reading.place(text) !== null) return false;
	const reading = context.reading.number(text, first);
	if (!context.reading.onlyFigure(text, reading)) return false;
	put(turn, first, takeReading(context, first, reading), text, "line");
	return true;
};

/** Begins: guided with the first question, from a text with what it left open, or from a submitted version with what is to be changed. */
export const begin = (turn: Turn, input: Start): void => {
	turn.heading = true;
	turn.events.push({ event: "began" });
	if (input.prefill) prefill(turn, input.prefill);
	const text = input.text?.trim() ?? "";
	const isUsed = text === "" || fillFrom(turn, text) || takeFirst(turn, text);
	if (!isUsed) turn.remark({ say: "not-used", text: text.slice(0, 60) });
	turn.advance();
	// Whoever asks to change a report is asked what, unless files say it; the summary comes after it.
	if (input.prefill && text === "" && !input.files?.length && turn.state.node.at === "summary")
		turn.state.node = { at: "choose", value: null };
};
