import { add, type Decimal, subtract, sum, ZERO } from "./decimal.ts";
import type { DutyId } from "./duty.ts";
import type { Indicator, IndicatorId, Target } from "./indicator.ts";
import { type DateText, daysOf, type PeriodKey, parsePeriod } from "./period.ts";
import type { UnitCode } from "./unit.ts";

/**
 * Where a unit's indicator stood after a period: derived from the current versions of its reports and kept so that the last one is one row away.
 * `basis` names which of the two figures the reporter asserted.
 */
export interface Standing {
	readonly unit: UnitCode;
	readonly indicator: IndicatorId;
	readonly duty: DutyId;
	readonly period: PeriodKey;
	readonly basis: "increment" | "total";
	readonly increment: Decimal;
	readonly total: Decimal;
	readonly asOf: DateText;
}

/** What a period's total builds on: the newest standing before it of the same counting span, else the opening total. */
export interface Base {
	readonly total: Decimal;
	readonly asOf: DateText | null;
}

/** What a unit's totals begin with, and what units that joined it later bring along. */
export interface Beginning extends Pick<Target, "opening"> {
	/** Units it took over when it had reported itself already: the last day of each, and what that unit had reached by then. */
	readonly joined?: readonly { readonly until: string; readonly total: Decimal }[];
}

/** Whether a total of one period still counts in a later one: a restarting indicator begins each year anew. */
export const countsIn = (earlier: PeriodKey, period: PeriodKey, indicator: Indicator): boolean =>
	indicator.yearEnd === "carry" || parsePeriod(earlier).year === parsePeriod(period).year;

/**
 * The base of a period. `standings` are of one unit, indicator and duty, in any order. A restarting indicator begins each year at that year's
 * opening total; one that carries takes the opening only where nothing was ever reported.
 */
export const baseOf = (standings: readonly Standing[], period: PeriodKey, indicator: Indicator, beginning: Beginning | undefined): Base => {
	const earlier = standings.filter((standing) => standing.period < period && countsIn(standing.period, period, indicator));
	const last = earlier.reduce<Standing | null>(
		(newest, standing) => (newest === null || standing.period > newest.period ? standing : newest),
		null,
	);
	if (!last) return { total: beginning?.opening ?? ZERO, asOf: null };
	const joined = (beginning?.joined ?? []).filter(({ until }) => until >= daysOf(last.period).last && until < daysOf(period).last);
	return { total: sum([last.total, ...joined.map(({ total }) => total)]), asOf: last.asOf };
};

/** Increments of the periods before one, newest first. */
export const historyBefore = (standings: readonly Standing[], period: PeriodKey): Decimal[] =>
	standings
		.filter((standing) => standing.period < period)
		.sort((a, b) => (a.period < b.period ? 1 : -1))
		.map((standing) => standing.increment);

/**
 * Puts one standing in place (new, or instead of the one of its period) and restates every later one of the same span: what was asserted stays, the
 * other figure follows. Returns the standings that changed, the given one first.
 */
export const restate = (
	standings: readonly Standing[],
	given: Standing,
	indicator: Indicator,
	beginningOf: (period: PeriodKey) => Beginning | undefined,
): Standing[] => {
	const chain = [...standings.filter((standing) => standing.period !== given.period), given].sort((a, b) => (a.period < b.period ? -1 : 1));
	const done: Standing[] = [];
	const changed: Standing[] = [];
	for (const standing of chain) {
		const base = baseOf(done, standing.period, indicator, beginningOf(standing.period));
		const next: Standing =
			standing.basis === "increment"
				? { ...standing, total: add(base.total, standing.increment) }
				: { ...standing, increment: subtract(standing.total, base.total) };
		done.push(next);
		if (standing === given) changed.unshift(next);
		else if (next.total !== standing.total || next.increment !== standing.increment) changed.push(next);
	}
	return changed;
};
