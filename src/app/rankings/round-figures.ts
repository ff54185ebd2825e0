import type { County } from "../../domain/county.ts";
import { type Decimal, isZero, ZERO } from "../../domain/decimal.ts";
import type { Duty } from "../../domain/duty.ts";
import type { Indicator, IndicatorId, Target } from "../../domain/indicator.ts";
import { addDays, type DateText, daysOf, type PeriodKey, parsePeriod, periodOf, shiftPeriod } from "../../domain/period.ts";
import { owes } from "../../domain/round.ts";
import type { RoundBook } from "../../domain/round-book.ts";
import type { Standing } from "../../domain/standing.ts";
import { lineageOf, totalOf } from "../../domain/succession.ts";
import type { Unit, UnitCode } from "../../domain/unit.ts";
import type { Store } from "../../ports/store.ts";
import { indicatorsOf, targetIn } from "../reports/figures.ts";
import { type RankingSeries, spanOf } from "./ranking-series.ts";

/** One unit's figure in a period. */
export interface RoundFigure {
	readonly indicator: Indicator;
	/** Null where the unit has none, or one of zero: there is nothing to reach. */
	readonly target: Target | null;
	readonly total: Decimal;
	/** The total on the day compared with. */
	readonly before: Decimal;
	/** What the period brought; null where nothing was reported for it. */
	readonly increment: Decimal | null;
}

/** The figures of every unit that owes a duty in a period. */
export interface RoundFigures {
	readonly asOf: DateText;
	/** The last day of the month before (of the period before, where periods are longer than weeks). */
	readonly comparedDay: DateText;
	readonly indicators: readonly Indicator[];
	readonly units: readonly { readonly unit: Unit; readonly figures: readonly RoundFigure[] }[];
}

/** What figures are read from. */
export interface FigureSource {
	readonly store: Store;
	readonly county: County;
	readonly rounds: RoundBook;
}

/**
 * Reads the figures of a duty's units in a period of a line of rankings, as they stand on a day of it (its last day once it is over). A week that runs into the
 * next year is judged by the year of its targets, to that year's last day.
 */
export const roundFigures = async (
	{ store, county, rounds }: FigureSource,
	series: RankingSeries,
	period: PeriodKey,
	today: DateText,
): Promise<RoundFigures> => {
	const { duty } = series;
	const { first, last: lastDay } = daysOf(period);
	const [last = lastDay] = [lastDay, `${parsePeriod(period).year}-12-31` as DateText].sort();
	const asOf = today < first ? first : today < last ? today : last;
	const isWeek = series.cadence === "week";
	const comparedDay = addDays(isWeek ? (`${asOf.slice(0, 8)}01` as DateText) : first, -1);
	const newestDay = rounds.owingDay(duty, spanOf(series, period, rounds).rounds.at(-1) ?? periodOf(duty.cadence, last));
	// Who ends with the year is in December's figures, though its last week is due in January.
	const owingDay = series.cadence !== duty.cadence && newestDay > last ? last : newestDay;
	const units = county.data.units.filter((unit) => unit.kind !== "village" && owes(duty, unit, owingDay));
	const indicators = indicatorsOf(duty, county);
	const { read, endOf } = standingsAtEnds({ store, county, rounds }, series, units);
	const newest = await endOf(period);
	const before =
		duty.cadence === "week" ? await monthEnd(read, series, periodOf("month", comparedDay), rounds) : await read(shiftPeriod(period, -1));
	return {
		asOf,
		comparedDay,
		indicators,
		units: units.map((unit) => ({
			unit,
			figures: indicators.map((indicator): RoundFigure => {
				const target = targetIn(county, unit.code, indicator.id, period);
				const reached = (from: Standings): Decimal =>
					totalOf(county, unit.code, indicator, (code) => from(code, indicator.id), period).total;
				const standing = newest(unit.code, indicator.id);
				return {
					indicator,
					target: target === undefined || isZero(target.annual) ? null : target,
					total: reached(newest),
					before: reached(before),
					increment: standing?.period === period ? standing.increment : null,
				};
			}),
		})),
	};
};

/** What these units had reached when a period of a line of rankings ended, as it counts in a later one (`seenIn`). */
export type TotalsAtEnd = (period: PeriodKey, seenIn: PeriodKey) => Promise<(unit: UnitCode, indicator: Indicator) => Decimal>;

/** Reads totals at the ends of periods just as rankings do, for units as they are now: what others reported whom they took over since is theirs. */
export const totalsAtEnds = (source: FigureSource, series: RankingSeries, units: readonly Unit[]): TotalsAtEnd => {
	const { endOf } = standingsAtEnds(source, series, units);
	return async (period, seenIn) => {
		const standings = await endOf(period);
		return (unit, indicator) => totalOf(source.county, unit, indicator, (code) => standings(code, indicator.id), seenIn).total;
	};
};

const standingsAtEnds = (
	{ store, county, rounds }: FigureSource,
	series: RankingSeries,
	units: readonly Unit[],
): { readonly read: ReadStandings; readonly endOf: ReadStandings } => {
	const { duty, cadence } = series;
	const lineage = units.flatMap((unit) => lineageOf(county, unit));
	const read = standingsReader(store, lineage, indicatorsOf(duty, county), duty);
	return { read, endOf: (period) => (cadence === duty.cadence ? read(period) : monthEnd(read, series, period, rounds)) };
};

/** The newest standing of a unit's indicator, as of some moment. */
type Standings = (unit: UnitCode, indicator: IndicatorId) => Standing | null;
type ReadStandings = (until: PeriodKey) => Promise<Standings>;

const standingsReader = (store: Store, units: readonly Unit[], indicators: readonly Indicator[], duty: Duty): ReadStandings => {
	const codes = [...new Set(units.map(({ code }) => code))];
	const ids = indicators.map(({ id }) => id);
	return async (until) => {
		const found = new Map((await store.standingsOf(codes, ids, duty.id, until)).map((one) => [`${one.unit} ${one.indicator}`, one]));
		return (unit, indicator) => found.get(`${unit} ${indicator}`) ?? null;
	};
};

/**
 * How a weekly duty stood at the end of a month: by the weeks that count in it, and by a later one of the same year as far as it was reported on a day of the
 * month: what the new year's first week brought on the last days of December is no figure of the old year's targets.
 */
const monthEnd = async (read: ReadStandings, { duty }: RankingSeries, month: PeriodKey, rounds: RoundBook): Promise<Standings> => {
	const { last } = daysOf(month);
	const newest = periodOf("week", last);
	const through = parsePeriod(newest).year > parsePeriod(month).year ? shiftPeriod(newest, -1) : newest;
	const owned = lastOwned(duty, month, rounds, through);
	const [within, beyond] = [await read(owned), owned < through ? await read(through) : null];
	return (unit, indicator) => {
		const later = beyond?.(unit, indicator) ?? null;
		return later !== null && later.asOf <= last ? later : within(unit, indicator);
	};
};

/** The newest week that belongs to a month or lies before it, owed or not. */
const lastOwned = (duty: Duty, month: PeriodKey, rounds: RoundBook, through: PeriodKey): PeriodKey => {
	let week = through;
	while (rounds.monthOf(duty, week) > month) week = shiftPeriod(week, -1);
	return week;
};

/** What a unit's figure brought, zero where nothing was reported. */
export const incrementOf = ({ increment }: RoundFigure): Decimal => increment ?? ZERO;
