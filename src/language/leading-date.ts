import { addDays, type DateText } from "../domain/period.ts";

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

const HALVES: Readonly<Record<string, number>> = { 下午: 12, 晚上: 12, 傍晚: 12 };

/** 「12:00」「12点」「下午5点半」; null when the hour does not exist. */
const clockOf = (half: string | undefined, hours: string, minutes: string | undefined, isHalf: boolean): string | null => {
	const given = Number(hours);
	const hour = half !== undefined && given < 12 ? given + (HALVES[half] ?? 0) : given;
	const minute = isHalf ? 30 : Number(minutes ?? 0);
	return hour > 23 || minute > 59 ? null : `${two(hour)}:${two(minute)}`;
};

/** Reads 「11月21日12:00」「2026-11-21」「11.21」「明天下午5点」「下周一」 at the head of a text; null when no day that exists stands there. */
export const leadingDate = (text: string, today: DateText): LeadingDate | null => {
	const typed = text.normalize("NFKC").trimStart();
	const near = /^(今天|今日|明天|明日|大后天|后天)/u.exec(typed);
	const week = /^(本|这|下)?(?:个)?(?:周|星期)([一二三四五六日天])/u.exec(typed);
	const full = /^(\d{4})(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})(?:日|号)?/u.exec(typed);
	const short = /^(\d{1,2})(?:月|[-/.])(\d{1,2})(?:日|号)?/u.exec(typed);
	const head = near ?? week ?? full ?? short;
	if (!head) return null;
	const date = near
		? addDays(today, NEAR[head[1] ?? ""] ?? 0)
		: week
			? inWeek(head[1] === "下", head[2] ?? "", today)
			: full
				? existing(Number(head[1]), Number(head[2]), Number(head[3]))
				: nearest(Number(head[1]), Number(head[2]), today);
	if (date === null) return null;
	const behind = typed.slice(head[0].length);
	const clock = /^\s*(上午|中午|下午|晚上|傍晚)?\s*(\d{1,2})(?::(\d{2})|[点时](半|(\d{1,2})分?)?整?)/u.exec(behind);
	const time = clock ? clockOf(clock[1], clock[2] ?? "", clock[3] ?? clock[5], clock[4] === "半") : null;
	if (clock && time === null) return null;
	const rest = behind.slice(clock?.[0].length ?? 0).replace(/^[\s:,。、;]+/u, "");
	// What is kept stays as it was typed, full-width signs and all.
	const tail = text.slice(text.length - rest.length);
	return { date, time, rest: tail.normalize("NFKC") === rest ? tail : rest };
};

const nearest = (month: number, day: number, today: DateText): DateText | null => {
	const year = Number(today.slice(0, 4));
	const own = existing(year, month, day);
	return own !== null && own >= addDays(today, -LONG_AGO_DAYS) ? own : (existing(year + 1, month, day) ?? own);
};
