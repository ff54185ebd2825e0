import type { Duty, DutyId, Moment } from "./duty.ts";
import { addDays, type DateText, dateOf, daysOf, type Instant, instantAt, type PeriodKey, periodOf, shiftPeriod } from "./period.ts";
import type { Unit, UnitCode } from "./unit.ts";

/** One duty in one period. Open from `opensAt`, on time until `dueAt` inclusive, taken (as late) until `closesAt`. */
export interface Round {
	readonly duty: DutyId;
	readonly period: PeriodKey;
	readonly opensAt: Instant;
	readonly dueAt: Instant;
	readonly closesAt: Instant;
}

const momentIn = (period: PeriodKey, moment: Moment): Instant => {
	const { first, last } = daysOf(moment.next ? shiftPeriod(period, 1) : period);
	const day: DateText = moment.day === 0 ? last : addDays(first, moment.day - 1);
	return instantAt(day, moment.time);
};

/** The round of a duty in a period, its moments computed from the duty's rule. */
export const roundIn = (duty: Duty, period: PeriodKey): Round => ({
	duty: duty.id,
	period,
	opensAt: momentIn(period, duty.opens),
	dueAt: momentIn(period, duty.due),
	closesAt: momentIn(period, duty.closes),
});

export type RoundPhase = "not-open" | "open" | "late" | "closed";

/** Where a round stands at an instant; the very moment it is due is still on time, the moment it closes still taken. */
export const phaseOf = (round: Round, now: Instant): RoundPhase => {
	if (now < round.opensAt) return "not-open";
	if (now <= round.dueAt) return "open";
	return now <= round.closesAt ? "late" : "closed";
};

/** The rounds of a duty that take reports now, newest first; at most the last three periods are looked at. */
export const takingRounds = (duty: Duty, now: Instant): Round[] => {
	const current = periodOf(duty.cadence, dateOf(now));
	return [0, -1, -2]
		.map((shift) => roundIn(duty, shiftPeriod(current, shift)))
		.filter((round) => ["open", "late"].includes(phaseOf(round, now)));
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
