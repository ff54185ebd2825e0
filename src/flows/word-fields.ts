import type { Flow, FlowQuestion } from "../dialog/flow.ts";
import type { FieldReading } from "../dialog/reading.ts";
import { literally } from "../language/literally.ts";
import { readQuantities } from "../language/read-quantities.ts";
import { readYesNo } from "../language/read-yes-no.ts";
import { saysNone } from "./plain-words.ts";

const namesOf = (question: FlowQuestion): string[] =>
	[question.name, question.label, ...question.aliases]
		// 「工作进展：」 for 本月工作进展.
		.flatMap((name) => (question.kind === "text" ? [name, name.replace(/^[本上](?:周|月|季度|年)/u, "")] : [name]))
		.filter((name) => name.length >= 2)
		.sort((a, b) => b.length - a.length);

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

const fieldIn = (piece: string, questions: readonly FlowQuestion[]): { readonly question: FlowQuestion; readonly text: string } | null => {
	const text = piece.trim().replace(MARK, "");
	for (const question of questions) {
		for (const name of namesOf(question)) {
			if (!text.startsWith(name)) continue;
			const words = wordsBehind(question, text.slice(name.length));
			if (words !== null) return { question, text: words };
		}
	}
	return null;
};

const MARK = /^(?:[-•·*]|\d{1,2}[.、．)）]|[①-⑳])\s*/u;
const PROBLEMS = /^[^:：]{0,12}(?:问题|困难)\s*[:：=]/u;

/** Where a further field begins: another question's name, the problems, or an indicator's figure. */
const begins = (piece: string, flow: Flow, questions: readonly FlowQuestion[]): boolean => {
	const text = piece.trim().replace(MARK, "");
	if (fieldIn(piece, questions) !== null || PROBLEMS.test(text)) return true;
	return flow.questions.some((question) => {
		const names = namesOf(question);
		if (question.kind === "number") return names.some((name) => text.includes(name)) && readQuantities(text).length > 0;
		return names.some((name) => text.startsWith(name) && SIGN.test(text.slice(name.length)));
	});
};

/** 「种树120亩 上月已解决的问题：无」: a name with its sign begins a line of its own. */
const inLines = (text: string, flow: Flow): string => {
	const names = flow.questions.flatMap((question) => namesOf(question)).sort((a, b) => b.length - a.length);
	return text.replace(new RegExp(`[ \\t\u3000]+(?=(?:${names.map(literally).join("|")})\\s*[:：=])`, "gu"), "\n");
};

/**
 * Takes out of a text the pieces that answer questions of words (「现场会：是」, 「工作进展：修了路，通了水」). A text goes on to the next field's name; other answers
 * end with the line or a sign. Problems are left to the language room, which knows where they end. Returns what is left.
 */
export const takeWordFields = (text: string, flow: Flow): { fields: FieldReading[]; rest: string } => {
	const questions = flow.questions.filter(
		(question) => question.kind !== "number" && question.kind !== "files" && !(question.kind === "text" && question.problem),
	);
	if (questions.length === 0) return { fields: [], rest: text };
	const fields: FieldReading[] = [];
	const pieces = inLines(text, flow).split(/([\n;；,，。])/u);
	const left: string[] = [];
	for (let at = 0; at < pieces.length; ) {
		const piece = pieces[at] ?? "";
		const field = fieldIn(piece, questions);
		at += 1;
		if (!field) {
			left.push(piece);
			continue;
		}
		let words = field.text;
		// Signs stand at odd places, what they part at even ones.
		const goesOn = field.question.kind === "text" && !saysNone(words);
		while (goesOn && at + 1 < pieces.length && !begins(pieces[at + 1] ?? "", flow, questions)) {
			words += `${pieces[at]}${pieces[at + 1]}`;
			at += 2;
		}
		fields.push({ question: field.question.id, kind: "words", text: words.replace(/[\s;；,，。]+$/u, "") });
	}
	return { fields, rest: left.join("") };
};
