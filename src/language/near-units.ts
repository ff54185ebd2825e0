import type { Mention } from "./mention.ts";
import { type NearName, nearNames, spelledNames } from "./near-name.ts";
import type { Span } from "./normalize.ts";
import { COMMON_BEFORE } from "./ordinary-words.ts";
import type { UnitDirectory } from "./unit-directory.ts";

/** Windows of one text that are compared with the names: bounds the work on long texts. */
const MAX_WINDOWS = 48;
const MAX_CANDIDATES = 3;

const SUFFIX = /(?:镇|乡|街道|村民委员会|村委会|居委会|社区|村)/g;
const DIGITS = "零一二三四五六七八九";
const HANZI_TAIL = /[\u4e00-\u9fff0-9]{2,7}$/;

interface Window extends Span {
	readonly typed: string;
	readonly township: boolean | null;
	readonly loose: boolean;
}

const asChinese = (text: string): string => text.replace(/^10(?=\D)/, "十").replace(/[0-9]/g, (digit) => DIGITS[Number(digit)] ?? digit);

const overlaps = (spans: readonly Span[], start: number, end: number): boolean =>
	spans.some((span) => start < span.end && span.start < end);

const HEAD = /(?:^|[\n。;；:：]|周报|月报|季报|进度|代报|重开|为什么|汇报)[\s\d.、)#]*$/;

// Every name that might end at a suffix: windows of two to six characters before it.
const suffixWindows = (text: string, taken: readonly Span[]): Window[] => {
	const windows: Window[] = [];
	for (const found of text.matchAll(SUFFIX)) {
		const end = found.index + found[0].length;
		const before = HANZI_TAIL.exec(text.slice(Math.max(0, found.index - 7), found.index))?.[0] ?? "";
		if (before === "" || overlaps(taken, found.index - 1, end) || COMMON_BEFORE.test(before)) continue;
		if (/^村[民里级干]/.test(text.slice(found.index, found.index + 2)) && found[0] === "村") continue;
		const township = /^[镇乡街]/.test(found[0]);
		for (let length = Math.min(6, before.length); length >= 2; length--) {
			const start = found.index - length;
			if (overlaps(taken, start, end)) continue;
			const whole = length === before.length && HEAD.test(text.slice(Math.max(0, start - 8), start));
			windows.push({ start, end, typed: asChinese(text.slice(start, found.index)), township, loose: whole });
		}
		if (windows.length > MAX_WINDOWS * 5) break;
	}
	return windows;
};

