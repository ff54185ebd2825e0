import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { RankingKeeper } from "../../../src/app/rankings/ranking-keeper.ts";
import { decimal } from "../../../src/domain/decimal.ts";
import type { DutyId } from "../../../src/domain/duty.ts";
import { type DateText, type Instant, instantAt, type PeriodKey } from "../../../src/domain/period.ts";
import type { Ranking } from "../../../src/domain/ranking.ts";
import { currentVersion } from "../../../src/domain/report.ts";
import { unitCode } from "../../../src/domain/unit.ts";
import { Universe } from "../../support/universe.ts";

const WEEKLY = "weekly" as DutyId;
const week = (number: number): PeriodKey => `2026-W${number}` as PeriodKey;
const at = (date: string, time: string): Instant => instantAt(date as DateText, time);
const DABA = unitCode("210921108");
const LOG = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

let universe: Universe;
beforeEach(async () => {
	universe = await Universe.open();
});
afterEach(() => universe.close());

const heads = async (): Promise<string[]> =>
	(await universe.store.rankingHeads(WEEKLY, week(1), week(53))).map(({ period, edition }) => `${period} ${edition}`);
const frozen = async (period: PeriodKey): Promise<Ranking> => {
	const ranking = await universe.store.ranking(WEEKLY, period);
	if (!ranking) throw new Error(`${period} is not frozen`);
	return ranking;
};

/** A new version of 大巴镇's report of a week with ten 亩 more in the first figure, as if it had been reopened. */
const correct = async (period: PeriodKey): Promise<void> => {
	const { store, yixian } = universe;
	const [report] = (await store.load({ reports: [{ duty: WEEKLY, period, unit: DABA }] })).reports;
	if (!report) throw new Error("no report");
	const last = currentVersion(report);
	const standings = await store.standingsOf(
		[DABA],
		last.entries.map(({ indicator }) => indicator),
		WEEKLY,
		period,
	);
	const [first] = standings;
	if (!first) throw new Error("no standing");
	await store.commit([
		{ do: "add-report-version", report, version: { ...last, version: last.version + 1, sentAt: universe.now } },
		{ do: "save-standings", standings: [{ ...first, total: decimal(Number(first.total) + 10) }] },
	]);
	// What is committed past the program's own turns is found by its next start.
	await yixian.idle();
	await universe.restart();
};

describe("freezing rankings", () => {
	it("happens when the round closes, not before, and once", async () => {
		await universe.moveTo(at("2026-11-16", "12:00"));
		expect(await heads()).not.toContain("2026-W46 1");
		await universe.moveTo(at("2026-11-16", "12:01"));
		expect(await heads()).toContain("2026-W46 1");
		const { madeAt, asOf, rules, units } = await frozen(week(46));
		expect([madeAt, asOf, rules.version]).toEqual([at("2026-11-16", "12:01"), "2026-11-15", "1ED4CF"]);
		expect(units.filter(({ rank }) => rank !== null)).toHaveLength(36);
		const before = await heads();
		await universe.moveTo(at("2026-11-16", "12:02"));
		await universe.restart();
		await universe.moveTo(at("2026-11-16", "12:03"));
		expect(await heads()).toEqual(before);
	});

	it("makes up for rounds that closed while the program stood still, oldest first", async () => {
		await universe.moveTo(at("2026-11-16", "12:01"));
		expect(await heads()).toEqual(["2026-W46 1", "2026-W45 1", "2026-W44 1", "2026-W43 1"]);
		const audited = await universe.store.auditOf("ranking:weekly:2026-W46", 5);
		expect(audited.at(-1)).toMatchObject({ actor: "system", event: "ranking:frozen", facts: { edition: 1 } });
	});

	it("waits in December for week 53, which is taken until 7 January", async () => {
		await universe.moveTo(at("2026-12-29", "09:00"));
		for (const words of ["周报 暖棚45亩 果树120亩 养殖小区1个 问题无", "提交"]) {
			await universe.stage.say("210921108-3", null, words);
			await universe.settle();
		}
		const december = async (): Promise<Ranking | null> => universe.store.ranking(WEEKLY, "2026-12" as PeriodKey);
		await universe.moveTo(at("2027-01-07", "12:00"));
		expect(await december()).toBeNull();
		await universe.moveTo(at("2027-01-07", "12:01"));
		expect((await december())?.units.find(({ unit }) => unit === DABA)).toMatchObject({ reported: true });
	});

	it("freezes nothing for a round nobody reported in", async () => {
		await universe.moveTo(at("2026-11-23", "12:01"));
		expect((await heads()).some((head) => head.startsWith("2026-W47"))).toBe(false);
	});

	it("leaves what is frozen as it was, whatever comes in for later rounds", async () => {
		await universe.moveTo(at("2026-11-16", "12:01"));
		const before = await frozen(week(46));
		for (const words of ["周报 暖棚45亩 果树120亩 养殖小区1个 问题无", "跳过", "提交"]) {
			await universe.stage.say("210921108-3", null, words);
			await universe.settle();
		}
		await universe.moveTo(at("2026-11-23", "12:01"));
		expect(await frozen(week(46))).toEqual(before);
		expect(await heads()).toContain("2026-W47 1");
	});

	it("adds an edition to every ranking a corrected report stands behind, and keeps the one before", async () => {
		await universe.moveTo(at("2026-11-16", "12:01"));
		const before = await frozen(week(46));
		await correct(week(46));
		await universe.moveTo(at("2026-11-16", "12:30"));
		const after = await frozen(week(46));
		expect([before.edition, after.edition, after.reports]).toEqual([1, 2, before.reports + 1]);
		const of = (ranking: Ranking) => ranking.units.find(({ unit }) => unit === DABA)?.figures[0]?.total;
		expect(Number(of(after)) - Number(of(before))).toBeCloseTo(10);
		expect((await heads()).filter((head) => head.startsWith("2026-W46"))).toEqual(["2026-W46 2", "2026-W46 1"]);
		expect((await heads()).filter((head) => head.startsWith("2026-W45"))).toEqual(["2026-W45 1"]);
		await universe.moveTo(at("2026-11-16", "12:31"));
		expect((await frozen(week(46))).edition).toBe(2);
	});

	it("tries again what the store refused", async () => {
		const keeper = new RankingKeeper({ store: universe.store, counties: universe.yixian.counties, log: LOG });
		universe.tampered.refuse = () => new Error("disk full");
		await expect(keeper.freezeDue(at("2026-11-16", "12:01"))).rejects.toThrow("disk full");
		universe.tampered.refuse = null;
		expect(await keeper.freezeDue(at("2026-11-16", "12:02"))).toBe(5);
		expect(await keeper.freezeDue(at("2026-11-16", "12:03"))).toBe(0);
	});
});
