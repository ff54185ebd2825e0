import { basisIsUnclear } from "../amounts.ts";
import { canonicalJson } from "../content-hash.ts";
import { laterOf } from "../fill.ts";
import { type FlowQuestion, questionOf } from "../flow.ts";
import type { Taken } from "../kinds/kind.ts";
import { answerFacts } from "../kinds/kinds.ts";
import { takeStated } from "../kinds/number.ts";
import type { Answer, Node, Said } from "../state.ts";
import type { Turn } from "../turn.ts";

/** An edited message being read again: what it had said, and what the new words have led to so far. */
export class Rereading {
	readonly turn: Turn;
	readonly ref: string;
	/** What the message had said and still counts. */
	readonly live: readonly Said[];
	/** What it had said and something later replaced. */
	readonly over: readonly Said[];
	/** Questions the new words spoke of. */
	readonly spoken = new Set<string>();
	/** Questions whose answer or doubt is another now. */
	readonly changed = new Set<string>();
	/** A doubt came of it that was not there. */
	asks = false;

	constructor(turn: Turn, ref: string) {
		this.turn = turn;
		this.ref = ref;
		const own = turn.state.said.filter((one) => one.ref === ref && questionIn(turn, one.question) !== null);
		this.live = own.filter(({ part }) => part !== "over" && part !== "unclear");
		this.over = own.filter(({ part }) => part === "over");
	}

	partOf(question: FlowQuestion): Said["part"] {
		return this.live.find((one) => one.question === question.id)?.part ?? "field";
	}

	/** Says that the new words were not understood, and what counts instead. */
	unclear(question: FlowQuestion, text: string): void {
		this.spoken.add(question.id);
		this.turn.remark({ say: "update-unclear", text: text.slice(0, 60), name: question.name, answer: oldFacts(this.turn, question) });
	}

	/** Takes what was read for a question, where it says something else than before. */
	apply(question: FlowQuestion, read: Taken, text: string) {
		const { turn } = this;
		this.spoken.add(question.id);
		const taken = asBefore(turn, question, read);
		switch (taken.kind) {
			case "unclear":
				return this.unclear(question, text);
			case "refused": {
				const answer = oldFacts(turn, question);
				turn.remark(taken.remark, answer === null ? null : { say: "update-kept", name: question.name, answer });
				return;
			}
			case "ask":
				return this.#doubt(question, taken, text);
			case "answer":
				return this.#answer(question, taken);
			default:
				return taken satisfies never;
		}
	}

	#answer(question: FlowQuestion, taken: Extract<Taken, { kind: "answer" }>): void {
		const { turn } = this;
		const old = turn.answer(question);
		if (old && sameMeaning(old, taken.answer) && doubtsAbout(turn, question).length === 0) return;
		const was = oldFacts(turn, question);
		const { say: _say, corrected: _corrected, ...told } = turn.recorded(question, taken, true);
		turn.record(question, taken.answer);
		turn.note(question.id, this.partOf(question));
		turn.remark({ say: "updated", ...told, old: was });
		this.changed.add(question.id);
	}

	#doubt(question: FlowQuestion, taken: Extract<Taken, { kind: "ask" }>, text: string): void {
		const { turn } = this;
		const doubt = laterOf(question, taken, text);
		if (doubtsAbout(turn, question).some((open) => sameMeaning(open, doubt))) return;
		turn.state.pending = [doubt, ...turn.state.pending.filter((node) => !isAbout(node, question))];
		turn.note(question.id, this.partOf(question));
		turn.remark({ say: "update-asks", name: question.name });
		this.changed.add(question.id);
		this.asks = true;
	}

	/** What the message no longer says goes back to unanswered: it was said nowhere else. */
	forget(questions: readonly FlowQuestion[]): void {
		const { turn } = this;
		if (questions.length === 0) return;
		const gone = new Set<string>(questions.map(({ id }) => id));
		turn.state.answers = Object.fromEntries(Object.entries(turn.state.answers).filter(([id]) => !gone.has(id)));
		turn.state.pending = turn.state.pending.filter((node) => !("question" in node && gone.has(node.question)));
		turn.state.said = turn.state.said.filter((one) => one.ref !== this.ref || one.question === null || !gone.has(one.question));
		if (turn.state.last !== null && gone.has(turn.state.last)) turn.state.last = null;
		turn.remark({ say: "update-gone", names: questions.map(({ name }) => name) });
		for (const { id } of questions) this.changed.add(id);
	}
}

/** The question of what a message said, if the form still has it. */
export const questionIn = (turn: Turn, id: Said["question"]): FlowQuestion | null =>
	id === null ? null : (questionOf(turn.context.flow, id) ?? null);

/** An answer as it stands, for showing; null when there is none. */
export const oldFacts = (turn: Turn, question: FlowQuestion) =>
	turn.hasAnswer(question) ? answerFacts(question, turn.answer(question), turn.context) : null;

const isAbout = (node: Node, question: FlowQuestion): boolean => "question" in node && node.question === question.id;

/** What is still to be settled about a question: the open node where it is one, and those that wait. */
export const doubtsAbout = (turn: Turn, question: FlowQuestion): Node[] => {
	const { node, pending } = turn.state;
	const open = isAbout(node, question) && (node.at !== "question" || node.refusal !== null) ? [node] : [];
	return [...open, ...pending.filter((one) => isAbout(one, question))];
};

const HOW_IT_WAS_WRITTEN: ReadonlySet<string> = new Set(["written", "converted", "text"]);

/** How a figure was written is no part of what it means; a text's words are. */
export const sameMeaning = (one: Answer | Node, other: Answer | Node): boolean => meaning(one) === meaning(other);

const meaning = (value: Answer | Node): string =>
	"kind" in value && value.kind === "text"
		? canonicalJson({ text: value.text })
		: canonicalJson(JSON.parse(JSON.stringify(value, (key, part) => (HOW_IT_WAS_WRITTEN.has(key) ? undefined : part))));

/** What had been chosen about the old figure holds for the new one: whether it is the increase or the total, and why it is so large. */
export const asBefore = (turn: Turn, question: FlowQuestion, taken: Taken): Taken => {
	const old = turn.answer(question);
	if (taken.kind !== "ask" || question.kind !== "number" || old?.kind !== "number") return taken;
	const { node } = taken;
	const { context } = turn;
	if (node.at === "basis" && basisIsUnclear(context, question, { ...old, mode: "unstated" }))
		return asBefore(turn, question, takeStated(context, question, { ...node.amount, mode: old.mode }, null));
	return node.at === "reason" && old.reason !== null ? takeStated(context, question, node.amount, old.reason) : taken;
};
