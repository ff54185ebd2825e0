import { add, compare, type Decimal, decimal, multiply } from "../domain/decimal.ts";

/** A number as written, before anything behind it (measure, 多, 半) is looked at. */
export interface Numeral {
	/** Offset just after the number. */
	readonly end: number;
	/** Null when the number says a range or cannot be told for sure. */
	readonly value: Decimal | null;
	/** Set for 二十五六, 三四十, 几十: the lowest and highest number it may mean. */
	readonly range: { readonly low: Decimal; readonly high: Decimal } | null;
	/** One character only (三): a number just where a measure or a boundary follows. */
	readonly single: boolean;
	/** 百, 千万 without a digit: often part of a name (百亩示范园). */
	readonly bare: boolean;
	/** Written with Chinese characters alone. */
	readonly chinese: boolean;
	/** More digits than any quantity of a county has. */
	readonly huge: boolean;
}

type Token =
	| { readonly kind: "digit"; readonly value: number; readonly end: number }
	| { readonly kind: "literal"; readonly text: string; readonly end: number }
	| { readonly kind: "scale"; readonly exponent: number; readonly end: number }
	| { readonly kind: "few"; readonly end: number };

const DIGITS: Readonly<Record<string, number>> = {
	零: 0,
	〇: 0,
	一: 1,
	幺: 1,
	壹: 1,
	二: 2,
	贰: 2,
	两: 2,
	三: 3,
	叁: 3,
	四: 4,
	肆: 4,
	五: 5,
	伍: 5,
	六: 6,
	陆: 6,
	七: 7,
	柒: 7,
	八: 8,
	捌: 8,
	九: 9,
	玖: 9,
};
const SCALES: Readonly<Record<string, number>> = { 十: 1, 拾: 1, 百: 2, 佰: 2, 千: 3, 仟: 3, 万: 4, 亿: 8, 兆: 12 };
const TENS: Readonly<Record<string, number>> = { 廿: 2, 卅: 3, 卌: 4 };
const LETTER_SCALES: Readonly<Record<string, number>> = { w: 4, W: 4, k: 3, K: 3 };

/** Digits beyond which a number is refused instead of stored. */
export const MAX_DIGITS = 15;
const MAX_TOKENS = 40;

const LITERAL = /\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,]*\d)|\d+(?:\.\d+)?|\.\d+/y;
const POWERS = Array.from({ length: 20 }, (_, exponent) => decimal(`1${"0".repeat(exponent)}`));
const power = (exponent: number): Decimal => POWERS[exponent] ?? decimal(1);

const literalAt = (text: string, at: number): string | null => {
	LITERAL.lastIndex = at;
	return LITERAL.exec(text)?.[0] ?? null;
};

// 点 between Chinese digits is the decimal point: what stood before becomes one literal.
const takePoint = (text: string, at: number, tokens: readonly Token[]): Token | null => {
	if (tokens.length === 0 || tokens.some((token) => token.kind === "few")) return null;
	if (tokens.some((token) => token.kind === "literal" && token.text.includes("."))) return null;
	let end = at + 1;
	let fraction = "";
	while (end < text.length && fraction.length < MAX_DIGITS) {
		const character = text[end] ?? "";
		const digit = DIGITS[character] ?? (/\d/.test(character) ? Number(character) : undefined);
		if (digit === undefined || character === "两") break;
		fraction += digit;
		end++;
	}
	const whole = fraction === "" ? null : sumTokens(tokens);
	return whole === null ? null : { kind: "literal", text: `${whole}.${fraction}`, end };
};

// 〇.五, 一.五: a typed point between Chinese digits.
const chinesePoint = (text: string, at: number, tokens: readonly Token[]): boolean =>
	text[at] === "." && tokens.length > 0 && tokens.at(-1)?.kind !== "literal" && DIGITS[text[at + 1] ?? ""] !== undefined;

const nextToken = (text: string, at: number, tokens: readonly Token[]): Token | null => {
	const last = tokens.at(-1);
	const character = text[at] ?? "";
	const digit = DIGITS[character];
	if (digit !== undefined) return last?.kind === "literal" ? null : { kind: "digit", value: digit, end: at + 1 };
	// 一百单五 is spoken for 一百零五.
	if (character === "单" && last?.kind === "scale" && last.exponent > 1 && DIGITS[text[at + 1] ?? ""] !== undefined)
		return { kind: "digit", value: 0, end: at + 1 };
	if (character === "千" && /[克米瓦]/.test(text[at + 1] ?? "")) return null;
	const exponent = SCALES[character];
	if (exponent !== undefined) return { kind: "scale", exponent, end: at + 1 };
	const letter = last?.kind === "literal" ? LETTER_SCALES[character] : undefined;
	if (letter !== undefined && !/[A-Za-z]/.test(text[at + 1] ?? "")) return { kind: "scale", exponent: letter, end: at + 1 };
	if (character === "几")
		return last?.kind === "few" || last?.kind === "digit" || last?.kind === "literal" ? null : { kind: "few", end: at + 1 };
	const spaced = character === " " && last?.kind === "scale" ? /^ (\d{1,4}) ?(?=[千百十])/.exec(text.slice(at, at + 7)) : null;
	if (spaced) return { kind: "literal", text: spaced[1] ?? "", end: at + spaced[0].length };
	if (character === " " && last?.kind === "literal" && /[万亿]/.test(text[at + 1] ?? "")) {
		return { kind: "scale", exponent: SCALES[text[at + 1] ?? ""] ?? 4, end: at + 2 };
	}
	const literal = last === undefined || last.kind === "scale" || isZeroDigit(last) ? literalAt(text, at) : null;
	return literal === null ? null : { kind: "literal", text: literal.replaceAll(",", ""), end: at + literal.length };
};

