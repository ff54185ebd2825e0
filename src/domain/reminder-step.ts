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

/** What counts where sheet 报送 says nothing: a day ahead, two hours ahead, and the working day after; then the principals. */
export const DEFAULT_REMINDERS: readonly ReminderStep[] = [
	{ at: { days: -1, time: "09:00" }, way: "private" },
	{ at: { hours: -2 }, way: "group" },
	{ at: { days: 1, time: "09:00" }, way: "group" },
	{ at: { days: 1, time: "10:00" }, way: "principals" },
];

/** A step by name, the same for equal steps: "group d1@09:00", "private h-2". */
export const stepName = ({ at, way }: ReminderStep): string => `${way} ${"hours" in at ? `h${at.hours}` : `d${at.days}@${at.time}`}`;
