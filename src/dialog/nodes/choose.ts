import { fill, readFields, saysSomething } from "../fill.ts";
import type { FlowQuestion } from "../flow.ts";
import { answerFacts, kindOf } from "../kinds/kinds.ts";
import { askedQuestions } from "../order.ts";
import type { Turn } from "../turn.ts";
import type { NodeHandler } from "./node-handler.ts";

const items = (turn: Turn): FlowQuestion[] => askedQuestions(turn.context.flow, turn.state.answers);

/** Puts words in as the new answer of a question and says so. */
export const change = (turn: Turn, question: FlowQuestion, text: string): void =>
	turn.take(question, kindOf(question).read(text, question, turn.answer(question), turn.context), text, {
		corrected: turn.hasAnswer(question),
	});

/** The item meant by a number or a name; null when none or several fit. */
export const itemNamed = (turn: Turn, text: string): FlowQuestion | null => {
	const all = items(turn);
	const at = turn.context.reading.item(
		text,
		all.map(({ name, label, aliases }) => [name, label, ...aliases]),
	);
	return at === null ? null : (all[at] ?? null);
};

const pick = (turn: Turn, question: FlowQuestion, value: string | null) => {
	if (value === null) turn.goTo(question);
	else change(turn, question, value);
};

/** Opens one item, changes it at once when the new value was given, or lists what there is. */
export const edit = (turn: Turn, item: string | null, value: string | null) => {
	const question = item === null ? null : itemNamed(turn, item);
	if (question) return pick(turn, question, value);
	if (item !== null) turn.remark({ say: "no-such-item", text: item.slice(0, 40) });
	turn.state.node = { at: "choose", value: null };
};

/** Which item is to be changed? */
export const chooseNode: NodeHandler<"choose"> = {
	view: (turn, node) => {
		const all = items(turn);
		const choices = all.map((question) => ({
			label: { text: question.name },
			press: { kind: "choose" as const, value: question.id as string },
		}));
		const back = { label: { word: "back" as const }, press: { kind: "back" as const } };
		const unclear = turn.events.findLast((event) => event.event === "misunderstood");
		if (unclear?.event === "misunderstood") turn.remark({ say: "choice-not-understood", text: unclear.text.slice(0, 60) });
		return {
			key: "choose-item",
			heading: turn.heading ? turn.headingFacts() : null,
			cadence: turn.context.flow.cadence,
			...turn.asked(turn.buttons([...choices, back]), true),
			items: all.map((question) => answerFacts(question, turn.answer(question), turn.context)),
			value: node.value,
		};
	},
	text: (turn, node, text) => {
		const report = readFields(turn, text);
		const fields = report.fields.filter(saysSomething);
		if (fields.length > 0) {
			fill(turn, { ...report, fields });
			return turn.advance();
		}
		const question = itemNamed(turn, text);
		if (question) {
			// The value was said before; these words only name the item.
			if (node.value !== null) turn.ref = null;
			return pick(turn, question, node.value);
		}
		turn.misunderstood(text, null);
	},
	press: (turn, node, press) => {
		const question = press.kind === "choose" ? items(turn).find((item) => item.id === press.value) : undefined;
		if (question) pick(turn, question, node.value);
		return question !== undefined;
	},
};
