import type { Entry, PlainAnswer } from "../../domain/report.ts";
import type { ButtonLabel, DialogPress } from "../../views/button.ts";
import type { AnswerFacts, DialogRemark, QuestionFacts } from "../../views/dialog.ts";
import type { DialogContext } from "../context.ts";
import type { FlowQuestion } from "../flow.ts";
import type { Answer, Node } from "../state.ts";

/** What came of reading words (or a press) for a question. */
export type Taken =
	| { readonly kind: "answer"; readonly answer: Answer; readonly remark: DialogRemark | null }
	/** More has to be asked before it counts. */
	| { readonly kind: "ask"; readonly node: Node }
	/** Not taken, for this reason; the same question again. */
	| { readonly kind: "refused"; readonly remark: DialogRemark }
	/** Not understood. */
	| { readonly kind: "unclear" };

export interface KindButton {
	readonly label: { readonly word: ButtonLabel } | { readonly text: string };
	readonly press: DialogPress;
}

type Of<K extends FlowQuestion["kind"]> = Extract<FlowQuestion, { kind: K }>;

/** A kind of question: everything the engine needs to ask it, read it, show it and hand it on. One file each, and a case file in test/dialog/cases. */
export interface Kind<K extends FlowQuestion["kind"]> {
	readonly kind: K;
	/** Buttons that answer it. */
	buttons(question: Of<K>): readonly KindButton[];
	/** Whether those buttons may be chosen by typing their number. */
	readonly numbered: boolean;
	facts(question: Of<K>, old: Answer | undefined, context: DialogContext): QuestionFacts;
	/** Reads words as the answer. `old` is the answer so far. */
	read(text: string, question: Of<K>, old: Answer | undefined, context: DialogContext): Taken;
	/** The words a press of one of its buttons stands for; null when it is none of them. */
	press(press: DialogPress, question: Of<K>, old: Answer | undefined, context: DialogContext): Taken | null;
	/** Whether a saved answer still fits the question as it is now. */
	fits(question: Of<K>, answer: Answer): boolean;
	show(question: Of<K>, answer: Answer, context: DialogContext): AnswerFacts;
	/** The answer as part of a report; null when there is nothing to hand on. */
	report(question: Of<K>, answer: Answer, context: DialogContext): { entry: Entry } | { answer: PlainAnswer } | null;
	/** A report's part read back as an answer, for changing a submitted version; null when it does not fit. */
	prefill(question: Of<K>, entries: readonly Entry[], answers: readonly PlainAnswer[]): Answer | null;
	/** The answer in the words of a condition (「是」, an option, 「有」). */
	words(answer: Answer): readonly string[];
}

/** An answer taken without a word about it. */
export const taken = (answer: Answer): Taken => ({ kind: "answer", answer, remark: null });
