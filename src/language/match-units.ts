import type { Unit, UnitCode, UnitKind } from "../domain/unit.ts";
import type { Mention, UnitMatch } from "./mention.ts";
import { findNearUnits } from "./near-units.ts";
import { type Normal, normalize, sourceSpan } from "./normalize.ts";
import { NEVER_BARE, NOT_UNIT_BEFORE, NOT_UNIT_BEHIND, NOUN_BEHIND } from "./ordinary-words.ts";
import { isOrdinary, townshipOf, type UnitDirectory, type UnitName } from "./unit-directory.ts";

export type { Mention, UnitMatch } from "./mention.ts";

const TOWNSHIP_SUFFIX = /^(?:镇|乡|街道办事处|街道)/;
const VILLAGE_SUFFIX = /^(?:村民委员会|村村委会|村委会|村委|社区居民委员会|社区居委会|居民委员会|居委会|居委|社区|村)/;
const VILLAGE_NOUN = /^村(?=[里民级干集容内部子庄两支中])(?!民委员会|支部|支书|两委|干部|部)/;

interface Suffix {
	readonly length: number;
	readonly kinds: readonly UnitKind[];
}

const suffixAt = (text: string, at: number): Suffix | null => {
	const tail = text.slice(at, at + 8);
	const township = TOWNSHIP_SUFFIX.exec(tail);
	if (township) return { length: township[0].length, kinds: ["township"] };
	const village = VILLAGE_SUFFIX.exec(tail);
	return village ? { length: village[0].length, kinds: ["village"] } : null;
};

