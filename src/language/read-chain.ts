import type { DateText, PeriodKey } from "../domain/period.ts";
import type { UnitCode } from "../domain/unit.ts";
import { behindOpening } from "./chain-words.ts";
import { findMentions, matchesOf, type UnitMatch } from "./match-units.ts";
import { circledNumber, normalize, sourceSpan } from "./normalize.ts";
import { ownWords } from "./own-words.ts";
import { readPeriod } from "./read-period.ts";
import type { UnitDirectory } from "./unit-directory.ts";

/** One entry of a 接龙, with the lines below it. */
export interface ChainItem {
	/** The number it bears, else its place in the list. */
	readonly number: number;
	/** The unit it begins with: candidates where that is not sure, none where it names none. */
	readonly units: readonly UnitMatch[];
	/** What it says, as typed: without number and name where it names a unit. */
	readonly words: string;
}

/** A 接龙 as it was typed. */
export interface Chain {
	/** What stands above its entries. */
	readonly heading: string;
	/** The period the heading names. */
	readonly period: PeriodKey | null;
	readonly items: readonly ChainItem[];
}

/** What a 接龙 is read against; `home` settles names several units share. */
export interface ChainSpec {
	readonly directory: UnitDirectory;
	readonly home: UnitCode | null;
	readonly today: DateText;
}

/** More are not read: a county has fewer townships, a township fewer villages. */
const MOST_ITEMS = 100;
const LONGEST = 20_000;
/** 1. 王伟（大巴镇）: WeChat puts the writer's own name before what they write. */
const LONGEST_NAME = 12;

const MARK =
	/^\s*(?:[-*•·]\s*)?(?:[(（]\s*(?<inside>[\d０-９]{1,3})\s*[)）]|(?<pointed>[\d０-９]{1,3})\s*[.．、)）:：](?![\d０-９])|(?<circled>[①-⑳])|(?<chinese>[一二三四五六七八九十]{1,3})[、.．](?![一二三四五六七八九十百]))\s*/u;
/** The line WeChat puts above the entries to show how one is written. */
const EXAMPLE = /^\s*(?:例|示例|格式)\s*[:：\s]/u;
const BARE_NUMBER = /^\s*(?<bare>[\d０-９]{1,3})\s*$/u;

interface Line {
	readonly typed: string;
	/** The number it bears; null without a mark, 0 for one that counts in words. */
	readonly number: number | null;
	/** Its text behind the mark. */
	readonly body: string;
	readonly units: readonly UnitMatch[];
	/** Its text behind the unit's name. */
	readonly rest: string;
}

interface Draft {
	number: number;
	/** Whether its first line bears a number. */
	readonly marked: boolean;
	readonly units: readonly UnitMatch[];
	readonly words: string[];
}

const numberOf = (mark: RegExpExecArray): number => {
	const { inside, pointed, circled } = mark.groups ?? {};
	if (circled !== undefined) return circledNumber(circled) ?? 0;
	return Number((inside ?? pointed ?? "0").normalize("NFKC"));
};

const readLine = (typed: string, { directory, home }: ChainSpec): Line => {
	const mark = MARK.exec(typed);
	const body = typed.slice(mark?.[0].length ?? 0);
	const normal = normalize(body);
	const [first] = findMentions(normal, directory, home);
	const span = first && sourceSpan(normal, first);
	const before = span ? body.slice(0, span.start) : "";
	const bare = mark ? null : BARE_NUMBER.exec(before);
	const number = mark ? numberOf(mark) : bare ? Number((bare.groups?.bare ?? "0").normalize("NFKC")) : null;
	const isHead = before.trim() === "" || bare !== null || (mark !== null && before.length <= LONGEST_NAME && !/[\d０-９]/u.test(before));
	if (!first || !span || !isHead) return { typed, number, body, units: [], rest: body };
	return {
		typed,
		number,
		body,
		units: matchesOf(normal, [first]),
		rest: body.slice(span.end).replace(/^[\s,，:：;；、。)）\-—~～]+/u, ""),
	};
};

/** Reads the entries of a 接龙: numbered lines, and lines that begin with a unit; a line that is neither belongs to the entry above it. Never throws. */
export const readChain = (typed: string, spec: ChainSpec): Chain => {
	const heading: string[] = [];
	const drafts: Draft[] = [];
	for (const text of behindOpening(ownWords(typed.slice(0, LONGEST))).split(/[\n\r\u2028]+/u)) {
		if (text.trim() === "" || EXAMPLE.test(text)) continue;
		const line = readLine(text, spec);
		const current = drafts.at(-1);
		const isOwn = line.units.length > 0;
		// 大巴镇 above, 1. 暖棚 and 2. 果树 below: the numbers count its figures.
		const isPart = !isOwn && current !== undefined && (line.number === null || (!current.marked && current.units.length > 0));
		if (isPart) current.words.push(line.typed.trim());
		else if (isOwn || line.number !== null) {
			if (drafts.length >= MOST_ITEMS) break;
			drafts.push({
				number: line.number || drafts.length + 1,
				marked: line.number !== null,
				units: line.units,
				words: [line.rest.trim()],
			});
		} else heading.push(text.trim());
	}
	const title = heading.join("\n");
	return {
		heading: title,
		period: readPeriod(title.slice(0, 200), spec.today),
		items: drafts.map(({ number, units, words }) => ({ number, units, words: words.filter((part) => part !== "").join("\n") })),
	};
};
