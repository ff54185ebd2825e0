import { describe, expect, it } from "vitest";
import { County } from "../../src/domain/county.ts";
import { decimal } from "../../src/domain/decimal.ts";
import type { DutyId } from "../../src/domain/duty.ts";
import type { DateText, PeriodKey } from "../../src/domain/period.ts";
import { baseOf, type Standing } from "../../src/domain/standing.ts";
import { joinedBetween, lineageOf, totalOf } from "../../src/domain/succession.ts";
import { type Unit, unitCode } from "../../src/domain/unit.ts";
import { smallCounty, TOWNSHIP } from "../support/small-county.ts";

const { data } = smallCounty();
const [greenhouse] = data.indicators;
if (!greenhouse) throw new Error("no indicator");
const OTHER = unitCode("210921109");
const NEW = unitCode("210921190");
const week = (number: number, year = 2026): PeriodKey => `${year}-W${String(number).padStart(2, "0")}` as PeriodKey;

const base = data.units.find(({ code }) => code === TOWNSHIP) as Unit;
/** The small county with its townships changed. */
const county = (change: (unit: Unit) => Unit, more: readonly Unit[] = []): County =>
	new County({ ...data, units: [...data.units.map(change), ...more] });
const ends = (unit: Unit, code: string, successor: Unit["successor"]): Unit =>
	unit.code === code ? { ...unit, validTo: "2026-11-22", successor } : unit;
const successor: Unit = { ...base, code: NEW, name: "新巴镇", aliases: [], validFrom: "2026-11-23" };

const standing = (unit: Unit["code"], period: PeriodKey, total: number): Standing => ({
	unit,
	indicator: greenhouse.id,
	duty: "weekly" as DutyId,
	period,
	basis: "total",
	increment: decimal(0),
	total: decimal(total),
	asOf: "2026-11-20" as DateText,
});
const total = (of: County, unit: Unit["code"], period: PeriodKey, standings: readonly Standing[]): string =>
	totalOf(of, unit, greenhouse, (code) => standings.find((one) => one.unit === code) ?? null, period).total;

describe("what a unit has reached", () => {
	it("goes on where a unit was renamed", () => {
		const renamed = county((unit) => ends(unit, TOWNSHIP, NEW), [successor]);
		expect(total(renamed, NEW, week(48), [standing(TOWNSHIP, week(47), 300)])).toBe("300");
		expect(total(renamed, NEW, week(49), [standing(TOWNSHIP, week(47), 300), standing(NEW, week(48), 310)])).toBe("310");
	});

	it("is the sum where several became a new one", () => {
		const merged = county((unit) => ends(ends(unit, TOWNSHIP, NEW), OTHER, NEW), [successor]);
		const standings = [standing(TOWNSHIP, week(47), 300), standing(OTHER, week(46), 50)];
		expect(total(merged, NEW, week(48), standings)).toBe("350");
		expect(lineageOf(merged, successor).map(({ code }) => code)).toEqual([NEW, TOWNSHIP, OTHER]);
	});

	it("is the sum where one joined another that goes on, until the other's next report holds both", () => {
		const joined = county((unit) => ends(unit, OTHER, TOWNSHIP));
		const before = [standing(TOWNSHIP, week(47), 300), standing(OTHER, week(47), 50)];
		expect(total(joined, TOWNSHIP, week(47), before)).toBe("300");
		expect(total(joined, TOWNSHIP, week(48), before)).toBe("350");
		expect(total(joined, TOWNSHIP, week(49), [standing(TOWNSHIP, week(48), 360), standing(OTHER, week(47), 50)])).toBe("360");
		expect(joinedBetween({ ...base, validTo: null }, week(40), week(50))).toBe(false);
	});

	it("begins anew with the year where the indicator does", () => {
		const renamed = county((unit) => ends(unit, TOWNSHIP, NEW), [successor]);
		const standings = [standing(TOWNSHIP, week(53), 300)];
		expect(total(renamed, NEW, week(1, 2027), standings)).toBe("0");
		expect(
			totalOf(
				renamed,
				NEW,
				{ ...greenhouse, yearEnd: "carry" },
				(code) => standings.find(({ unit }) => unit === code) ?? null,
				week(1, 2027),
			).total,
		).toBe("300");
	});

	it("is no endless question where successions go in a circle", () => {
		const circle = county((unit) => ends(ends(unit, TOWNSHIP, OTHER), OTHER, TOWNSHIP));
		expect(total(circle, TOWNSHIP, week(48), [])).toBe("0");
		expect(
			lineageOf(circle, base)
				.map(({ code }) => code)
				.sort(),
		).toEqual([TOWNSHIP, OTHER].sort());
	});
});

describe("what a report builds on", () => {
	it("holds what joined since the unit's last report, and not twice", () => {
		const beginning = { opening: decimal(0), joined: [{ until: "2026-11-22", total: decimal(50) }] };
		const own = [standing(TOWNSHIP, week(47), 300)];
		expect(baseOf(own, week(48), greenhouse, beginning).total).toBe("350");
		expect(baseOf([...own, standing(TOWNSHIP, week(48), 360)], week(49), greenhouse, beginning).total).toBe("360");
		expect(baseOf([standing(TOWNSHIP, week(46), 290)], week(47), greenhouse, beginning).total).toBe("290");
	});
});
