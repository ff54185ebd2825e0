import { afterEach, describe, expect, it } from "vitest";
import { gatherAnalysis } from "../../../src/app/analysis/gather-analysis.ts";
import { makeRanking } from "../../../src/app/rankings/make-ranking.ts";
import { summarizeRound } from "../../../src/app/rankings/summarize-round.ts";
import { decimal, percentOf, subtract, sum } from "../../../src/domain/decimal.ts";
import type { DutyId } from "../../../src/domain/duty.ts";
import { type DateText, type Instant, instantAt, type PeriodKey } from "../../../src/domain/period.ts";
import type { UnitCode } from "../../../src/domain/unit.ts";
import { analysisWordsOf } from "../../../src/render/document/analysis-document.ts";
import type { AnalysisFacts, AnalysisIndicator, AnalysisRow } from "../../../src/views/analysis.ts";
import { demoData } from "../../support/demo-store.ts";
import { type OpenYear, openYear, type ReportedYear } from "../../support/reported-year.ts";

const WEEKLY = "weekly" as DutyId;
const Q3 = "2026-Q3" as PeriodKey;
const at = (day: string): Instant => instantAt(day as DateText, "09:30");
const TOWNSHIPS = demoData.units.filter(({ kind }) => kind === "township");
/** The street office has no fields to speak of. */
const nth = (index: number): UnitCode => TOWNSHIPS.filter(({ name }) => name.endsWith("镇"))[index]?.code as UnitCode;
const nameOf = (code: UnitCode): string => TOWNSHIPS.find((unit) => unit.code === code)?.name ?? "";

let year: OpenYear;
afterEach(() => year.opened.close());

const partsOf = ({ opened, loaded }: OpenYear) => ({
	store: opened.store,
	county: loaded.county,
	countyVersion: loaded.version,
	rounds: loaded.rounds,
	directory: loaded.directory,
});

const analysed = async (told: ReportedYear, period: PeriodKey, now: string): Promise<AnalysisFacts> => {
	year = await openYear(told);
	const facts = await gatherAnalysis(partsOf(year), period, at(now));
	if (!facts) throw new Error("nothing was reported");
	return facts;
};
const first = ({ indicators }: AnalysisFacts): AnalysisIndicator => indicators[0] as AnalysisIndicator;
const rowOf = (indicator: AnalysisIndicator, unit: UnitCode): AnalysisRow => {
	const row = indicator.rows.find((one) => one.unit === nameOf(unit));
	if (!row) throw new Error(`${unit} is not there`);
	return row;
};

