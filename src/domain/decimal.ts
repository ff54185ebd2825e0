import Big from "big.js";

/** An exact decimal number in canonical form: no sign for zero, no exponent, no trailing zeros ("12000", "0.6", "-3.25"). */
export type Decimal = string & { readonly __brand: "Decimal" };

/** Decimal places kept by the store (quantities are saved as integers of a millionth). */
export const STORED_PLACES = 6;

const exact = Big();
exact.NE = -1_000_000;
exact.PE = 1_000_000;

/** Divides to whole numbers, half away from zero. */
const whole = Big();
whole.DP = 0;
whole.RM = Big.roundHalfUp;

const canonical = (value: Big): Decimal => {
	const text = value.toFixed();
	return (text === "-0" ? "0" : text) as Decimal;
};

/** Reads a plain decimal literal ("120", "-0.50"). Throws RangeError on anything else: it is for values already understood. */
export const decimal = (value: string | number | bigint): Decimal => {
	try {
		return canonical(exact(String(value)));
	} catch {
		throw new RangeError(`not a decimal number: ${JSON.stringify(String(value))}`);
	}
};

export const ZERO = decimal(0);

/**
 * A whole number of at most seven characters, as nearly all figures of a report are; NaN for any other. Sums, products and quotients of two of them are exact in
 * floating point too, at a tenth of the cost.
 */
const small = (a: Decimal): number => (a.length <= 7 && !a.includes(".") ? Number(a) : Number.NaN);

export const add = (a: Decimal, b: Decimal): Decimal => {
	const sum = small(a) + small(b);
	return Number.isNaN(sum) ? canonical(exact(a).plus(b)) : (String(sum) as Decimal);
};
export const subtract = (a: Decimal, b: Decimal): Decimal => {
	const difference = small(a) - small(b);
	return Number.isNaN(difference) ? canonical(exact(a).minus(b)) : (String(difference) as Decimal);
};
export const multiply = (a: Decimal, b: Decimal): Decimal => {
	const product = small(a) * small(b);
	return Number.isNaN(product) ? canonical(exact(a).times(b)) : (String(product) as Decimal);
};
export const negate = (a: Decimal): Decimal => canonical(exact(a).times(-1));
export const sum = (values: readonly Decimal[]): Decimal => canonical(values.reduce<Big>((total, value) => total.plus(value), exact(0)));

/** -1, 0 or 1 as a is below, equal to or above b. */
export const compare = (a: Decimal, b: Decimal): -1 | 0 | 1 => {
	const difference = small(a) - small(b);
	return (Number.isNaN(difference) ? exact(a).cmp(b) : Math.sign(difference)) as -1 | 0 | 1;
};
export const isZero = (a: Decimal): boolean => a === "0";
export const isNegative = (a: Decimal): boolean => a.startsWith("-");

/** Rounds half away from zero to `places` decimal places. */
export const round = (a: Decimal, places: number): Decimal => canonical(exact(a).round(places, Big.roundHalfUp));

/** Most places of a quotient of small whole numbers: their numerator stays exact. */
const SMALL_PLACES = 6;

/** x ÷ y in units of the last place, its remainder rounded half away from zero. */
const smallQuotient = (x: number, y: number, places: number): Decimal => {
	const numerator = x * 10 ** places;
	const rest = numerator % y;
	const towardsZero = (numerator - rest) / y;
	const units = Math.abs(rest) * 2 < Math.abs(y) ? towardsZero : towardsZero + Math.sign(numerator) * Math.sign(y);
	return written(BigInt(units), places);
};

/** a ÷ b rounded half away from zero to `places`. Null when b is zero: the caller says what an empty base means. */
export const divide = (a: Decimal, b: Decimal, places: number): Decimal | null => {
	if (isZero(b)) return null;
	const [x, y] = [small(a), small(b)];
	if (places <= SMALL_PLACES && !Number.isNaN(x + y)) return smallQuotient(x, y, places);
	const scale = exact(`1e${places}`);
	// One guard digit more than asked would still double-round; dividing the scaled numerator keeps a single rounding.
	return canonical(exact(whole(exact(a).times(scale)).div(b).toFixed()).times(`1e-${places}`));
};

/** 100·a ÷ b in per cent, one decimal place unless told; null for a zero base. */
export const percentOf = (a: Decimal, b: Decimal, places = 1): Decimal | null => divide(multiply(a, decimal(100)), b, places);

/** `percent` per cent of a, exact. */
export const shareOf = (a: Decimal, percent: Decimal): Decimal => canonical(exact(a).times(percent).times("0.01"));

/** The number of decimal places the value needs. */
export const placesOf = (a: Decimal): number => a.split(".")[1]?.length ?? 0;

/** A whole number of units of the last of `places` places. */
const written = (units: bigint, places: number): Decimal => {
	const digits = (units < 0n ? -units : units).toString().padStart(places + 1, "0");
	const fraction = digits.slice(digits.length - places).replace(/0+$/, "");
	return `${units < 0n ? "-" : ""}${digits.slice(0, digits.length - places)}${fraction === "" ? "" : `.${fraction}`}` as Decimal;
};

/** The store's integer of a millionth. Throws RangeError when the value needs more than six places or leaves 64 bits. */
export const toMillionths = (a: Decimal): bigint => {
	const [digits = "", fraction = ""] = a.split(".");
	if (fraction.length > STORED_PLACES) throw new RangeError(`more than ${STORED_PLACES} decimal places: ${a}`);
	const whole = BigInt(digits + fraction.padEnd(STORED_PLACES, "0"));
	if (BigInt.asIntN(64, whole) !== whole) throw new RangeError(`too large to store: ${a}`);
	return whole;
};

/** The value of a stored integer of a millionth. */
export const fromMillionths = (value: bigint): Decimal => written(value, STORED_PLACES);
