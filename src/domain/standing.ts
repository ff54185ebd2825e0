import { add, type Decimal, subtract, ZERO } from "./decimal.ts";
import type { DutyId } from "./duty.ts";
import type { Indicator, IndicatorId, Target } from "./indicator.ts";
import { type DateText, type PeriodKey, parsePeriod } from "./period.ts";
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

const sameSpan = (indicator: Indicator, a: PeriodKey, b: PeriodKey): boolean =>
	indicator.yearEnd === "carry" || parsePeriod(a).year === parsePeriod(b).year;

/**
 * The base of a period. `standings` are of one unit, indicator and duty, in any order. A restarting indicator begins each year at that year's
 * opening total; one that carries takes the opening only where nothing was ever reported.
 */
export const baseOf = (
	standings: readonly Standing[],
	period: PeriodKey,
	indicator: Indicator,
	target: Pick<Target, "opening"> | undefined,
): Base => {
	const earlier = standings.filter((standing) => standing.period < period && sameSpan(indicator, standing.period, period));
	const last = earlier.reduce<Standing | null>(
		(newest, standing) => (newest === null || standing.period > newest.period ? standing : newest),
		null,
	);
	return last ? { total: last.total, asOf: last.asOf } : { total: target?.opening ?? ZERO, asOf: null };
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
	targetOf: (period: PeriodKey) => Pick<Target, "opening"> | undefined,
): Standing[] => {
	const chain = [...standings.filter((standing) => standing.period !== given.period), given].sort((a, b) => (a.period < b.period ? -1 : 1));
	const done: Standing[] = [];
	const changed: Standing[] = [];
	for (const standing of chain) {
		const base = baseOf(done, standing.period, indicator, targetOf(standing.period));
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
