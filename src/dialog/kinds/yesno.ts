import { type Kind, taken } from "./kind.ts";

/** 是 or 否. */
export const yesno: Kind<"yesno"> = {
	kind: "yesno",
	numbered: true,
	buttons: () => [
		{ label: { word: "yes" }, press: { kind: "yes" } },
		{ label: { word: "no" }, press: { kind: "no" } },
	],
	facts: ({ name, label }) => ({ kind: "yesno", name, label }),
	read: (text, _question, _old, { reading }) => {
		const yes = reading.yesNo(text);
		return yes === null ? { kind: "unclear" } : taken({ kind: "yesno", yes });
	},
	press: (press) => (press.kind === "yes" || press.kind === "no" ? taken({ kind: "yesno", yes: press.kind === "yes" }) : null),
	fits: (_question, answer) => answer.kind === "yesno",
	show: ({ name }, answer) => (answer.kind === "yesno" ? { kind: "yesno", name, yes: answer.yes } : { kind: "unanswered", name }),
	report: ({ id }, answer) => (answer.kind === "yesno" ? { answer: { question: id, kind: "yesno", yes: answer.yes } } : null),
	prefill: (question, _entries, answers) => {
		const found = answers.find((answer) => answer.question === question.id);
		return found?.kind === "yesno" ? { kind: "yesno", yes: found.yes } : null;
	},
	// The words conditions are written with in the office's workbook.
	words: (answer) => (answer.kind === "yesno" ? [answer.yes ? "是" : "否"] : []),
};
