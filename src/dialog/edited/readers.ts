import type { StatedAmount } from "../amounts.ts";
import { readFields, remarkOnReport, saysSomething, takeField, wordsOf } from "../fill.ts";
import type { FlowQuestion, NumberQuestion } from "../flow.ts";
import type { Taken } from "../kinds/kind.ts";
import { kindOf } from "../kinds/kinds.ts";
import { takeReading, takeStated } from "../kinds/number.ts";
import { linesOf, partsOf } from "../nodes/all.ts";
import { itemNamed } from "../nodes/choose.ts";
import { reasonRefused } from "../nodes/doubts.ts";
import type { FieldReading, ReportReading } from "../reading.ts";
import type { NumberAnswer } from "../state.ts";
import type { Turn } from "../turn.ts";
import { asBefore, doubtsAbout, oldFacts, questionIn, type Rereading, sameMeaning } from "./rereading.ts";

// 「不对，是54亩」 and 「果树改成54」 are read for what they say; what asks for something else than an answer is none.
const unwrapped = (turn: Turn, question: FlowQuestion, text: string): string | null => {
	const command = turn.context.reading.command(text);
	switch (command?.do) {
		case undefined:
		case "wrong":
			return text;
		case "correct":
			return command.text;
		case "edit": {
			const item = command.item === null ? question : itemNamed(turn, command.item);
			return command.value !== null && item?.id === question.id ? command.value : text;
		}
		default:
			return null;
	}
};

// 「2」 where the choices are numbered.
const numbered = (question: FlowQuestion, text: string, turn: Turn): Taken | null => {
	const kind = kindOf(question);
	const place = turn.context.reading.place(text);
	const button = kind.numbered && place !== null ? kind.buttons(question)[place] : undefined;
	return button ? kind.press(button.press, question, turn.answer(question), turn.context) : null;
};

/** A message that was one question's answer, whole. */
export const readAlone = (again: Rereading, question: FlowQuestion, text: string) => {
	const { turn } = again;
	const words = unwrapped(turn, question, text);
	if (words === null) return again.unclear(question, text);
	const chosen = numbered(question, words, turn);
	if (chosen) return again.apply(question, chosen, words);
	if (question.kind !== "text") {
		const report = readFields(turn, words);
		const fields = report.fields.filter(saysSomething);
		if (fields.some((field) => field.question !== question.id)) return readReport(again, { ...report, fields }, []);
		const [own] = fields;
		if (own && fields.length === 1) return again.apply(question, takeField(turn, question, own), words);
	}
	return again.apply(question, kindOf(question).read(words, question, turn.answer(question), turn.context), words);
};

/** A message that was a report of several fields; `rest`: its lines that name none. */
export const readReport = (again: Rereading, report: ReportReading, rest: readonly string[]) => {
	const { turn } = again;
	const own = again.live.flatMap((one) => questionIn(turn, one.question) ?? []);
	const inOrder = again.live.filter(({ part }) => part === "line").flatMap((one) => questionIn(turn, one.question) ?? []);
	const parts = rest.length === 0 ? [] : partsOf(rest, inOrder.length);
	const said = report.fields.filter(saysSomething);
	if (said.length === 0 && (parts.length === 0 || inOrder.length === 0)) return unclearAll(again, own, rest.join(" "));
	for (const field of report.fields) readField(again, field);
	for (const [place, question] of inOrder.filter(({ id }) => !again.spoken.has(id)).entries()) {
		const line = parts[place];
		if (line !== undefined) again.apply(question, kindOf(question).read(line, question, turn.answer(question), turn.context), line);
	}
	again.forget(own.filter(({ id }) => !again.spoken.has(id)));
	if (again.changed.size > 0) remarkOnReport(turn, report);
};

const readField = (again: Rereading, field: FieldReading) => {
	const question = questionIn(again.turn, field.question);
	if (!question || again.over.some((one) => one.question === question.id)) return;
	const own = again.live.some((one) => one.question === question.id);
	if (saysSomething(field)) again.apply(question, takeField(again.turn, question, field), wordsOf(field));
	else if (own) again.unclear(question, wordsOf(field));
};

/** Says of each question a message had answered that its new words were not understood. */
export const unclearAll = (again: Rereading, own: readonly FlowQuestion[], text: string) => {
	for (const question of own.slice(0, 3)) again.unclear(question, text);
};

/** The figure a choice between readings was about: as answered, or as it waits for its reason. */
const settledFigure = (turn: Turn, question: FlowQuestion): { readonly amount: StatedAmount; readonly reason: string | null } | null => {
	for (const node of doubtsAbout(turn, question)) if (node.at === "reason") return { amount: node.amount, reason: null };
	const answer = turn.answer(question);
	if (answer?.kind !== "number") return null;
	const { kind: _kind, reason, ...amount } = answer;
	return { amount, reason };
};

/** A message that chose between readings of a figure. */
export const readSettled = (again: Rereading, question: NumberQuestion, text: string) => {
	const { turn } = again;
	const { reading } = turn.context;
	const figure = settledFigure(turn, question);
	const mode = reading.basis(text);
	const number = reading.number(text, question);
	if (figure && number.kind !== "amount" && mode !== null)
		return again.apply(question, takeStated(turn.context, question, { ...figure.amount, mode }, figure.reason), text);
	if (number.kind === "amount") return again.apply(question, takeReading(turn.context, question, number), text);
	if (reading.yesNo(text) !== true) again.unclear(question, text);
};

/** A message that gave the reason for a figure. */
export const readReason = (again: Rereading, question: NumberQuestion, text: string) => {
	const { turn } = again;
	const number = turn.context.reading.number(text, question);
	if (number.kind === "amount" && turn.context.reading.onlyFigure(text, number))
		return again.apply(question, takeReading(turn.context, question, number), text);
	const reason = text.trim();
	const old = turn.answer(question);
	if (old?.kind !== "number") return again.unclear(question, text);
	const refused = reasonRefused(turn, reason);
	const answer: NumberAnswer = { ...old, reason };
	again.apply(question, refused === null ? { kind: "answer", answer, remark: null } : { kind: "refused", remark: refused }, text);
};

/** What a message says that was replaced since: nothing changes, which is said where its new words say something else than what counts. */
export const readOver = (again: Rereading, text: string) => {
	const [only] = again.over;
	const { turn } = again;
	const question = only && again.over.length === 1 ? questionIn(turn, only.question) : null;
	const answer = question ? turn.answer(question) : undefined;
	const facts = question ? oldFacts(turn, question) : null;
	if (!question || !answer || facts === null) return;
	const taken = asBefore(turn, question, kindOf(question).read(text, question, answer, turn.context));
	if (taken.kind === "answer" && !sameMeaning(taken.answer, answer))
		turn.remark({ say: "update-over", name: question.name, answer: facts });
};

/** A message whose lines were the answers to several questions. */
export const readLines = (again: Rereading, text: string) => {
	const reports: ReportReading[] = [];
	const rest: string[] = [];
	for (const line of linesOf(text)) {
		const report = readFields(again.turn, line);
		if (report.fields.some(saysSomething)) reports.push(report);
		else rest.push(line);
	}
	const [first] = reports;
	const fields = reports.flatMap((report) => report.fields.filter(saysSomething));
	const unused = reports.flatMap((report) => report.unused);
	return readReport(again, { period: first?.period ?? null, otherUnit: first?.otherUnit ?? null, fields, unused }, rest);
};
