import { describe, expect, it } from "vitest";
import { decimal } from "../../src/domain/decimal.ts";
import type { PeriodKey } from "../../src/domain/period.ts";
import type { Ranking } from "../../src/domain/ranking.ts";
import { StoreError } from "../../src/ports/store.ts";
import type { StoreUnderTest } from "./store-contract.ts";
import { addVersion, at, GREENHOUSE, importCounty, MONDAY, UNITS, version, W47, WEEKLY } from "./store-fixtures.ts";

const period = (key: string): PeriodKey => key as PeriodKey;

/** A frozen ranking of one unit. */
export const ranking = (change: Partial<Ranking> = {}): Ranking => ({
	duty: WEEKLY,
	period: W47,
	edition: 1,
	asOf: "2026-11-22" as Ranking["asOf"],
	rules: { name: "progress", version: "3F9A2C", values: { "score-cap": decimal(120) } },
	countyVersion: 1,
	reports: 3,
	madeAt: MONDAY,
	units: [
		{
			unit: UNITS[0],
			figures: [
				{
					indicator: GREENHOUSE,
					total: decimal("12345678901.123456"),
					annual: decimal("0.1"),
					planned: decimal("98.7"),
					before: decimal("-0.3"),
					plannedBefore: decimal(95),
					completion: decimal("83.4"),
					change: null,
				},
			],
			due: 4,
			onTime: 3,
			reported: true,
			parts: [{ part: "completion", points: decimal("83.4"), weight: decimal(100), adds: decimal("83.4") }],
			score: decimal("83.4"),
			rank: 1,
			lamp: "yellow",
		},
	],
	...change,
});

export const rankingCases = (tested: StoreUnderTest): void => {
	describe("frozen rankings", () => {
		it("come back as they were saved, after a restart too", async () => {
			await tested.open.store.commit([importCounty(), { do: "save-ranking", ranking: ranking() }]);
			await tested.reopen();
			expect(await tested.open.store.ranking(WEEKLY, W47)).toEqual(ranking());
			expect(await tested.open.store.ranking(WEEKLY, period("2026-W46"))).toBeNull();
		});

		it("never change: an edition that is there is refused, a further one stands beside it and is the one that counts", async () => {
			const { store } = tested.open;
			const second = ranking({ edition: 2, reports: 4, madeAt: at(17) });
			await store.commit([importCounty(), { do: "save-ranking", ranking: ranking() }]);
			await expect(store.commit([{ do: "save-ranking", ranking: ranking({ reports: 9 }) }])).rejects.toThrow(StoreError);
			await store.commit([{ do: "save-ranking", ranking: second }]);
			expect(await store.ranking(WEEKLY, W47)).toEqual(second);
			expect(await store.ranking(WEEKLY, W47, 1)).toEqual(ranking());
			expect(await store.rankingHeads(WEEKLY, W47, W47)).toEqual([
				{ period: W47, edition: 2, reports: 4 },
				{ period: W47, edition: 1, reports: 3 },
			]);
		});

		it("are listed by period, newest first, within the periods asked about", async () => {
			const { store } = tested.open;
			const weeks = ["2026-W44", "2026-W45", "2026-W46", "2026-W47"].map(period);
			await store.commit([importCounty(), ...weeks.map((week) => ({ do: "save-ranking", ranking: ranking({ period: week }) }) as const)]);
			const heads = await store.rankingHeads(WEEKLY, period("2026-W45"), period("2026-W46"));
			expect(heads.map((head) => head.period)).toEqual(["2026-W46", "2026-W45"]);
		});

		it("of weeks and of months stand apart, over the turn of a year too", async () => {
			const { store } = tested.open;
			const keys = ["2025-W52", "2025-12", "2026-W01", "2026-01", "2026-W02"].map(period);
			await store.commit([importCounty(), ...keys.map((key) => ({ do: "save-ranking", ranking: ranking({ period: key }) }) as const)]);
			const listed = async (from: string, until: string): Promise<string[]> =>
				(await store.rankingHeads(WEEKLY, period(from), period(until))).map((head) => head.period);
			expect(await listed("2025-W50", "2026-W02")).toEqual(["2026-W02", "2026-W01", "2025-W52"]);
			expect(await listed("2025-10", "2026-02")).toEqual(["2026-01", "2025-12"]);
		});
	});

	describe("reports between periods", () => {
		it("are told one a unit and period, late as the first version was, with their versions", async () => {
			const { store } = tested.open;
			await store.commit([
				importCounty(),
				addVersion(1, version(1, { late: true }), UNITS[0], W47),
				addVersion(1, version(2, { late: false }), UNITS[0], W47),
				addVersion(2, version(1), UNITS[1], W47),
				addVersion(3, version(1), UNITS[0], period("2026-W46")),
				addVersion(4, version(1), UNITS[0], period("2026-W40")),
			]);
			const { sentAt } = version(1);
			expect(await store.reportedBetween(WEEKLY, period("2026-W46"), W47)).toEqual([
				{ period: "2026-W46", unit: UNITS[0], late: false, sentAt, versions: 1 },
				{ period: "2026-W47", unit: UNITS[0], late: true, sentAt, versions: 2 },
				{ period: "2026-W47", unit: UNITS[1], late: false, sentAt, versions: 1 },
			]);
		});
	});
};
