import { expect, it } from "vitest";
import { figureLines } from "../../../src/app/analysis/figure-lines.ts";
import { County } from "../../../src/domain/county.ts";
import type { Duty, DutyId } from "../../../src/domain/duty.ts";
import type { Cadence } from "../../../src/domain/period.ts";
import { demoData } from "../../support/demo-store.ts";

const weekly = demoData.duties.find(({ id }) => id === "weekly") as Duty;
const asking = (cadence: Cadence, ...indicators: readonly string[]): Duty => ({
	...weekly,
	id: `${cadence}-${indicators.join("-")}` as DutyId,
	cadence,
	questions: weekly.questions.filter(({ indicator }) => indicator !== null && indicators.includes(indicator)),
});
const linesOf = (...duties: readonly Duty[]) => {
	const { lines, unreported } = figureLines(new County({ ...demoData, duties }));
	return {
		lines: lines.map(({ series, indicators }) => [series.duty.cadence, series.cadence, indicators.map(({ id }) => id)]),
		unreported: unreported.map(({ id }) => id),
	};
};

it("figures are taken from the monthly report, else from the weekly one at months' ends, else from the quarterly one", () => {
	expect(
		linesOf(asking("week", "greenhouse", "orchard"), asking("month", "greenhouse"), asking("quarter", "orchard", "livestock")),
	).toEqual({
		lines: [
			["month", "month", ["greenhouse"]],
			["week", "month", ["orchard"]],
			["quarter", "quarter", ["livestock"]],
		],
		unreported: [],
	});
});

it("what is reported once a year, or by villages alone, is left over", () => {
	const ofVillages: Duty = { ...asking("week", "orchard"), units: { kind: "village" } };
	expect(linesOf(asking("week", "greenhouse"), ofVillages, asking("year", "livestock"))).toEqual({
		lines: [["week", "month", ["greenhouse"]]],
		unreported: ["orchard", "livestock"],
	});
});
