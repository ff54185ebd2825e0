import { add, compare, type Decimal, decimal, multiply } from "../domain/decimal.ts";
import { convert, type Measure } from "../domain/measure.ts";
import { measureBehind } from "./measure-words.ts";
import type { Scanned, Unclear } from "./quantity-scan.ts";

const ZERO_RANGE = null;
const TENTH = decimal("0.1");
const TRAILING_DIGIT_UNITS = new Set(["亩", "米", "元", "公里", "里", "斤", "吨", "公斤", "公顷"]);
const BOUNDARY = /^(?:$|[\s,，。;；、!)?]|地|的|左右|上下|多|果树|暖棚|,)/;

const merged = (first: Scanned, second: Scanned, changes: Partial<Scanned>): Scanned => ({
	...second,
	start: first.start,
	approximate: first.approximate || second.approximate,
	scaled: first.scaled || second.scaled,
	range: ZERO_RANGE,
	unclear: null,
	...changes,
});

const inLarger = (value: Decimal, from: Measure, to: Measure): Decimal | null => {
	const converted = convert(value, from, to);
	return converted !== null && convert(converted, to, from) === value ? converted : null;
};

// 3亩5分 is 3.5亩, 3公里500米 is 3.5公里, 三亩五 is 3.5亩.
const joinCompound = (text: string, first: Scanned, second: Scanned): Scanned | null => {
	if (first.unit === null || first.value === null || second.value === null || first.approximate) return null;
	if (second.unit === null) {
		const digit = second.end - second.start === 1 && /[1-9一二三四五六七八九]/.test(text[second.start] ?? "");
		if (!digit || !TRAILING_DIGIT_UNITS.has(first.unit) || !BOUNDARY.test(text.slice(second.end, second.end + 2))) return null;
		return merged(first, second, { unit: first.unit, value: add(first.value, multiply(second.value, TENTH)) });
	}
	if (second.unit === first.unit) return null;
	const one = convert(decimal(1), second.unit, first.unit);
	if (one === null || compare(one, decimal(1)) >= 0) return null;
	const larger = inLarger(second.value, second.unit, first.unit);
	// 45亩45分: more of the small measure than makes a large one.
	if (larger !== null && compare(larger, decimal(1)) >= 0) return merged(first, second, { value: null, unclear: "unclear" });
	// In two measures: as good as converted, and to be echoed.
	if (larger !== null) return merged(first, second, { unit: first.unit, value: add(first.value, larger), scaled: true });
	const smaller = convert(first.value, first.unit, second.unit);
	return smaller === null ? null : merged(first, second, { value: add(smaller, second.value), scaled: true });
};

const sameMeasure = (first: Scanned, second: Scanned): boolean => first.unit === null || second.unit === null || first.unit === second.unit;

const TEN_THOUSAND = decimal(10_000);

const unclearPair = (text: string, first: Scanned, second: Scanned, unclear: Unclear): Scanned => {
	let low = first.value;
	const high = second.value;
	// 3-5万亩: the ten-thousand holds for both ends.
	const written = text.slice(second.start, second.end);
	if (low !== null && first.unit === null && !first.scaled && second.scaled && written.includes("万")) low = multiply(low, TEN_THOUSAND);
	const range = low !== null && high !== null && compare(low, high) <= 0 ? { low, high } : null;
	return merged(first, second, { value: null, unit: second.unit ?? first.unit, range, unclear });
};

const RANGE = /^ ?(?:-|~|—+|–|―|至|到|\.{3,}|…+) ?$/;
const ALTERNATIVE = /^[,， ]?(?:或者?|还是|要么|抑或)(?:是|者)?$/;
const SUM = /^ ?(?:\+|加上?|减去?) ?$/;
const PRODUCT = /^ ?(?:×|x|X|\*|乘以?) ?$/;
const BROKEN_POINT = /^(?:。|·|・|\. +| +\.|\.{2}|,)$/;

// 暖棚45，120亩果树: a noun of its own on either side.
const isList = (text: string, first: Scanned, second: Scanned): boolean =>
	second.unit !== null &&
	/[一-鿿]{2}[:： ]?$/.test(text.slice(0, first.start)) &&
	!/(?:[增计共到成了约达为有是建栽上报干]|目前|本周|这周)[:： ]?$/.test(text.slice(0, first.start)) &&
	/^(?:的)?[一-鿿]{2}/.test(text.slice(second.end));

