import { add, compare, type Decimal, decimal, multiply, placesOf, STORED_PLACES } from "../domain/decimal.ts";
import { convert, type Measure, measure, REGIONAL_MEASURES } from "../domain/measure.ts";
import type { QuantityReading } from "./read-quantities.ts";

/** A value that was written in another measure or in ten-thousands, for the echo 1.2万亩=12000亩. */
export interface Converted {
	readonly text: string;
	readonly value: Decimal;
	readonly unit: Measure;
}

/** One of several numbers that compete for one question. */
export interface Candidate {
	readonly text: string;
	readonly value: Decimal;
	readonly mode: "increment" | "total" | "unstated";
}

/** How an answer to one number question is understood. */
export type AnswerReading =
	| {
			readonly kind: "value";
			readonly text: string;
			/** The increase when mode is increment, the total when mode is total. */
			readonly value: Decimal;
			readonly mode: "increment" | "total" | "unstated";
			readonly approximate: boolean;
			readonly converted: Converted | null;
			/** The total said beside an increase (新增45亩，累计1300亩); null when none is. */
			readonly total: Decimal | null;
			readonly totalConverted: Converted | null;
			/** True when the text corrects an earlier one (不对，是54亩). */
			readonly corrected: boolean;
	  }
	| { readonly kind: "zero" }
	| { readonly kind: "same-as-last" }
	| { readonly kind: "competing"; readonly candidates: readonly Candidate[] }
	| { readonly kind: "range"; readonly text: string; readonly low: Decimal | null; readonly high: Decimal | null }
	| {
			readonly kind: "confirm-measure";
			readonly text: string;
			readonly value: Decimal;
			readonly from: Measure;
			readonly to: Measure;
			readonly factor: Decimal;
	  }
	| { readonly kind: "other-measure"; readonly text: string; readonly found: Measure; readonly expected: Measure }
	| { readonly kind: "plan"; readonly text: string; readonly value: Decimal | null }
	| { readonly kind: "too-precise"; readonly text: string }
	| { readonly kind: "too-large"; readonly text: string }
	| { readonly kind: "not-understood" };

const LARGEST = decimal(1_000_000_000_000);

interface Taken {
	readonly quantity: QuantityReading;
	readonly value: Decimal;
	readonly converted: Converted | null;
}

type Fit = { readonly fit: "own"; readonly taken: Taken } | { readonly fit: "regional" | "other" };

const fitOf = (quantity: QuantityReading, expected: Measure): Fit => {
	if (quantity.value === null || (quantity.aside !== null && quantity.aside !== "损失")) return { fit: "other" };
	// A share of something (四分之三) is no figure of the thing.
	if (quantity.unit === null && quantity.text.includes("分之")) return { fit: "other" };
	if (expected === "眼" && /口$/.test(quantity.text)) return { fit: "own", taken: { quantity, value: quantity.value, converted: null } };
	// 5万 for a question in 万元 is five, not fifty thousand times ten thousand.
	const money = quantity.unit === null && quantity.scaled && (expected === "万元" || expected === "亿元");
	const unit = money ? measure("元") : (quantity.unit ?? expected);
	if (unit !== expected && REGIONAL_MEASURES[unit]?.measure !== undefined) return { fit: "regional" };
	const value = convert(quantity.value, unit, expected);
	if (value === null) return { fit: "other" };
	const signed = quantity.aside === "损失" && !value.startsWith("-") && value !== "0" ? (`-${value}` as Decimal) : value;
	const converted = unit !== expected || quantity.scaled ? { text: quantity.text, value: signed, unit: expected } : null;
	return { fit: "own", taken: { quantity, value: signed, converted } };
};

const candidateMode = (quantity: QuantityReading): Candidate["mode"] =>
	quantity.aside === "损失" ? "increment" : quantity.mode === "increment" || quantity.mode === "total" ? quantity.mode : "unstated";

const distinct = (taken: readonly Taken[]): Taken[] =>
	taken.filter((one, index) => taken.findIndex((other) => other.value === one.value) === index);

const ofMode = (taken: readonly Taken[], mode: Candidate["mode"]): Taken[] =>
	distinct(taken.filter((one) => candidateMode(one.quantity) === mode));

