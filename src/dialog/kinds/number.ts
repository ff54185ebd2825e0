import { compare, type Decimal, decimal, divide, percentOf, round } from "../../domain/decimal.ts";
import { type DateText, dateOf, daysOf } from "../../domain/period.ts";
import type { DialogRemark, QuestionFacts } from "../../views/dialog.ts";
import { basisIsUnclear, bothOf, doubtOf, figureFacts, refusalOf, type StatedAmount } from "../amounts.ts";
import { type DialogContext, figureOf, LIMITS } from "../context.ts";
import type { NumberQuestion } from "../flow.ts";
import type { NumberReading } from "../reading.ts";
import type { Amount, NumberAnswer } from "../state.ts";
import type { Kind, Taken } from "./kind.ts";

/** A number that would be ordinary here: a fiftieth of the annual target, at least 1. */
const exampleOf = (annual: Decimal | null, places: number): Decimal => {
	const share = annual === null ? null : divide(annual, decimal(50), 0);
	return share !== null && compare(share, decimal(1)) >= 0 ? round(share, 0) : decimal(annual === null && places > 0 ? 45 : 1);
};

const numberFacts = (question: NumberQuestion, context: DialogContext): QuestionFacts => {
	const { lastTotal, lastAsOf, annual, plannedPercent: planned } = figureOf(context, question);
	const { name, label, measure, places } = question;
	const percent = annual === null ? null : percentOf(lastTotal, annual);
	return {
		kind: "number",
		name,
		label,
		measure,
		places,
		lastTotal,
		lastAsOf,
		annual,
		percent,
		planned,
		example: exampleOf(annual, places),
	};
};

const stated = (amount: Amount, mode: StatedAmount["mode"]): StatedAmount => ({ ...amount, mode });

/** What is said on taking a figure: how a converted or an approximate one was taken; nothing of a plain one. */
const recorded = (context: DialogContext, question: NumberQuestion, answer: NumberAnswer): DialogRemark | null =>
	answer.converted || answer.approximate
		? {
				say: "recorded",
				name: question.name,
				answer: figureFacts(context, question, answer),
				echo: answer.converted ? { written: answer.written, value: answer.value, measure: question.measure } : null,
				corrected: false,
			}
		: null;

const refusedFor = (
	context: DialogContext,
	question: NumberQuestion,
	refusal: Extract<DialogRemark, { say: "refused" }>["refusal"],
): Taken => ({
	kind: "refused",
	remark: { say: "refused", name: question.name, refusal, question: numberFacts(question, context) },
});

/** Takes a figure of which it is known what it is; asks for the reason where the checks want one and none is given. */
export const takeStated = (context: DialogContext, question: NumberQuestion, amount: StatedAmount, reason: string | null): Taken => {
	const refusal = refusalOf(context, question, amount);
	if (refusal !== null) return refusedFor(context, question, refusal);
	const why = doubtOf(context, question, amount);
	if (why !== null && reason === null) return { kind: "ask", node: { at: "reason", question: question.id, why, amount } };
	const answer: NumberAnswer = { kind: "number", ...amount, reason: why === null ? null : reason };
	return { kind: "answer", answer, remark: recorded(context, question, answer) };
};

/** Takes a figure, asking whether it is the increase or the total where that is not clear. */
export const takeAmount = (context: DialogContext, question: NumberQuestion, amount: Amount): Taken => {
	if (!basisIsUnclear(context, question, amount)) {
		return takeStated(context, question, stated(amount, amount.mode === "total" ? "total" : "increment"), null);
	}
	const refusal = refusalOf(context, question, stated(amount, "increment"));
	return refusal === null ? { kind: "ask", node: { at: "basis", question: question.id, amount } } : refusedFor(context, question, refusal);
};

const takeBoth = (context: DialogContext, question: NumberQuestion, amount: Amount, total: Amount): Taken => {
	const increase = stated(amount, "increment");
	if (bothOf(context, question, increase).total === total.value) return takeStated(context, question, increase, null);
	const text = amount.written === total.written ? amount.written : `${amount.written} ${total.written}`;
	return { kind: "ask", node: { at: "which", question: question.id, text, candidates: [increase, stated(total, "total")] } };
};

/** No change: an increase of zero. */
export const nothingNew = (question: NumberQuestion, written: string): StatedAmount => ({
	value: decimal(0),
	measure: question.measure,
	mode: "increment",
	approximate: false,
	written,
	converted: false,
});

/** What follows from a figure as read. */
export const takeReading = (context: DialogContext, question: NumberQuestion, reading: NumberReading): Taken => {
	switch (reading.kind) {
		case "amount":
			return reading.total === null
				? takeAmount(context, question, reading.amount)
				: takeBoth(context, question, reading.amount, reading.total);
		case "zero":
			return takeStated(context, question, nothingNew(question, reading.text), null);
		case "same":
			return { kind: "ask", node: { at: "same", question: question.id, text: reading.text } };
		case "which":
			return {
				kind: "ask",
				node: { at: "which", question: question.id, text: reading.text, candidates: reading.candidates.slice(0, LIMITS.candidates) },
			};
		case "measure":
			return { kind: "ask", node: { at: "measure", question: question.id, from: reading.from, amount: reading.amount } };
		case "refused":
			return reading.refusal.why === "not-understood" ? { kind: "unclear" } : refusedFor(context, question, reading.refusal);
		default:
			return reading satisfies never;
	}
};

/** The day a figure speaks of: the day it is sent, or the period's last day when that is over. */
const asOfDay = (context: DialogContext): DateText => {
	const today = dateOf(context.facts.now);
	const { last } = daysOf(context.facts.period);
	if (today > last) return last;
	return today;
};

/** A figure of an indicator: this period's increase or the total so far, in its measure. */
export const number: Kind<"number"> = {
	kind: "number",
	numbered: false,
	buttons: () => [{ label: { word: "nothing" }, press: { kind: "choose", value: "0" } }],
	facts: (question, _old, context) => numberFacts(question, context),
	read: (text, question, _old, context) => takeReading(context, question, context.reading.number(text, question)),
	press: (press, question, _old, context) =>
		press.kind === "choose" && press.value === "0" ? takeStated(context, question, nothingNew(question, "0"), null) : null,
	fits: (question, answer) => answer.kind === "number" && answer.measure === question.measure,
	show: (question, answer, context) =>
		answer.kind === "number" ? figureFacts(context, question, answer) : { kind: "unanswered", name: question.name },
	report: (question, answer, context) => {
		if (answer.kind !== "number") return null;
		const { increment, total } = bothOf(context, question, answer);
		const { mode: basis, approximate, reason, written } = answer;
		return { entry: { indicator: question.indicator, basis, increment, total, asOf: asOfDay(context), approximate, reason, written } };
	},
	prefill: (question, entries) => {
		const entry = entries.find((other) => other.indicator === question.indicator);
		if (!entry) return null;
		const value = entry.basis === "increment" ? entry.increment : entry.total;
		const { basis: mode, approximate, reason, written } = entry;
		return { kind: "number", value, measure: question.measure, mode, approximate, written, converted: false, reason };
	},
	words: (answer) => (answer.kind === "number" ? [answer.value] : []),
};
