import { add, type Decimal, decimal, divide, multiply, negate } from "../domain/decimal.ts";
import { type Measure, measure } from "../domain/measure.ts";
import { measureBehind } from "./measure-words.ts";
import { type Numeral, numeralAt } from "./numeral.ts";

/** Why a written quantity has no certain value. */
export type Unclear = "range" | "alternatives" | "sum" | "sign" | "digits" | "unclear";

/** A quantity in the folded text, before modes are read. */
export interface Scanned {
	readonly start: number;
	readonly end: number;
	readonly value: Decimal | null;
	readonly unit: Measure | null;
	readonly approximate: boolean;
	readonly range: { readonly low: Decimal; readonly high: Decimal } | null;
	readonly unclear: Unclear | null;
	/** True for a value that the text writes with 万 or 亿 before the measure, or in two measures. */
	readonly scaled: boolean;
	readonly huge: boolean;
}

const HALF = decimal("0.5");
const PERCENT = measure("%");
const SUB_PERCENT: Readonly<Record<string, Decimal>> = { 百: decimal(1), 千: decimal("0.1"), 万: decimal("0.01") };
const SHARE_MEASURES: Readonly<Record<string, true>> = { 成: true, 折: true };
const MORE = /^ ?(?:多|余|来(?!自|源|年|到|水)|几(?![天年月周]))(?= ?[万亿千百十]?(?:[^\d]|$))/;
const PLUS = /^\+(?= ?(?:[一-鿿]|$|[。,;\s]))/;

const times = (numeral: Numeral, factor: Decimal): Numeral => ({
	...numeral,
	value: numeral.value === null ? null : multiply(numeral.value, factor),
	range: numeral.range === null ? null : { low: multiply(numeral.range.low, factor), high: multiply(numeral.range.high, factor) },
});

const TEN_THOUSAND = decimal("0.0001");
const HUNDRED_MILLION = decimal("0.00000001");

interface Open {
	start: number;
	end: number;
	numeral: Numeral;
	approximate: boolean;
	scaled: boolean;
}

// 一百多亩, 十多万亩, 1.2万余亩, 100+亩
const takeMore = (text: string, open: Open): Open => {
	const more = MORE.exec(text.slice(open.end, open.end + 5)) ?? PLUS.exec(text.slice(open.end, open.end + 3));
	if (!more) return open;
	let end = open.end + more[0].length;
	let numeral = open.numeral;
	let scaled = open.scaled;
	const scale = /^ ?([万亿])/.exec(text.slice(end, end + 2));
	if (scale) {
		numeral = times(numeral, decimal(scale[1] === "万" ? 10_000 : 100_000_000));
		end += scale[0].length;
		scaled = true;
	}
	return { ...open, end, numeral, approximate: true, scaled };
};

const yuanOf = (text: string, open: Open): { unit: Measure; end: number; numeral: Numeral } | null => {
	const last = text[open.end - 1];
	const money = /^ ?(?:元|块钱?)/.exec(text.slice(open.end, open.end + 3));
	if (!money || open.numeral.bare || open.approximate || open.numeral.value === null || (last !== "万" && last !== "亿")) return null;
	return {
		unit: measure(last === "万" ? "万元" : "亿元"),
		end: open.end + money[0].length,
		numeral: times(open.numeral, last === "万" ? TEN_THOUSAND : HUNDRED_MILLION),
	};
};

const LITERAL_SHARE = /^[一二两三四五六七八九十\d.]+$/;

// 八成五, 八成半, 八五折
const readShare = (text: string, open: Open, word: { end: number; unit: Measure }): Scanned => {
	const written = text.slice(open.start, open.end);
	const base = { start: open.start, unit: PERCENT, approximate: open.approximate, scaled: false, huge: false };
	const pair = word.unit === "折" && /^[一二三四五六七八九]{2}$/.test(written);
	if (pair) {
		const digits = [...written].map((digit) => "一二三四五六七八九".indexOf(digit) + 1);
		return { ...base, end: word.end, value: decimal(digits.join("")), range: null, unclear: null };
	}
	const ten = decimal(word.unit === "折" && /^\d{2}$/.test(written) ? 1 : 10);
	const rest =
		word.unit === "成" ? /^(?:半|[一二三四五六七八九]|[1-9])(?![个亩十百千万\d.])/.exec(text.slice(word.end, word.end + 3)) : null;
	const extra = rest === null ? "0" : rest[0] === "半" ? "5" : String(numeralAt(rest[0], 0)?.value ?? "0");
	const value = open.numeral.value === null ? null : add(multiply(open.numeral.value, ten), decimal(extra));
	const range = open.numeral.range === null ? null : times(open.numeral, ten).range;
	const certain = value !== null && LITERAL_SHARE.test(written.replace(/[多余来]$/, ""));
	const shareEnd = word.end + (rest?.[0].length ?? 0);
	const more = /^[多余](?!少|于|次)/.test(text.slice(shareEnd, shareEnd + 2));
	return {
		...base,
		approximate: base.approximate || more,
		end: shareEnd + (more ? 1 : 0),
		value: certain ? value : null,
		range,
		unclear: range ? "range" : certain ? null : "unclear",
	};
};

// 一万半 is 15000 to some and 10000 and a half to none: asked.
const HALF_SCALE = /^[十百千万亿]半(?![年月天夜数山截价个小径成])/;

const unclearOf = (numeral: Numeral): Unclear | null =>
	numeral.value !== null ? null : numeral.huge ? "digits" : numeral.range ? "range" : "unclear";

