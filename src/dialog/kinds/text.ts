import { LIMITS } from "../context.ts";
import type { TextQuestion } from "../flow.ts";
import { type Kind, type Taken, taken } from "./kind.ts";

const mayBeNone = (question: TextQuestion): boolean => question.problem || !question.required;

// Where words are required, 无 is what the report says then.
const noneTaken = (question: TextQuestion, said: string): Taken => taken({ kind: "text", text: mayBeNone(question) ? null : said });

/** Free words; for problems 无 is an answer too. */
export const text: Kind<"text"> = {
	kind: "text",
	numbered: false,
	buttons: (question) => (mayBeNone(question) ? [{ label: { word: "nothing" }, press: { kind: "choose", value: "none" } }] : []),
	facts: ({ name, label, problem }) => ({ kind: "text", name, label, problem, limit: LIMITS.text }),
	read: (words, question, _old, { reading }) => {
		const said = words.trim();
		if (said.length > LIMITS.text) return { kind: "refused", remark: { say: "too-long", limit: LIMITS.text, length: said.length } };
		if (reading.none(said)) return noneTaken(question, said);
		// 「有」 says that there are some, not which.
		if (question.problem && reading.yesNo(said) === true) return { kind: "refused", remark: { say: "text-needed", name: question.name } };
		// Punctuation, a lone emoji or, of a problem, a number says nothing a reviewer could use.
		const telling = question.problem ? /\p{L}/u : /[\p{L}\p{N}]/u;
		return telling.test(said) ? taken({ kind: "text", text: said }) : { kind: "unclear" };
	},
	press: (press, question) => (press.kind === "choose" && press.value === "none" && mayBeNone(question) ? noneTaken(question, "") : null),
	fits: (_question, answer) => answer.kind === "text",
	show: ({ name }, answer) => (answer.kind === "text" ? { kind: "text", name, text: answer.text } : { kind: "unanswered", name }),
	report: ({ id }, answer) =>
		answer.kind === "text" && answer.text !== null ? { answer: { question: id, kind: "text", text: answer.text } } : null,
	prefill: (question, _entries, answers) => {
		const found = answers.find((answer) => answer.question === question.id);
		if (found?.kind === "text") return { kind: "text", text: found.text };
		return mayBeNone(question) ? { kind: "text", text: null } : null;
	},
	words: (answer) => (answer.kind === "text" ? [answer.text === null ? "无" : "有"] : []),
};