describe("a quarter that is over", () => {
	it("adds up what was reported, by hand: totals, the quarter's part, per cents", async () => {
		const facts = await analysed({ until: "2026-W40" }, Q3, "2026-10-12");
		expect([facts.asOf, facts.over]).toEqual(["2026-09-30", true]);
		for (const indicator of facts.indicators) {
			const id = demoData.indicators.find(({ name }) => name === indicator.label)?.id ?? "";
			// Week 39 is September's last by its deadline; week 40 was sent in October. June ends with week 26.
			const totals = TOWNSHIPS.map(({ code }) => year.totalOf(code, id, "2026-W39"));
			const before = TOWNSHIPS.map(({ code }) => year.totalOf(code, id, "2026-W26"));
			const targets = demoData.targets.filter((target) => target.indicator === id && target.year === 2026);
			const annual = sum(targets.map((target) => target.annual));
			expect(indicator.county.total).toBe(sum(totals));
			expect(indicator.county.annual).toBe(annual);
			expect(indicator.county.percent).toBe(percentOf(sum(totals), annual));
			expect(indicator.county.gained).toBe(subtract(sum(totals), sum(before)));
			expect(sum(indicator.rows.map(({ total }) => total))).toBe(sum(totals));
			for (const [index, unit] of TOWNSHIPS.entries()) expect(rowOf(indicator, unit.code).total).toBe(totals[index]);
		}
	});

	it("agrees with 排名 of the last month and with 汇总 of its last week, figure by figure", async () => {
		const facts = await analysed({ until: "2026-W39" }, Q3, "2026-10-12");
		const parts = partsOf(year);
		const duty = year.loaded.county.duty(WEEKLY);
		if (!duty) throw new Error("no duty");
		const ranking = await makeRanking(parts, { duty, cadence: "month" }, "2026-09" as PeriodKey, at("2026-10-12"));
		for (const scored of ranking?.units ?? [])
			for (const figure of scored.figures) {
				const indicator = facts.indicators.find(({ label }) => label === year.loaded.county.indicator(figure.indicator)?.name);
				const row = rowOf(indicator as AnalysisIndicator, scored.unit);
				expect([row.total, row.annual, row.planned]).toEqual([figure.total, figure.annual, figure.planned]);
			}
		const round = year.loaded.rounds.round(duty, "2026-W39" as PeriodKey, null);
		const summary = await summarizeRound(parts, duty, round, "2026-09-30" as DateText);
		expect(summary.rows.map(({ label, total, annual, percent }) => [label, total, annual, percent])).toEqual(
			facts.indicators.map(({ label, county }) => [label, county.total, county.annual, county.percent]),
		);
	});

	it("orders units by the per cent that is shown; equal ones share a place", async () => {
		const equal = [nth(0), nth(1), nth(2)];
		const change: ReportedYear["change"] = (data) => ({
			...data,
			targets: data.targets.map((target) => (equal.includes(target.unit) ? { ...target, annual: decimal(1000) } : target)),
		});
		const facts = await analysed({ until: "2026-W40", change, share: (unit) => (equal.includes(unit.code) ? 200 : 80) }, Q3, "2026-10-12");
		const rows = first(facts).rows;
		expect(rows.slice(0, 4).map(({ rank }) => rank)).toEqual([1, 1, 1, 4]);
		for (const [index, row] of rows.entries()) {
			const next = rows[index + 1];
			if (row.percent && next?.percent) expect(Number(row.percent)).toBeGreaterThanOrEqual(Number(next.percent));
		}
	});

	it("draws the year's curve to the quarter's end, and the plan to December", async () => {
		const { trend } = first(await analysed({ from: "2026-W10", until: "2026-W40" }, Q3, "2026-10-12"));
		expect(trend.map(({ percent }) => percent !== null)).toEqual([...[0, 0], ...Array(7).fill(1), ...[0, 0, 0]].map(Boolean));
		expect(trend.filter(({ current }) => current).map(({ period }) => period)).toEqual(["2026-07", "2026-08", "2026-09"]);
		expect(trend.map(({ planned }) => planned)).toEqual(["0", "0", "2", "8", "18", "32", "50", "68", "84", "95", "100", "100"]);
	});
});

