import { describe, expect, it } from "vitest";
import { County } from "../../src/domain/county.ts";
import { add, compare, type Decimal, decimal, isZero, percentOf, sum } from "../../src/domain/decimal.ts";
import type { PeriodKey } from "../../src/domain/period.ts";
import { ROLES } from "../../src/domain/person.ts";
import { roundIn } from "../../src/domain/round.ts";
import { unitCode } from "../../src/domain/unit.ts";
import { publishedCalendar } from "../../src/domain/working-calendar.ts";
import { demoCounty } from "../../src/workbook/demo/demo-county.ts";
import { demoHistory } from "../../src/workbook/demo/demo-history.ts";
import { demoLists } from "../support/demo-lists.ts";

const demo = demoCounty(demoLists());
const county = new County(demo);
const duty = (id: string) => demo.duties.find((each) => each.id === id) ?? expect.unreachable(id);

describe("the demo county", () => {
	it("has the 36 townships and 390 villages of the lists below one county", () => {
		const count = (kind: string) => demo.units.filter((unit) => unit.kind === kind).length;
		expect([count("county"), count("department"), count("township"), count("village")]).toEqual([1, 5, 36, 390]);
		expect(county.root).toMatchObject({ code: "210921", name: "阜新蒙古族自治县" });
	});

	it("has somebody for every role, marked as invented and without telephone", () => {
		const roles = new Set(demo.people.flatMap(({ posts }) => posts.map(({ role }) => role)));
		expect(roles).toEqual(new Set(ROLES));
		expect(demo.people.every(({ name, phone }) => name.endsWith("（演示）") && phone === null)).toBe(true);
		expect(demo.people.flatMap(({ posts }) => posts).filter(({ role }) => role === "village")).toHaveLength(390);
	});

	it("has three people of one name in three units, else no name twice, and one person with two posts", () => {
		const counts = new Map<string, number>();
		for (const { name } of demo.people) counts.set(name, (counts.get(name) ?? 0) + 1);
		expect([...counts].filter(([, count]) => count > 1)).toEqual([["王伟（演示）", 3]]);
		expect(new Set(demo.people.filter(({ name }) => name === "王伟（演示）").map(({ posts }) => posts[0]?.unit)).size).toBe(3);
		expect(demo.people.filter(({ posts }) => posts.length === 2)).toHaveLength(1);
	});

	it("gives each township a principal and two reporters", () => {
		for (const unit of demo.units.filter(({ kind }) => kind === "township")) {
			const roles = county
				.peopleOf(unit.code)
				.flatMap(({ posts }) => posts.filter((post) => post.unit === unit.code).map(({ role }) => role));
			expect(roles.filter((role) => role === "principal")).toHaveLength(1);
			expect(roles.filter((role) => role === "reporter").length).toBeGreaterThanOrEqual(2);
		}
	});

	it("asks the three figures first, then problems and photos", () => {
		expect(duty("weekly").questions.map(({ kind, indicator, problem, required }) => [kind, indicator, problem, required])).toEqual([
			["number", "greenhouse", false, true],
			["number", "orchard", false, true],
			["number", "livestock", false, true],
			["text", null, true, false],
			["files", null, false, false],
		]);
	});

	it("has its rounds open, due and closed when the duties say", () => {
		const at = (id: string, period: string) => {
			const { opensAt, dueAt, closesAt } = roundIn(duty(id), period as PeriodKey, publishedCalendar);
			return [opensAt, dueAt, closesAt].map((instant) => instant.slice(0, 16));
		};
		expect(at("weekly", "2026-W47")).toEqual(["2026-11-16T00:00", "2026-11-20T09:00", "2026-11-23T04:00"]);
		expect(at("monthly", "2027-02")).toEqual(["2027-02-25T00:00", "2027-03-01T09:00", "2027-03-03T04:00"]);
		expect(at("quarterly", "2026-Q4")).toEqual(["2026-12-31T00:00", "2027-01-11T09:00", "2027-01-15T04:00"]);
	});

	it("has targets of every township for two years, some of them zero", () => {
		expect(demo.targets).toHaveLength(36 * 3 * 2);
		expect(demo.targets.some(({ annual }) => isZero(annual))).toBe(true);
		expect(
			new Set(demo.targets.filter(({ indicator, year }) => indicator === "greenhouse" && year === 2026).map(({ annual }) => annual)).size,
		).toBeGreaterThan(15);
	});

	it("plants no tree in frozen ground", () => {
		const plan = county.target(unitCode("210921108"), "orchard" as never, 2026)?.plan ?? [];
		expect([plan[0], plan[1], plan[11]]).toEqual(["0", "0", plan[10]]);
	});

	it("has a past that adds up to between half and a little over the plan, some ahead, some behind", () => {
		const totals = new Map<string, Decimal[]>();
		for (const { unit, indicator, increment } of demoHistory(demo))
			totals.set(`${unit} ${indicator}`, [...(totals.get(`${unit} ${indicator}`) ?? []), increment]);
		const shares = demo.targets
			.filter(({ year, annual, indicator }) => year === 2026 && !isZero(annual) && indicator !== "livestock")
			.map(({ unit, indicator, opening, annual }) =>
				Number(percentOf(add(opening, sum(totals.get(`${unit} ${indicator}`) ?? [])), annual)),
			);
		expect(Math.min(...shares)).toBeGreaterThan(55);
		expect(Math.max(...shares)).toBeLessThan(105);
		expect(shares.filter((share) => share > 97).length).toBeGreaterThan(5);
		expect(shares.filter((share) => share < 75).length).toBeGreaterThan(5);
		expect([...totals.values()].every((weeks) => weeks.length === 7 && weeks.every((week) => compare(week, decimal(0)) >= 0))).toBe(true);
		expect(compare(sum(totals.get("210921108 greenhouse") ?? []), decimal(0))).toBe(1);
	});
});
