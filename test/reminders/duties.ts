import type { Duty, DutyId } from "../../src/domain/duty.ts";
import type { DateText, Instant } from "../../src/domain/period.ts";
import { instantAt } from "../../src/domain/period.ts";
import type { ReminderStep, ReminderWay } from "../../src/domain/reminder-step.ts";
import { defaultRules } from "../../src/domain/rule.ts";
import { publishedCalendar } from "../../src/domain/working-calendar.ts";
import { WakingHours } from "../../src/reminders/waking-hours.ts";

/** Eight to twenty on the working days of the published years. */
export const hours = new WakingHours(defaultRules(), publishedCalendar);

/** "2026-11-20T15:00" in Asia/Shanghai. */
export const at = (text: string): Instant => instantAt(text.slice(0, 10) as DateText, text.slice(11));

/** Due on Friday at 17:00, closed on Monday at noon; with the steps every duty has of itself. */
export const weekly: Duty = {
	id: "weekly" as DutyId,
	name: "周报",
	cadence: "week",
	units: { kind: "township" },
	opens: { day: 1, time: "08:00" },
	due: { day: 5, time: "17:00" },
	closes: { day: 8, time: "12:00" },
	reminders: null,
	review: false,
	questions: [],
};

/** Due on the last of the month at 17:00, closed on the third at noon. */
export const monthly: Duty = {
	...weekly,
	id: "monthly" as DutyId,
	name: "月报",
	cadence: "month",
	opens: { day: 25, time: "08:00" },
	due: { day: 0, time: "17:00" },
	closes: { day: 3, time: "12:00", next: true },
};

export const onDay = (days: number, time: string, way: ReminderWay): ReminderStep => ({ at: { days, time }, way });
export const byHours = (count: number, way: ReminderWay): ReminderStep => ({ at: { hours: count }, way });
