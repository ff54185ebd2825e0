import type { Figure } from "../../dialog/facts.ts";
import type { County } from "../../domain/county.ts";
import { isZero } from "../../domain/decimal.ts";
import type { Duty } from "../../domain/duty.ts";
import type { Indicator, IndicatorId, Target } from "../../domain/indicator.ts";
import { type DateText, daysOf, type PeriodKey, parsePeriod } from "../../domain/period.ts";
import { plannedPercent } from "../../domain/plan.ts";
import { baseOf, historyBefore } from "../../domain/standing.ts";
import type { Unit, UnitCode } from "../../domain/unit.ts";
import type { WorkingSet } from "../turns/working-set.ts";
import { openingOf } from "./opening.ts";

/** The indicators a duty asks for, in its order. */
export const indicatorsOf = (duty: Duty, county: County): Indicator[] =>
	duty.questions.flatMap((question) => {
		const indicator = question.indicator === null ? undefined : county.indicator(question.indicator);
		return indicator ? [indicator] : [];
	});

/** The target that counts in a period (a week belongs to its ISO year). */
export const targetIn = (county: County, unit: UnitCode, indicator: IndicatorId, period: PeriodKey): Target | undefined =>
	county.target(unit, indicator, parsePeriod(period).year);

/** The nearest unit above that has a target. */
const wholeAbove = (county: County, code: UnitCode, indicator: IndicatorId, period: PeriodKey): Pick<Figure, "above"> => {
	for (let unit = parentOf(county, code); unit; unit = parentOf(county, unit.code)) {
		const target = targetIn(county, unit.code, indicator, period);
		if (target && !isZero(target.annual)) return { above: { unit: unit.name, annual: target.annual } };
	}
	return {};
};

const parentOf = (county: County, code: UnitCode): Unit | undefined => {
	const parent = county.unit(code)?.parent ?? null;
	return parent === null ? undefined : county.unit(parent);
};

/** What a report builds on: last totals, history, target and plan of every indicator of the duty, for a unit's period. */
export const figuresFor = async (
	set: WorkingSet,
	county: County,
	duty: Duty,
	unit: UnitCode,
	period: PeriodKey,
	today: DateText,
): Promise<Record<IndicatorId, Figure>> => {
	const indicators = indicatorsOf(duty, county);
	await set.prefetch({ standings: indicators.map((indicator) => ({ unit, indicator: indicator.id })) });
	const { last } = daysOf(period);
	const asOf = today < last ? today : last;
	const figures: Record<IndicatorId, Figure> = {};
	for (const indicator of indicators) {
		const standings = await set.standings(unit, indicator.id, duty.id);
		const target = targetIn(county, unit, indicator.id, period);
		const opening = await openingOf(set, county, unit, indicator, duty.id);
		const base = baseOf(standings, period, indicator, opening(period));
		figures[indicator.id] = {
			lastTotal: base.total,
			lastAsOf: base.asOf,
			history: historyBefore(standings, period),
			annual: target?.annual ?? null,
			...(target === undefined || isZero(target.annual) ? wholeAbove(county, unit, indicator.id, period) : {}),
			plannedPercent: target ? plannedPercent(target, asOf) : null,
		};
	}
	return figures;
};
