import { Temporal } from "temporal-polyfill";

export const CADENCES = ["week", "month", "quarter", "year"] as const;
export type Cadence = (typeof CADENCES)[number];

/** One period of a cadence: "2026-W47", "2026-11", "2026-Q4", "2026". Sorts by time within a cadence. */
export type PeriodKey = string & { readonly __brand: "PeriodKey" };

/** The time zone of every date in the product. */
const TIME_ZONE = "Asia/Shanghai";

/** An instant as ISO 8601 in UTC with milliseconds ("2026-11-16T01:00:00.000Z"): sorts as text. */
export type Instant = string & { readonly __brand: "Instant" };

/** A calendar date YYYY-MM-DD in Asia/Shanghai. */
export type DateText = string & { readonly __brand: "DateText" };

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Asia/Shanghai has kept to eight hours before UTC since its last summer time in 1991; only what lies before needs the zone's history. */
const OFFSET_MS = 8 * HOUR_MS;
const STEADY_SINCE = Date.parse("1992-01-01T00:00:00.000Z");
const STEADY_UNTIL = Date.parse("9999-01-01T00:00:00.000Z");

/** The wall clock at an instant, written as if it were UTC; null for an instant that is left to the zone's history, or to be refused by it. */
const steadyClock = (instant: Instant): Date | null => {
	const ms = instant.length === 24 ? Date.parse(instant) : Number.NaN;
	return ms >= STEADY_SINCE && ms < STEADY_UNTIL ? new Date(ms + OFFSET_MS) : null;
};

const dayOf = (utcMs: number): DateText => new Date(utcMs).toISOString().slice(0, 10) as DateText;

/** Midnight of a date, as if it were UTC; null for one that does not exist or lies outside the steady years. */
const midnightOf = (date: DateText): number | null => {
	const ms = date.length === 10 ? Date.parse(date) : Number.NaN;
	return ms > STEADY_SINCE && ms < STEADY_UNTIL && dayOf(ms) === date ? ms : null;
};

const pad = (value: number, width = 2): string => String(value).padStart(width, "0");

/** ISO 8601 week: the week belongs to the year its Thursday lies in (2026 has 53). */
const isoWeek = (text: DateText): PeriodKey => {
	const midnight = midnightOf(text);
	if (midnight !== null) {
		const thursday = new Date(midnight + (3 - ((new Date(midnight).getUTCDay() + 6) % 7)) * DAY_MS);
		const year = thursday.getUTCFullYear();
		return `${year}-W${pad(Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / (7 * DAY_MS)) + 1)}` as PeriodKey;
	}
	const date = Temporal.PlainDate.from(text);
	const thursday = date.add({ days: 4 - date.dayOfWeek });
	return `${thursday.year}-W${pad(Math.floor((thursday.dayOfYear - 1) / 7) + 1)}` as PeriodKey;
};

/** The period of a cadence that holds a date. */
export const periodOf = (cadence: Cadence, date: DateText): PeriodKey => {
	if (cadence === "week") return isoWeek(date);
	const day = Temporal.PlainDate.from(date);
	switch (cadence) {
		case "month":
			return `${day.year}-${pad(day.month)}` as PeriodKey;
		case "quarter":
			return `${day.year}-Q${Math.ceil(day.month / 3)}` as PeriodKey;
		case "year":
			return String(day.year) as PeriodKey;
		default:
			return cadence satisfies never;
	}
};

/** What a period key says: cadence, year (ISO year for weeks) and number within it (0 for a year). Throws RangeError on a malformed key. */
export const parsePeriod = (key: PeriodKey): { cadence: Cadence; year: number; number: number } => {
	const found = /^(\d{4})(?:-(W|Q)?(\d{1,2}))?$/.exec(key);
	if (!found) throw new RangeError(`not a period: ${key}`);
	const year = Number(found[1]);
	const number = Number(found[3] ?? 0);
	const cadence: Cadence = found[3] === undefined ? "year" : found[2] === "W" ? "week" : found[2] === "Q" ? "quarter" : "month";
	return { cadence, year, number };
};

