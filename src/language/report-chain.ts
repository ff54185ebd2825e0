import type { Mention } from "./match-units.ts";
import type { Span } from "./normalize.ts";

/** The part of a 接龙 that speaks of one unit. */
export interface ChainLine extends Span {
	readonly mention: Mention;
}

const CHAIN_HEADER = /#?\s*(?:群?接龙|Group Note|Solitaire)/i;
const MARK = /^\s*(?:[-*•]\s*)?(?:\d{1,3}\s*[.、)）:：]?|[\u2460-\u2473]|[(（]\d{1,3}[)）])\s*/;

const lineBounds = (text: string): Span[] => {
	const bounds: Span[] = [];
	let start = 0;
	for (const line of text.split("\n")) {
		bounds.push({ start, end: start + line.length });
		start += line.length + 1;
	}
	return bounds;
};

// 大巴镇暖棚45亩，佛寺镇暖棚30亩 on one line: each clause headed by a unit is a line of its own.
const clausesOf = (text: string, line: Span, mentions: readonly Mention[]): Span[] => {
	const heads = mentions.filter((one) => {
		const before = text.slice(line.start, one.start);
		// 其中东朝阳村20亩，小洞村25亩: parts of the line's own figure.
		return one.start > line.start && one.end <= line.end && /[,，;；。] ?$/.test(before) && !/其中[^;；。]*$/.test(before);
	});
	const cuts = [line.start, ...heads.map((one) => one.start), line.end];
	return cuts.slice(1).map((end, index) => ({ start: cuts[index] ?? line.start, end }));
};

/**
 * Lines that each speak of a unit of their own: those of a 接龙, and two or more lines headed by different units. Lines without a unit belong to
 * the unit above. Empty when the text is one unit's report.
 */
export const chainLines = (text: string, mentions: readonly Mention[]): ChainLine[] => {
	const chain = CHAIN_HEADER.test(text);
	const lines: ChainLine[] = [];
	for (const line of lineBounds(text).flatMap((bounds) => clausesOf(text, bounds, mentions))) {
		const body = text.slice(line.start, line.end);
		const mark = MARK.exec(body)?.[0].length ?? 0;
		const mention = mentions.find((one) => one.start >= line.start && one.end <= line.end);
		const heads =
			mention !== undefined && (mention.start - line.start <= mark + 2 || (mark > 0 && mention.start - line.start <= mark + 12));
		const previous = lines.at(-1);
		if (heads && !CHAIN_HEADER.test(body)) lines.push({ start: mention.end, end: line.end, mention });
		else if (previous) lines[lines.length - 1] = { ...previous, end: line.end };
	}
	const codes = new Set(lines.map((line) => line.mention.candidates[0]?.code));
	return (chain && lines.length > 0) || codes.size > 1 ? lines : [];
};