describe("a unit that is not like the others", () => {
	it("without a target stands last, without a place; its figures are in the county's", async () => {
		const change: ReportedYear["change"] = (data) => ({
			...data,
			targets: data.targets
				.map((target) => (target.unit === nth(0) ? { ...target, annual: decimal(0) } : target))
				.filter(({ unit }) => unit !== nth(1)),
		});
		const indicator = first(await analysed({ until: "2026-W40", change }, Q3, "2026-10-12"));
		for (const unit of [nth(0), nth(1)])
			expect(rowOf(indicator, unit)).toMatchObject({ rank: null, annual: null, percent: null, lamp: "none" });
		expect(indicator.rows.slice(-3).every(({ rank }) => rank === null)).toBe(true);
	});

	it("that takes no part in rankings has no place and is in no list of who is behind; the county counts it", async () => {
		const change: ReportedYear["change"] = (data) => ({
			...data,
			units: data.units.map((unit) => (unit.code === nth(0) ? { ...unit, exempt: [{ year: 2026, reason: "移民搬迁" }] } : unit)),
		});
		const facts = await analysed({ until: "2026-W40", change, share: (unit) => (unit.code === nth(0) ? 20 : 101) }, Q3, "2026-10-12");
		expect(rowOf(first(facts), nth(0))).toMatchObject({ rank: null, exempt: "移民搬迁", lamp: "red" });
		expect(facts.lags.flatMap(({ red, yellow }) => [...red, ...yellow]).map(({ unit }) => unit)).not.toContain(nameOf(nth(0)));
		expect(first(facts).county.total).toBe(sum(TOWNSHIPS.map(({ code }) => year.totalOf(code, "greenhouse", "2026-W39"))));
	});

	it("that did not report keeps its last total, and how often is said", async () => {
		const silent = nth(3);
		const facts = await analysed(
			{ until: "2026-W40", sends: (unit, week) => unit.code !== silent || week <= "2026-W30" },
			Q3,
			"2026-10-12",
		);
		const row = rowOf(first(facts), silent);
		expect(row.total).toBe(year.totalOf(silent, "greenhouse", "2026-W30"));
		// Weeks 27 to 39 lie in the quarter by their deadlines.
		expect([row.owed, row.missed]).toEqual([13, 9]);
		expect(rowOf(first(facts), nth(4))).toMatchObject({ owed: 13, missed: 0 });
	});

	it("that began in the middle of the year is told from when, and owes from then", async () => {
		const change: ReportedYear["change"] = (data) => ({
			...data,
			units: data.units.map((unit) => (unit.code === nth(0) ? { ...unit, validFrom: "2026-08-01" } : unit)),
		});
		const row = rowOf(first(await analysed({ until: "2026-W40", change }, Q3, "2026-10-12")), nth(0));
		expect(row).toMatchObject({ since: "2026-08-01", owed: 8, missed: 0 });
		expect(row.gained).toBe(row.total);
	});

	it("that took others over has their figures all year long, and what they brought is no gain of the quarter", async () => {
		const [gone, heir] = [nth(0), nth(1)];
		const change: ReportedYear["change"] = (data) => ({
			...data,
			units: data.units.map((unit) => (unit.code === gone ? { ...unit, validTo: "2026-08-16", successor: heir } : unit)),
		});
		const sends: ReportedYear["sends"] = (unit, week) => unit.code !== heir || week <= "2026-W33";
		const facts = await analysed({ until: "2026-W40", change, sends }, Q3, "2026-10-12");
		const row = rowOf(first(facts), heir);
		expect(row.joined).toEqual([nameOf(gone)]);
		expect(first(facts).rows.some(({ unit }) => unit === nameOf(gone))).toBe(false);
		const both = (week: string) => sum([gone, heir].map((code) => year.totalOf(code, "greenhouse", week)));
		expect(row.total).toBe(both("2026-W33"));
		expect(row.gained).toBe(subtract(both("2026-W33"), both("2026-W26")));
		const others = TOWNSHIPS.filter(({ code }) => code !== gone && code !== heir).map(({ code }) =>
			year.totalOf(code, "greenhouse", "2026-W31"),
		);
		const annual = first(facts).county.annual ?? decimal(0);
		expect(first(facts).trend[6]?.percent).toBe(percentOf(sum([...others, both("2026-W31")]), annual));
	});
});

describe("the turn of the year", () => {
	it("in a first quarter a total that restarts begins at nothing, and the plan as well", async () => {
		const facts = await analysed({ until: "2026-W14" }, "2026-Q1" as PeriodKey, "2026-04-13");
		const { county, trend } = first(facts);
		expect(county.gained).toBe(county.total);
		expect(county.dueInQuarter).toBe(county.due);
		expect(trend[0]?.planned).toBe("0");
	});

	it("a total that is carried goes on over New Year, and only what was added since is the quarter's", async () => {
		const change: ReportedYear["change"] = (data) => ({
			...data,
			indicators: data.indicators.map((one) => ({ ...one, yearEnd: "carry" as const })),
		});
		const facts = await analysed({ until: "2027-W13", from: "2026-W45", change }, "2027-Q1" as PeriodKey, "2027-04-12");
		const inAll = (week: string) => sum(TOWNSHIPS.map(({ code }) => year.totalOf(code, "greenhouse", week)));
		const { county } = first(facts);
		// Week 13 is due in April; week 53 counts in the year before.
		expect(county.total).toBe(inAll("2027-W12"));
		expect(county.gained).toBe(subtract(inAll("2027-W12"), inAll("2026-W53")));
	});
});

/** The demo's targets in another year, to be reached evenly by 31 December. */
const evenIn =
	(other: number): NonNullable<ReportedYear["change"]> =>
	(data) => ({
		...data,
		targets: data.targets.map((target) => ({
			...target,
			year: target.year - 2026 + other,
			plan: target.plan.map((_, month) => decimal(month === 11 ? 100 : 8 * (month + 1))),
		})),
	});

