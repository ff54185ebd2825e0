import type { County } from "../../domain/county.ts";
import type { Duty } from "../../domain/duty.ts";
import {
	addDays,
	type Cadence,
	type DateText,
	dateOf,
	daysOf,
	type Instant,
	instantAt,
	type PeriodKey,
	parsePeriod,
	periodOf,
	shiftPeriod,
} from "../../domain/period.ts";
import type { RoundBook } from "../../domain/round-book.ts";
import type { Unit } from "../../domain/unit.ts";
import { indicatorsOf } from "../reports/figures.ts";

/** A line of rankings: a duty's, one for each of its own periods or (of a weekly duty) for each month. */
export interface RankingSeries {
	readonly duty: Duty;
	readonly cadence: Cadence;
}

/** What a ranking of one period covers. */
export interface RankedSpan {
	/** The duty's rounds in it that are owed, oldest first; none where nobody owes one. */
	readonly rounds: readonly PeriodKey[];
	readonly first: DateText;
	readonly last: DateText;
	/** From then on it may be frozen: its last round is closed, and it is over. */
	readonly closesAt: Instant;
}

const ranksIn = (duty: Duty, unit: Unit): boolean =>
	unit.kind !== "village" && ("kind" in duty.units ? duty.units.kind === unit.kind : duty.units.codes.includes(unit.code));

/** The duties whose units are ranked: those that ask for figures, of anybody but villages. */
export const rankedDuties = (county: County): Duty[] =>
	county.data.duties.filter((duty) => indicatorsOf(duty, county).length > 0 && county.data.units.some((unit) => ranksIn(duty, unit)));

/** Every line of rankings, those of months before those of their weeks; figures that are reported monthly are not ranked by their weeks as well. */
export const rankedSeries = (county: County): RankingSeries[] => {
	const duties = rankedDuties(county);
	const monthly = duties.some(({ cadence }) => cadence === "month");
	return duties.flatMap((duty): RankingSeries[] => {
		const own = { duty, cadence: duty.cadence };
		return duty.cadence === "week" && !monthly ? [{ duty, cadence: "month" }, own] : [own];
	});
};

/** The line that is meant: of the named period's cadence, else the first duty's own; null where none is ranked. */
export const seriesFor = (county: County, period: PeriodKey | null): RankingSeries | null => {
	const all = rankedSeries(county);
	const cadence = period === null ? null : parsePeriod(period).cadence;
	return all.find((one) => (cadence === null ? one.cadence === one.duty.cadence : one.cadence === cadence)) ?? null;
};

/** Deadlines lie this many weeks beyond their own week at most. */
const WEEKS_AROUND = 3;

/** The weeks of a duty that count in a month, a quarter or a year, owed or not, oldest first. A week with its days in two months belongs to one of them. */
export const weeksIn = (duty: Duty, span: PeriodKey, rounds: RoundBook): PeriodKey[] => {
	const { first, last } = daysOf(span);
	const { cadence } = parsePeriod(span);
	const weeks: PeriodKey[] = [];
	const end = periodOf("week", last);
	for (let week = shiftPeriod(periodOf("week", first), -WEEKS_AROUND); week <= end; week = shiftPeriod(week, 1))
		if (periodOf(cadence, daysOf(rounds.monthOf(duty, week)).first) === span) weeks.push(week);
	return weeks;
};

/** What the ranking of a period covers, as things stand in the book of rounds. */
export const spanOf = ({ duty, cadence }: RankingSeries, period: PeriodKey, rounds: RoundBook): RankedSpan => {
	const { first, last } = daysOf(period);
	const all = cadence === duty.cadence ? [period] : weeksIn(duty, period, rounds);
	const owed = all.filter((one) => rounds.notOwed(duty, one) === null);
	const closed = owed.map((one) => rounds.round(duty, one, null).closesAt);
	const over = cadence === duty.cadence ? [] : [instantAt(addDays(last, 1), "00:00")];
	return { rounds: owed, first, last, closesAt: [...closed, ...over].sort().at(-1) ?? instantAt(addDays(last, 1), "00:00") };
};

/** The last few periods of a line that may be frozen at an instant, oldest first. */
export const closedPeriods = (series: RankingSeries, rounds: RoundBook, now: Instant, count: number): PeriodKey[] => {
	const current = periodOf(series.cadence, dateOf(now));
	return Array.from({ length: count + 1 }, (_, back) => shiftPeriod(current, -back))
		.filter((period) => {
			const span = spanOf(series, period, rounds);
			return span.rounds.length > 0 && span.closesAt < now;
		})
		.slice(0, count)
		.reverse();
};
