import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decimal } from "../../src/domain/decimal.ts";
import { medianOf, outliers } from "../../src/scoring/outliers.ts";

const of = (...values: number[]) => values.map((value) => decimal(value));
const FACTOR = decimal("3.5");

describe("outliers", () => {
	it("are far from the median, on either side", () => {
		expect(outliers(of(10, 11, 9, 10, 12, 900, 11, -300), FACTOR)).toEqual([
			{ index: 5, above: true },
			{ index: 7, above: false },
		]);
	});

	it("are found though several wild values would hide each other from a mean", () => {
		expect(outliers(of(10, 11, 9, 10, 12, 900, 950), FACTOR).map(({ index }) => index)).toEqual([5, 6]);
	});

	it("are found where most values are equal, and none where all are", () => {
		expect(outliers(of(0, 0, 0, 0, 0, 0, 0, 0, 40), FACTOR)).toEqual([{ index: 8, above: true }]);
		expect(outliers(of(0, 0, 0, 0, 0, 0), FACTOR)).toEqual([]);
	});

	it("are not told among fewer than five", () => {
		expect(outliers(of(1, 1, 1, 1000), FACTOR)).toEqual([]);
	});

	it("do not depend on the order, and the median is one of theirs or between two", () => {
		fc.assert(
			fc.property(fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 40 }), (numbers) => {
				const pick = (values: readonly number[]) =>
					outliers(of(...values), FACTOR)
						.map(({ index }) => values[index])
						.sort();
				expect(pick(numbers.toReversed())).toEqual(pick(numbers));
				const sorted = numbers.toSorted((a, b) => a - b);
				const low = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
				const high = sorted[Math.floor(sorted.length / 2)] ?? 0;
				expect(medianOf(of(...numbers))).toBe(decimal((low + high) / 2));
			}),
		);
	});
});
