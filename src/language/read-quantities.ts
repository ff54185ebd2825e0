import { type Decimal, decimal } from "../domain/decimal.ts";
import { type Measure, measure } from "../domain/measure.ts";
import { listMarks } from "./list-marks.ts";
import { doneAfter, doneLeads, leadsClause, leadsNext, type Mode, modeAfter, modeBefore } from "./mode.ts";
import { type Normal, normalize, type Span, sourceSpan } from "./normalize.ts";
import { notQuantities } from "./not-quantities.ts";
import { joinQuantities } from "./quantity-join.ts";
import type { Scanned, Unclear } from "./quantity-scan.ts";
import { asideOf, LOSS, readSign } from "./quantity-sign.ts";
import { bareVague, blot, scanAll, shareWords, VAGUE_BARE } from "./scan-text.ts";
import { zeroPhrases } from "./zero.ts";

/** A quantity as read from a text. */
export interface QuantityReading {
	/** As typed. */
	readonly text: string;
	/** Null when it cannot be told for sure: `unclear` says why, `range` between what. */
	readonly value: Decimal | null;
	/** Standard name of the measure as written; 万亩 is 亩, per cent is %. Null when none stands there. */
	readonly unit: Measure | null;
	readonly approximate: boolean;
	/** UTF-16 offsets in the text as typed. */
	readonly start: number;
	readonly end: number;
	readonly mode: Mode;
	/** Set when the text says "no change" in words (没变): value is 0, mode increment. */
	readonly zero: boolean;
	readonly range: { readonly low: Decimal; readonly high: Decimal } | null;
	readonly unclear: Unclear | null;
	/** 占地, 每, 流转, …: says something about the thing, not its quantity. Null for a plain quantity. */
	readonly aside: string | null;
	/** Written with 万, 千 and the like or in two measures (3公顷5亩), so that an echo in plain digits helps. */
	readonly scaled: boolean;
}

/** A reading with its offsets in the folded text. */
export interface FoundQuantity extends QuantityReading {
	readonly from: number;
	readonly to: number;
}

const APPROXIMATE_BEFORE =
	/(?:约摸?|约莫|大概齐?|大致|大体|差不多|接近|将近|(?<![最附就远靠临邻亲新贴])近|(?<![赶尽很加痛爽凉勤])快|不到|没到|撑死|不足|至少|最少|起码|少说|不少于|不低于|不小于|超过|超出|超(?!额|计划)|突破|最多|顶多|至多|不超过|不大于|估计|可能|估摸着?|满打满算|得有|几乎|基本上?|也就|~|≈|(?<!-)>=?|≥|<=?|≤)(?:了|有|是|在|达|能有|能|为|到| )*$/;
const APPROXIMATE_AFTER =
	/^ ?地?\(?(?:左右|上下|以上|以下|以内|之内|出头|冒头|冒尖|还多|开外|不到|打不住|挡不住|打底|往上|朝上|有余|挂零|多点|的样子|这样子?|那样|来往|大概|大约|约\)|吧|差不多|\+(?=$|[\s,。;]))/;

const SENTENCE_END = /[。;；\n!?]/g;

const lastSentenceStart = (text: string, from: number, until: number): number => {
	let start = from;
	for (const found of text.slice(from, until).matchAll(SENTENCE_END)) start = from + found.index + 1;
	return start;
};

const SUPERSEDED = /^ ?(?:应该?|要|给|帮我)?(?:改成|改为|更正为|更改为|修改为|换成|应为|→|->|=>) ?$/;
const DENIED = /(?:不是|并非|而非|不应该?是|不该是|没有|哪有)(?:新增|累计|约|的)?$/;

const isRetracted = (text: string, scanned: Scanned, next: Scanned | undefined): boolean => {
	if (DENIED.test(text.slice(Math.max(0, scanned.start - 8), scanned.start))) return true;
	return next !== undefined && SUPERSEDED.test(text.slice(scanned.end, next.start));
};

interface Carried {
	mode: Mode | null;
	until: number;
}

const CHANGES = /^[,，的 ]?(?:已经?|又)?(?:增加|增长|增|扩大|发展|提高|上升|升|减少|下降|降|变|调整)(?:到|至|成|为)/;

const CHANGES_AT_ONCE = /^(?:增加|增长|增|扩大|发展|提高|上升|升)(?:到|至)$/;

