import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compare, decimal, sum } from "../../src/domain/decimal.ts";
import type { IndicatorId } from "../../src/domain/indicator.ts";
import type { FigureBasis, UnitBasis } from "../../src/domain/ranking.ts";
import { defaultRules, type RuleId, type Rules } from "../../src/domain/rule.ts";
import { unitCode } from "../../src/domain/unit.ts";
import { rankUnits } from "../../src/scoring/rank-units.ts";
import { ruleSetOf } from "../../src/scoring/rule-set.ts";
import { scoreUnit } from "../../src/scoring/score-unit.ts";

const RULES = defaultRules();
const figure = (over: Partial<Record<keyof FigureBasis, number | string>> = {}): FigureBasis => ({
	indicator: "greenhouse" as IndicatorId,
	total: decimal(over.total ?? 90),
	annual: decimal(over.annual ?? 100),
	planned: decimal(over.planned ?? 90),
	before: decimal(over.before ?? 80),
	plannedBefore: decimal(over.plannedBefore ?? 80),
});
const basis = (code: string, figures: readonly FigureBasis[] = [figure()], onTime = 4, due = 4): UnitBasis => ({
	unit: unitCode(code),
	figures,
	due,
	onTime,
	reported: onTime > 0,
});

const hundredths = (min: number, max: number) =>
	fc.integer({ min: min * 100, max: max * 100 }).map((value) => decimal((value / 100).toFixed(2)));
const anyFigure: fc.Arbitrary<FigureBasis> = fc
	.record({
		total: hundredths(-50, 5000),
		annual: hundredths(1, 3000),
		before: hundredths(0, 5000),
		plan: fc.tuple(hundredths(0, 100), hundredths(0, 100)),
	})
	.map(({ total, annual, before, plan }) => {
		const [plannedBefore, planned] = plan.toSorted(compare) as [FigureBasis["planned"], FigureBasis["planned"]];
		return { indicator: "i" as IndicatorId, total, annual, before, planned, plannedBefore };
	});
const anyBasis = fc
	.record({ figures: fc.array(anyFigure, { maxLength: 4 }), due: fc.nat(5), missed: fc.nat(5) })
	.map(({ figures, due, missed }) => basis("x", figures, Math.max(0, due - missed), due));
const anyUnits = fc
	.array(anyBasis, { maxLength: 30 })
	.map((units) => units.map((unit, index) => ({ ...unit, unit: unitCode(String(100 + index)) })));
const anyRules: fc.Arbitrary<Rules> = fc
	.record({
		completion: fc.nat(100),
		change: fc.nat(100),
		onTime: fc.nat(100),
		cap: fc.integer({ min: 50, max: 200 }),
		floor: fc.nat(50),
		base: fc.nat(10),
	})
	.map((values) => ({
		...RULES,
		"score-completion": decimal(values.completion),
		"score-change": decimal(values.change),
		"score-on-time": decimal(values.onTime),
		"score-cap": decimal(values.cap),
		"score-floor": decimal(values.floor),
		"score-base": decimal(values.base),
	}));

