import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decimal } from "../../src/domain/decimal.ts";
import { type JumpBasis, jumpLimit, jumpOf } from "../../src/domain/jump.ts";
import { defaultRules } from "../../src/domain/rule.ts";

const rules = defaultRules();
const basis = (history: readonly number[], annual: number | null, more: Partial<JumpBasis> = {}): JumpBasis => ({
	history: history.map(decimal),
	annual: annual === null ? null : decimal(annual),
	places: 2,
	cadence: "week",
	...more,
});

describe("the largest ordinary increment", () => {
	it.each([
		["all equal: the annual share is the room", [45, 45, 45, 45], 2000, "145", "45"],
		["all equal and large: as much again is the room", [300, 300, 300, 300], 2000, "600", "300"],
		["all zero: the annual share", [0, 0, 0, 0], 2000, "100", "0"],
		["scattered: five times the median deviation (20)", [10, 60, 20, 90, 40], 1000, "140", "40"],
		["too short: a quarter of the annual target", [45, 45], 2000, "500", null],
		["nothing reported yet", [], 2000, "500", null],
		["one wild week among equal ones does not widen it", [30, 30, 30, 900, 30], 2000, "130", "30"],
	])("%s", (_title, history, annual, limit, usual) => {
		expect(jumpLimit(basis(history, annual), rules)).toEqual({ limit, usual });
	});

	it("is unknown without target and history, or with a history of nothing", () => {
		expect(jumpLimit(basis([], null), rules)).toBeNull();
		expect(jumpLimit(basis([0, 0, 0, 0], null), rules)).toBeNull();
	});

	it("is all that the unit above is to reach in the year, where nothing else is known", () => {
		const village = basis([], null, { above: decimal(3300) });
		expect(jumpOf(decimal(3300), village, rules)).toBeNull();
		expect(jumpOf(decimal(12000), village, rules)).toEqual({ limit: "3300", usual: null });
		expect(jumpOf(decimal(3301), basis([0, 0, 0, 0], 0, { above: decimal(3300) }), rules)).not.toBeNull();
		// Its own history tells more than the township's target.
		expect(jumpLimit(basis([1, 1, 1, 1], null, { above: decimal(3300) }), rules)).toEqual({ limit: "2", usual: "1" });
		expect(jumpLimit(basis([], null, { above: decimal(0) }), rules)).toBeNull();
		expect(jumpLimit(basis([], null, { above: decimal(1), places: 0 }), rules)).toEqual({ limit: "2", usual: null });
	});

	it("is gone beyond by several times the unit's own target, whatever the history", () => {
		for (const history of [[], [300, 320], [300, 320, 280, 310], [0, 0, 0, 900]])
			expect(jumpOf(decimal(10000), basis(history, 2000), rules)).not.toBeNull();
	});

	it("leaves two of what is counted, however small the target", () => {
		const counted = basis([0, 0, 0, 1], 8, { places: 0 });
		expect(jumpOf(decimal(2), counted, rules)).toBeNull();
		expect(jumpOf(decimal(3), counted, rules)).not.toBeNull();
	});

	it("gives longer periods a larger share of the year", () => {
		expect(jumpLimit(basis([], 2000, { cadence: "quarter" }), rules)?.limit).toBe("2000");
	});

	it("never calls the usual increment, or a tenth more, a jump", () => {
		fc.assert(
			fc.property(fc.array(fc.nat(5000), { minLength: 4, maxLength: 20 }), fc.nat(20000), (history, annual) => {
				const given = basis(history, annual);
				const usual = Number(jumpLimit(given, rules)?.usual ?? 0);
				expect(jumpOf(decimal(usual), given, rules)).toBeNull();
				if (usual > 0) expect(jumpOf(decimal((usual * 1.1).toFixed(2)), given, rules)).toBeNull();
			}),
		);
	});
});
