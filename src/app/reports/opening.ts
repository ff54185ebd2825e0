import type { County } from "../../domain/county.ts";
import { type Decimal, sum } from "../../domain/decimal.ts";
import type { DutyId } from "../../domain/duty.ts";
import type { Indicator, Target } from "../../domain/indicator.ts";
import { type PeriodKey, parsePeriod } from "../../domain/period.ts";
import { baseOf, type Standing } from "../../domain/standing.ts";
import type { UnitCode } from "../../domain/unit.ts";
import type { WorkingSet } from "../turns/working-set.ts";

/** Longer lines of succession are a circle. */
const MOST_STEPS = 5;

/** What a unit's totals begin with in a period. */
export type OpeningOf = (period: PeriodKey) => Pick<Target, "opening"> | undefined;

/**
 * What a unit's totals begin with: the opening of its target; of a unit that took others over, what those had reached, where they reported in the same
 * counting span.
 */
export const openingOf = async (
	set: WorkingSet,
	county: County,
	unit: UnitCode,
	indicator: Indicator,
	duty: DutyId,
	steps = MOST_STEPS,
): Promise<OpeningOf> => {
	const own: OpeningOf = (period) => county.target(unit, indicator.id, parsePeriod(period).year);
	const before = steps === 0 ? [] : county.predecessors(unit);
	if (before.length === 0) return own;
	await set.prefetch({ standings: before.map(({ code }) => ({ unit: code, indicator: indicator.id })) });
	const chains: { standings: Standing[]; opening: OpeningOf }[] = [];
	for (const { code } of before)
		chains.push({
			standings: await set.standings(code, indicator.id, duty),
			opening: await openingOf(set, county, code, indicator, duty, steps - 1),
		});
	return (period) => {
		const bases = chains.map(({ standings, opening }) => baseOf(standings, period, indicator, opening(period)));
		if (bases.every(({ asOf }) => asOf === null)) return own(period);
		return { opening: sum(bases.map(({ total }): Decimal => total)) };
	};
};
