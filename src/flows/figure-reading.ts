import type { NumberQuestion } from "../dialog/flow.ts";
import type { NumberReading } from "../dialog/reading.ts";
import type { Amount } from "../dialog/state.ts";
import { type Decimal, multiply } from "../domain/decimal.ts";
import type { AnswerReading } from "../language/read-answer.ts";
import type { Refusal } from "../views/dialog.ts";

type Value = Extract<AnswerReading, { kind: "value" }>;

const amount = (question: NumberQuestion, more: Partial<Amount> & { value: Decimal; written: string }): Amount => ({
	measure: question.measure,
	mode: "unstated",
	approximate: false,
	converted: false,
	...more,
});

const valueReading = (question: NumberQuestion, reading: Value): NumberReading => {
	const { value, mode, approximate } = reading;
	const said = { approximate, mode, value, written: reading.converted?.text ?? reading.text, converted: reading.converted !== null };
	if (reading.total === null) return { kind: "amount", amount: amount(question, said), total: null };
	const total = {
		approximate,
		mode: "total" as const,
		value: reading.total,
		written: reading.totalConverted?.text ?? `${reading.total}${question.measure}`,
		converted: reading.totalConverted !== null,
	};
	return { kind: "amount", amount: amount(question, { ...said, mode: "increment" }), total: amount(question, total) };
};

const refused = (refusal: Refusal): NumberReading => ({ kind: "refused", refusal });

/** What the language room read of a figure, in the dialog's terms. `text` is what was typed. */
export const numberReading = (reading: AnswerReading, question: NumberQuestion, text: string): NumberReading => {
	const { places, measure } = question;
	switch (reading.kind) {
		case "value":
			return valueReading(question, reading);
		case "zero":
			return { kind: "zero", text };
		case "same-as-last":
			return { kind: "same", text };
		case "competing":
			return {
				kind: "which",
				text,
				candidates: reading.candidates.map(({ text: written, value, mode }) =>
					amount(question, { value, mode, written, converted: !written.includes(value) }),
				),
			};
		case "range":
			return refused({ why: "range", text: reading.text, low: reading.low, high: reading.high });
		case "confirm-measure":
			return {
				kind: "measure",
				from: reading.from,
				amount: amount(question, { value: multiply(reading.value, reading.factor), written: reading.text, converted: true }),
			};
		case "other-measure":
			return refused({ why: "other-measure", text: reading.text, found: reading.found, expected: reading.expected });
		case "plan":
			return refused({ why: "plan", text: reading.text });
		case "too-precise":
			return refused({ why: "too-precise", text: reading.text, places, measure });
		case "too-large":
			return refused({ why: "too-large", text: reading.text });
		case "not-understood":
			return refused({ why: "not-understood", text });
		default:
			return reading satisfies never;
	}
};

const AROUND = /累计|累积|总共|一共|共计|合计|总数|共|新增|增加|本周|本月|本季度|目前|现在|应该|应当|应|就|是|为|到|达到|约|了|的/gu;

/** Whether words are a figure and nothing else (45亩, 累计365), rather than words with a figure in them (毁20亩). */
export const onlyFigure = (text: string, reading: NumberReading): boolean => {
	if (reading.kind !== "amount") return false;
	const said = [reading.amount.written, reading.total?.written ?? ""];
	const rest = said.reduce((left, part) => left.replace(part, ""), text.normalize("NFKC"));
	return rest.replace(AROUND, "").replace(/[\s\p{P}]/gu, "") === "";
};
