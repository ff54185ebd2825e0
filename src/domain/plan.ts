import {
	add,
	compare,
	type Decimal,
	decimal,
	divide,
	isNegative,
	isZero,
	multiply,
	percentOf,
	round,
	shareOf,
	subtract,
	ZERO,
} from "./decimal.ts";
import type { Target } from "./indicator.ts";
import type { DateText } from "./period.ts";
import type { Rules } from "./rule.ts";

/** Everybody who reports on a day asks for that day's figure, with every message. */
const reckoned = new WeakMap<Target, { readonly day: DateText; readonly percent: Decimal }>();

/**
 * Per cent of the annual target planned by the end of a day: the plan curve gives the ends of months, days between are on the straight line.
 * One decimal place. 0 before the target's year, 100 after it.
 */
export const plannedPercent = (target: Target, day: DateText): Decimal => {
	const known = reckoned.get(target);
	if (known?.day === day) return known.percent;
	const percent = reckon(target, day);
	reckoned.set(target, { day, percent });
	return percent;
};

const reckon = (target: Target, day: DateText): Decimal => {
	const [year = 0, month = 1, dayOfMonth = 1] = day.split("-").map(Number);
	if (year < target.year) return ZERO;
	if (year > target.year) return decimal(100);
	const before = month === 1 ? ZERO : (target.plan[month - 2] ?? ZERO);
	const after = target.plan[month - 1] ?? before;
	const daysInMonth = new Date(Date.UTC(year, month, 0)).getUTCDate();
	const share = divide(multiply(subtract(after, before), decimal(dayOfMonth)), decimal(daysInMonth), 6) ?? ZERO;
	return round(add(before, share), 1);
};

/** Per cent of the annual target reached; null where the target is zero: there is nothing to be behind with. */
export const reachedPercent = (total: Decimal, target: Target): Decimal | null => percentOf(total, target.annual);

/**
 * Whether so little was planned (per cent of the annual target, less than `score-base` or nothing) that nobody is judged by it: a small base makes wild
 * figures, and on the year's first days everybody would be behind.
 */
export const isTooSmall = (planned: Decimal, rules: Rules): boolean =>
	isZero(planned) || isNegative(planned) || compare(planned, rules["score-base"]) < 0;

/** Green at or above `lamp-green` per cent of what is planned by now, yellow from `lamp-yellow`, red below; none without target, or while the plan is too small. */
export const lampOf = (
	total: Decimal,
	target: Pick<Target, "annual">,
	planned: Decimal,
	rules: Rules,
): "green" | "yellow" | "red" | "none" => {
	if (isZero(target.annual) || isTooSmall(planned, rules)) return "none";
	const share = percentOf(total, shareOf(target.annual, planned), 6);
	if (share === null) return "none";
	if (compare(share, rules["lamp-green"]) >= 0) return "green";
	return compare(share, rules["lamp-yellow"]) >= 0 ? "yellow" : "red";
};
