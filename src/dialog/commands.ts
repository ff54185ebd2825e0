import { fill, readFields, saysSomething } from "./fill.ts";
import { type FlowQuestion, questionOf } from "./flow.ts";
import { kindOf } from "./kinds/kinds.ts";
import { change, edit, itemNamed } from "./nodes/choose.ts";
import { submit } from "./nodes/summary.ts";
import { askedQuestions, remaining } from "./order.ts";
import type { DialogCommand, FieldReading } from "./reading.ts";
import type { Turn } from "./turn.ts";

/** Drops the dialog. */
export const cancel = (turn: Turn) => {
	turn.events.push({ event: turn.state.node.at === "summary" ? "discarded" : "cancelled" });
	turn.ended = "cancelled";
};

/** Goes back: from a doubt to its question, from a question to the one before, from the list of items to the summary. */
export const back = (turn: Turn) => {
	const { node } = turn.state;
	const asked = askedQuestions(turn.context.flow, turn.state.answers);
	const open = turn.open;
	if (node.at === "choose") return turn.advance();
	if (open && node.at !== "question") return turn.goTo(open);
	const before = open
		? asked[asked.findIndex((question) => question.id === open.id) - 1]
		: asked.filter((question) => turn.hasAnswer(question)).at(-1);
	if (before) turn.goTo(before);
	else turn.remark({ say: "nothing-before" });
};

/** Names of what has to be answered before a report can go: required questions and open doubts. */
const stillMissing = (turn: Turn): string[] => {
	const { flow } = turn.context;
	const doubted = [turn.state.node].filter((node) => "question" in node && node.at !== "question");
	const waiting = [...doubted, ...turn.state.pending].flatMap((node) => ("question" in node ? [questionOf(flow, node.question)] : []));
	const missing = [...waiting, ...remaining(flow, turn.state).filter((question) => question.required)];
	return [...new Set(missing.flatMap((question) => (question ? [question.name] : [])))];
};

/** Leaves out what is optional and was not answered; says what is required and missing instead, when something is. */
const leaveOutRest = (turn: Turn) => {
	const names = stillMissing(turn);
	if (names.length > 0) return turn.remark({ say: "still-missing", names });
	for (const question of remaining(turn.context.flow, turn.state)) turn.record(question, { kind: "skipped" });
	turn.advance();
};

/** Skips an optional question, keeps the old answer of one gone back to, says why a required one stays. */
export const skip = (turn: Turn) => {
	const question = turn.open;
	if (turn.state.node.at === "all") return leaveOutRest(turn);
	if (question === null) return turn.advance();
	if (turn.hasAnswer(question)) {
		if (question.kind !== "files") turn.remark({ say: "kept-old", name: question.name });
		return turn.advance();
	}
	if (question.required) return turn.remark({ say: "required", name: question.name, number: question.kind === "number" });
	turn.record(question, { kind: "skipped" });
	turn.remark({ say: "skipped", name: question.name });
	turn.advance();
};

// Which answer 「不对，是54亩」 means: the doubt just asked about, else the one given last, else the only figure there is.
const correctedQuestion = (turn: Turn): FlowQuestion | null => {
	const { flow } = turn.context;
	if (turn.open && turn.state.node.at !== "question") return turn.open;
	if (turn.state.last !== null) return questionOf(flow, turn.state.last) ?? null;
	if (turn.open) return turn.open;
	const figures = askedQuestions(flow, turn.state.answers).filter((question) => question.kind === "number");
	return figures.length === 1 ? (figures[0] ?? null) : null;
};

const takesWords = (turn: Turn): boolean => turn.open?.kind === "text" || turn.state.node.at === "reason";

