import type { Duty, Moment } from "../domain/duty.ts";
import { type DateText, periodOf, shiftPeriod } from "../domain/period.ts";
import { addresseesOf, type ReminderStep, reminderMoment } from "../domain/reminder-step.ts";
import { roundIn } from "../domain/round.ts";
import { publishedCalendar } from "../domain/working-calendar.ts";
import { inOrder, parseReminder, REMINDER_EXAMPLE, reminderOffset, splitReminders } from "./reminders.ts";
import type { TableRow } from "./table-row.ts";

const TITLE = "提醒";
/** More would be pressing, not reminding. */
const MOST_STEPS = 8;
const MOST_DAYS = 20;
const MOST_HOURS = 14 * 24;
/** So many periods of a year of which no holidays are published: only what falls outside every one of them is surely a mistake. */
const SAMPLE = { from: "2051-01-02" as DateText, periods: 12 };

/** What a duty's reminders have to fit. */
type DutyMoments = Pick<Duty, "id" | "cadence"> & { readonly opens: Moment; readonly due: Moment; readonly closes: Moment };

/** Reads 提醒, its steps in the order of time; null where the cell is empty, undefined where a problem was told. */
export const readReminders = (row: TableRow, duty: DutyMoments): Duty["reminders"] | undefined => {
	const text = row.text(TITLE, 400);
	if (text === undefined) return undefined;
	const parts = splitReminders(text);
	if (parts === null) return null;
	if (parts.length > MOST_STEPS) return row.tell("reminders-too-many", { limit: MOST_STEPS }, TITLE);
	const steps: ReminderStep[] = [];
	for (const part of parts) {
		const step = parseReminder(part);
		const value = part.slice(0, 40);
		if (!step) return row.tell("reminder-malformed", { value, example: REMINDER_EXAMPLE }, TITLE);
		if (isFar(step)) return row.tell("reminder-too-far", { value, days: MOST_DAYS, hours: MOST_HOURS }, TITLE);
		if (steps.some((other) => speakAtOnce(other, step, duty))) return row.tell("reminder-twice", { value }, TITLE);
		if (!fallsInRound(step, duty)) return row.tell("reminder-outside", { value, opens: row.peek("开放"), closes: row.peek("关闭") }, TITLE);
		steps.push(step);
	}
	return inOrder(steps, duty.due.time);
};

const isFar = ({ at }: ReminderStep): boolean => ("hours" in at ? Math.abs(at.hours) > MOST_HOURS : Math.abs(at.days) > MOST_DAYS);

/** Whether two steps are of one moment and to the same people: one of them would never be heard. */
export const speakAtOnce = (a: ReminderStep, b: ReminderStep, { due }: Pick<Duty, "due">): boolean =>
	addresseesOf(a) === addresseesOf(b) && reminderOffset(a, due.time) === reminderOffset(b, due.time);

/** Whether a step falls between opening and close in any round at all. */
export const fallsInRound = (step: ReminderStep, duty: DutyMoments): boolean => {
	const first = periodOf(duty.cadence, SAMPLE.from);
	return Array.from({ length: SAMPLE.periods }, (_, index) => roundIn(duty, shiftPeriod(first, index), publishedCalendar)).some(
		({ opensAt, dueAt, closesAt }) => {
			const at = reminderMoment(step, dueAt, publishedCalendar);
			return opensAt <= at && at < closesAt;
		},
	);
};
