import { add, compare, type Decimal, isNegative, percentOf, placesOf, subtract } from "../domain/decimal.ts";
import { type JumpBasis, jumpOf } from "../domain/jump.ts";
import type { AnswerFacts, Refusal } from "../views/dialog.ts";
import { type DialogContext, figureOf } from "./context.ts";
import type { NumberQuestion } from "./flow.ts";
import type { Amount, NumberAnswer } from "./state.ts";

/** An amount of which it is known whether it is the increase or the total. */
export type StatedAmount = Amount & { readonly mode: "increment" | "total" };

/** Increment and total of what was asserted, against the last total known now. */
export const bothOf = (context: DialogContext, question: NumberQuestion, amount: StatedAmount): { increment: Decimal; total: Decimal } => {
	const { lastTotal } = figureOf(context, question);
	return amount.mode === "increment"
		? { increment: amount.value, total: add(lastTotal, amount.value) }
		: { increment: subtract(amount.value, lastTotal), total: amount.value };
};

/** Why a figure cannot be stored at all, or null. */
export const refusalOf = (context: DialogContext, question: NumberQuestion, amount: StatedAmount): Refusal | null => {
	const { measure, places } = question;
	if (placesOf(amount.value) > places) return { why: "too-precise", text: amount.written, places, measure };
	if (isNegative(bothOf(context, question, amount).total)) {
		return { why: "below-zero", text: amount.written, lastTotal: figureOf(context, question).lastTotal, measure };
	}
	return null;
};

/** Why a figure needs a reason: the total fell, or the increment is beyond the jump rule. */
export const doubtOf = (context: DialogContext, question: NumberQuestion, amount: StatedAmount): "fell" | "jumped" | null => {
	const { increment } = bothOf(context, question, amount);
	if (isNegative(increment)) return "fell";
	return jumpOf(increment, jumpBasis(context, question), context.facts.rules) === null ? null : "jumped";
};

/** What the increment of a question is held against. */
export const jumpBasis = (context: DialogContext, question: NumberQuestion): JumpBasis => {
	const { history, annual, above } = figureOf(context, question);
	return { history, annual, above: above?.annual ?? null, places: question.places, cadence: context.flow.cadence };
};

/** A bare number at or above what was reached before could be either the increase or the total. */
export const basisIsUnclear = (context: DialogContext, question: NumberQuestion, amount: Amount): boolean => {
	const { lastTotal } = figureOf(context, question);
	return amount.mode === "unstated" && compare(lastTotal, "0" as Decimal) > 0 && compare(amount.value, lastTotal) >= 0;
};

/** An answered figure as it is shown. */
export const figureFacts = (context: DialogContext, question: NumberQuestion, answer: NumberAnswer): AnswerFacts => {
	const { increment, total } = bothOf(context, question, answer);
	const { annual } = figureOf(context, question);
	const villages = context.facts.villages?.[question.indicator];
	const difference = villages ? subtract(increment, villages.sum) : null;
	return {
		kind: "number",
		name: question.name,
		measure: question.measure,
		basis: answer.mode,
		increment,
		total,
		approximate: answer.approximate,
		written: answer.converted ? answer.written : null,
		reason: answer.reason,
		annual,
		percent: annual === null ? null : percentOf(total, annual),
		villages: villages && difference !== null ? { ...villages, difference: difference.replace("-", "") as Decimal } : null,
	};
};
