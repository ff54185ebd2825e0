import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isEmptyDifference } from "../../src/views/workbook.ts";
import { compareCounty } from "../../src/workbook/compare-county.ts";
import { demoCounty } from "../../src/workbook/demo/demo-county.ts";
import { readWorkbook } from "../../src/workbook/read-workbook.ts";
import { writeWorkbook } from "../../src/workbook/write-workbook.ts";
import { anyCounty } from "../support/county-arbitrary.ts";
import { demoLists } from "../support/demo-lists.ts";

describe("writing and reading back", () => {
	it("gives the demo county back, without a note", async () => {
		const demo = demoCounty(demoLists());
		expect(await readWorkbook(await writeWorkbook(demo))).toEqual({ ok: true, data: demo, notes: [] });
	});

	it("writes the same bytes for the same data", async () => {
		const demo = demoCounty(demoLists());
		expect(Buffer.from(await writeWorkbook(demo)).equals(Buffer.from(await writeWorkbook(demoCounty(demoLists()))))).toBe(true);
	});

	it("gives any county back as it was, to the last decimal", async () => {
		await fc.assert(
			fc.asyncProperty(anyCounty, async (county) => {
				const reading = await readWorkbook(await writeWorkbook(county));
				expect(reading).toEqual({ ok: true, data: county, notes: [] });
				if (reading.ok) expect(isEmptyDifference(compareCounty(county, reading.data))).toBe(true);
			}),
			{ numRuns: 60, seed: 20261116, endOnFailure: true },
		);
	});

	it("reads the empty workbook as one that lacks its county and nothing else", async () => {
		const reading = await readWorkbook(await writeWorkbook(null));
		expect(reading.ok ? [] : reading.problems.map(({ key }) => key)).toEqual(["county-missing"]);
	});
});
