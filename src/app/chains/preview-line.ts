import { type NumberQuestion, questionOf } from "../../dialog/flow.ts";
import { remaining } from "../../dialog/order.ts";
import type { Amount, Node } from "../../dialog/state.ts";
import { compileFlow } from "../../flows/compile-flow.ts";
import type { LineFigure, LineReading } from "../../views/chains.ts";
import type { DialogSubject } from "../reports/sitting.ts";
import { stepOnFacts } from "../reports/step-on-facts.ts";
import type { Speaker, Turn } from "../turns/turn.ts";

/**
 * What a line would be taken for if its unit sent it as its report: the dialog's own reading, of which nothing is kept. Null where nothing in it
 * is understood.
 */
export const previewLine = async (turn: Turn, speaker: Speaker, subject: DialogSubject, words: string): Promise<LineReading | null> => {
	const flow = compileFlow(subject.duty, turn.county);
	const sitting = { ...subject, turn, speaker, flow, id: "preview", chat: turn.chat, base: 0, state: null };
	const { state, says } = await stepOnFacts(sitting, { kind: "start", text: words });
	if (!state) return null;
	const doubts = [state.node, ...state.pending].filter(isDoubt);
	const figures: LineFigure[] = [];
	const texts: { name: string; text: string }[] = [];
	for (const question of flow.questions) {
		const answer = state.answers[question.id];
		const doubt = doubts.find((node) => node.question === question.id);
		const amount = answer?.kind === "number" ? answer : doubt && "amount" in doubt ? doubt.amount : null;
		if (amount && question.kind === "number") figures.push(figureOf(question, amount));
		if (answer?.kind === "text") texts.push({ name: question.name, text: answer.text ?? "" });
		if (answer?.kind === "choice") texts.push({ name: question.name, text: answer.option });
	}
	const asks = [...new Set(doubts.flatMap(({ question }) => questionOf(flow, question)?.name ?? []))];
	if (figures.length + texts.length + asks.length === 0) return null;
	const missing = remaining(flow, state).flatMap(({ id, name }) => (doubts.some(({ question }) => question === id) ? [] : [name]));
	const remarks = says.flatMap((view) => ("remarks" in view ? view.remarks : []));
	return { figures, texts, missing, asks, unused: remarks.flatMap((remark) => (remark.say === "not-used" ? [remark.text] : [])) };
};

type Doubt = Exclude<Extract<Node, { question: string }>, { at: "all" }>;

/** What was said and has to be asked about, as against what was not said. */
const isDoubt = (node: Node): node is Doubt => "question" in node && !(node.at === "question" && node.refusal === null);

const figureOf = (question: NumberQuestion, { mode, value, approximate, written, converted }: Amount): LineFigure => ({
	name: question.name,
	basis: mode,
	value,
	measure: question.measure,
	approximate,
	written: converted ? written : null,
});
