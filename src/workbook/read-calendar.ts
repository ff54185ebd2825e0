import type { DateText } from "../domain/period.ts";
import type { CalendarDay } from "../domain/working-calendar.ts";
import type { TableRow } from "./table-row.ts";
import { DAY_WORDS } from "./words.ts";

/** Years a calendar speaks of: what lies outside is a slip of the keyboard. */
const FIRST_YEAR = 2020;
const LAST_YEAR = 2100;
const NOTE_CHARS = 60;

/** Reads sheet 日历: one day a row. */
export const readCalendar = (rows: readonly TableRow[]): CalendarDay[] => {
	const days: CalendarDay[] = [];
	const seen = new Map<DateText, number>();
	for (const row of rows) {
		const date = row.date("日期");
		const works = row.chosen("休/班", DAY_WORDS);
		const note = row.text("说明", NOTE_CHARS);
		if (date === null) row.missing("日期");
		if (!date) continue;
		const year = Number(date.slice(0, 4));
		if (year < FIRST_YEAR || year > LAST_YEAR) row.tell("day-outside", { value: date, first: FIRST_YEAR, last: LAST_YEAR }, "日期");
		const firstRow = seen.get(date);
		if (firstRow !== undefined) row.tell("day-twice", { value: date, firstRow }, "日期");
		seen.set(date, firstRow ?? row.number);
		if (works !== undefined && note !== undefined) days.push({ date, works, note });
	}
	return days;
};
