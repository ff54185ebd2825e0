import { addDays, type Cadence, type DateText, daysOf, type PeriodKey, parsePeriod } from "../domain/period.ts";
import { readPeriod } from "./read-period.ts";

/** A period that begins later than this is not meant when no year is named. */
const AHEAD_DAYS = 100;

/** A period at the head of a text, as its key (2026-W46) or in words (第46周, 上周, 11月), and what stands behind it. */
export const leadingPeriod = (text: string, today: DateText): { readonly period: PeriodKey; readonly rest: string } | null => {
	const trimmed = text.trim();
	// Sign by sign, so that what stands behind the head is found where it was typed.
	const folded = trimmed.replace(/[\uFF01-\uFF5E]/gu, (sign) => sign.normalize("NFKC"));
	const head =
		/^(?:\d{4}(?:-(?:W\d{2}|Q[1-4]|\d{2}))?(?![\d.年])|(?:\d{4}年|[今去]年)?第?[\d一二三四五六七八九十]{1,3}(?:周|季度|月(?![\d一二三十])份?)|(?:上上|[上本这])个?(?:周|星期|礼拜|月|季度)|\d{4}年|[今本去]年(?:度|全年)?$)/u.exec(
			folded,
		);
	if (!head) return null;
	const rest = trimmed.slice(head[0].length).replace(/^[\s:：,，]+/u, "");
	const key = head[0] as PeriodKey;
	if (/^\d{4}(?:-|$)/u.test(key)) return isPeriod(key) ? { period: key, rest } : null;
	const period = spokenPeriod(head[0], today);
	return period === null ? null : { period, rest };
};

/** Whether a text begins with a period told from today (上周累计3200亩，本周新增45亩): what stands behind it may speak of another. */
export const beginsFromToday = (text: string): boolean => /^\s*[上本这](?:上?个?(?:周|星期|礼拜|月|季度)|年)(?!的)/u.test(text);

/** Whether a word is 「47」, 「第47」 or 「４７」 and nothing else: the number of a period, of whatever cadence. */
export const isPeriodNumber = (word: string): boolean => /^第?[\d０-９]{1,2}$/u.test(word);

/** 「47」 or 「第47」 said of a report of this cadence: the period of that number. */
export const numberedPeriod = (number: string, cadence: Cadence, today: DateText): PeriodKey | null => {
	const sign = { week: "周", month: "月", quarter: "季度", year: "" }[cadence];
	const digits = number.normalize("NFKC").replace(/^第/u, "");
	return sign === "" ? null : (leadingPeriod(`${cadence === "month" ? "" : "第"}${digits}${sign}`, today)?.period ?? null);
};

/** Without a year, the number of a period far ahead means last year's: 第53周 or 12月, said in January. */
const spokenPeriod = (words: string, today: DateText): PeriodKey | null => {
	const period = readPeriod(words, today);
	if (!/^第?[\d一二三四五六七八九十]/u.test(words) || /^\d{4}年/u.test(words)) return period;
	if (period !== null && daysOf(period).first <= addDays(today, AHEAD_DAYS)) return period;
	return readPeriod(`去年${words}`, today) ?? period;
};

const isPeriod = (key: PeriodKey): boolean => {
	const { cadence, number } = parsePeriod(key);
	const most = { week: 53, month: 12, quarter: 4, year: 0 }[cadence];
	return number <= most && (cadence === "year" || number >= 1);
};

/** Whether a text is written as a period is (第99周, 13月), be there one or not: what it is not is a name. */
export const isWrittenAsPeriod = (text: string): boolean =>
	/^(?:(?:\d{2,4}年|[今去明]年)?第?[\d一二三四五六七八九十]{1,4}个?(?:周|星期|季度|月份?)|\d{1,6}年|\d{4}-(?:W|Q)?\d{1,3})$/iu.test(
		text.normalize("NFKC").trim(),
	);

/** The word of a text that is written as a period but is none (第99周, 13月); null where there is no such word. */
export const noPeriodIn = (text: string, today: DateText): string | null =>
	text
		.normalize("NFKC")
		.split(/\s+/u)
		.find((word) => isWrittenAsPeriod(word) && leadingPeriod(word, today) === null) ?? null;
