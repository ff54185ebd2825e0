import type { Duty } from "../../domain/duty.ts";
import {
	addMs,
	type Cadence,
	dateOf,
	epochMsOf,
	type Instant,
	type PeriodKey,
	periodOf,
	shiftPeriod,
	toInstant,
} from "../../domain/period.ts";
import type { RoundBook } from "../../domain/round-book.ts";
import type { Outage } from "../../domain/round-change.ts";
import type { WakingHours } from "../../reminders/waking-hours.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Shorter gaps are a restart. */
const SHORTEST_MS = 30 * MINUTE_MS;
/** What is given back, in waking hours of working days. */
const LEAST_MS = 2 * HOUR_MS;
const MOST_MS = 24 * HOUR_MS;
/** Deadlines are said in full ten minutes. */
const STEP_MS = 10 * MINUTE_MS;
/** Periods back whose deadlines are looked at: longer outages than this give the newest back. */
const LOOK_BACK: Readonly<Record<Cadence, number>> = { week: 8, month: 3, quarter: 2, year: 2 };

/** The outage between the last tick and this one; null where there was none. */
export const outageBetween = (last: Instant, now: Instant): Outage | null =>
	epochMsOf(now) - epochMsOf(last) > SHORTEST_MS ? { from: last, until: now } : null;

/** Milliseconds of waking hours on working days between two instants. */
const wakingMs = (hours: WakingHours, from: Instant, until: Instant): number => {
	let sum = 0;
	for (let at = hours.next(from); at < until && sum < MOST_MS; at = hours.next(hours.end(at))) {
		const end = hours.end(at) < until ? hours.end(at) : until;
		sum += epochMsOf(end) - epochMsOf(at);
	}
	return sum;
};

/** The instant at which so much waking time has passed. */
const afterWaking = (hours: WakingHours, from: Instant, ms: number): Instant => {
	let at = hours.next(from);
	for (let left = ms; ; at = hours.next(hours.end(at))) {
		const today = epochMsOf(hours.end(at)) - epochMsOf(at);
		if (left < today) return addMs(at, left);
		left -= today;
	}
};

/**
 * The deadline that gives back what an outage took of the time before one: the waking hours from the stop to the deadline, at least two and at most 24 of
 * them, counted from the return; in full ten minutes, within waking hours of a working day.
 */
export const deadlineAfter = ({ from, until }: Outage, dueAt: Instant, hours: WakingHours): Instant => {
	const lost = Math.min(MOST_MS, Math.max(LEAST_MS, wakingMs(hours, from, dueAt)));
	const exact = epochMsOf(afterWaking(hours, until, lost));
	const full = toInstant(Math.ceil(exact / STEP_MS) * STEP_MS);
	return hours.includes(full) ? full : afterWaking(hours, full, STEP_MS);
};

/** A round whose deadline fell into an outage, and its new one. */
export interface GivenBack {
	readonly duty: Duty;
	readonly period: PeriodKey;
	readonly until: Instant;
}

/** The rounds whose deadline, as it stood, fell into an outage, oldest first. */
export const roundsHit = (outage: Outage, duties: readonly Duty[], rounds: RoundBook, hours: WakingHours): GivenBack[] =>
	duties.flatMap((duty) => {
		const newest = shiftPeriod(periodOf(duty.cadence, dateOf(outage.until)), 1);
		const near = Array.from({ length: LOOK_BACK[duty.cadence] + 1 }, (_, back) => shiftPeriod(newest, -back)).reverse();
		return near.flatMap((period): GivenBack[] => {
			const { dueAt } = rounds.round(duty, period, null);
			if (dueAt <= outage.from || dueAt > outage.until || rounds.notOwed(duty, period) !== null) return [];
			return [{ duty, period, until: deadlineAfter(outage, dueAt, hours) }];
		});
	});
