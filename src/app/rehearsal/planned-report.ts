import type { Duty } from "../../domain/duty.ts";
import { addDays, addMs, type DateText, dateOf, epochMsOf, type Instant, instantAt } from "../../domain/period.ts";
import type { Round } from "../../domain/round.ts";
import type { Unit } from "../../domain/unit.ts";
import type { WorkingCalendar } from "../../domain/working-calendar.ts";
import { vary } from "../../workbook/demo/demo-variation.ts";
import type { HabitId } from "./habit.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** People are at their desks from 08:40 for eight hours. */
const DESK_FROM = "08:40";
const DESK_MINUTES = 480;
/** The hours at which somebody late makes up for it. */
const DAY_FROM = "08:30";
const DAY_UNTIL = "19:30";

/** A report that a unit owes within the rehearsal, and how its people deal with it. */
export interface PlannedReport {
	readonly duty: Duty;
	readonly unit: Unit;
	readonly round: Round;
	readonly habit: HabitId;
	/** What everything about it is drawn from. */
	readonly key: string;
}

/**
 * When a unit's people begin to report of their own accord, not before `start`; null where they wait for a reminder, or never do. Whole minutes.
 */
export const beginningOf = (report: PlannedReport, start: Instant, calendar: WorkingCalendar): Instant | null => {
	switch (report.habit) {
		case "pasted":
		case "guided":
		case "wrong":
		case "half":
			return inGoodTime(report, start, calendar);
		case "last-minute": {
			const at = addMs(report.round.dueAt, -(2 + vary(`${report.key} minute`, 18)) * MINUTE_MS);
			return at < start ? null : at;
		}
		case "late":
			return afterDeadline(report, start);
		case "reminded":
		case "silent":
			return null;
		default:
			return report.habit satisfies never;
	}
};

/** At the desk on one of the round's working days, the last minute an hour before the deadline. */
const inGoodTime = ({ round, key }: Pick<PlannedReport, "round" | "key">, start: Instant, calendar: WorkingCalendar): Instant | null => {
	const first = round.opensAt > start ? round.opensAt : start;
	const latest = addMs(round.dueAt, -HOUR_MS);
	// The rehearsal begins behind it: whoever would have reported by then does so on its first day.
	if (latest <= first) return sittingAfter({ round, key }, instantAt(dateOf(first), DAY_FROM));
	const days: DateText[] = [];
	for (let day = dateOf(first); day <= dateOf(latest); day = addDays(day, 1)) if (calendar.works(day)) days.push(day);
	const day = days[vary(`${key} day`, Math.max(1, days.length))];
	if (day === undefined) return latest;
	const at = addMs(instantAt(day, DESK_FROM), vary(`${key} minute`, DESK_MINUTES) * MINUTE_MS);
	if (at > latest) return addMs(latest, -vary(`${key} early`, 60) * MINUTE_MS);
	return at < first ? addMs(first, (5 + vary(`${key} soon`, 50)) * MINUTE_MS) : at;
};

/** Between the deadline and the close, by day. */
const afterDeadline = ({ round, key }: PlannedReport, start: Instant): Instant | null => {
	const room = epochMsOf(round.closesAt) - epochMsOf(round.dueAt);
	if (room < 2 * MINUTE_MS) return null;
	const drawn = addMs(round.dueAt, Math.floor((room * (20 + vary(`${key} late`, 40))) / 100 / MINUTE_MS) * MINUTE_MS);
	const day = dateOf(drawn);
	const [, byDay = drawn] = [instantAt(day, DAY_FROM), drawn, instantAt(day, DAY_UNTIL)].sort();
	const at = byDay > round.dueAt && byDay < round.closesAt ? byDay : drawn;
	return at < start ? null : at;
};

/** When somebody reminded sits down to it: a while later by day, as long as it is taken; null when it is too late for that. */
export const sittingAfter = (
	{ round, key }: Pick<PlannedReport, "round" | "key">,
	remindedAt: Instant,
	closesAt: Instant = round.closesAt,
): Instant | null => {
	const soon = addMs(remindedAt, (10 + vary(`${key} ${remindedAt}`, 80)) * MINUTE_MS);
	const day = dateOf(soon);
	const at = soon > instantAt(day, DAY_UNTIL) ? instantAt(addDays(day, 1), DAY_FROM) : soon;
	if (at < closesAt) return at;
	const atOnce = addMs(remindedAt, 2 * MINUTE_MS);
	return atOnce < closesAt ? atOnce : null;
};
