import type { FileRef } from "../../domain/file.ts";
import type { FilesQuestion } from "../flow.ts";
import type { Answer } from "../state.ts";
import { type Kind, type Taken, taken } from "./kind.ts";

const filesIn = (answer: Answer | undefined): readonly FileRef[] => (answer?.kind === "files" ? answer.files : []);

const done = (question: FilesQuestion, old: Answer | undefined): Taken => {
	const files = filesIn(old);
	if (files.length === 0 && question.required) return { kind: "refused", remark: { say: "files-missing", name: question.name } };
	return taken({ kind: "files", files: [...files] });
};

/** Photos and documents, as many messages as it takes, until 完成. */
export const files: Kind<"files"> = {
	kind: "files",
	numbered: false,
	buttons: () => [{ label: { word: "done" }, press: { kind: "done" } }],
	facts: ({ name, label }, old) => ({ kind: "files", name, label, count: filesIn(old).length }),
	read: (text, question, old, { reading }) =>
		reading.command(text)?.do === "done" || reading.none(text) ? done(question, old) : { kind: "unclear" },
	press: (press, question, old) => (press.kind === "done" ? done(question, old) : null),
	fits: (_question, answer) => answer.kind === "files",
	show: ({ name }, answer) =>
		answer.kind === "files" ? { kind: "files", name, count: answer.files.length } : { kind: "unanswered", name },
	report: ({ id }, answer) =>
		answer.kind === "files" && answer.files.length > 0 ? { answer: { question: id, kind: "files", files: answer.files } } : null,
	prefill: (question, _entries, answers) => {
		const found = answers.find((answer) => answer.question === question.id);
		if (found?.kind === "files") return { kind: "files", files: [...found.files] };
		return question.required ? null : { kind: "files", files: [] };
	},
	words: (answer) => (answer.kind === "files" ? [answer.files.length === 0 ? "无" : "有"] : []),
};
