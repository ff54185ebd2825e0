import type { QuestionKind } from "../../domain/duty.ts";
import type { AnswerFacts, QuestionFacts } from "../../views/dialog.ts";
import type { DialogContext } from "../context.ts";
import type { FlowQuestion } from "../flow.ts";
import type { Answer } from "../state.ts";
import { choice } from "./choice.ts";
import { files } from "./files.ts";
import type { Kind } from "./kind.ts";
import { number } from "./number.ts";
import { text } from "./text.ts";
import { yesno } from "./yesno.ts";

/** Every kind of question there is. */
export const KINDS: { readonly [K in QuestionKind]: Kind<K> } = { number, text, choice, yesno, files };

/** The kind of a question. */
export const kindOf = (question: FlowQuestion): Kind<FlowQuestion["kind"]> => KINDS[question.kind] as Kind<FlowQuestion["kind"]>;

/** What one needs to answer a question. */
export const questionFacts = (question: FlowQuestion, old: Answer | undefined, context: DialogContext): QuestionFacts =>
	kindOf(question).facts(question, old, context);

/** An answer, or its absence, as it is shown. */
export const answerFacts = (question: FlowQuestion, answer: Answer | undefined, context: DialogContext): AnswerFacts =>
	answer === undefined || answer.kind === "skipped"
		? { kind: "unanswered", name: question.name }
		: kindOf(question).show(question, answer, context);

/** The words of conditions that an answer fulfils. */
export const conditionWords = (answer: Answer): readonly string[] => (answer.kind === "skipped" ? [] : KINDS[answer.kind].words(answer));