const competing = (taken: readonly Taken[]): AnswerReading => ({
	kind: "competing",
	candidates: taken.map((one) => ({ text: one.quantity.text, value: one.value, mode: candidateMode(one.quantity) })),
});

const valueReading = (main: Taken, total: Taken | null, mode: Candidate["mode"]): AnswerReading => {
	for (const one of total === null ? [main] : [main, total]) {
		if (compare(one.value.replace("-", "") as Decimal, LARGEST) > 0) return { kind: "too-large", text: one.quantity.text };
		if (placesOf(one.value) > STORED_PLACES) return { kind: "too-precise", text: one.quantity.text };
	}
	if (main.value === "0" && total === null && mode !== "total") return { kind: "zero" };
	return {
		kind: "value",
		text: main.quantity.text,
		value: main.value,
		mode,
		approximate: main.quantity.approximate || total?.quantity.approximate === true,
		converted: main.converted,
		total: total?.value ?? null,
		totalConverted: total?.converted ?? null,
		corrected: false,
	};
};

const settle = (taken: readonly Taken[]): AnswerReading => {
	const increments = ofMode(taken, "increment");
	const totals = ofMode(taken, "total");
	const unstated = ofMode(taken, "unstated");
	const [increment] = increments;
	const [total] = totals;
	const [plain] = unstated;
	if (increments.length > 1 || totals.length > 1 || unstated.length > 1) return competing(distinct(taken));
	if (increment && total)
		return unstated.length > 0 && plain?.value !== increment.value && plain?.value !== total.value
			? competing(taken)
			: valueReading(increment, total, "increment");
	if (increment && plain && plain.value !== increment.value) {
		// 1300亩(新增45亩): a number without a word beside a smaller increase is the total.
		return compare(plain.value, increment.value) > 0 ? valueReading(increment, plain, "increment") : competing(taken);
	}
	if (total && plain && plain.value !== total.value) {
		return compare(plain.value, total.value) < 0 ? valueReading(plain, total, "increment") : competing(taken);
	}
	if (increment) return valueReading(increment, null, "increment");
	if (total) return valueReading(total, null, "total");
	return plain ? valueReading(plain, null, "unstated") : { kind: "not-understood" };
};

// 20亩、25亩，共45亩 and 45亩（东村20亩，西村25亩): one figure and what it is made of.
const wholeOf = (taken: readonly Taken[]): Taken | null => {
	if (taken.length < 3) return null;
	const sum = taken.reduce((all, one) => add(all, one.value), decimal(0));
	const wholes = taken.filter((one) => add(one.value, one.value) === sum && one.value !== "0");
	return wholes.length === 1 ? (wholes[0] ?? null) : null;
};

// 上周1221.2亩，本周1266.2亩，新增45亩: last week's figure tells which is the total.
const grown = (taken: readonly Taken[], past: readonly QuantityReading[], expected: Measure): AnswerReading | null => {
	const [one, two] = taken;
	if (taken.length !== 2 || one === undefined || two === undefined) return null;
	for (const quantity of past) {
		const before = quantity.value === null ? null : convert(quantity.value, quantity.unit ?? expected, expected);
		if (before === null || before === "0") continue;
		if (add(before, two.value) === one.value) return valueReading(two, one, "increment");
		if (add(before, one.value) === two.value) return valueReading(one, two, "increment");
	}
	return null;
};

/** A total beside words that say nothing was added: an increase of zero with that total. */
export const withNoIncrease = (total: Extract<AnswerReading, { kind: "value" }>): AnswerReading => ({
	...total,
	value: decimal(0),
	mode: "increment",
	total: total.value,
	totalConverted: total.converted,
	converted: null,
});

const SPAN_UNCLEAR = new Set(["range", "unclear"]);

const unclearReading = (quantity: QuantityReading): AnswerReading => {
	if (quantity.unclear === "digits") return { kind: "too-large", text: quantity.text };
	if (quantity.unclear === "alternatives" && quantity.range !== null) {
		const { low, high } = quantity.range;
		return {
			kind: "competing",
			candidates: [low, high].map((value) => ({ text: `${value}${quantity.unit ?? ""}`, value, mode: candidateMode(quantity) })),
		};
	}
	if (SPAN_UNCLEAR.has(quantity.unclear ?? "") || quantity.range !== null)
		return { kind: "range", text: quantity.text, low: quantity.range?.low ?? null, high: quantity.range?.high ?? null };
	return { kind: "range", text: quantity.text, low: null, high: null };
};

