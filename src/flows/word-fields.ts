import type { Flow, FlowQuestion } from "../dialog/flow.ts";
import type { FieldReading } from "../dialog/reading.ts";
import { readYesNo } from "../language/read-yes-no.ts";
import { saysNone } from "./plain-words.ts";

const namesOf = (question: FlowQuestion): string[] =>
	[question.name, question.label, ...question.aliases].filter((name) => name.length >= 2).sort((a, b) => b.length - a.length);

const SIGN = /^\s*[:：=]\s*/u;
const GAP = /^(?:\s*[:：=]\s*|\s+)/u;

// A name counts where a sign follows, or where what follows is all the answer there can be.
const wordsBehind = (question: FlowQuestion, behind: string): string | null => {
	const gap = (question.kind === "text" ? SIGN : GAP).exec(behind)?.[0] ?? "";
	const words = behind.slice(gap.length).trim();
	if (words === "") return null;
	if (gap !== "") return words;
	if (question.kind === "yesno") return readYesNo(words) === null ? null : words;
	return question.kind === "text" && saysNone(words) ? words : null;
};

const fieldIn = (piece: string, questions: readonly FlowQuestion[]): FieldReading | null => {
	const text = piece.trim().replace(/^(?:[-•·*]|\d{1,2}[.、．)）]|[①-⑳])\s*/u, "");
	for (const question of questions) {
		for (const name of namesOf(question)) {
			if (!text.startsWith(name)) continue;
			const words = wordsBehind(question, text.slice(name.length));
			if (words !== null) return { question: question.id, kind: "words", text: words };
		}
	}
	return null;
};

/**
 * Takes out of a text the pieces that answer questions of words (「现场会：是」, 「原因：下雨」), line by line and between signs. Problems are
 * left to the language room, which knows where they end. Returns what is left.
 */
export const takeWordFields = (text: string, flow: Flow): { fields: FieldReading[]; rest: string } => {
	const questions = flow.questions.filter(
		(question) => question.kind !== "number" && question.kind !== "files" && !(question.kind === "text" && question.problem),
	);
	if (questions.length === 0) return { fields: [], rest: text };
	const fields: FieldReading[] = [];
	const pieces = text.split(/([\n;；,，。])/u);
	const left = pieces.map((piece) => {
		const field = fieldIn(piece, questions);
		if (field) fields.push(field);
		return field ? "" : piece;
	});
	return { fields, rest: left.join("") };
};
