import { describe, expect, it } from "vitest";
import { countyStatements } from "../../src/store/county.ts";
import { sqliteDialect } from "../../src/store/dialect.ts";
import { MONDAY, smallCounty, UNITS } from "../contract/store-fixtures.ts";

describe("the statements of an import", () => {
	it("write units after those they refer to, whatever the sheet's order, and end where units refer in a circle", () => {
		const data = smallCounty();
		const successors = new Map([
			[UNITS[0], UNITS[2]],
			[UNITS[1], UNITS[0]],
			[UNITS[2], UNITS[1]],
		]);
		const units = [...data.units].reverse().map((unit) => ({ ...unit, successor: successors.get(unit.code) ?? null }));
		const statements = countyStatements(sqliteDialect, { do: "replace-county", from: 0, data: { ...data, units }, at: MONDAY });
		const written = statements.find(({ sql }) => sql.startsWith('INSERT INTO "Unit"'))?.args[0];
		const codes = (JSON.parse(String(written)) as string[][]).map(([code]) => code);
		expect(codes[0]).toBe("100");
		expect(codes).toHaveLength(4);
	});

	it("are as many for a large county as for a small one", () => {
		const data = smallCounty();
		const many = Array.from({ length: 5000 }, (_, index) => ({
			...(data.units[1] as (typeof data.units)[number]),
			code: UNITS[0],
			name: `${index}`,
		}));
		const count = (units: typeof data.units): number =>
			countyStatements(sqliteDialect, { do: "replace-county", from: 0, data: { ...data, units }, at: MONDAY }).length;
		expect(count([...data.units, ...many])).toBe(count(data.units));
	});
});
