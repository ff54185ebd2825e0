import { describe, expect, it } from "vitest";
import { decimal, ZERO } from "../../src/domain/decimal.ts";
import type { IndicatorId, Target } from "../../src/domain/indicator.ts";
import type { DateText } from "../../src/domain/period.ts";
import { lampOf, plannedPercent, reachedPercent } from "../../src/domain/plan.ts";
import { defaultRules } from "../../src/domain/rule.ts";
import { unitCode } from "../../src/domain/unit.ts";

const target: Target = {
	unit: unitCode("1"),
	indicator: "orchard" as IndicatorId,
	year: 2026,
	annual: decimal(200),
	fourYear: null,
	plan: [0, 0, 10, 40, 60, 60, 60, 60, 70, 90, 100, 100].map((percent) => decimal(percent)),
	opening: ZERO,
};
const on = (day: string) => plannedPercent(target, day as DateText);

describe("plan curve", () => {
	it("lies on the straight line between the ends of months", () => {
		expect(on("2026-02-28")).toBe("0");
		expect(on("2026-03-31")).toBe("10");
		expect(on("2026-04-15")).toBe("25");
		expect(on("2026-07-10")).toBe("60");
	});

	it("asks nothing before its year and everything after it", () => {
		expect(on("2025-12-31")).toBe("0");
		expect(on("2027-01-01")).toBe("100");
	});

	it("gives lamps by the share of what is planned by now", () => {
		const rules = defaultRules();
		const planned = decimal(50);
		expect(lampOf(decimal(100), target, planned, rules)).toBe("green");
		expect(lampOf(decimal("99.9"), target, planned, rules)).toBe("yellow");
		expect(lampOf(decimal(80), target, planned, rules)).toBe("yellow");
		expect(lampOf(decimal("79.9"), target, planned, rules)).toBe("red");
	});

	it("gives no lamp while so little is planned that rankings do not score it", () => {
		const rules = defaultRules();
		for (const planned of ["0", "0.4", "0.9"]) {
			expect(lampOf(ZERO, target, decimal(planned), rules)).toBe("none");
			expect(lampOf(decimal(50), target, decimal(planned), rules)).toBe("none");
		}
		expect(lampOf(ZERO, target, decimal(1), rules)).toBe("red");
		const strict = { ...rules, "score-base": decimal(0) };
		expect([lampOf(ZERO, target, decimal("0.4"), strict), lampOf(ZERO, target, ZERO, strict)]).toEqual(["red", "none"]);
	});

	it("has neither lamp nor percentage for a zero target", () => {
		const none = { ...target, annual: ZERO };
		expect(reachedPercent(decimal(5), none)).toBeNull();
		expect(lampOf(decimal(5), none, decimal(50), defaultRules())).toBe("none");
	});
});
