import { addDays, addMs, type DateText, dateOf, type Instant, instantAt } from "./period.ts";
import type { WorkingCalendar } from "./working-calendar.ts";

/**
 * 提醒: one moment at which those missing in a round are reminded, relative to its deadline as it stands (moved, extended). `days` counts working days from the
 * deadline's day (-1: the working day before, 0: that day, 1: the first working day after) at a wall-clock `time`; `hours` counts from the deadline itself
 * (-2: two hours before).
 */
export type ReminderMoment = { readonly days: number /** HH:MM */; readonly time: string } | { readonly hours: number };

/**
 * Where a reminder goes. private: to each of a unit's people alone, in the group only where nobody of the unit can be reached so. group: one message a group
 * that names its missing units; alone where there is no group. principals: to the principals of the missing units alone, never in a group.
 */
export const REMINDER_WAYS = ["private", "group", "principals"] as const;
export type ReminderWay = (typeof REMINDER_WAYS)[number];

/** One step of a duty's reminders. */
export interface ReminderStep {
	readonly at: ReminderMoment;
	readonly way: ReminderWay;
}

/** Whom a step speaks to: a later step to the same people takes the place of an earlier one. */
export const addresseesOf = ({ way }: ReminderStep): "reporters" | "principals" => (way === "principals" ? "principals" : "reporters");

/** What counts where sheet 报送 says nothing: a day ahead, two hours ahead, and the working day after; then the principals. */
export const DEFAULT_REMINDERS: readonly ReminderStep[] = [
	{ at: { days: -1, time: "09:00" }, way: "private" },
	{ at: { hours: -2 }, way: "group" },
	{ at: { days: 1, time: "09:00" }, way: "group" },
	{ at: { days: 1, time: "10:00" }, way: "principals" },
];

/** A step by name, the same for equal steps: "group d1@09:00", "private h-2". */
export const stepName = ({ at, way }: ReminderStep): string => `${way} ${"hours" in at ? `h${at.hours}` : `d${at.days}@${at.time}`}`;

const HOUR_MS = 3_600_000;
/** Longer is no holiday. */
const MOST_DAYS_OFF = 40;

/** The moment a step names, whatever the hour. */
export const reminderMoment = ({ at }: ReminderStep, dueAt: Instant, calendar: WorkingCalendar): Instant =>
	"hours" in at ? addMs(dueAt, at.hours * HOUR_MS) : instantAt(workingDayFrom(dateOf(dueAt), at.days, calendar), at.time);

/** The day itself for 0, else so many working days after it (before it when negative). */
const workingDayFrom = (day: DateText, count: number, calendar: WorkingCalendar): DateText => {
	const direction = count < 0 ? -1 : 1;
	let found = day;
	for (let left = Math.abs(count); left > 0; left -= 1) {
		found = addDays(found, direction);
		for (let passed = 0; passed < MOST_DAYS_OFF && !calendar.works(found); passed += 1) found = addDays(found, direction);
	}
	return found;
};
