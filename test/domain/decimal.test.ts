import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
	add,
	compare,
	decimal,
	divide,
	fromMillionths,
	multiply,
	percentOf,
	round,
	shareOf,
	subtract,
	sum,
	toMillionths,
} from "../../src/domain/decimal.ts";

describe("decimal", () => {
	it("adds what floating point cannot", () => {
		expect(sum([decimal("0.1"), decimal("0.2")])).toBe("0.3");
	});

	it("keeps one form for one value", () => {
		expect(decimal("007.500")).toBe("7.5");
		expect(decimal("-0.00")).toBe("0");
		expect(decimal("1e3")).toBe("1000");
	});

	it("refuses what is no number", () => {
		expect(() => decimal("十二")).toThrow(RangeError);
		expect(() => decimal("")).toThrow(RangeError);
	});

	it("rounds once, half away from zero", () => {
		expect(divide(decimal(2), decimal(3), 2)).toBe("0.67");
		expect(divide(decimal("-0.5"), decimal(1), 0)).toBe("-1");
		// 0.4449…: rounding first to three places and then to one would give 0.5.
		expect(divide(decimal(4449), decimal(10000), 1)).toBe("0.4");
		expect(round(decimal("2.5"), 0)).toBe("3");
	});

	it("has no quotient and no percentage of a zero base", () => {
		expect(divide(decimal(1), decimal(0), 2)).toBeNull();
		expect(percentOf(decimal(3), decimal(0))).toBeNull();
	});

	it("takes exact shares", () => {
		expect(shareOf(decimal("0.1"), decimal("33.3"))).toBe("0.0333");
		expect(percentOf(decimal(1), decimal(3))).toBe("33.3");
	});

	it("stores millionths and refuses what they cannot hold", () => {
		expect(toMillionths(decimal("12345678901.123456"))).toBe(12345678901123456n);
		expect(() => toMillionths(decimal("0.0000001"))).toThrow(RangeError);
		expect(() => toMillionths(decimal("9300000000000"))).toThrow(RangeError);
	});

	const amounts = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }).map(fromMillionths);

	it("comes back from the store as it went in", () => {
		fc.assert(
			fc.property(amounts, (value) => {
				expect(fromMillionths(toMillionths(value))).toBe(value);
			}),
			{ seed: 1 },
		);
	});

	it("obeys the laws of arithmetic", () => {
		fc.assert(
			fc.property(amounts, amounts, amounts, (a, b, c) => {
				expect(add(add(a, b), c)).toBe(add(a, add(b, c)));
				expect(subtract(add(a, b), b)).toBe(a);
				expect(multiply(a, add(b, c))).toBe(add(multiply(a, b), multiply(a, c)));
				expect(compare(a, b)).toBe(-compare(b, a) + 0);
			}),
			{ seed: 2 },
		);
	});

	it("is as exact with small whole numbers, which take another way", () => {
		const wholes = fc.integer({ min: -12_000_000, max: 12_000_000 });
		fc.assert(
			fc.property(wholes, wholes, fc.integer({ min: 0, max: 8 }), (x, y, places) => {
				const [a, b] = [decimal(x), decimal(y)];
				expect(add(a, b)).toBe(decimal(x + y));
				expect(subtract(a, b)).toBe(decimal(x - y));
				expect(multiply(a, b)).toBe(decimal(BigInt(x) * BigInt(y)));
				expect(compare(a, b)).toBe(Math.sign(x - y));
				// The nearest of all numbers of so many places, and of two as near the one farther from zero.
				const scaled = 2n * BigInt(Math.abs(x)) * 10n ** BigInt(places);
				const nearest = y === 0 ? null : (scaled + BigInt(Math.abs(y))) / (2n * BigInt(Math.abs(y)));
				const signed = nearest !== null && x < 0 !== y < 0 ? -nearest : nearest;
				expect(divide(a, b, places)).toBe(signed === null ? null : decimal(`${signed}e-${places}`));
			}),
			{ seed: 3, numRuns: 2000 },
		);
		expect(multiply(decimal(0), decimal(-5))).toBe("0");
		expect(divide(decimal(-1), decimal(3), 0)).toBe("0");
		expect(divide(decimal(-1), decimal(2), 0)).toBe("-1");
	});
});
