import type { County } from "../../domain/county.ts";
import { type Decimal, sum, ZERO } from "../../domain/decimal.ts";
import type { DutyId } from "../../domain/duty.ts";
import type { Indicator } from "../../domain/indicator.ts";
import { type PeriodKey, parsePeriod } from "../../domain/period.ts";
import { type Beginning, baseOf, type Standing } from "../../domain/standing.ts";
import { MOST_SUCCESSIONS } from "../../domain/succession.ts";
import type { UnitCode } from "../../domain/unit.ts";
import type { WorkingSet } from "../turns/working-set.ts";

/** What a unit's totals begin with in a period. */
export type OpeningOf = (period: PeriodKey) => Beginning | undefined;

/**
 * What a unit's totals begin with: the opening of its target; of a unit that took others over, what those had reached, where they reported in the same
 * counting span; and what units that joined it later had reached. The same as totalOf says, for a unit's next report.
 */
export const openingOf = async (
	set: WorkingSet,
	county: County,
	unit: UnitCode,
	indicator: Indicator,
	duty: DutyId,
	steps = MOST_SUCCESSIONS,
): Promise<OpeningOf> => {
	const own: OpeningOf = (period) => county.target(unit, indicator.id, parsePeriod(period).year);
	const before = steps === 0 ? [] : county.predecessors(unit);
	if (before.length === 0) return own;
	await set.prefetch({ standings: before.map(({ code }) => ({ unit: code, indicator: indicator.id })) });
	const chains: { until: string | null; standings: Standing[]; opening: OpeningOf }[] = [];
	for (const { code, validTo } of before)
		chains.push({
			until: validTo,
			standings: await set.standings(code, indicator.id, duty),
			opening: await openingOf(set, county, code, indicator, duty, steps - 1),
		});
	return (period) => {
		const bases = chains.map(({ until, standings, opening }) => ({ until, ...baseOf(standings, period, indicator, opening(period)) }));
		const joined = bases.flatMap(({ until, total }) => (until === null ? [] : [{ until, total }]));
		if (bases.every(({ asOf }) => asOf === null)) return { opening: own(period)?.opening ?? ZERO, joined };
		return { opening: sum(bases.map(({ total }): Decimal => total)), joined };
	};
};