const close = (text: string, open: Open): Scanned => {
	const money = yuanOf(text, open);
	if (money !== null) {
		const { numeral } = money;
		return {
			...open,
			end: money.end,
			value: numeral.value,
			unit: money.unit,
			range: numeral.range,
			unclear: unclearOf(numeral),
			scaled: false,
			huge: false,
		};
	}
	const word = measureBehind(text, open.end);
	if (word !== null && SHARE_MEASURES[word.unit]) return readShare(text, open, word);
	const { numeral } = open;
	const halved = word === null && numeral.chinese && !open.approximate ? HALF_SCALE.exec(text.slice(open.end - 1, open.end + 3)) : null;
	if (halved !== null) {
		const end = open.end + 1;
		const behind = measureBehind(text, end);
		return { ...open, end: behind?.end ?? end, value: null, unit: behind?.unit ?? null, range: null, unclear: "unclear", huge: false };
	}
	let end = word?.end ?? open.end;
	let value = numeral.value;
	if (word?.unit === "‰") value = value === null ? null : multiply(value, decimal("0.1"));
	let approximate = open.approximate;
	// 一亩半, 两个半 (but 三个半月 is a time and masked before).
	if (word !== null && value !== null && /^半(?![年月天夜数山截价个小])/.test(text.slice(end, end + 2))) {
		value = add(value, HALF);
		end++;
	}
	if (word !== null && !approximate && /^(?:多|来地|余)(?!少|于|点|次|种|年)/.test(text.slice(end, end + 2)) && word.unit !== "%") {
		approximate = true;
		end += text[end] === "来" ? 1 : 1;
	}
	const unit = word?.unit === "‰" ? PERCENT : (word?.unit ?? null);
	return { ...open, end, value, unit, approximate, range: numeral.range, unclear: unclearOf(numeral), huge: numeral.huge };
};

const FRACTION = /^ ?分之 ?/;

// 百分之八十五, 千分之五, 三分之一
const readFraction = (text: string, start: number, numeral: Numeral): Scanned | null => {
	const between = FRACTION.exec(text.slice(numeral.end, numeral.end + 4));
	if (!between) return null;
	const named = text.slice(start, numeral.end);
	const upper = numeralAt(text, numeral.end + between[0].length);
	if (upper === null) return null;
	const more = /^(?:多|余|几)/.exec(text.slice(upper.end, upper.end + 1));
	const end = upper.end + (more ? 1 : 0);
	const share = SUB_PERCENT[named.replace(/^一/, "").replace(/^100$/, "百")];
	const base = { start, end, approximate: more !== null, scaled: false, huge: upper.huge };
	if (share !== undefined) {
		const whole = upper.bare && upper.value !== null ? { ...upper, range: null } : upper;
		const scaledUpper = times(whole, share);
		return { ...base, value: scaledUpper.value, unit: PERCENT, range: scaledUpper.range, unclear: unclearOf(upper) };
	}
	const value = upper.value !== null && numeral.value !== null ? divide(upper.value, numeral.value, 6) : null;
	if (value === null || numeral.value === null || upper.value === null)
		return { ...base, value: null, unit: null, range: null, unclear: "unclear" };
	const exact = multiply(value, numeral.value) === upper.value;
	const word = measureBehind(text, end);
	return {
		...base,
		end: word?.end ?? end,
		value,
		unit: word?.unit ?? null,
		approximate: base.approximate || !exact,
		range: null,
		unclear: null,
	};
};

const readHalf = (text: string, start: number): Scanned | null => {
	if (/[一大多过前后下上八点九十两三\d]/.test(text[start - 1] ?? "")) return null;
	const word = measureBehind(text, start + 1);
	if (
		word === null ||
		/^(?:月|小时|世纪|多月|星期|度|场|道|路|间|山)/.test(text.slice(word.end, word.end + 2)) ||
		"场路间面片段层度道".includes(word.unit)
	)
		return null;
	return { start, end: word.end, value: HALF, unit: word.unit, approximate: false, range: null, unclear: null, scaled: false, huge: false };
};

const PAIRS: Readonly<Record<string, number>> = { 俩: 2, 仨: 3 };

const EMPTY = { value: null, unit: null, approximate: false, range: null, unclear: null, scaled: false, huge: false } as const;

/** The quantity that starts exactly at `start` of the folded text, with its measure; null when none does. */
export const scanQuantity = (text: string, start: number): Scanned | null => {
	const character = text[start] ?? "";
	if (character === "半") return readHalf(text, start);
	const pair = PAIRS[character];
	if (pair !== undefined) {
		const word = measureBehind(text, start + 1);
		const unit = word?.unit ?? measure("个");
		return {
			start,
			end: word?.end ?? start + 1,
			value: decimal(pair),
			unit,
			approximate: false,
			range: null,
			unclear: null,
			scaled: false,
			huge: false,
		};
	}
	const numeral = numeralAt(text, start);
	if (numeral === null) return null;
	if (text.startsWith("百分百", start)) return { ...EMPTY, start, end: start + 3, value: decimal(100), unit: PERCENT };
	const several = /^好几[十百千万]*/.exec(text.slice(numeral.end, numeral.end + 6));
	if (several) {
		const after = numeral.end + several[0].length;
		const word = measureBehind(text, after);
		return { ...EMPTY, start, end: word?.end ?? after, unit: word?.unit ?? null, unclear: "unclear" };
	}
	const fraction = readFraction(text, start, numeral);
	if (fraction !== null) return fraction;
	const scaled = /[万亿wWkK千]/.test(text.slice(start, numeral.end)) && !numeral.bare;
	return close(text, takeMore(text, { start, end: numeral.end, numeral, approximate: false, scaled }));
};

/** The same quantity with its sign turned. */
export const turnSign = (scanned: Scanned): Scanned => ({
	...scanned,
	value: scanned.value === null ? null : negate(scanned.value),
	range: scanned.range === null ? null : { low: negate(scanned.range.high), high: negate(scanned.range.low) },
});
