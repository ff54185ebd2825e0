import { addDays, type DateText } from "./period.ts";
import { isStatutoryHoliday, PUBLISHED_HOLIDAYS } from "./working-calendar-days.ts";

/** A row of sheet 日历: a day that is off, or worked, whatever day of the week it is. */
export interface CalendarDay {
	readonly date: DateText;
	readonly works: boolean;
	/** 春节, 春节调休. */
	readonly note: string;
}

/** So many days off on the sheet make its year a published one: every year has more, and a county's own day off is no announcement. */
const ANNOUNCED_DAYS = 5;
/** Longer than any holiday: a calendar that is off for longer is a mistake, and nothing moves further. */
const LONGEST_MOVE = 31;

const spread = (first: string, last: string): DateText[] => {
	const days: DateText[] = [];
	for (let day = first as DateText; day <= last; day = addDays(day, 1)) days.push(day);
	return days;
};

/** What the program knows by itself: the published years. */
const PUBLISHED: readonly CalendarDay[] = PUBLISHED_HOLIDAYS.flatMap(({ first, last, worked }) => [
	...spread(first, last).map((date) => ({ date, works: false, note: "" })),
	...worked.map((date) => ({ date: date as DateText, works: true, note: "" })),
]);

const yearOf = (day: DateText): number => Number(day.slice(0, 4));

const isWeekend = (day: DateText): boolean => [0, 6].includes(new Date(`${day}T00:00:00.000Z`).getUTCDay());

/**
 * Days off and worked in Asia/Shanghai: the published years, the office's own rows over them, and where neither says anything weekends and the holidays whose
 * date the law itself names.
 */
export class WorkingCalendar {
	readonly #days: ReadonlyMap<DateText, CalendarDay>;
	/** Years whose holidays are known, in order; every other year is provisional: its weekends and the law's own holidays are off. */
	readonly knownYears: readonly number[];

	constructor(days: readonly CalendarDay[] = []) {
		this.#days = new Map([...PUBLISHED, ...days].map((day) => [day.date, day]));
		const off = new Map<number, number>();
		for (const day of this.#days.values()) if (!day.works) off.set(yearOf(day.date), (off.get(yearOf(day.date)) ?? 0) + 1);
		this.knownYears = [...off].flatMap(([year, count]) => (count >= ANNOUNCED_DAYS ? [year] : [])).sort((a, b) => a - b);
	}

	works(day: DateText): boolean {
		return this.#days.get(day)?.works ?? (!isWeekend(day) && (!this.isProvisional(day) || !isStatutoryHoliday(day)));
	}

	/** Whether the day's year is not published: what is said of it may still change. */
	isProvisional(day: DateText): boolean {
		return !this.knownYears.includes(yearOf(day));
	}

	/** Whether any day of a span, both ends counted, is worked. */
	hasWork(first: DateText, last: DateText): boolean {
		for (let day = first; day <= last; day = addDays(day, 1)) if (this.works(day)) return true;
		return false;
	}

	/** The day itself where it is worked, else the next one that is (顺延). */
	onWorkingDay(day: DateText): DateText {
		for (let moved = 0; moved <= LONGEST_MOVE; moved += 1) {
			const next = addDays(day, moved);
			if (this.works(next)) return next;
		}
		return day;
	}

	/** The first day worked after a day. */
	nextWorkingDay(day: DateText): DateText {
		return this.onWorkingDay(addDays(day, 1));
	}
}

/** The published years alone. */
export const publishedCalendar = new WorkingCalendar();
