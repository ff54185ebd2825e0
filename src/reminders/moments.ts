import type { Duty } from "../domain/duty.ts";
import { addDays, addMs, dateOf, daysOf, type Instant, instantAt, type PeriodKey, periodOf, shiftPeriod } from "../domain/period.ts";
import type { RoundBook } from "../domain/round-book.ts";
import { scheduledSteps } from "./scheduled-steps.ts";
import type { WakingHours } from "./waking-hours.ts";

const MINUTE_MS = 60_000;
/** Periods back that may still be open by the duty's rule. */
const LOOK_BACK = 2;
/** When the day's lists go out. */
const MORNING = "08:30";
/** When a day that began has begun for everything that counts by days: leave, freezing. */
const AFTER_MIDNIGHT = "00:01";

/**
 * Every instant after `from`, up to and including `until`, at which something is due by schedule, in order and each once: steps, openings, deadlines and
 * closes (and the minute after these two, when they are over), the beginning of waking hours and 08:30 of working days, and the first minute of each day.
 */
export const momentsBetween = (of: {
	readonly duties: readonly Duty[];
	readonly rounds: RoundBook;
	readonly hours: WakingHours;
	readonly from: Instant;
	readonly until: Instant;
}): Instant[] => {
	const moments = [...dayMoments(of), ...of.duties.flatMap((duty) => roundMoments(duty, of))];
	return [...new Set(moments)].filter((at) => of.from < at && at <= of.until).sort();
};

type Span = Parameters<typeof momentsBetween>[0];

const dayMoments = ({ rounds, hours, from, until }: Span): Instant[] => {
	const moments: Instant[] = [];
	const last = dateOf(until);
	for (let day = dateOf(from); day <= last; day = addDays(day, 1)) {
		moments.push(instantAt(day, AFTER_MIDNIGHT));
		if (rounds.calendar.works(day)) moments.push(hours.beginning(day), instantAt(day, MORNING));
	}
	return moments;
};

const roundMoments = (duty: Duty, { rounds, hours, from, until }: Span): Instant[] =>
	periodsOf(duty, rounds, from, until).flatMap((period) => {
		if (rounds.notOwed(duty, period) !== null) return [];
		const round = rounds.round(duty, period, null);
		const steps = scheduledSteps(duty, round, hours, rounds.calendar).map(({ at }) => at);
		const ends = [round.dueAt, round.closesAt].flatMap((at) => [at, addMs(at, MINUTE_MS)]);
		return [round.opensAt, ...steps, ...ends];
	});

const periodsOf = (duty: Duty, rounds: RoundBook, from: Instant, until: Instant): PeriodKey[] => {
	const current = periodOf(duty.cadence, dateOf(from));
	const periods = new Set(rounds.extendedPeriods(duty.id));
	for (let period = shiftPeriod(current, -LOOK_BACK); daysOf(period).first <= dateOf(until); period = shiftPeriod(period, 1))
		periods.add(period);
	return [...periods];
};
