import { type Kind, taken } from "./kind.ts";

/** One of the office's options, by its words or its number. */
export const choice: Kind<"choice"> = {
	kind: "choice",
	numbered: true,
	buttons: (question) => question.options.map((option) => ({ label: { text: option }, press: { kind: "choose", value: option } })),
	facts: ({ name, label, options }) => ({ kind: "choice", name, label, options }),
	read: (text, question, _old, { reading }) => {
		const option = reading.choice(text, question.options);
		return option === null ? { kind: "unclear" } : taken({ kind: "choice", option });
	},
	press: (press, question) =>
		press.kind === "choose" && question.options.includes(press.value) ? taken({ kind: "choice", option: press.value }) : null,
	fits: (question, answer) => answer.kind === "choice" && question.options.includes(answer.option),
	show: ({ name }, answer) => (answer.kind === "choice" ? { kind: "choice", name, option: answer.option } : { kind: "unanswered", name }),
	report: ({ id }, answer) => (answer.kind === "choice" ? { answer: { question: id, kind: "choice", option: answer.option } } : null),
	prefill: (question, _entries, answers) => {
		const found = answers.find((answer) => answer.question === question.id);
		return found?.kind === "choice" && question.options.includes(found.option) ? { kind: "choice", option: found.option } : null;
	},
	words: (answer) => (answer.kind === "choice" ? [answer.option] : []),
};