const modeOf = (text: string, scanned: Scanned, previousEnd: number, nextStart: number, carried: Carried): Mode => {
	const start = lastSentenceStart(text, previousEnd, scanned.start);
	// A new sentence drops what was carried unless the line goes on under its heading (本周：…；…).
	if (start > previousEnd && /[\n。]/.test(text.slice(previousEnd, start))) carried.mode = null;
	const words = text.slice(Math.max(start, scanned.start - 60), scanned.start);
	const behind = text.slice(scanned.end, Math.min(nextStart, scanned.end + 14));
	// 从1255亩增加到1300亩: the first number is what was.
	if (/[从由自]$/.test(words) && CHANGES.test(text.slice(scanned.end, nextStart))) return "past";
	const before = modeBefore(words);
	if (before === null && CHANGES_AT_ONCE.test(text.slice(scanned.end, nextStart))) return "past";
	if (before !== null && leadsClause(words)) carried.mode = before;
	else if (before === null && carried.mode !== null && doneLeads(words)) carried.mode = null;
	const open = scanned.end + behind.length === nextStart && nextStart < text.length && leadsNext(words, behind);
	const after = open ? null : modeAfter(behind);
	if (after !== null && (before === null || after === "plan" || /^ ?\(/.test(behind)) && !(after === "target" && /完成/.test(words)))
		return after;
	if (before === "plan" && doneAfter(behind)) return "unstated";
	return before ?? carried.mode ?? "unstated";
};

const COUNTS = new Set(["个", "户", "栋", "座", "处", "家", "村", "块", "片", "棚"]);

// 三个村共45亩: the sum over what was counted, not the total so far.
const isCountOf = (previous: FoundQuantity, raw: Scanned, between: string): boolean =>
	previous.unit !== null &&
	COUNTS.has(previous.unit) &&
	raw.unit !== previous.unit &&
	/^[一-鿿]{0,3}[,， ]?(?:总?共|一共|合计|共计)有?$/.test(between);

// 新增45亩，比上周多15亩 compares the increases.
const MORE_THAN_LAST = /^[一-鿿]{0,4}[,，、(（ ]*(?:[比较与]上(?:周|上?个?月|期|次)[一-鿿]{0,3}多[了出]?[一-鿿]?|[同环]比[一-鿿]{0,4})$/;

// 45亩（其中新建30亩） names a part; 累计1300亩，其中新增45亩 and 其中本周45亩 tell this period's increase.
const isPart = (between: string, previous: FoundQuantity | undefined): boolean =>
	previous?.mode !== "total" &&
	/(?:新建|扩建|改建|续建|新栽|补栽|新植)[^,，。;；]{0,6}$/.test(between) &&
	!/本周|这周|本期|本月|今天/.test(between);

// The commonest answer, one number with its measure, holds no date, telephone number or item mark: it needs no search for them.
const PLAIN_FIGURE =
	/^(?:本周|这周|新增|新建|新栽|增加|增|又|再|累计|目前|共|总共|约|大约|大概|完成|了|是|[,， ])*\d{1,6}(?:\.\d{1,4})?万? ?(?:亩|公顷|头|只|株|棵|栋|眼|户|人|个|%|万元|元|吨)(?:左右|多|吧|了|。|!)*$/;

const zeroReadings = (normal: Normal, masks: readonly Span[], taken: readonly FoundQuantity[]): FoundQuantity[] => {
	const readings: FoundQuantity[] = [];
	const covered = new Uint8Array(normal.text.length);
	for (const quantity of taken) covered.fill(1, quantity.from, quantity.to);
	for (const span of zeroPhrases(blot(normal.text, masks))) {
		// 一亩没栽: the phrase takes the place of the number in it.
		const none = normal.text[span.start] === "一";
		if (!none && covered.subarray(span.start, span.end).includes(1)) continue;
		covered.fill(1, span.start, span.end);
		const source = sourceSpan(normal, span);
		readings.push({
			...source,
			text: normal.source.slice(source.start, source.end),
			value: decimal(0),
			unit: null,
			approximate: false,
			mode: "increment",
			zero: true,
			range: null,
			unclear: null,
			aside: null,
			scaled: false,
			from: span.start,
			to: span.end,
		});
	}
	return readings;
};

/** Quantities of a folded text outside the masked ranges (unit names and the like), in order. */
export const findQuantities = (normal: Normal, masks: readonly Span[] = []): FoundQuantity[] => {
	const { text } = normal;
	const plain = PLAIN_FIGURE.test(text);
	const shown = plain ? blot(text, masks) : blot(text, [...masks, ...notQuantities(text), ...listMarks(text)]);
	const shares = shareWords(shown);
	const numbers = scanAll(blot(shown, shares));
	const joined = joinQuantities(
		shown,
		[...numbers, ...shares].sort((a, b) => a.start - b.start),
	);
	const found: FoundQuantity[] = [];
	const carried: Carried = { mode: null, until: 0 };
	let previousEnd = 0;
	let among = false;
	let each = false;
	joined.forEach((raw, index) => {
		const next = joined[index + 1];
		const { scanned, plus, fell } = readSign(text, raw);
		const said = modeOf(text, raw, previousEnd, next?.start ?? text.length, carried);
		// 新增45亩暖棚、120亩果树: one list under one word.
		const listed = said === "unstated" && /^[一-鿿]{0,8}[、和]$/.test(text.slice(previousEnd, raw.start));
		const mode = listed ? (found.at(-1)?.mode ?? said) : said;
		// 120亩，其中苹果80亩、梨40亩: parts of what was said, until the sentence ends.
		const between = text.slice(previousEnd, raw.start);
		among = /其中|[,，(]含/.test(between) || (among && !/[。;；\n)]/.test(between));
		each = each && !/[。;；\n]/.test(between);
		const previous = found.at(-1);
		previousEnd = raw.end;
		if (isRetracted(text, scanned, next)) return;
		const before = text.slice(Math.max(0, raw.start - 10), raw.start);
		const source = sourceSpan(normal, scanned);
		const vague =
			APPROXIMATE_BEFORE.test(before) ||
			APPROXIMATE_AFTER.test(text.slice(raw.end, raw.end + 6)) ||
			(bareVague(text, raw) && VAGUE_BARE.test(before));
		const signed = (plus || fell) && (mode === "unstated" || mode === "total") ? "increment" : mode;
		// 3个小区，每个15亩，共45亩: the product, not the total so far.
		const product = each && signed === "total" && /(?:^|[^累])(?:总?共|合|总|一共|共|合)计?$/.test(before.trimEnd());
		const counted =
			signed === "total" && previous?.mode === "unstated" && isCountOf(previous, raw, text.slice(raw.start - between.length, raw.start));
		const signedMode = counted ? "unstated" : product ? (previous?.mode === "increment" ? "increment" : "unstated") : signed;
		const part =
			among &&
			(signedMode === "unstated" ||
				(signedMode === "increment" && isPart(between, previous)) ||
				(signedMode === "total" && !/[累共总达现]|目前/.test(between)));
		const aside = LOSS.test(before) ? "损失" : (asideOf(text, raw) ?? (part ? "其中" : null));
		const compared = aside === null && previous?.mode === "increment" && MORE_THAN_LAST.test(between);
		each ||= aside === "每";
		found.push({
			...source,
			text: normal.source.slice(source.start, source.end),
			value: scanned.value,
			unit: scanned.unit ?? (before.endsWith("¥") ? measure("元") : null),
			approximate: scanned.approximate || vague,
			mode: signedMode,
			zero: false,
			range: scanned.range,
			unclear: scanned.unclear,
			aside: compared ? "比上期" : aside,
			scaled: scanned.scaled,
			from: scanned.start,
			to: scanned.end,
		});
	});
	const zeros = zeroReadings(normal, masks, found);
	const phrases = blot(
		normal.text,
		zeros.map((zero) => ({ start: zero.from, end: zero.to })),
	);
	const kept = found.filter((quantity) => phrases[quantity.from] === normal.text[quantity.from]);
	return [...kept, ...zeros].sort((a, b) => a.from - b.from);
};

/** Removes the folded offsets: the public shape of a reading. */
export const asReading = ({ from: _from, to: _to, ...reading }: FoundQuantity): QuantityReading => reading;

/**
 * Every quantity in a text as people write it, with its measure, its mode and its place in the text as typed.
 * Dates, times, telephone numbers, ages, ordinals and set phrases are left out; whatever could be read in more than one way has no value.
 */
export const readQuantities = (text: string): QuantityReading[] => findQuantities(normalize(text)).map(asReading);