const HEAD_BEFORE = /(?:^|[\n。;；!!:：#①-⑳)）、.@]|周报|月报|季报|进度|为什么|代报|重开|汇报|报告)\s*\d{0,2}[.、)]?\s*$/;
const HEAD_BEHIND =
	/^(?:\s*$|\s*[\n,，:：;；。!\-—~]|\s+\S|\s*(?:第?[\d一二三四五六七八九十]|本周|这周|新增|累计|周报|月报|暖棚|大棚|果树|养殖|今天|上报|报))/;

const stands = (text: string, start: number, end: number): boolean =>
	HEAD_BEFORE.test(text.slice(Math.max(0, start - 8), start)) && HEAD_BEHIND.test(text.slice(end, end + 8));

const unitsOf = (names: readonly UnitName[]): Unit[] => {
	const units = names.map((name) => name.unit);
	return units.filter((unit, index) => units.indexOf(unit) === index);
};

const DIRECTION_BEFORE = /[大小东西南北前后新老腰上下]/;

// 佛寺水泉: right behind its township even an everyday word names the village.
const behindTownship = (mention: Mention | undefined, text: string, start: number, units: readonly Unit[]): boolean =>
	mention !== undefined &&
	/^ ?$/.test(text.slice(mention.end, start)) &&
	mention.candidates.some((township) => units.some((unit) => unit.kind === "village" && unit.parent === township.code));

const PLACE_BEHIND = /^(?:营|沟|洼|屯|庄|店|窝|庙|岭|梁|皋|堡|荒)/;

const mentionAt = (directory: UnitDirectory, text: string, start: number, base: string, previous: Mention | undefined): Mention | null => {
	const names = directory.byBase.get(base);
	if (names === undefined) return null;
	const bareEnd = start + base.length;
	if (NOT_UNIT_BEHIND[base]?.test(text.slice(bareEnd, bareEnd + 4))) return null;
	if (NOT_UNIT_BEFORE[base]?.test(text.slice(Math.max(0, start - 1), start)) && suffixAt(text, bareEnd) === null) return null;
	const ordinary = isOrdinary(base);
	let suffix = suffixAt(text, bareEnd);
	if (suffix !== null && ordinary && NOUN_BEHIND.test(text.slice(bareEnd + suffix.length)) && suffix.length === 1) suffix = null;
	if (
		suffix !== null &&
		suffix.length === 1 &&
		VILLAGE_NOUN.test(text.slice(bareEnd, bareEnd + 5)) &&
		(ordinary || names.every((name) => name.unit.kind !== "village"))
	)
		suffix = null;
	const all = unitsOf(names);
	if (suffix === null) {
		// 大巴 inside 赵大巴营子 is no 大巴: the whole name is compared as a near miss.
		if (PLACE_BEHIND.test(text.slice(bareEnd, bareEnd + 2))) return null;
		const exact = all.some((unit) => unit.name === base || (unit.aliases.includes(base) && unit.kind !== "village"));
		if (ordinary && !exact && (NEVER_BARE.has(base) || !behindTownship(previous, text, start, all))) {
			if (NEVER_BARE.has(base) || !stands(text, start, bareEnd)) return null;
			return { start, end: bareEnd, candidates: all, reason: "ordinary-word", kinds: null };
		}
		const longer = DIRECTION_BEFORE.test(text[start - 1] ?? "") && !/[去在到]/.test(text[start - 2] ?? "") && !exact;
		return { start, end: bareEnd, candidates: all, reason: longer ? "typo" : null, kinds: null };
	}
	const end = bareEnd + suffix.length;
	const { kinds } = suffix;
	const fitting = all.filter((unit) => kinds.includes(unit.kind));
	if (fitting.length === 0) return { start, end, candidates: all, reason: "suffix", kinds };
	const typed = text.slice(start, end);
	const township = kinds[0] === "township";
	const written = !township || fitting.some((unit) => unit.name === typed || unit.aliases.includes(typed) || /街道/.test(typed));
	const community = /社区|居/.test(text.slice(bareEnd, end)) !== fitting.some((unit) => /社区/.test(unit.name));
	return { start, end, candidates: fitting, reason: written && (township || !community) ? null : "suffix", kinds };
};

const findExact = (directory: UnitDirectory, text: string): Mention[] => {
	const mentions: Mention[] = [];
	let at = 0;
	while (at < text.length) {
		let found: Mention | null = null;
		if (directory.firsts.has(text[at] ?? "")) {
			for (const length of directory.lengths) {
				found = mentionAt(directory, text, at, text.slice(at, at + length), mentions.at(-1));
				if (found !== null) break;
			}
		}
		if (found !== null) mentions.push(found);
		at = found?.end ?? at + 1;
	}
	return mentions;
};

const GAP = /^(?:的|下辖的?|[\s,，、:：/>-]|->|—){0,2}$/;

// 佛寺镇水泉村 names one village: the township before it settles which.
const joinTownships = (text: string, mentions: readonly Mention[]): Mention[] => {
	const joined: Mention[] = [];
	for (const mention of mentions) {
		const before = joined.at(-1);
		const settled = before?.reason === null || before?.reason === "ordinary-word";
		const township = settled ? before?.candidates.find((unit) => unit.kind === "township") : undefined;
		const adjacent = before !== undefined && GAP.test(text.slice(before.end, mention.start));
		const inside =
			township === undefined || !adjacent
				? []
				: mention.candidates.filter((unit) => unit.kind === "village" && unit.parent === township.code);
		if (
			before !== undefined &&
			inside.length > 0 &&
			mention.kinds?.[0] !== "township" &&
			!/[,，、]/.test(text.slice(before.end, mention.start))
		) {
			joined[joined.length - 1] = {
				...mention,
				start: before.start,
				candidates: inside,
				reason: mention.reason === "ordinary-word" ? null : mention.reason,
			};
		} else if (before?.candidates[0]?.kind === "county" && before.candidates.length === 1 && before.end === mention.start) {
			// 阜蒙县大巴镇 names the township.
			joined[joined.length - 1] = mention;
		} else {
			joined.push(mention);
		}
	}
	return joined;
};

// A bare name among several is the speaker's own unit, or the only one of that name within the speaker's township.
const settle = (directory: UnitDirectory, mention: Mention, speaker: Unit | null): Mention => {
	if (speaker === null || mention.candidates.length < 2 || (mention.reason !== null && mention.reason !== "ordinary-word")) return mention;
	const own = mention.candidates.find((unit) => unit.code === speaker.code);
	if (own) return { ...mention, candidates: [own], reason: null };
	const home = townshipOf(directory, speaker);
	const near = home === null ? [] : mention.candidates.filter((unit) => townshipOf(directory, unit)?.code === home.code);
	return near.length === 1 ? { ...mention, candidates: near, reason: null } : mention;
};

/** Mentions of units in a folded text, candidates and all; exact names first, near misses only where nothing exact stands. */
export const findMentions = (normal: Normal, directory: UnitDirectory, speaker?: UnitCode | null): Mention[] => {
	const { text } = normal;
	const exact = joinTownships(text, findExact(directory, text));
	const near = findNearUnits(directory, text, exact);
	const person = speaker ? (directory.units.get(speaker) ?? null) : null;
	return [...exact, ...near].map((mention) => settle(directory, mention, person)).sort((a, b) => a.start - b.start);
};

/** The mentions as matches of the typed text. */
export const matchesOf = (normal: Normal, mentions: readonly Mention[]): UnitMatch[] =>
	mentions.flatMap((mention) => {
		const span = sourceSpan(normal, mention);
		const reason = mention.reason ?? (mention.candidates.length > 1 ? "ambiguous" : null);
		return mention.candidates.map((unit) => ({
			text: normal.source.slice(span.start, span.end),
			code: unit.code,
			sure: reason === null,
			...span,
			...(reason === null ? {} : { reason }),
		}));
	});

/**
 * The units a text names. Exact names and names without their suffix are sure; a homophone, a near miss, a name of several units and an
 * everyday word are candidates to confirm. `speaker` is the unit of the person who typed: it settles a name that several units share.
 */
export const matchUnits = (text: string, directory: UnitDirectory, speaker?: UnitCode | null): UnitMatch[] => {
	const normal = normalize(text);
	return matchesOf(normal, findMentions(normal, directory, speaker));
};
