/** Text made readable for the parsers, with the way back to what was typed. */
export interface Normal {
	/** The text as typed. */
	readonly source: string;
	/** NFKC, invisible characters gone, numerals and measures in simplified characters. */
	readonly text: string;
	/** Offset in `source` where the character of `text` at this index begins. */
	readonly starts: readonly number[];
	/** Offset in `source` just after the character of `text` at this index. */
	readonly ends: readonly number[];
}

/** Half-open range of UTF-16 offsets. */
export interface Span {
	readonly start: number;
	readonly end: number;
}

const SIMPLIFIED: Readonly<Record<string, string>> = {
	萬: "万",
	億: "亿",
	畝: "亩",
	畂: "亩",
	畆: "亩",
	畮: "亩",
	個: "个",
	箇: "个",
	處: "处",
	頭: "头",
	兩: "两",
	棟: "栋",
	戶: "户",
	噸: "吨",
	點: "点",
	鎮: "镇",
	鄉: "乡",
	頃: "顷",
	間: "间",
	貳: "贰",
	叄: "叁",
	陸: "陆",
	棵: "棵",
	週: "周",
	〤: "四",
	"−": "-",
	"﹣": "-",
	"½": ".5",
	"¼": ".25",
	"¾": ".75",
	"⁺": "+",
	"\u2028": "\n",
	"\u2029": "\n",
	"\r": "\n",
	"\t": " ",
	"\u2005": " ",
};

const FIRST_CIRCLED = 0x2460;

// Circled numbers mark list items; NFKC would turn ①暖棚 into 1暖棚.
const circledOf = (code: number): string | null => {
	if (code >= FIRST_CIRCLED && code <= FIRST_CIRCLED + 19) return String.fromCodePoint(code);
	if (code >= 0x2776 && code <= 0x277f) return String.fromCodePoint(FIRST_CIRCLED + code - 0x2776);
	if (code >= 0x3220 && code <= 0x3229) return String.fromCodePoint(FIRST_CIRCLED + code - 0x3220);
	if (code === 0x1f51f) return String.fromCodePoint(FIRST_CIRCLED + 9);
	return null;
};

const INVISIBLE = /^(?:\p{Cc}|\p{Cf}|\p{Mn}|\u115f|\u1160|\u3164)$/u;

const plainCode = (code: number): boolean => (code >= 0x20 && code < 0x7f) || (code >= 0x4e00 && code <= 0x9fff);

const readable = (character: string, code: number): string => {
	const simplified = SIMPLIFIED[character];
	if (simplified !== undefined) return simplified;
	if (plainCode(code) || character === "\n") return character;
	const circled = circledOf(code);
	if (circled !== null) return circled;
	if (INVISIBLE.test(character)) return "";
	const folded = character.normalize("NFKC");
	return SIMPLIFIED[folded] ?? folded;
};

const KEYCAP = /^[0-9]\ufe0f?\u20e3/;
const KEYCAP_RUN = /^(?:[0-9]\ufe0f?\u20e3){2,}/;

const WIDE_GROUPS = /(?<![\d.,，])\d{1,3}(?:，\d{3})+(?!\d|[,，]\d)/g;

// 1，200 may be 1200 or 1 and 200: such a comma stays as it was typed, so that it parts two numbers.
const wideSeparators = (source: string): ReadonlySet<number> | null => {
	if (!source.includes("，")) return null;
	const places = new Set<number>();
	for (const found of source.matchAll(WIDE_GROUPS))
		for (let at = found.index; at < found.index + found[0].length; at++) if (source[at] === "，") places.add(at);
	return places.size > 0 ? places : null;
};

/** Folds what was typed (NFKC, zero-width and control characters dropped) and keeps the offset of every remaining character. */
export const normalize = (source: string): Normal => {
	const starts: number[] = [];
	const ends: number[] = [];
	let text = "";
	const push = (piece: string, start: number, end: number): void => {
		text += piece;
		for (let index = 0; index < piece.length; index++) {
			starts.push(start);
			ends.push(end);
		}
	};
	const kept = wideSeparators(source);
	let at = 0;
	let keycapDigitsUntil = 0;
	while (at < source.length) {
		const code = source.codePointAt(at) ?? 0;
		const character = String.fromCodePoint(code);
		const next = at + character.length;
		if (code >= 0x30 && code <= 0x39 && (source[next] === "\ufe0f" || source[next] === "\u20e3")) {
			const ahead = source.slice(at, at + 60);
			const cap = KEYCAP.exec(ahead);
			if (cap) {
				const run = KEYCAP_RUN.exec(ahead);
				if (run) keycapDigitsUntil = Math.max(keycapDigitsUntil, at + run[0].length);
				// A single keycap marks a list item; several in a row spell a number.
				const digit = at < keycapDigitsUntil || code === 0x30;
				push(digit ? character : String.fromCodePoint(FIRST_CIRCLED + code - 0x31), at, at + cap[0].length);
				at += cap[0].length;
				continue;
			}
		}
		push(kept?.has(at) ? character : readable(character, code), at, next);
		at = next;
	}
	return { source, text, starts, ends };
};

/** The range of the typed text that a range of the folded text came from. */
export const sourceSpan = (normal: Normal, span: Span): Span => {
	const start = normal.starts[span.start] ?? normal.source.length;
	return { start, end: span.end > span.start ? (normal.ends[span.end - 1] ?? normal.source.length) : start };
};

/** The number of a circled list mark (① is 1); null for any other character. */
export const circledNumber = (character: string): number | null => {
	const code = character.codePointAt(0) ?? 0;
	return code >= FIRST_CIRCLED && code <= FIRST_CIRCLED + 19 ? code - FIRST_CIRCLED + 1 : null;
};
