import { describe, expect, it } from "vitest";
import { decimal, ZERO } from "../../src/domain/decimal.ts";
import type { DutyId } from "../../src/domain/duty.ts";
import type { Indicator, IndicatorId, ProjectId, Target } from "../../src/domain/indicator.ts";
import { measure } from "../../src/domain/measure.ts";
import type { DateText, PeriodKey } from "../../src/domain/period.ts";
import { baseOf, historyBefore, restate, type Standing } from "../../src/domain/standing.ts";
import { unitCode } from "../../src/domain/unit.ts";

const indicator: Indicator = {
	id: "greenhouse" as IndicatorId,
	project: "p" as ProjectId,
	name: "暖棚小区面积",
	aliases: [],
	measure: measure("亩"),
	places: 1,
	yearEnd: "restart",
};
const carrying: Indicator = { ...indicator, yearEnd: "carry" };
const target = (opening: string): Target => ({
	unit: unitCode("1"),
	indicator: indicator.id,
	year: 2026,
	annual: decimal(100),
	fourYear: null,
	plan: [],
	opening: decimal(opening),
});
const standing = (period: string, basis: "increment" | "total", increment: string, total: string): Standing => ({
	unit: unitCode("1"),
	indicator: indicator.id,
	duty: "weekly" as DutyId,
	period: period as PeriodKey,
	basis,
	increment: decimal(increment),
	total: decimal(total),
	asOf: "2026-11-16" as DateText,
});
const noTarget = () => undefined;

describe("standing", () => {
	it("builds on the last total, or on the opening one", () => {
		expect(baseOf([], "2026-W47" as PeriodKey, indicator, target("12.5")).total).toBe("12.5");
		expect(baseOf([standing("2026-W46", "increment", "5", "17.5")], "2026-W47" as PeriodKey, indicator, target("12.5")).total).toBe("17.5");
	});

	it("begins each year anew where the indicator restarts, and goes on where it carries", () => {
		const last = [standing("2026-W53", "increment", "5", "90")];
		expect(baseOf(last, "2027-W01" as PeriodKey, indicator, undefined).total).toBe(ZERO);
		expect(baseOf(last, "2027-W01" as PeriodKey, carrying, undefined).total).toBe("90");
	});

	it("restates later totals when an earlier week comes in late", () => {
		const known = [standing("2026-W45", "increment", "10", "10"), standing("2026-W47", "increment", "7", "17")];
		const changed = restate(known, standing("2026-W46", "increment", "3", "13"), indicator, noTarget);
		expect(changed.map((one) => [one.period, one.increment, one.total])).toEqual([
			["2026-W46", "3", "13"],
			["2026-W47", "7", "20"],
		]);
	});

	it("keeps an asserted total and lets the increment follow", () => {
		const known = [standing("2026-W47", "total", "17", "17")];
		const changed = restate(known, standing("2026-W46", "increment", "3", "3"), indicator, noTarget);
		expect(changed.map((one) => [one.period, one.increment, one.total])).toEqual([
			["2026-W46", "3", "3"],
			["2026-W47", "14", "17"],
		]);
	});

	it("changes nothing beyond the week itself when its figure stays", () => {
		const known = [standing("2026-W46", "increment", "3", "3"), standing("2026-W47", "increment", "7", "10")];
		expect(restate(known, standing("2026-W46", "increment", "3", "3"), indicator, noTarget)).toHaveLength(1);
	});

	it("does not carry a late week of the old year into the new", () => {
		const known = [standing("2027-W01", "increment", "4", "4")];
		expect(restate(known, standing("2026-W53", "increment", "9", "9"), indicator, noTarget).map((one) => one.period)).toEqual(["2026-W53"]);
	});

	it("tells earlier increments newest first", () => {
		const known = [
			standing("2026-W45", "increment", "1", "1"),
			standing("2026-W46", "increment", "2", "3"),
			standing("2026-W47", "increment", "3", "6"),
		];
		expect(historyBefore(known, "2026-W47" as PeriodKey)).toEqual(["2", "1"]);
	});
});