describe("week 53, due on 1 January and taken until the 7th", () => {
	const Q4 = "2026-Q4" as PeriodKey;
	const late: ReportedYear = {
		from: "2026-W40",
		until: "2026-W53",
		change: evenIn(2026),
		sentOn: (week) => (week === "2026-W53" ? "2027-01-04" : null),
	};

	it("is in the fourth quarter's figures, though it is sent in January", async () => {
		const facts = await analysed(late, Q4, "2027-01-08");
		const { county, rows } = first(facts);
		expect(county.total).toBe(sum(TOWNSHIPS.map(({ code }) => year.totalOf(code, "greenhouse", "2026-W53"))));
		expect(county.total).not.toBe(sum(TOWNSHIPS.map(({ code }) => year.totalOf(code, "greenhouse", "2026-W52"))));
		// Weeks 40 to 53, by their deadlines.
		expect(rows[0]).toMatchObject({ owed: 14, missed: 0 });
	});

	it("leaves the quarter open until it is closed, and is missing from it where nobody sent it", async () => {
		const facts = await analysed({ from: "2026-W40", until: "2026-W52" }, Q4, "2027-01-06");
		expect(facts.open).toBe(1);
		expect(first(facts).rows[0]).toMatchObject({ owed: 14, missed: 1 });
	});

	it("is in December's ranking and its punctuality, and not in January's", async () => {
		year = await openYear(late);
		const duty = year.loaded.county.duty(WEEKLY);
		if (!duty) throw new Error("no duty");
		const ranked = (month: string) => makeRanking(partsOf(year), { duty, cadence: "month" }, month as PeriodKey, at("2027-01-08"));
		const of = (ranking: Awaited<ReturnType<typeof ranked>>) => ranking?.units.find(({ unit }) => unit === nth(0));
		const [december, january] = [of(await ranked("2026-12")), of(await ranked("2027-01"))];
		expect(december).toMatchObject({ due: 5, onTime: 5 });
		expect(december?.figures[0]?.total).toBe(year.totalOf(nth(0), "greenhouse", "2026-W53"));
		expect(january).toMatchObject({ due: 0, onTime: 0, reported: false });
	});

	it("leaves who ends with the year in December's ranking, with the year's targets", async () => {
		const [gone, heir] = [nth(0), nth(1)];
		const change: ReportedYear["change"] = (data) => ({
			...data,
			units: data.units.map((unit) => (unit.code === gone ? { ...unit, validTo: "2026-12-31", successor: heir } : unit)),
		});
		year = await openYear({ from: "2026-W40", until: "2026-W53", change });
		const duty = year.loaded.county.duty(WEEKLY);
		if (!duty) throw new Error("no duty");
		const ranking = await makeRanking(partsOf(year), { duty, cadence: "month" }, "2026-12" as PeriodKey, at("2027-01-08"));
		expect(ranking?.units.map(({ unit }) => unit)).toContain(gone);
		expect(ranking?.units.find(({ unit }) => unit === gone)?.figures[0]?.total).toBe(year.totalOf(gone, "greenhouse", "2026-W52"));
	});

	it("of another year: what its first week brought in December is no figure of the old year", async () => {
		const facts = await analysed(
			{ from: "2029-W40", until: "2030-W01", change: evenIn(2029), sentOn: (week) => (week === "2030-W01" ? "2029-12-31" : null) },
			"2029-Q4" as PeriodKey,
			"2030-01-08",
		);
		expect(first(facts).county.total).toBe(sum(TOWNSHIPS.map(({ code }) => year.totalOf(code, "greenhouse", "2029-W52"))));
	});
});

describe("a quarter that is not over, or empty", () => {
	it("is looked at to today", async () => {
		const facts = await analysed({ until: "2026-W34" }, Q3, "2026-08-20");
		expect([facts.asOf, facts.over]).toEqual(["2026-08-20", false]);
		expect(facts.open).toBeGreaterThan(0);
		expect(
			first(facts)
				.trend.map(({ percent }) => percent !== null)
				.lastIndexOf(true),
		).toBe(7);
	});

	it("has no lamp and no word of one while the plan is below the least base, in both languages", async () => {
		const facts = await analysed({ until: "2026-W03" }, "2026-Q1" as PeriodKey, "2026-01-20");
		for (const { county, rows } of facts.indicators.filter(({ county: { planned } }) => Number(planned) < 1))
			expect([county.lamp, ...rows.map(({ lamp }) => lamp)].every((lamp) => lamp === "none")).toBe(true);
		const words = (["zh-CN", "en"] as const).map((language) => JSON.stringify(analysisWordsOf(language).text(facts, "县督查考核办")));
		expect(words[0]).not.toContain("—灯");
		expect(words[1]).not.toContain(", none");
	});

	it("without a report there is nothing to analyse", async () => {
		year = await openYear({ until: "2026-W20" });
		expect(await gatherAnalysis(partsOf(year), Q3, at("2026-10-12"))).toBeNull();
	});
});
