import type { County } from "./county.ts";
import { type Decimal, sum, ZERO } from "./decimal.ts";
import type { Indicator } from "./indicator.ts";
import { type DateText, daysOf, type PeriodKey, parsePeriod } from "./period.ts";
import { countsIn, type Standing } from "./standing.ts";
import type { Unit, UnitCode } from "./unit.ts";

/** Longer lines of succession are a circle. */
export const MOST_SUCCESSIONS = 5;

/** The unit itself and, behind it, every unit it took over, directly or through others (renamed, merged): whose past is its own. */
export const lineageOf = (county: County, unit: Unit, steps = MOST_SUCCESSIONS): Unit[] => {
	const before = steps === 0 ? [] : county.predecessors(unit.code).flatMap((one) => lineageOf(county, one, steps - 1));
	return [...new Map([unit, ...before].map((one) => [one.code, one])).values()];
};

/** Whether a unit that ended was taken over between two periods of its successor: what it had reached is in the later one's totals and not in the earlier's. */
export const joinedBetween = ({ validTo }: Unit, earlier: PeriodKey, later: PeriodKey): boolean =>
	validTo !== null && validTo >= daysOf(earlier).last && validTo < daysOf(later).last;

/** A unit's total in a period; `asOf` null where nothing was reported and the opening stands. */
export interface UnitTotal {
	readonly total: Decimal;
	readonly asOf: DateText | null;
}

/**
 * What a unit has reached in a period: its newest standing of the same counting span with what those had that joined it since; without one what those it took
 * over had reached together, else the opening of its target. `standingOf` gives the newest standing of any unit of its lineage.
 */
export const totalOf = (
	county: County,
	unit: UnitCode,
	indicator: Indicator,
	standingOf: (unit: UnitCode) => Standing | null,
	period: PeriodKey,
	steps = MOST_SUCCESSIONS,
): UnitTotal => {
	const own = standingOf(unit);
	const predecessors = steps === 0 ? [] : county.predecessors(unit);
	const reached = (of: readonly Unit[]): UnitTotal[] =>
		of.map(({ code }) => totalOf(county, code, indicator, standingOf, period, steps - 1));
	if (own && countsIn(own.period, period, indicator)) {
		const joined = reached(predecessors.filter((one) => joinedBetween(one, own.period, period)));
		return { total: sum([own.total, ...joined.map(({ total }) => total)]), asOf: own.asOf };
	}
	const theirs = reached(predecessors);
	const newest = theirs
		.flatMap(({ asOf }) => asOf ?? [])
		.sort()
		.at(-1);
	if (newest !== undefined) return { total: sum(theirs.map(({ total }) => total)), asOf: newest };
	return { total: county.target(unit, indicator.id, parsePeriod(period).year)?.opening ?? ZERO, asOf: null };
};
