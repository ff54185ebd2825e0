import type { County } from "../../domain/county.ts";
import { compare, type Decimal, decimal, divide, round, shareOf, subtract, ZERO } from "../../domain/decimal.ts";
import type { Indicator } from "../../domain/indicator.ts";
import { type DateText, daysOf, type PeriodKey, parsePeriod, shiftPeriod } from "../../domain/period.ts";
import { plannedPercent } from "../../domain/plan.ts";
import type { Unit } from "../../domain/unit.ts";
import { vary } from "../../workbook/demo/demo-variation.ts";

/** Most a unit without a target adds in a period, in tenths of the measure. */
const SMALL = 12;

/**
 * What a unit may well have added in a period, in the indicator's measure: the step its plan curve takes, times how fast the unit is (60 to 110 per cent)
 * and how the period went (75 to 125 per cent). Frozen ground grows nothing. A unit without a target adds little.
 */
export const plausibleFigure = (seed: string, county: County, unit: Unit, indicator: Indicator, period: PeriodKey): Decimal => {
	const target = county.target(unit.code, indicator.id, parsePeriod(period).year);
	const key = `${seed} ${unit.code} ${indicator.id}`;
	const places = Math.min(indicator.places, 1);
	if (!target) return places === 0 ? ZERO : (divide(decimal(vary(`${key} ${period}`, SMALL)), decimal(10), 1) ?? ZERO);
	const until = daysOf(period).last;
	const from = daysOf(shiftPeriod(period, -1)).last;
	const planned = (day: DateText): Decimal => plannedPercent(target, day);
	const step = subtract(planned(until), from.slice(0, 4) === String(target.year) ? planned(from) : ZERO);
	if (compare(step, ZERO) <= 0) return ZERO;
	const pace = decimal(60 + vary(`${key} pace`, 51));
	const luck = decimal(75 + vary(`${key} ${period}`, 51));
	return round(shareOf(shareOf(shareOf(target.annual, step), pace), luck), places);
};
