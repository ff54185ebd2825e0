import { circledNumber, type Span } from "./normalize.ts";

const CHINESE = "一二三四五六七八九十";

const numberOf = (mark: string): number => {
	const digits = /\d{1,2}/.exec(mark)?.[0];
	if (digits !== undefined) return Number(digits);
	const numeral = /[一二三四五六七八九十]+/.exec(mark)?.[0] ?? "";
	return numeral.length === 1 ? CHINESE.indexOf(numeral) + 1 : 0;
};

const MARK = new RegExp(
	`[\\u2460-\\u2473]|(?<![\\d.])\\d{1,2} ?(?:[.、)](?=[^\\d\\s.亩栋株]|\\s+\\D|$)|[.)、] +(?=\\d+[\\u4e00-\\u9fff])|[、)](?=\\d+[\\u4e00-\\u9fff]))|\\(\\d{1,2}\\)|\\([${CHINESE}]{1,2}\\)|(?<![${CHINESE}百千万两])[${CHINESE}]{1,2}(?:[、.](?=\\D)|、(?=\\d))|(?<![\\d.])\\d{1,2}:(?=[\\u4e00-\\u9fff])`,
	"g",
);
const OPENING = /(?:^|[\n。;；!!,，、:：]|周报|月报|季报|接龙|如下)\s*[-*•·]?\s*$/;
const SPACED_MARK = /(^|\n) *(\d{1,2})[  ]+(?=[一-鿿])/g;

const opens = (text: string, at: number): boolean => OPENING.test(text.slice(Math.max(0, at - 8), at));

/** Ranges of item marks (1. 2、 （一） ①): they open an item, they are no quantity. */
export const listMarks = (text: string): Span[] => {
	const marks: Span[] = [];
	let expected = 1;
	for (const found of text.matchAll(MARK)) {
		const mark = found[0];
		const circled = circledNumber(mark);
		const number = circled ?? numberOf(mark);
		const end = found.index + mark.length;
		// In the middle of a line only the next number of a running list is a mark: 暖棚45.果树120 is none.
		const running = number === expected && (number > 1 || /\s$/.test(text.slice(0, found.index).slice(-1)));
		if (circled === null && !opens(text, found.index) && !running) continue;
		if (/^[一二三四五六七八九十]+、$/.test(mark) && /^[一二三四五六七八九十]/.test(text[end] ?? "") && !opens(text, found.index)) continue;
		// 五、六十亩 at the start of a line is a range, not item five.
		if (/^[一二三四五六七八九]、$/.test(mark) && /^[一二三四五六七八九]+[十百千万亩个]/.test(text.slice(end, end + 4))) continue;
		// 一.五亩 is one and a half, not the first item.
		if (/^[一二三四五六七八九十]\.$/.test(mark) && /^[零〇一二三四五六七八九]/.test(text.slice(end))) continue;
		if (/^\d+、$/.test(mark) && /^\d+(?:、\d+)*(?: ?[亩个栋头株])/.test(text.slice(end, end + 12)) && number !== expected) continue;
		marks.push({ start: found.index, end });
		expected = number + 1;
	}
	return [...marks, ...spacedMarks(text)];
};

// "1 暖棚45亩\n2 果树120亩": bare numbers opening lines, when they count up from one.
const spacedMarks = (text: string): Span[] => {
	const found = [...text.matchAll(SPACED_MARK)];
	if (found.length < 2 || !found.every((mark, index) => Number(mark[2]) === index + 1)) return [];
	return found.map((mark) => ({ start: mark.index + (mark[1]?.length ?? 0), end: mark.index + mark[0].length }));
};