const LINE_HEAD =
	/(?:^|\n|。)(?:\s*(?:#?接龙|周报|月报|季报|进度|代报|重开|为什么|绑定群|\d{1,2}[.、)]|[\u2460-\u2473]))*\s*([\u4e00-\u9fff0-9]{2,6})(?=$|[\s,，:：;；。!])/g;
// What heads a line of a report without being a name: figures, fields, mode words.
const NOT_A_NAME =
	/^[零〇一二两三四五六七八九十百千万亿半几]+[亩个处头只口匹株棵栋座间户人名眼台套家次斤吨米里元块成折分厘]?$|\d$|\d[亩个栋头株棵处座户%万]|^(?:暖棚|大棚|果树|养殖|问题|存在|新增|累计|本周|今天|目前|截至|计划|困难|没|无|不|有|已|共|同|是|好|收到|领导|书记|其他|其余|下|上|持|暂|周|月|季)/;
const HEAD_RUN = /(?:^|\n)\s*([\u4e00-\u9fff]{2,5}?)(?=本周|这周|新增|累计|周报|[:：])/g;

// A short word heading a line may be a unit without its suffix: 大八 暖棚45亩.
const headWindows = (text: string, taken: readonly Span[]): Window[] => {
	const windows: Window[] = [];
	for (const pattern of [LINE_HEAD, HEAD_RUN]) {
		for (const found of text.matchAll(pattern)) {
			const typed = found[1] ?? "";
			const start = found.index + found[0].length - typed.length;
			const end = start + typed.length;
			if (overlaps(taken, start, end) || /[镇乡村区]$/.test(typed) || NOT_A_NAME.test(typed)) continue;
			windows.push({ start, end, typed: asChinese(typed), township: null, loose: false });
		}
	}
	return windows.slice(0, MAX_WINDOWS);
};

const BEHIND_TOWNSHIP = /^ ?([\u4e00-\u9fff]{2,6}?)(?=$|[\s,，:：。;；\d]|本周|这周|新增|累计|暖棚|大棚|果树)/;

// 阜新镇他本札兰: what follows a township may be one of its villages, misspelt.
const villageWindows = (text: string, mentions: readonly Mention[]): Window[] =>
	mentions.slice(0, MAX_WINDOWS).flatMap((mention) => {
		if (mention.candidates.length !== 1 || mention.candidates[0]?.kind !== "township") return [];
		const found = BEHIND_TOWNSHIP.exec(text.slice(mention.end, mention.end + 10));
		const typed = found?.[1] ?? "";
		if (found === null || NOT_A_NAME.test(typed) || /[镇乡村区]$/.test(typed)) return [];
		const start = mention.end + found[0].length - typed.length;
		if (overlaps(mentions, start, start + typed.length)) return [];
		return [{ start, end: start + typed.length, typed: asChinese(typed), township: false, loose: false }];
	});

const fits = (near: NearName, window: Window): boolean => {
	if (window.township === null)
		return near.far < (near.name.base.length >= 4 ? 3.5 : 2.5) && (near.reason === "homophone" || near.name.base.length >= 3);
	return near.name.unit.kind === (window.township ? "township" : "village");
};

const mentionOf = (window: Window, near: readonly NearName[]): Mention | null => {
	const fitting = near.filter((one) => fits(one, window));
	const best = fitting[0];
	if (best === undefined) return null;
	const closest = fitting
		.filter((one) => one.far <= best.far + 0.05 || (best.far >= 2 && one.far <= best.far + 1))
		.slice(0, MAX_CANDIDATES);
	const units = closest.map((one) => one.name.unit);
	return {
		start: window.start,
		end: window.end,
		candidates: units.filter((unit, index) => units.indexOf(unit) === index),
		reason: best.reason,
		kinds: null,
	};
};

const digitNames = (directory: UnitDirectory, window: Window, written: string): Mention | null => {
	if (!/[0-9]/.test(written)) return null;
	const names = (directory.byBase.get(window.typed) ?? []).filter(
		(name) => window.township === null || window.township === (name.unit.kind === "township"),
	);
	if (names.length === 0) return null;
	return { start: window.start, end: window.end, candidates: names.map((name) => name.unit), reason: "typo", kinds: null };
};

const LATIN = /(?:^|[\n\s])([A-Za-z][A-Za-z' ]{2,24}[A-Za-z])(?=$|[\s,，:：\d\u4e00-\u9fff])/g;

const latinMentions = (directory: UnitDirectory, text: string): Mention[] =>
	[...text.matchAll(LATIN)].slice(0, 4).flatMap((found) => {
		const typed = found[1] ?? "";
		const units = spelledNames(directory, typed).map((name) => name.unit);
		const start = found.index + found[0].length - typed.length;
		return units.length === 0 ? [] : [{ start, end: start + typed.length, candidates: units, reason: "homophone" as const, kinds: null }];
	});

/** Mentions that are only near a unit's name (homophones, typos, digits for numerals, Latin spelling): each has to be confirmed. */
export const findNearUnits = (directory: UnitDirectory, text: string, exact: readonly Mention[]): Mention[] => {
	const found: Mention[] = [];
	const cache = new Map<string, readonly NearName[]>();
	let compared = 0;
	for (const window of [...suffixWindows(text, exact), ...headWindows(text, exact), ...villageWindows(text, exact)]) {
		if (overlaps(found, window.start, window.end)) continue;
		const digits = digitNames(directory, window, text.slice(window.start, window.end));
		const key = `${window.typed}${window.loose ? "!" : ""}`;
		let near = cache.get(key);
		if (near === undefined && digits === null) {
			if (compared++ > MAX_WINDOWS * 3) break;
			near = nearNames(directory, window.typed, window.loose);
			cache.set(key, near);
		}
		const mention = digits ?? mentionOf(window, near ?? []);
		if (mention !== null) found.push(mention);
	}
	return [...found, ...latinMentions(directory, text)];
};
