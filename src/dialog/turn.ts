import type { QuestionId } from "../domain/duty.ts";
import type { DialogPress, ViewButton } from "../views/button.ts";
import type { DialogHeading, DialogRemark } from "../views/dialog.ts";
import type { DialogContext } from "./context.ts";
import { type FlowQuestion, questionOf } from "./flow.ts";
import type { KindButton, Taken } from "./kinds/kind.ts";
import { answerFacts } from "./kinds/kinds.ts";
import { isAnswered, remaining } from "./order.ts";
import type { DialogEvent } from "./outcome.ts";
import { noted } from "./said.ts";
import { type Answer, type DialogState, type Node, REF, type Said } from "./state.ts";

/** One step being worked out: the state as it becomes, whose parts are replaced and never changed, and what is to be said and reported of it. */
export class Turn {
	readonly context: DialogContext;
	state: DialogState;
	readonly remarks: DialogRemark[] = [];
	readonly events: DialogEvent[] = [];
	/** The next message names unit, period and deadline. */
	heading = false;
	/** The next message explains instead of asking. */
	explaining = false;
	/** The question answered is not the last thing its sender saw: what is taken for it is said. */
	echoes = false;
	/** How the dialog ended, if it did. */
	ended: "submitted" | "cancelled" | null = null;
	/** The message being read; null for a press, and where messages have no names. */
	ref: string | null = null;
	/** What the words at hand are to the question they are taken for. */
	part: Said["part"] = "alone";

	constructor(context: DialogContext, state: DialogState) {
		this.context = context;
		this.state = { ...state, step: state.step + 1, turns: state.turns + 1 };
	}

	/** The question the open node is about; null at those that are about several. */
	get open(): FlowQuestion | null {
		const { node } = this.state;
		return "question" in node ? (questionOf(this.context.flow, node.question) ?? null) : null;
	}

	/** Whether nothing required is missing and no doubt is left. */
	get complete(): boolean {
		return this.state.pending.length === 0 && remaining(this.context.flow, this.state).length === 0;
	}

	answer(question: FlowQuestion): Answer | undefined {
		return this.state.answers[question.id];
	}

	remark(...remarks: (DialogRemark | null)[]): void {
		for (const remark of remarks) if (remark !== null) this.remarks.push(remark);
	}

	/** Keeps an answer; doubts about the same question are settled by it. */
	record(question: FlowQuestion, answer: Answer): void {
		this.state.answers = { ...this.state.answers, [question.id]: answer };
		this.state.pending = this.state.pending.filter((node) => !("question" in node) || node.question !== question.id);
		this.state.last = question.id;
		this.state.tries = 0;
		this.events.push(
			answer.kind === "skipped" ? { event: "skipped", question: question.id } : { event: "answered", question: question.id },
		);
	}

	/** Keeps that the message being read spoke of a question. */
	note(question: QuestionId | null, part: Said["part"]): void {
		const ref = this.ref !== null && this.ref.length > 0 && this.ref.length <= REF ? this.ref : null;
		this.state.said = noted(this.state.said, { ref, question, part });
	}

	/** Acts on what was read for a question: takes it and goes on, or asks what is still needed. */
	take(question: FlowQuestion, taken: Taken, text: string, said: { readonly corrected: boolean } | null = null): void {
		const loud = said ?? (this.echoes && question.kind !== "files" ? { corrected: this.hasAnswer(question) } : null);
		if ((taken.kind === "answer" || taken.kind === "ask") && question.kind !== "files") this.note(question.id, this.part);
		if (taken.kind === "answer") {
			this.record(question, taken.answer);
			this.remark(loud === null ? taken.remark : this.recorded(question, taken, loud.corrected));
			this.advance();
			return;
		}
		if (taken.kind === "ask") {
			this.state.node = taken.node;
			this.state.tries = 0;
			return;
		}
		if (taken.kind === "refused") {
			this.state.tries = 0;
			this.note(question.id, "unclear");
			this.remark(taken.remark);
		} else this.misunderstood(text, question.id);
		this.goTo(question);
	}

	/** What is said of an answer that went elsewhere than to the question asked, or replaced another. */
	recorded(
		question: FlowQuestion,
		taken: Extract<Taken, { kind: "answer" }>,
		corrected: boolean,
	): Extract<DialogRemark, { say: "recorded" }> {
		const echo = taken.remark?.say === "recorded" ? taken.remark.echo : null;
		return { say: "recorded", name: question.name, answer: answerFacts(question, taken.answer, this.context), echo, corrected };
	}

	/** Counts a misunderstanding; the open node says so. */
	misunderstood(text: string, question: QuestionId | null): void {
		this.state.tries += 1;
		this.note(question, "unclear");
		this.events.push({ event: "misunderstood", question, text });
	}

	goTo(question: FlowQuestion): void {
		this.state.node = { at: "question", question: question.id, refusal: null };
	}

	/** Opens what is to be asked next: a doubt, a missing answer, or the summary. */
	advance(): void {
		this.state.node = this.#next();
		this.state.tries = 0;
		this.state.said = this.state.said.filter(({ part }) => part !== "unclear");
	}

	#next(): Node {
		const { flow, facts } = this.context;
		const doubt = this.state.pending[0];
		if (doubt) {
			this.state.pending = this.state.pending.slice(1);
			return doubt;
		}
		const missing = remaining(flow, this.state);
		const [first] = missing;
		if (!first) return { at: "summary" };
		if (facts.pace === "slow" && missing.length > 1) return { at: "all" };
		return { at: "question", question: first.id, refusal: null };
	}

	button(label: ViewButton["label"], press: DialogPress): ViewButton {
		return { label, action: { do: "dialog", session: this.context.facts.session, step: this.state.step, press } };
	}

	buttons(buttons: readonly KindButton[]): ViewButton[] {
		return buttons.map(({ label, press }) => this.button(label, press));
	}

	headingFacts(): DialogHeading {
		const { flow, facts } = this.context;
		const { period, dueAt, dueNote, closesAt, proxy, amends = false, others = [] } = facts;
		const late = facts.now > dueAt && !amends;
		return {
			title: flow.title,
			unit: facts.unit.name,
			period,
			cadence: flow.cadence,
			dueAt,
			...(dueNote ? { dueNote } : {}),
			closesAt,
			late,
			proxy,
			others,
		};
	}

	/** What every asking view has in common. */
	asked(buttons: readonly ViewButton[], numbered: boolean) {
		return { session: this.context.facts.session, step: this.state.step, remarks: [...this.remarks], buttons, numbered };
	}

	hasAnswer(question: FlowQuestion): boolean {
		return isAnswered(this.state.answers, question);
	}
}