/** First and last day of a period. */
export const daysOf = (key: PeriodKey): { first: DateText; last: DateText } => {
	const { cadence, year, number } = parsePeriod(key);
	const text = (date: Temporal.PlainDate): DateText => date.toString() as DateText;
	switch (cadence) {
		case "week": {
			if (year >= 1993 && year < 9990) {
				const fourthMs = Date.UTC(year, 0, 4);
				const mondayMs = fourthMs + ((number - 1) * 7 - ((new Date(fourthMs).getUTCDay() + 6) % 7)) * DAY_MS;
				return { first: dayOf(mondayMs), last: dayOf(mondayMs + 6 * DAY_MS) };
			}
			const fourth = Temporal.PlainDate.from({ year, month: 1, day: 4 });
			const monday = fourth.subtract({ days: fourth.dayOfWeek - 1 }).add({ weeks: number - 1 });
			return { first: text(monday), last: text(monday.add({ days: 6 })) };
		}
		case "month": {
			const first = Temporal.PlainDate.from({ year, month: number, day: 1 });
			return { first: text(first), last: text(first.with({ day: first.daysInMonth })) };
		}
		case "quarter": {
			const first = Temporal.PlainDate.from({ year, month: number * 3 - 2, day: 1 });
			return { first: text(first), last: text(first.add({ months: 3 }).subtract({ days: 1 })) };
		}
		case "year":
			return { first: `${year}-01-01` as DateText, last: `${year}-12-31` as DateText };
		default:
			return cadence satisfies never;
	}
};

/** The period `count` steps later (earlier when negative). */
export const shiftPeriod = (key: PeriodKey, count: number): PeriodKey => {
	const { cadence } = parsePeriod(key);
	if (cadence === "week") return isoWeek(addDays(daysOf(key).first, 7 * count));
	const first = Temporal.PlainDate.from(daysOf(key).first);
	const step = { month: { months: count }, quarter: { months: 3 * count }, year: { years: count } }[cadence];
	return periodOf(cadence, first.add(step).toString() as DateText);
};

/** The date in Asia/Shanghai at an instant. */
export const dateOf = (instant: Instant): DateText =>
	(steadyClock(instant)?.toISOString().slice(0, 10) as DateText | undefined) ??
	(Temporal.Instant.from(instant).toZonedDateTimeISO(TIME_ZONE).toPlainDate().toString() as DateText);

/** The wall clock in Asia/Shanghai at an instant. */
export const wallClock = (
	instant: Instant,
): { year: number; month: number; day: number; hour: number; minute: number; weekday: number } => {
	const clock = steadyClock(instant);
	if (clock)
		return {
			year: clock.getUTCFullYear(),
			month: clock.getUTCMonth() + 1,
			day: clock.getUTCDate(),
			hour: clock.getUTCHours(),
			minute: clock.getUTCMinutes(),
			weekday: ((clock.getUTCDay() + 6) % 7) + 1,
		};
	const at = Temporal.Instant.from(instant).toZonedDateTimeISO(TIME_ZONE);
	return { year: at.year, month: at.month, day: at.day, hour: at.hour, minute: at.minute, weekday: at.dayOfWeek };
};

/** The instant of a wall-clock time ("17:00") on a date in Asia/Shanghai. */
export const instantAt = (date: DateText, time: string): Instant => {
	const midnight = midnightOf(date);
	const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time) ?? [];
	if (midnight !== null && hours !== undefined && minutes !== undefined)
		return toInstant(midnight - OFFSET_MS + Number(hours) * HOUR_MS + Number(minutes) * 60_000);
	return toInstant(Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: TIME_ZONE, plainTime: time }).epochMilliseconds);
};

export const toInstant = (epochMs: number): Instant => new Date(epochMs).toISOString() as Instant;
export const epochMsOf = (instant: Instant): number => Date.parse(instant);
export const addMs = (instant: Instant, ms: number): Instant => toInstant(epochMsOf(instant) + ms);
export const addDays = (date: DateText, days: number): DateText => {
	const midnight = midnightOf(date);
	// Within a lifetime either way no date leaves the years that are reckoned here.
	if (midnight !== null && Number.isInteger(days) && Math.abs(days) < 20_000 && midnight < STEADY_UNTIL - 20_000 * DAY_MS)
		return dayOf(midnight + days * DAY_MS);
	return Temporal.PlainDate.from(date).add({ days }).toString() as DateText;
};
