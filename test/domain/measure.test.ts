import { describe, expect, it } from "vitest";
import { decimal } from "../../src/domain/decimal.ts";
import { convert, measure, standardMeasure } from "../../src/domain/measure.ts";

const inMu = (value: string, from: string) => convert(decimal(value), measure(from), measure("亩"));

describe("measure", () => {
	it.each([
		["2", "公顷", "30"],
		["1", "平方公里", "1500"],
		["5", "分", "0.5"],
		["8", "厘", "0.08"],
		["12000", "平方米", "18"],
	])("makes %s %s into %s 亩", (value, from, mu) => expect(inMu(value, from)).toBe(mu));

	it("converts back and forth within six places", () => {
		expect(convert(decimal(30), measure("亩"), measure("公顷"))).toBe("2");
		expect(convert(decimal(1), measure("亩"), measure("平方米"))).toBe("666.666667");
		expect(convert(decimal("1.5"), measure("万元"), measure("元"))).toBe("15000");
		expect(convert(decimal(3), measure("斤"), measure("公斤"))).toBe("1.5");
	});

	it("never turns one kind of thing into another", () => {
		expect(inMu("3", "栋")).toBeNull();
		expect(inMu("3", "公里")).toBeNull();
	});

	it("knows other spellings", () => {
		expect(standardMeasure("平米")).toBe("平方米");
		expect(standardMeasure("KM")).toBe("公里");
		expect(standardMeasure("栋")).toBe("栋");
	});
});
