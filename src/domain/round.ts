import type { Duty, DutyId, Moment } from "./duty.ts";
import {
	addDays,
	addMs,
	type DateText,
	dateOf,
	daysOf,
	epochMsOf,
	type Instant,
	instantAt,
	type PeriodKey,
	shiftPeriod,
} from "./period.ts";
import type { Unit, UnitCode } from "./unit.ts";
import type { WorkingCalendar } from "./working-calendar.ts";

/** One duty in one period. Open from `opensAt`, on time until `dueAt` inclusive, taken (as late) until `closesAt`. */
export interface Round {
	readonly duty: DutyId;
	readonly period: PeriodKey;
	readonly opensAt: Instant;
	readonly dueAt: Instant;
	readonly closesAt: Instant;
	/** The deadline the duty's rule names, where that is a day off and `dueAt` a later working day (顺延); null where it stands. */
	readonly movedFrom: Instant | null;
	/** Whether the deadline lies in a year whose days off are not published yet (暂定). */
	readonly provisional: boolean;
}

const momentIn = (period: PeriodKey, moment: Moment): Instant => {
	const { first, last } = daysOf(moment.next ? shiftPeriod(period, 1) : period);
	const day: DateText = moment.day === 0 ? last : addDays(first, moment.day - 1);
	return instantAt(day, moment.time);
};

const DAY_MS = 86_400_000;

/** The clock time of an instant, on another day. */
const onDay = (instant: Instant, day: DateText): Instant =>
	addMs(instant, Math.round(epochMsOf(instantAt(day, "00:00")) - epochMsOf(instantAt(dateOf(instant), "00:00"))));

/**
 * The round of a duty in a period, its moments computed from the duty's rule. A deadline on a day off moves to the next working day at the same
 * time; a close that would then come before it moves by as many days, and on to a working day. Opening moves never: people may report early.
 */
export const roundIn = (duty: Pick<Duty, "id" | "opens" | "due" | "closes">, period: PeriodKey, calendar: WorkingCalendar): Round => {
	const named = momentIn(period, duty.due);
	const due = calendar.onWorkingDay(dateOf(named));
	const dueAt = onDay(named, due);
	const moved = epochMsOf(dueAt) - epochMsOf(named);
	const closes = momentIn(period, duty.closes);
	const later = addDays(dateOf(closes), Math.round(moved / DAY_MS));
	return {
		duty: duty.id,
		period,
		opensAt: momentIn(period, duty.opens),
		dueAt,
		closesAt: moved > 0 && closes < dueAt ? onDay(closes, calendar.onWorkingDay(later)) : closes,
		movedFrom: moved > 0 ? named : null,
		provisional: calendar.isProvisional(due),
	};
};

/** Whether a period has a day on which its report could be written: a week without one is not owed. */
export const hasWorkingDay = (period: PeriodKey, calendar: WorkingCalendar): boolean => {
	const { first, last } = daysOf(period);
	return calendar.hasWork(first, last);
};

/** What is to be said beside a deadline: that it was moved off days off, and that the year's days off are not published. */
export type DueNote = "moved" | "provisional" | "moved-provisional";

export const dueNoteOf = ({ movedFrom, provisional }: Round): DueNote | null =>
	movedFrom === null ? (provisional ? "provisional" : null) : provisional ? "moved-provisional" : "moved";

export type RoundPhase = "not-open" | "open" | "late" | "closed";

/** Where a round stands at an instant; the very moment it is due is still on time, the moment it closes still taken. */
export const phaseOf = (round: Round, now: Instant): RoundPhase => {
	if (now < round.opensAt) return "not-open";
	if (now <= round.dueAt) return "open";
	return now <= round.closesAt ? "late" : "closed";
};

const listed = new WeakMap<readonly UnitCode[], ReadonlySet<UnitCode>>();

/** The codes a duty lists, as a set: it is asked for every unit of the county. */
const listedIn = (codes: readonly UnitCode[]): ReadonlySet<UnitCode> => {
	const known = listed.get(codes) ?? new Set(codes);
	listed.set(codes, known);
	return known;
};

/** Whether a unit owes a duty on a day. */
export const owes = (duty: Duty, unit: Unit, day: DateText): boolean => {
	if (unit.validFrom !== null && unit.validFrom > day) return false;
	if (unit.validTo !== null && unit.validTo < day) return false;
	return "kind" in duty.units ? duty.units.kind === unit.kind : listedIn(duty.units.codes).has(unit.code);
};
