import type { Entry, PlainAnswer } from "../../domain/report.ts";
import { doubtOf, refusalOf } from "../amounts.ts";
import { fill, readFields, saysSomething } from "../fill.ts";
import { answerFacts, kindOf } from "../kinds/kinds.ts";
import { askedQuestions } from "../order.ts";
import type { DialogEvent } from "../outcome.ts";
import type { Turn } from "../turn.ts";
import { itemNamed } from "./choose.ts";
import type { NodeHandler } from "./node-handler.ts";

type Submitted = Extract<DialogEvent, { event: "submitted" }>;

const reportOf = (turn: Turn): Submitted => {
	const { flow } = turn.context;
	const entries: Entry[] = [];
	const answers: PlainAnswer[] = [];
	for (const question of askedQuestions(flow, turn.state.answers)) {
		const answer = turn.answer(question);
		const part = answer && answer.kind !== "skipped" ? kindOf(question).report(question, answer, turn.context) : null;
		if (part && "entry" in part) entries.push(part.entry);
		else if (part) answers.push(part.answer);
	}
	return { event: "submitted", form: flow.version, entries, answers, files: turn.state.files };
};

// What was known when a figure was given may have changed since (another report, a moved target): it is held against what is known now.
const newDoubts = (turn: Turn): boolean => {
	for (const question of askedQuestions(turn.context.flow, turn.state.answers)) {
		const answer = turn.answer(question);
		if (question.kind !== "number" || answer?.kind !== "number") continue;
		const { reason, kind: _kind, ...amount } = answer;
		const refusal = refusalOf(turn.context, question, amount);
		const why = doubtOf(turn.context, question, amount);
		if (refusal !== null) turn.state.pending = [...turn.state.pending, { at: "question", question: question.id, refusal }];
		else if (why !== null && reason === null)
			turn.state.pending = [...turn.state.pending, { at: "reason", question: question.id, why, amount }];
	}
	return turn.state.pending.length > 0;
};

/** Submits when nothing is missing or doubtful; otherwise asks that first. */
export const submit = (turn: Turn) => {
	if (!turn.complete || newDoubts(turn)) return turn.advance();
	turn.events.push(reportOf(turn));
	turn.ended = "submitted";
};

const remarkUnclear = (turn: Turn): void => {
	const unclear = turn.events.findLast((event) => event.event === "misunderstood");
	if (unclear?.event !== "misunderstood") return;
	const asked = askedQuestions(turn.context.flow, turn.state.answers);
	turn.remark({
		say: "summary-not-understood",
		text: unclear.text.slice(0, 60),
		figure: asked.find((question) => question.kind === "number")?.name ?? null,
		problems: asked.some((question) => question.kind === "text" && question.problem),
	});
};

const isFigure = (turn: Turn, text: string): boolean =>
	askedQuestions(turn.context.flow, turn.state.answers).some((question) => {
		if (question.kind !== "number") return false;
		const reading = turn.context.reading.number(text, question);
		return reading.kind === "amount" && turn.context.reading.onlyFigure(text, reading);
	});

/** 请核对: every value, then 提交, 修改 or 放弃. The only place a report is submitted from. */
export const summaryNode: NodeHandler<"summary"> = {
	view: (turn) => {
		remarkUnclear(turn);
		const buttons = turn.buttons([
			{ label: { word: "submit" }, press: { kind: "submit" } },
			{ label: { word: "edit" }, press: { kind: "edit" } },
			{ label: { word: "discard" }, press: { kind: "discard" } },
		]);
		const { flow } = turn.context;
		return {
			key: "summary",
			...turn.asked(buttons, true),
			// The summary shows what was recorded; only a correction is worth saying twice.
			remarks: turn.remarks.filter((remark) => remark.say !== "recorded" || remark.corrected),
			heading: turn.headingFacts(),
			items: askedQuestions(flow, turn.state.answers).map((question) => answerFacts(question, turn.answer(question), turn.context)),
			looseFiles: turn.state.files.length,
		};
	},
	text: (turn, _node, text) => {
		// 「没问题」 agrees here; at a question it would say that there are no problems.
		if (turn.context.reading.agrees(text)) return submit(turn);
		const report = readFields(turn, text);
		const fields = report.fields.filter(saysSomething);
		if (fields.length > 0) {
			fill(turn, { ...report, fields });
			return turn.advance();
		}
		const { reading } = turn.context;
		const named = /^\d+$/u.test(text.normalize("NFKC")) ? null : itemNamed(turn, text);
		if (named) turn.goTo(named);
		// A figure alone is a correction of one of them, a no means that something is wrong: of which item?
		else if (isFigure(turn, text)) turn.state.node = { at: "choose", value: text };
		else if (reading.yesNo(text) === false && !reading.none(text)) turn.state.node = { at: "choose", value: null };
		else turn.misunderstood(text, null);
	},
	press: (turn, _node, press) => {
		if (press.kind === "submit") submit(turn);
		else if (press.kind === "edit") turn.state.node = { at: "choose", value: null };
		else if (press.kind === "discard") {
			turn.events.push({ event: "discarded" });
			turn.ended = "cancelled";
		} else return false;
		return true;
	},
};
