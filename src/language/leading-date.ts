import { addDays, type DateText } from "../domain/period.ts";
import { numberOf } from "./numeral.ts";

/** Without a year, a day longer ago than this is next year's. */
const LONG_AGO_DAYS = 180;

/** A day at the head of a text, with a time of day where one stands behind it ("12:00"), and what follows. */
export interface LeadingDate {
	readonly date: DateText;
	readonly time: string | null;
	readonly rest: string;
}

const NEAR: Readonly<Record<string, number>> = { 今天: 0, 今日: 0, 明天: 1, 明日: 1, 后天: 2, 大后天: 3 };
const WEEKDAYS = "一二三四五六日";

const two = (value: number | string): string => String(value).padStart(2, "0");

/** A date that exists, else null. */
const existing = (year: number, month: number, day: number): DateText | null => {
	const text = `${year}-${two(month)}-${two(day)}`;
	const at = Date.parse(`${text}T00:00:00.000Z`);
	return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text) ? (text as DateText) : null;
};

const weekdayOf = (day: DateText): number => (new Date(`${day}T00:00:00.000Z`).getUTCDay() + 6) % 7;

const inWeek = (next: boolean, name: string, today: DateText): DateText => {
	const wanted = WEEKDAYS.indexOf(name.replace("天", "日"));
	return addDays(today, wanted - weekdayOf(today) + (next ? 7 : 0));
};

const COUNT = "\\d{1,2}|[一二三四五六七八九十]{1,3}";
const FULL = /^(\d{4})(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})(?:日|号)?/u;
const SHORT = /^(\d{1,2})(?:月|[-/.])(\d{1,2})(?:日|号)?/u;
const SPELT = new RegExp(`^(${COUNT})月(${COUNT})[日号]?`, "u");
/** The end of a month (月底, 下月底, 11月底) or of the year (年底). */
const LAST = new RegExp(`^(?:(本|这个?|下个?)?月|(${COUNT})月|(今?年))[底末]`, "u");

/** The last day of the month that has a day. */
const lastOfMonth = (year: number, month: number): DateText => {
	const ended = new Date(Date.UTC(year, month, 0));
	return ended.toISOString().slice(0, 10) as DateText;
};

const lastDay = (head: RegExpExecArray, today: DateText): DateText | null => {
	const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
	if (head[3] !== undefined) return lastOfMonth(year, 12);
	if (head[2] === undefined) return lastOfMonth(year, month + (head[1]?.startsWith("下") ? 1 : 0));
	const named = numberOf(head[2]);
	if (named === null || named < 1 || named > 12) return null;
	return lastOfMonth(year + (named < month - LONG_AGO_DAYS / 30 ? 1 : 0), named);
};

const HALVES: Readonly<Record<string, number>> = { 中午: 12, 下午: 12, 晚上: 12, 傍晚: 12 };
const CLOCK =
	/^\s*(早上|上午|中午|下午|晚上|傍晚)?\s*(?:(\d{1,2}):(\d{2})|(\d{1,2}(?=[点时])|[一二三四五六七八九十两]{1,3}(?=点(?!也|都|儿)))[点时](?:(半)|(\d{1,2})分?)?整?|(?<=中午)(?:以?前|之前)?(?=$|[\s:,，。、;；])(?!\s*[\d一二三四五六七八九十两]))/u;

/** 「12:00」「12点」「下午5点半」, 中午 alone; null when the hour does not exist. */
const clockOf = (half: string | undefined, hours: string | undefined, minutes: string | undefined, isHalf: boolean): string | null => {
	const given = hours === undefined ? 12 : (numberOf(hours) ?? 24);
	const isAfternoon = half === "中午" ? given < 4 : given < 12;
	const hour = half !== undefined && isAfternoon ? given + (HALVES[half] ?? 0) : given;
	const minute = isHalf ? 30 : Number(minutes ?? 0);
	return hour > 23 || minute > 59 ? null : `${two(hour)}:${two(minute)}`;
};

/** Reads 「11月21日12:00」「2026-11-21」「11.21」「明天下午5点」「下周一」「十一月二十日中午」「月底」 at the head of a text; null when no day that exists stands there. */
export const leadingDate = (text: string, today: DateText): LeadingDate | null => {
	const typed = text.normalize("NFKC").trimStart();
	const near = /^(今天|今日|明天|明日|大后天|后天)/u.exec(typed);
	const week = /^(本|这|下)?(?:个)?(?:周|星期)([一二三四五六日天])/u.exec(typed);
	const full = FULL.exec(typed);
	const short = SHORT.exec(typed) ?? SPELT.exec(typed);
	const last = LAST.exec(typed);
	const head = near ?? week ?? full ?? last ?? short;
	if (!head) return null;
	const date = near
		? addDays(today, NEAR[head[1] ?? ""] ?? 0)
		: week
			? inWeek(head[1] === "下", head[2] ?? "", today)
			: full
				? existing(Number(head[1]), Number(head[2]), Number(head[3]))
				: last
					? lastDay(last, today)
					: nearest(numberOf(head[1]) ?? 0, numberOf(head[2]) ?? 0, today);
	if (date === null) return null;
	const behind = typed.slice(head[0].length);
	const clock = CLOCK.exec(behind);
	const time = clock ? clockOf(clock[1], clock[2] ?? clock[4], clock[3] ?? clock[6], clock[5] !== undefined) : null;
	if (clock && time === null) return null;
	const rest = behind.slice(clock?.[0].length ?? 0).replace(/^[\s:,。、;]+/u, "");
	// What is kept stays as it was typed, full-width signs and all.
	const tail = text.slice(text.length - rest.length);
	return { date, time, rest: tail.normalize("NFKC") === rest ? tail : rest };
};

/** Whether a text begins with what is written as a day and a time but is none (11月31日, 明天25点). */
export const beginsWithNoDay = (text: string, today: DateText): boolean => {
	const typed = text.normalize("NFKC").trimStart();
	const written =
		/^(?:\d{4}年)?(?:\d{1,2}|[一二三四五六七八九十]{1,3})月(?:\d{1,2}|[一二三四五六七八九十]{1,3})[日号]|^\d{4}-\d{1,2}-\d{1,2}/u;
	return (
		(written.test(typed) || /^(?:今天|明天|后天|(?:本|这|下)?周[一二三四五六日天])\s*\d/u.test(typed)) && leadingDate(typed, today) === null
	);
};

/** Whether what stands behind a day speaks of a time of day that was not read (下午, 下班前). */
export const beginsWithTimeOfDay = (text: string): boolean =>
	/^\s*(?:早上|上午|中午|下午|晚上|傍晚|凌晨|夜里|下班|[\d一二三四五六七八九十两]{1,3}(?:点|时(?!间|候|常)))/u.test(text.normalize("NFKC"));

const nearest = (month: number, day: number, today: DateText): DateText | null => {
	const year = Number(today.slice(0, 4));
	const own = existing(year, month, day);
	return own !== null && own >= addDays(today, -LONG_AGO_DAYS) ? own : (existing(year + 1, month, day) ?? own);
};