// 「修改规划需要县里支持」 is an answer where words are asked for, and 「45改成54」 names no item at all.
const changeNamed = (turn: Turn, item: string | null, value: string | null): boolean => {
	const named = item === null ? null : itemNamed(turn, item);
	if (item !== null && named === null) {
		if (value === null && fillNamed(turn, item)) return true;
		if (value !== null || takesWords(turn)) return false;
	}
	if (named?.kind === "number" && value !== null && fillSeveral(turn, named, value)) return true;
	// 改暖棚 60亩 says the new value as well.
	if (named !== null && item !== null && value === null && !takesWords(turn) && fillNamed(turn, item)) return true;
	edit(turn, item, value);
	return true;
};

// 「第2项改成40」 with the item's name.
const byName = (turn: Turn, part: string): string => {
	const command = turn.context.reading.command(part.trim());
	if (command?.do !== "edit" || command.item === null || command.value === null) return part;
	const item = itemNamed(turn, command.item);
	return item ? `${item.name}:${command.value}` : part;
};

// 果树改成110，小区改成1: what stands behind the first item's value may change further ones, and is no part of it.
const fillSeveral = (turn: Turn, first: FlowQuestion, value: string): boolean => {
	const further = value.split(/([,，;；])/u).map((part) => byName(turn, part));
	const text = `${first.name}:${further.join("")}`;
	const said = readFields(turn, text).fields.filter(saysSomething);
	return said.length > 1 && said.some((field) => field.question === first.id) && fillNamed(turn, text);
};

// Of a figure that was given, 不变 in a sentence that changes others is no nought.
const stays = (turn: Turn, text: string, field: FieldReading): boolean => {
	const question = questionOf(turn.context.flow, field.question);
	if (question?.kind !== "number" || field.kind !== "number" || field.reading.kind !== "zero") return false;
	return turn.hasAnswer(question) && turn.context.reading.leaves(text, [question.name, ...question.aliases]);
};

const fillNamed = (turn: Turn, text: string): boolean => {
	const report = readFields(turn, text);
	const fields = report.fields.filter((field) => saysSomething(field) && !stays(turn, text, field));
	if (fields.length === 0) return false;
	fill(turn, { ...report, fields });
	turn.advance();
	return true;
};

const correct = (turn: Turn, text: string): boolean => {
	if (fillNamed(turn, text)) return true;
	const question = correctedQuestion(turn);
	if (!question) {
		turn.state.node = { at: "choose", value: text };
		return true;
	}
	// Words that fit no answer of that kind are words for the question now open.
	const { kind } = kindOf(question).read(text, question, turn.answer(question), turn.context);
	if (kind === "unclear" || (takesWords(turn) && kind === "refused")) return false;
	change(turn, question, text);
	return true;
};

// 「错了」: what was said last is to be said again. Where yes or no is asked it is an answer.
const retake = (turn: Turn): boolean => {
	const open = turn.open;
	if (open === null || turn.state.node.at === "measure" || open.kind === "yesno" || open.kind === "choice") return false;
	back(turn);
	return true;
};

/** Does what a command asks. False when it means nothing here and its words are an answer. */
export const obey = (turn: Turn, command: DialogCommand): boolean => {
	switch (command.do) {
		case "cancel":
		case "discard":
			cancel(turn);
			return true;
		case "back":
			back(turn);
			return true;
		case "skip":
			skip(turn);
			return true;
		case "help":
			turn.explaining = true;
			return true;
		case "submit":
			if (turn.state.node.at === "summary") submit(turn);
			// A value that waits for a reason or a choice would be lost without a word: it has to be settled first.
			else if (turn.open && turn.state.node.at !== "question") turn.remark({ say: "still-missing", names: [turn.open.name] });
			else leaveOutRest(turn);
			return true;
		case "edit":
			return changeNamed(turn, command.item, command.value);
		case "correct":
			return correct(turn, command.text);
		case "wrong":
			return retake(turn);
		case "done":
			// Everything is there: the summary is shown again.
			if (turn.state.node.at === "summary") turn.advance();
			return turn.state.node.at === "summary";
		default:
			return command satisfies never;
	}
};