const joinBroken = (text: string, first: Scanned, second: Scanned, gap: string): Scanned | null => {
	if (first.unit !== null || first.value === null) return null;
	const head = text.slice(first.start, first.end);
	if (/^\d+$/.test(head) && text[second.start] === "." && gap.length <= 1)
		return merged(first, second, { value: null, unclear: "unclear" });
	if (gap === " " && second.unit !== null && /^[一二两三四五六七八九十百千万零〇]+$/.test(head))
		return merged(first, second, { value: null, unclear: "unclear" });
	const tail = /^\d+/.exec(text.slice(second.start, second.end))?.[0] ?? "";
	if (!/^\d+$/.test(head) || tail === "") return null;
	if (gap === " " && head.length === 1 && second.unit !== null) return merged(first, second, { value: null, unclear: "unclear" });
	if (gap === " " && head.length <= 3 && tail.length === 3 && second.unit !== null) {
		return tail.startsWith("0")
			? merged(first, second, { value: decimal(`${head}${tail}`) })
			: merged(first, second, { value: null, unclear: "unclear" });
	}
	if (gap === "，" && !isList(text, first, second)) return merged(first, second, { value: null, unclear: "unclear" });
	return (BROKEN_POINT.test(gap) && second.unit !== null) || gap === ".."
		? merged(first, second, { value: null, unclear: "unclear" })
		: null;
};

// 十亩八亩 is "some ten", 4五亩 a slip of the hand.
const isMuddled = (text: string, first: Scanned, second: Scanned): boolean => {
	const [head, tail] = [text.slice(first.start, first.end), text.slice(second.start, second.end)];
	if (first.unit === null) return /^\d+$/.test(head) && /^[一二三四五六七八九](?:亩|公顷|米|吨|元)/.test(tail);
	return (
		first.unit === second.unit && first.value !== second.value && /^[一二两三四五六七八九十百]+[^\d]?/.test(head) && !/\d/.test(head + tail)
	);
};

const joinPair = (text: string, first: Scanned, second: Scanned): Scanned | null => {
	const gap = text.slice(first.end, second.start);
	if (gap.length > 5) return null;
	if (gap === "" && isMuddled(text, first, second))
		return first.unit === null ? merged(first, second, { value: null, unclear: "unclear" }) : unclearPair(text, first, second, "range");
	if (gap === "" || gap === "零" || gap === "又") return joinCompound(text, first, second);
	// 45亩(四十五亩), 四十五(45)亩: one figure written twice.
	const bracketed = gap === "(" && (text[second.end] === ")" || text.slice(second.start, second.end).includes(")"));
	if (bracketed && first.value !== null && first.value === second.value && sameMeasure(first, second)) {
		const closing = text[second.end] === ")" ? second.end + 1 : second.end;
		const word = first.unit === null && second.unit === null ? measureBehind(text, closing) : null;
		return merged(first, second, { end: word?.end ?? closing, unit: first.unit ?? second.unit ?? word?.unit ?? null });
	}
	if (RANGE.test(gap) && sameMeasure(first, second)) return unclearPair(text, first, second, "range");
	if (ALTERNATIVE.test(gap) && sameMeasure(first, second)) return unclearPair(text, first, second, "alternatives");
	if (SUM.test(gap) && sameMeasure(first, second)) return { ...unclearPair(text, first, second, "sum"), range: null };
	if (/^ ?± ?$/.test(gap)) return unclearPair(text, first, second, "unclear");
	if (PRODUCT.test(gap)) return merged(first, second, { value: null, unclear: "sum" });
	if (/^ ?\/ ?$/.test(gap) && first.unit === null && second.unit !== null) return unclearPair(text, first, second, "alternatives");
	const digits =
		/^[一二三四五六七八九]$/.test(text.slice(first.start, first.end)) && /^[一二三四五六七八九]/.test(text[second.start] ?? "");
	if (gap === "、" && digits && second.unit !== null) return merged(first, second, { value: null, unclear: "range" });
	return joinBroken(text, first, second, gap);
};

const RESULT = /^ ?(?:=|等于|就?是|共计?|合计|一共|,共|,合计) ?$/;

/**
 * Joins neighbours that are one quantity: 3亩5分, ranges (50到60亩), alternatives (45亩或50亩), sums (30+15亩).
 * A sum keeps no value unless the text states its result (30+15=45亩).
 */
export const joinQuantities = (text: string, scanned: readonly Scanned[]): Scanned[] => {
	const joined: Scanned[] = [];
	for (const next of scanned) {
		const last = joined.at(-1);
		if (last?.unclear === "sum" && RESULT.test(text.slice(last.end, next.start)) && sameMeasure(last, next)) {
			joined[joined.length - 1] = { ...next, start: last.start, unit: next.unit ?? last.unit };
			continue;
		}
		const pair = last === undefined ? null : joinPair(text, last, next);
		if (pair === null) joined.push(next);
		else joined[joined.length - 1] = pair;
	}
	return joined;
};