const isZeroDigit = (token: Token | undefined): boolean => token?.kind === "digit" && token.value === 0;

const tokenize = (text: string, start: number): Token[] => {
	let tokens: Token[] = [];
	let at = start;
	if (text[at] === "数" && (SCALES[text[at + 1] ?? ""] ?? 0) > 0) {
		tokens.push({ kind: "few", end: ++at });
	}
	while (at < text.length && tokens.length < MAX_TOKENS) {
		const tens = TENS[text[at] ?? ""];
		if (tens !== undefined && tokens.at(-1)?.kind !== "literal") {
			tokens.push({ kind: "digit", value: tens, end: at + 1 }, { kind: "scale", exponent: 1, end: at + 1 });
			at++;
			continue;
		}
		if (text[at] === "点" || chinesePoint(text, at, tokens)) {
			const literal = takePoint(text, at, tokens);
			if (literal === null) break;
			tokens = [literal];
			at = literal.end;
			continue;
		}
		const token = nextToken(text, at, tokens);
		if (token === null) break;
		tokens.push(token);
		at = token.end;
	}
	return tokens;
};

interface Sum {
	total: Decimal;
	section: Decimal;
	pending: Decimal | null;
	pendingText: string;
	exponent: number;
	zero: boolean;
}

// 三千五 is 3500 and 一万二 is 12000; 三千零五 is 3005. 1万2000 adds up, 1万25 could be either and is refused.
const closePending = (sum: Sum): Decimal | null => {
	if (sum.pending === null) return sum.section;
	if (sum.exponent === 99 || sum.exponent === 1 || sum.zero) return add(sum.section, sum.pending);
	const digits = sum.pendingText;
	if (digits.length === 1) return add(sum.section, multiply(sum.pending, power(sum.exponent - 1)));
	return /^\d+$/.test(digits) && digits.length === sum.exponent ? add(sum.section, sum.pending) : null;
};

const takeScale = (sum: Sum, exponent: number): boolean => {
	if (exponent < 4) {
		if (sum.pending === null && exponent !== 1 && !(sum.section === "0" && sum.total === "0")) return false;
		if (exponent >= sum.exponent && sum.exponent !== 99 && sum.exponent < 4) return false;
		sum.section = add(sum.section, multiply(sum.pending ?? decimal(1), power(exponent)));
	} else {
		const inner = sum.pending === null ? sum.section : add(sum.section, sum.pending);
		if (inner === "0" && sum.total !== "0") {
			sum.total = multiply(sum.total, power(exponent));
		} else {
			sum.total = add(sum.total, multiply(inner === "0" ? decimal(1) : inner, power(exponent)));
		}
		sum.section = decimal(0);
	}
	sum.exponent = exponent;
	sum.pending = null;
	sum.zero = false;
	return true;
};

function sumTokens(tokens: readonly Token[]): Decimal | null {
	const positional = tokens.length > 1 && tokens.every((token) => token.kind === "digit");
	if (positional) return decimal(tokens.map((token) => (token.kind === "digit" ? token.value : "")).join(""));
	const sum: Sum = { total: decimal(0), section: decimal(0), pending: null, pendingText: "", exponent: 99, zero: false };
	for (const token of tokens) {
		if (token.kind === "few") return null;
		if (token.kind === "scale") {
			if (!takeScale(sum, token.exponent)) return null;
			continue;
		}
		const text = token.kind === "digit" ? String(token.value) : token.text;
		if (token.kind === "digit" && token.value === 0 && sum.exponent !== 99) {
			sum.zero = true;
			continue;
		}
		if (sum.pending !== null) return null;
		sum.pending = decimal(text.startsWith(".") ? `0${text}` : text);
		sum.pendingText = text;
	}
	const rest = closePending(sum);
	return rest === null ? null : add(sum.total, rest);
}

const withDigit = (tokens: readonly Token[], index: number, width: number, value: number): Token[] => [
	...tokens.slice(0, index),
	{ kind: "digit", value, end: 0 },
	...tokens.slice(index + width),
];

const rangeOf = (tokens: readonly Token[], index: number, width: number, low: number, high: number): Numeral["range"] => {
	const least = sumTokens(withDigit(tokens, index, width, low));
	const most = sumTokens(withDigit(tokens, index, width, high));
	return least === null || most === null ? null : { low: least, high: most };
};

