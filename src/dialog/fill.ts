import { dateOf } from "../domain/period.ts";
import { type FlowQuestion, questionOf } from "./flow.ts";
import type { Taken } from "./kinds/kind.ts";
import { kindOf } from "./kinds/kinds.ts";
import { takeReading } from "./kinds/number.ts";
import type { FieldReading, ReportReading } from "./reading.ts";
import type { Node } from "./state.ts";
import type { Turn } from "./turn.ts";

/** Reads a text as a report of several fields. */
export const readFields = (turn: Turn, text: string, whole = false): ReportReading => {
	const { flow, facts, reading } = turn.context;
	return reading.report(text, flow, { unit: facts.unit.code, today: dateOf(facts.now), whole });
};

/** Whether a field found in a text says something about its question, rather than only naming it. */
export const saysSomething = (field: FieldReading): boolean =>
	field.kind === "words" || field.reading.kind !== "refused" || field.reading.refusal.why !== "not-understood";

/** What comes of a field for its question. */
export const takeField = (turn: Turn, question: FlowQuestion, field: FieldReading): Taken => {
	if (field.kind === "words") return kindOf(question).read(field.text, question, turn.answer(question), turn.context);
	return question.kind === "number" ? takeReading(turn.context, question, field.reading) : { kind: "unclear" };
};

/** A field's own words, as far as they are known. */
export const wordsOf = (field: FieldReading): string => {
	if (field.kind === "words") return field.text;
	return field.reading.kind === "refused" ? field.reading.refusal.text : "";
};

/** What could not be taken is asked later, one by one, with its reason. */
export const laterOf = (question: FlowQuestion, taken: Exclude<Taken, { kind: "answer" }>, text: string): Node => {
	if (taken.kind === "ask") return taken.node;
	if (taken.kind === "refused")
		return { at: "question", question: question.id, refusal: taken.remark.say === "refused" ? taken.remark.refusal : null };
	return { at: "question", question: question.id, refusal: { why: "not-understood", text } };
};

/** Puts one answer in, or keeps the doubt for later. True when it was taken at once. */
export const put = (turn: Turn, question: FlowQuestion, taken: Taken, text: string, part: "field" | "line" = "field"): boolean => {
	turn.note(question.id, part);
	if (taken.kind === "answer") {
		const corrected = turn.hasAnswer(question);
		turn.record(question, taken.answer);
		turn.remark(turn.recorded(question, taken, corrected));
		return true;
	}
	const doubts = turn.state.pending.filter((node) => !("question" in node) || node.question !== question.id);
	turn.state.pending = [...doubts, laterOf(question, taken, text)];
	// Only a figure's refusal is kept until its question is asked; what else is wrong (too long) is said now.
	if (taken.kind === "refused" && taken.remark.say !== "refused") turn.remark(taken.remark);
	return false;
};

/** What a report says beside its fields: another period, another unit, figures that belong nowhere. */
export const remarkOnReport = (turn: Turn, report: ReportReading): void => {
	const { period, unit } = turn.context.facts;
	if (report.period !== null && report.period !== period) turn.remark({ say: "other-period", said: report.period, period });
	if (report.otherUnit !== null) turn.remark({ say: "other-unit", said: report.otherUnit, unit: unit.name });
	for (const text of report.unused.slice(0, 5)) turn.remark({ say: "not-used", text: text.slice(0, 60) });
};

/**
 * Takes every field of a report; what is unclear is kept to be asked one by one. Returns the questions it spoke of. With several taken, none of them is
 * "the last one": a correction that names nothing will be asked about.
 */
export const fill = (turn: Turn, report: ReportReading): FlowQuestion[] => {
	const spoken: FlowQuestion[] = [];
	for (const field of report.fields) {
		const question = questionOf(turn.context.flow, field.question);
		if (!question) continue;
		put(turn, question, takeField(turn, question, field), wordsOf(field));
		spoken.push(question);
	}
	if (spoken.length > 1) turn.state.last = null;
	remarkOnReport(turn, report);
	return spoken;
};
