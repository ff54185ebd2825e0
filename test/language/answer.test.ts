import { describe, expect, it } from "vitest";
import { measure } from "../../src/domain/measure.ts";
import { readAnswer } from "../../src/language/read-answer.ts";
import { writeAnswer } from "./notation.ts";
import { tableRows } from "./table.ts";

describe.each(["answers", "strict-answers"])("inputs/%s.tsv", (name) => {
	it.each(tableRows(name).map((row) => [row.heading, row.cells[0] ?? "", row.cells[1] ?? "", row.cells[2] ?? ""]))(
		"%s: asked for %s, reads 「%s」 as %s",
		(_heading, unit, typed, expected) => {
			expect(writeAnswer(readAnswer(typed, measure(unit)))).toBe(expected);
		},
	);
});
