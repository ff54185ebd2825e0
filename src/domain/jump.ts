import { add, compare, type Decimal, decimal, divide, multiply, negate, round, subtract, ZERO } from "./decimal.ts";
import type { Cadence } from "./period.ts";
import type { Rules } from "./rule.ts";

/** What an increment is held against. */
export interface JumpBasis {
	/** Earlier increments, newest first. */
	readonly history: readonly Decimal[];
	/** The year's target; null where none is set. */
	readonly annual: Decimal | null;
	/** Where none is set (or nought): the year's target of the nearest unit above that has one. */
	readonly above?: Decimal | null;
	/** Decimal places of the indicator: 0 for things that are counted. */
	readonly places: number;
	readonly cadence: Cadence;
}

/** The largest increment that raises no question. `usual` is the median increment, null while the history is too short to have one. */
export interface JumpLimit {
	readonly limit: Decimal;
	readonly usual: Decimal | null;
}

/** How many of the newest increments count: a season, not the whole past. */
const RECENT = 12;
/** A longer period may bring a larger share of the year. */
const SHARE_SCALE: Readonly<Record<Cadence, Decimal>> = { week: decimal(1), month: decimal(2), quarter: decimal(4), year: decimal(4) };

const max = (...values: readonly Decimal[]): Decimal => values.reduce((most, value) => (compare(value, most) > 0 ? value : most));
const magnitude = (value: Decimal): Decimal => (compare(value, ZERO) < 0 ? negate(value) : value);

const median = (values: readonly Decimal[]): Decimal => {
	const sorted = [...values].sort(compare);
	const middle = sorted.length >> 1;
	const upper = sorted[middle] ?? ZERO;
	if (sorted.length % 2 === 1) return upper;
	return divide(add(sorted[middle - 1] ?? ZERO, upper), decimal(2), 6) ?? ZERO;
};

/**
 * Up to where an increment is ordinary: median + the greatest of jump-factor × MAD, jump-share of the annual target, the median itself, and two of
 * what is counted. The last three keep a history of equal values (whose MAD is zero) from crying at every small change. With fewer than jump-history
 * increments the limit is jump-factor × jump-share of the annual target. Where all that says nothing, no single figure of a village is ordinary that is more
 * than its whole township is to reach in the year. Null where nothing is known to compare with.
 */
export const jumpLimit = (basis: JumpBasis, rules: Rules): JumpLimit | null => {
	const counted = basis.places === 0 ? decimal(2) : ZERO;
	const shared = multiply(multiply(rules["jump-share"], SHARE_SCALE[basis.cadence]), decimal("0.01"));
	const floor = basis.annual === null ? ZERO : multiply(basis.annual, shared);
	if (compare(decimal(basis.history.length), rules["jump-history"]) < 0) {
		const limit = max(multiply(floor, rules["jump-factor"]), counted);
		return compare(floor, ZERO) > 0 ? { limit, usual: null } : wholeOf(basis, counted);
	}
	const recent = basis.history.slice(0, RECENT);
	const usual = median(recent);
	const spread = median(recent.map((value) => magnitude(subtract(value, usual))));
	const room = max(multiply(spread, rules["jump-factor"]), floor, usual, counted);
	if (compare(room, ZERO) <= 0) return wholeOf(basis, counted);
	return { limit: round(add(usual, room), 6), usual };
};

const wholeOf = ({ above }: JumpBasis, counted: Decimal): JumpLimit | null =>
	above === undefined || above === null || compare(above, ZERO) <= 0 ? null : { limit: max(above, counted), usual: null };

/** The limit an increment goes beyond, or null when it is ordinary. A fall is never a jump: it is asked about on its own. */
export const jumpOf = (increment: Decimal, basis: JumpBasis, rules: Rules): JumpLimit | null => {
	const limit = jumpLimit(basis, rules);
	return limit !== null && compare(increment, limit.limit) > 0 ? limit : null;
};