describe("a unit's score", () => {
	it("weighs completion against the plan, the change on last month and reports on time", () => {
		const { parts, score, lamp } = scoreUnit(basis("1", [figure({ total: 81, before: 77 })], 3), RULES);
		expect(parts).toEqual([
			{ part: "completion", points: "90", weight: "60", adds: "54" },
			{ part: "change", points: "40", weight: "20", adds: "8" },
			{ part: "on-time", points: "75", weight: "20", adds: "15" },
		]);
		expect([score, lamp]).toEqual(["77", "yellow"]);
	});

	it("stops at the cap and the floor", () => {
		expect(scoreUnit(basis("1", [figure({ total: 900, before: 0 })]), RULES).parts.map(({ points }) => points)).toEqual([
			"120",
			"120",
			"100",
		]);
		expect(scoreUnit(basis("1", [figure({ total: 20, before: 80 })]), RULES).figures[0]?.change).toBe("0");
		expect(scoreUnit(basis("1", [figure({ total: 20 })]), { ...RULES, "score-floor": decimal(30) }).figures[0]?.completion).toBe("30");
	});

	it("does not judge on a base that is too small, and gives that weight to the other parts", () => {
		const { parts } = scoreUnit(basis("1", [figure({ planned: 90, plannedBefore: "89.5" })]), RULES);
		expect(parts.map(({ part, weight }) => [part, weight])).toEqual([
			["completion", "75"],
			["on-time", "25"],
		]);
	});

	it("is only on reports in time while nothing is planned yet", () => {
		const january = figure({ planned: 0, plannedBefore: 0, total: 0, before: 0 });
		expect(scoreUnit(basis("1", [january], 1, 2), RULES)).toMatchObject({ score: "50", lamp: "none" });
	});

	it("counts problems solved in time where the office gives them weight, and none where none was due", () => {
		const unit = { ...basis("1"), problems: { due: 4, solved: 3 } };
		expect(scoreUnit(unit, RULES).parts.some(({ part }) => part === "problems")).toBe(false);
		const rules = { ...RULES, "score-problems": decimal(25) };
		expect(scoreUnit(unit, rules).parts.at(-1)).toEqual({ part: "problems", points: "75", weight: "20", adds: "15" });
		expect(scoreUnit({ ...unit, problems: { due: 0, solved: 0 } }, rules).parts.map(({ part }) => part)).not.toContain("problems");
	});

	it("is none for a unit that takes no part, whatever it did", () => {
		expect(scoreUnit({ ...basis("1"), exempt: "灾害" }, RULES)).toMatchObject({ parts: [], score: null });
		expect(rankUnits([{ ...basis("1"), exempt: "灾害" }, basis("2")], RULES).map(({ unit, rank }) => [unit, rank])).toEqual([
			["2", 1],
			["1", null],
		]);
	});

	it("is the exact sum of what its parts add, and never falls when more is done", () => {
		fc.assert(
			fc.property(anyBasis, anyRules, fc.nat(3), hundredths(0, 1000), (unit, rules, at, more) => {
				const one = scoreUnit(unit, rules);
				if (one.score !== null) expect(one.score).toBe(sum(one.parts.map(({ adds }) => adds)));
				const figures = unit.figures.map((figure, index) => (index === at ? { ...figure, total: sum([figure.total, more]) } : figure));
				const better = scoreUnit({ ...unit, figures }, rules);
				expect(better.score === null).toBe(one.score === null);
				if (better.score !== null && one.score !== null) expect(compare(better.score, one.score)).toBeGreaterThanOrEqual(0);
			}),
		);
	});
});

describe("a ranking", () => {
	it("gives equal scores the same rank and skips the next", () => {
		const units = [basis("3"), basis("1", [figure({ total: 100 })]), basis("2"), basis("4", [figure({ total: 50 })])];
		expect(rankUnits(units, RULES).map(({ unit, rank }) => [unit, rank])).toEqual([
			["1", 1],
			["2", 2],
			["3", 2],
			["4", 4],
		]);
	});

	it("lists units without a target last and ranks them not at all, however punctual", () => {
		expect(
			rankUnits([basis("1", []), basis("2", [figure({ total: 0, before: 0 })], 0)], RULES).map(({ unit, rank, score }) => [
				unit,
				rank,
				score,
			]),
		).toEqual([
			["2", 1, "0"],
			["1", null, null],
		]);
	});

	it("is made for one unit, for none, and where nobody reported", () => {
		expect(rankUnits([], RULES)).toEqual([]);
		expect(rankUnits([basis("1")], RULES)).toMatchObject([{ rank: 1 }]);
		const silent = ["1", "2", "3"].map((code) => basis(code, [figure({ total: 0, before: 0 })], 0, 4));
		expect(rankUnits(silent, RULES).map(({ rank, score }) => [rank, score])).toEqual(Array.from({ length: 3 }, () => [1, "0"]));
	});

	it("does not depend on the order of the units", () => {
		const shuffled = anyUnits.chain((units) => fc.tuple(fc.constant(units), fc.shuffledSubarray(units, { minLength: units.length })));
		fc.assert(
			fc.property(shuffled, anyRules, ([units, other], rules) => {
				expect(rankUnits(other, rules)).toEqual(rankUnits(units, rules));
			}),
		);
	});

	it("ranks each unit by how many have more, and never a better one below a worse", () => {
		fc.assert(
			fc.property(anyUnits, anyRules, (units, rules) => {
				const ranked = rankUnits(units, rules).flatMap(({ rank, score }) => (rank === null || score === null ? [] : [{ rank, score }]));
				for (const one of ranked) expect(one.rank).toBe(1 + ranked.filter(({ score }) => compare(score, one.score) > 0).length);
			}),
		);
	});
});

describe("a set of scoring rules", () => {
	it("has the same version for the same values, another for any other", () => {
		const { version } = ruleSetOf(RULES);
		expect(version).toMatch(/^[0-9A-F]{6}$/u);
		expect(ruleSetOf({ ...RULES }).version).toBe(version);
		for (const id of Object.keys(ruleSetOf(RULES).values) as RuleId[])
			expect(ruleSetOf({ ...RULES, [id]: decimal(7) }).version, id).not.toBe(version);
		expect(ruleSetOf({ ...RULES, "score-problems": decimal(10) }).version).not.toBe(version);
	});
});