const digitAt = (tokens: readonly Token[], index: number): number | null => {
	const token = tokens[index];
	return token?.kind === "digit" ? token.value : null;
};

interface Reading {
	value: Decimal | null;
	range: Numeral["range"];
}

const readDigitsOnly = (tokens: readonly Token[]): Reading => {
	const digits = tokens.map((_, index) => digitAt(tokens, index) ?? 0);
	const first = digits[0] ?? 0;
	const last = digits.at(-1) ?? 0;
	const rising = digits.every((digit, index) => index === 0 || digit === (digits[index - 1] ?? 0) + 1);
	if (digits.includes(0)) return { value: sumTokens(tokens), range: null };
	if (rising || (digits.length === 2 && first < last && last - first <= 2))
		return { value: null, range: { low: decimal(first), high: decimal(last) } };
	return { value: digits.length > 2 ? sumTokens(tokens) : null, range: null };
};

const readTokens = (tokens: readonly Token[]): Reading => {
	const few = tokens.findIndex((token) => token.kind === "few");
	if (few >= 0) {
		const leading = tokens[few + 1]?.kind === "scale" || tokens.length === 1;
		return { value: null, range: rangeOf(tokens, few, 1, leading ? 2 : 1, 9) };
	}
	if (tokens.length > 1 && tokens.every((token) => token.kind === "digit")) return readDigitsOnly(tokens);
	const pair = tokens.findIndex((_, index) => (digitAt(tokens, index) ?? 0) > 0 && (digitAt(tokens, index + 1) ?? 0) > 0);
	if (pair >= 0) {
		const low = digitAt(tokens, pair) ?? 0;
		const high = digitAt(tokens, pair + 1) ?? 0;
		return { value: null, range: low < high ? rangeOf(tokens, pair, 2, low, high) : null };
	}
	const first = tokens[0];
	// 百八十, 千八百: "a hundred or so", never 180 for sure.
	if (first?.kind === "scale" && first.exponent > 1 && tokens.some((token) => token.kind !== "scale")) {
		const most = sumTokens(tokens);
		return { value: null, range: most === null ? null : { low: power(first.exponent), high: most } };
	}
	if (first?.kind === "scale" && first.exponent > 1 && tokens[1]?.kind === "scale" && tokens[1].exponent < first.exponent)
		return { value: null, range: null };
	return { value: sumTokens(tokens), range: null };
};

const LIMIT = power(MAX_DIGITS);

const isHuge = (tokens: readonly Token[], reading: Reading): boolean =>
	tokens.length >= MAX_TOKENS ||
	tokens.some((token) => token.kind === "literal" && token.text.replace(".", "").replace(/^0+/, "").length > MAX_DIGITS) ||
	(reading.value !== null && compare(reading.value, LIMIT) >= 0);

/**
 * The number that starts at `start`: digits with or without thousands separators, Chinese numerals, and both mixed (1.2万, 3千5百, 三千五).
 * Null when none starts there. Never throws; a number of more than 15 digits is marked huge and has no value.
 */
export const numeralAt = (text: string, start: number): Numeral | null => {
	let tokens = tokenize(text, start);
	const last = tokens.at(-1);
	if (last === undefined) return null;
	// 45两 weighs 45 liang, 一千两个 is not one number: a closing 两 belongs to what follows unless it is a digit of a pair.
	if (tokens.length > 1 && last.kind === "digit" && text[last.end - 1] === "两" && tokens.at(-2)?.kind !== "digit")
		tokens = tokens.slice(0, -1);
	const literalDigits = tokens.some((token) => token.kind === "literal" && token.text.length > MAX_DIGITS + 8);
	const reading = literalDigits ? { value: null, range: null } : readTokens(tokens);
	const huge = literalDigits || isHuge(tokens, reading);
	const end = tokens.at(-1)?.end ?? start;
	return {
		end: huge ? hugeEnd(text, end) : end,
		value: huge ? null : reading.value,
		range: huge ? null : reading.range,
		single: tokens.length === 1 && end === start + 1 && tokens[0]?.kind !== "literal",
		bare: tokens.every((token) => token.kind === "scale" && (tokens.length > 1 || token.exponent > 1)),
		chinese: !/[0-9]/.test(text.slice(start, Math.min(end, start + 60))),
		huge,
	};
};

/** The number a text is and nothing else (十一, 23), as small as those of days, hours and periods are; null for any other text. */
export const numberOf = (text: string | undefined): number | null => {
	if (text === undefined || text === "") return null;
	const numeral = numeralAt(text, 0);
	return numeral === null || numeral.value === null || numeral.end !== text.length ? null : Number(numeral.value);
};

const NUMERAL_RUN = /[\d,.零〇一二三四五六七八九十百千万亿两]*/y;
const hugeEnd = (text: string, end: number): number => {
	NUMERAL_RUN.lastIndex = end;
	return end + (NUMERAL_RUN.exec(text)?.[0].length ?? 0);
};
