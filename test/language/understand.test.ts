import { describe, expect, it } from "vitest";
import type { DateText } from "../../src/domain/period.ts";
import { understand } from "../../src/language/understand.ts";
import { countyDirectory } from "../support/county.ts";
import { writeUnderstanding } from "./notation.ts";
import { tableRows } from "./table.ts";

const TODAY = "2026-11-18" as DateText;

describe.each(["quantities", "units", "strict-quantities", "strict-units"])("inputs/%s.tsv", (name) => {
	it.each(tableRows(name).map((row) => [row.heading, row.cells[0] ?? "", row.cells[1] ?? ""]))(
		"%s: reads 「%s」 as %s",
		(_heading, typed, expected) => {
			expect(writeUnderstanding(understand(typed, countyDirectory, TODAY))).toBe(expected);
		},
	);
});
