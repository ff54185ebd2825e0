import { addDays, dateOf, type Instant, instantAt } from "../../domain/period.ts";
import type { WorkingCalendar } from "../../domain/working-calendar.ts";

const FROM = "07:00";
const UNTIL = "22:00";

/**
 * Whether the office may be told of trouble now: longer hours than those in which people are reminded, for somebody has to mend it, but not at night and not on days
 * off, when nobody would. What comes then waits for the next working morning.
 */
export const mayTellOffice = (calendar: WorkingCalendar, now: Instant): boolean => {
	const day = dateOf(now);
	return calendar.works(day) && instantAt(day, FROM) <= now && now < instantAt(day, UNTIL);
};

/** The last moment before these hours at which the office could not be told: whatever happened since is still to be told. */
export const untoldSince = (calendar: WorkingCalendar, now: Instant): Instant => {
	let day = addDays(dateOf(now), -1);
	for (let passed = 0; passed < LONGEST_BREAK && !calendar.works(day); passed += 1) day = addDays(day, -1);
	return instantAt(day, FROM);
};

/** Longer is no holiday. */
const LONGEST_BREAK = 31;
