import { describe, expect, it } from "vitest";
import type { CountyData } from "../../src/domain/county.ts";
import type { Unit } from "../../src/domain/unit.ts";
import { noteMergers } from "../../src/workbook/check-mergers.ts";
import { smallCounty } from "../support/small-county.ts";

const { data } = smallCounty();
const townships = data.units.filter(({ kind }) => kind === "township");

/** The county with the first township changed. */
const withFirst = (change: Partial<Unit>): Pick<CountyData, "units" | "targets"> => ({
	units: data.units.map((unit) => (unit.code === townships[0]?.code ? { ...unit, ...change } : unit)),
	targets: townships.flatMap(({ code }) => data.targets.map((target) => ({ ...target, unit: code }))),
});

describe("a unit that joins another", () => {
	const into = townships[1];
	const joined = { validTo: "2026-11-18", successor: into?.code ?? null } as Partial<Unit>;

	it("is spoken of where both have targets for the year", () => {
		expect(noteMergers(withFirst(joined))).toMatchObject([
			{ key: "note-merged-targets", sheet: "任务", facts: { unit: townships[0]?.name, into: into?.name, year: 2026 } },
		]);
	});

	it("is not where it was merely ended, has no target that year, or was renamed", () => {
		expect(noteMergers(withFirst({ validTo: "2026-11-18" as Unit["validTo"] }))).toEqual([]);
		expect(noteMergers(withFirst({ ...joined, validTo: "2031-11-18" as Unit["validTo"] }))).toEqual([]);
		const renamed = withFirst(joined);
		const units = renamed.units.map((unit) =>
			unit.code === into?.code ? { ...unit, validFrom: "2026-11-19" as Unit["validFrom"] } : unit,
		);
		expect(noteMergers({ ...renamed, units })).toEqual([]);
	});
});