const otherReading = (quantity: QuantityReading, expected: Measure): AnswerReading => {
	const unit = quantity.unit ?? expected;
	const regional = quantity.unit === null ? undefined : REGIONAL_MEASURES[quantity.unit];
	if (regional !== undefined && quantity.value !== null && quantity.aside === null) {
		const to = convert(decimal(1), regional.measure, expected) === null ? null : regional.measure;
		if (to !== null)
			return {
				kind: "confirm-measure",
				text: quantity.text,
				value: quantity.value,
				from: unit,
				to: expected,
				factor: multiply(regional.factor, convert(decimal(1), to, expected) ?? decimal(1)),
			};
	}
	return { kind: "other-measure", text: quantity.text, found: quantity.aside === null ? unit : measure(quantity.aside), expected };
};

/** True when the quantity could answer a question in this measure: the same family, a bare number, or a regional measure of it. */
export const mayMeasure = (quantity: QuantityReading, expected: Measure): boolean => {
	if (quantity.aside !== null && quantity.aside !== "损失") return false;
	if (quantity.unit === null || quantity.unit === expected) return true;
	const regional = REGIONAL_MEASURES[quantity.unit]?.measure;
	return convert(decimal(1), regional ?? quantity.unit, expected) !== null;
};

/**
 * What the quantities said of one indicator come to. Plans, targets and earlier periods are never taken as done; another measure is never
 * taken for the expected one; whatever leaves two readings is handed back for a question.
 */
export const combine = (quantities: readonly QuantityReading[], expected: Measure): AnswerReading => {
	const said = quantities.filter((quantity) => quantity.mode !== "past");
	const done = said.filter((quantity) => quantity.mode !== "plan" && quantity.mode !== "target");
	const numbers = done.filter((quantity) => !quantity.zero);
	const unclear = numbers.find((quantity) => quantity.value === null && mayMeasure(quantity, expected));
	if (unclear) return unclearReading(unclear);
	const regional = numbers.find((quantity) => quantity.unit !== null && fitOf(quantity, expected).fit === "regional");
	const taken = numbers.flatMap((quantity) => {
		const fit = fitOf(quantity, expected);
		return fit.fit === "own" ? [fit.taken] : [];
	});
	// A number with its measure outweighs a bare one beside it: 3号棚 45亩 2.
	const measured = taken.filter((one) => one.quantity.unit !== null || one.quantity.mode !== "unstated");
	const chosen = measured.some((one) => one.quantity.unit !== null) && taken.length > measured.length ? measured : taken;
	if (chosen.length > 0 && regional === undefined) {
		const zero = done.some((quantity) => quantity.zero);
		const whole = wholeOf(chosen);
		const mode = whole === null ? "unstated" : candidateMode(whole.quantity);
		const past = quantities.filter((quantity) => quantity.mode === "past" && mayMeasure(quantity, expected));
		const settled =
			whole === null
				? (grown(chosen, past, expected) ?? settle(chosen))
				: valueReading(whole, null, mode === "total" && whole === chosen.at(-1) ? "unstated" : mode);
		// 没有新增，累计1300亩: no increase beside a total.
		if (zero && settled.kind === "value" && settled.mode === "total") {
			return withNoIncrease(settled);
		}
		if (zero && settled.kind === "value" && settled.mode === "unstated") {
			return {
				kind: "competing",
				candidates: [
					{ text: "0", value: decimal(0), mode: "increment" },
					{ text: settled.text, value: settled.value, mode: "unstated" },
				],
			};
		}
		return settled;
	}
	if (regional) return otherReading(regional, expected);
	if (done.some((quantity) => quantity.zero)) return { kind: "zero" };
	const [other] = numbers;
	if (other) return otherReading(other, expected);
	const planned = said.find((quantity) => mayMeasure(quantity, expected));
	if (planned) return { kind: "plan", text: planned.text, value: planned.value };
	return { kind: "not-understood" };
};
