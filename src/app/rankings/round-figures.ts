import type { County } from "../../domain/county.ts";
import { type Decimal, isZero, ZERO } from "../../domain/decimal.ts";
import type { Duty } from "../../domain/duty.ts";
import type { Indicator, Target } from "../../domain/indicator.ts";
import { addDays, type DateText, daysOf, type PeriodKey, parsePeriod, periodOf, shiftPeriod } from "../../domain/period.ts";
import { owes } from "../../domain/round.ts";
import type { Standing } from "../../domain/standing.ts";
import type { Unit } from "../../domain/unit.ts";
import type { Store } from "../../ports/store.ts";
import { indicatorsOf, targetIn } from "../reports/figures.ts";
import { totalIn } from "../reports/progress.ts";

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

/** The duties whose units are ranked: those that ask for figures, of anybody but villages. */
export const rankedDuties = (county: County): Duty[] =>
	county.data.duties.filter((duty) => indicatorsOf(duty, county).length > 0 && county.data.units.some((unit) => ranksIn(duty, unit)));

const ranksIn = (duty: Duty, unit: Unit): boolean =>
	unit.kind !== "village" && ("kind" in duty.units ? duty.units.kind === unit.kind : duty.units.codes.includes(unit.code));

/** Reads the figures of a duty's units in a period, as they stand on a day of it (its last day once it is over). */
export const roundFigures = async (store: Store, county: County, duty: Duty, period: PeriodKey, today: DateText): Promise<RoundFigures> => {
	const { first, last } = daysOf(period);
	const asOf = today < first ? first : today < last ? today : last;
	const comparedDay = addDays(parsePeriod(period).cadence === "week" ? (`${asOf.slice(0, 8)}01` as DateText) : first, -1);
	const units = county.data.units.filter((unit) => owes(duty, unit, first) && unit.kind !== "village");
	const indicators = indicatorsOf(duty, county);
	const read = (until: PeriodKey): Promise<Standing[]> =>
		store.standingsOf(
			units.map(({ code }) => code),
			indicators.map(({ id }) => id),
			duty.id,
			until,
		);
	const now = byPair(await read(period));
	const before = byPair(await read(endedBy(duty, comparedDay)));
	return {
		asOf,
		comparedDay,
		indicators,
		units: units.map((unit) => ({
			unit,
			figures: indicators.map((indicator): RoundFigure => {
				const pair = pairOf(unit.code, indicator.id);
				const standing = now.get(pair) ?? null;
				const target = targetIn(county, unit.code, indicator.id, period);
				return {
					indicator,
					target: target === undefined || isZero(target.annual) ? null : target,
					total: totalIn(county, unit, indicator, standing, period),
					before: totalIn(county, unit, indicator, before.get(pair) ?? null, period),
					increment: standing?.period === period ? standing.increment : null,
				};
			}),
		})),
	};
};

const pairOf = (unit: string, indicator: string): string => `${unit} ${indicator}`;

const byPair = (standings: readonly Standing[]): ReadonlyMap<string, Standing> =>
	new Map(standings.map((standing) => [pairOf(standing.unit, standing.indicator), standing]));

/** The last period of a duty that was over by the end of a day. */
const endedBy = ({ cadence }: Duty, day: DateText): PeriodKey => {
	const period = periodOf(cadence, day);
	return daysOf(period).last <= day ? period : shiftPeriod(period, -1);
};

/** The sum of what a unit's figures brought, zero where nothing was reported. */
export const incrementOf = ({ increment }: RoundFigure): Decimal => increment ?? ZERO;
