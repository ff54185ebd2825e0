import {
	add,
	compare,
	type Decimal,
	decimal,
	divide,
	isNegative,
	isZero,
	multiply,
	negate,
	subtract,
	sum,
	ZERO,
} from "../domain/decimal.ts";

/** Fewer values have no usual spread. */
export const FEWEST = 5;
/** What makes the median (or mean) distance of normally spread values their standard deviation. */
const OF_MEDIAN = decimal("1.4826");
const OF_MEAN = decimal("1.2533");

const distance = (a: Decimal, b: Decimal): Decimal => {
	const gap = subtract(a, b);
	return isNegative(gap) ? negate(gap) : gap;
};

/** The middle value, or half way between the two middle ones, exact. Zero for none. */
export const medianOf = (values: readonly Decimal[]): Decimal => {
	const sorted = values.toSorted(compare);
	const high = sorted[Math.floor(sorted.length / 2)] ?? ZERO;
	if (sorted.length % 2 === 1) return high;
	return multiply(add(sorted[sorted.length / 2 - 1] ?? ZERO, high), decimal("0.5"));
};

/**
 * Which values lie more than `factor` usual distances from the median (Iglewicz and Hoaglin: median absolute deviation; where more than half are equal, the
 * mean one). One wild value does not hide itself, as it would with mean and standard deviation. None among fewer than five.
 */
export const outliers = (values: readonly Decimal[], factor: Decimal): { readonly index: number; readonly above: boolean }[] => {
	if (values.length < FEWEST) return [];
	const median = medianOf(values);
	const distances = values.map((value) => distance(value, median));
	const middle = medianOf(distances);
	const usual = isZero(middle)
		? multiply(OF_MEAN, divide(sum(distances), decimal(distances.length), 6) ?? ZERO)
		: multiply(OF_MEDIAN, middle);
	if (isZero(usual)) return [];
	return values.flatMap((value, index) =>
		compare(distances[index] ?? ZERO, multiply(factor, usual)) > 0 ? [{ index, above: compare(value, median) > 0 }] : [],
	);
};
