import { afterEach, expect, it } from "vitest";
import { gatherAnalysis } from "../../../src/app/analysis/gather-analysis.ts";
import { type DateText, instantAt, type PeriodKey } from "../../../src/domain/period.ts";
import type { UnitCode } from "../../../src/domain/unit.ts";
import type { AnalysisFacts } from "../../../src/views/analysis.ts";
import { demoData } from "../../support/demo-store.ts";
import { type OpenYear, openYear, type ReportedYear, type WrittenReport } from "../../support/reported-year.ts";

const TOWNS = demoData.units.filter(({ kind, name }) => kind === "township" && name.endsWith("镇"));
const nth = (index: number): UnitCode => TOWNS[index]?.code as UnitCode;
const name = (index: number): string => TOWNS[index]?.name ?? "";

let year: OpenYear;
afterEach(() => year.opened.close());

const analysed = async (told: Omit<ReportedYear, "until">): Promise<AnalysisFacts> => {
	year = await openYear({ from: "2026-W24", until: "2026-W39", ...told });
	const { opened, loaded } = year;
	const source = { store: opened.store, county: loaded.county, rounds: loaded.rounds, directory: loaded.directory };
	const facts = await gatherAnalysis(source, "2026-Q3" as PeriodKey, instantAt("2026-10-20" as DateText, "09:30"));
	if (!facts) throw new Error("nothing was reported");
	return facts;
};
const quarterly = (index: number, answers: Record<string, string>, more: Partial<WrittenReport> = {}): WrittenReport => ({
	duty: "quarterly",
	period: "2026-Q3",
	unit: nth(index),
	on: "2026-10-08",
	answers,
	...more,
});

it("counts the ledger as it stood on the quarter's last day", async () => {
	const { problems } = await analysed({
		problems: [
			// Before the quarter: solved in it, and still open.
			{ unit: nth(0), on: "2026-06-10", text: "缺水", dueOn: "2026-07-01", solvedOn: "2026-07-05" },
			{ unit: nth(1), on: "2026-06-10", text: "缺电", dueOn: "2026-07-01" },
			// In it: solved late, solved only after its end, open and not due.
			{ unit: nth(2), on: "2026-08-10", text: "缺路", dueOn: "2026-08-20", solvedOn: "2026-08-30" },
			{ unit: nth(3), on: "2026-09-10", text: "缺苗", dueOn: "2026-09-20", solvedOn: "2026-10-08" },
			{ unit: nth(4), on: "2026-09-28", text: "缺人", dueOn: "2026-10-20" },
			// After it.
			{ unit: nth(5), on: "2026-10-09", text: "缺钱", dueOn: "2026-10-20" },
		],
	});
	expect(problems).toEqual({ raised: 3, solved: 2, open: 3, overdue: 2 });
});

it("tells why units are behind in their own words alone, with unit, day and place; what is about one thing stands together", async () => {
	const { causes } = await analysed({
		share: (unit) => (unit.code === nth(9) ? 120 : 60),
		problems: [
			{ unit: nth(0), on: "2026-08-01", text: "机井不足，灌溉跟不上", dueOn: "2026-09-01" },
			{ unit: nth(1), on: "2026-08-02", text: "缺机井", dueOn: "2026-09-01" },
			{ unit: nth(2), on: "2026-08-03", text: "塑料膜被风刮坏", dueOn: "2026-09-01" },
			// Not behind; before; after.
			{ unit: nth(9), on: "2026-08-04", text: "机井不够", dueOn: "2026-09-01" },
			{ unit: nth(3), on: "2026-10-04", text: "机井不够", dueOn: "2026-11-01" },
		],
		written: [
			quarterly(4, { causes: "雨水多；机井不够用", completion: "完成。", next: "抓紧" }),
			quarterly(5, { causes: "无", completion: "完成。", next: "抓紧" }),
			quarterly(6, { causes: "机井不足", completion: "完成。", next: "抓紧" }, { waits: true }),
		],
	});
	const [together, others] = causes;
	expect(together).toEqual({
		about: "机井不足",
		units: 3,
		more: 0,
		quotes: [
			{ unit: name(0), on: "2026-08-01", text: "机井不足，灌溉跟不上", problem: 1, report: null },
			{ unit: name(1), on: "2026-08-02", text: "缺机井", problem: 2, report: null },
			{ unit: name(4), on: "2026-10-08", text: "机井不够用", problem: null, report: "季报" },
		],
	});
	expect(others?.about).toBeNull();
	expect(others?.quotes.map(({ unit, text }) => [unit, text])).toEqual([
		[name(2), "塑料膜被风刮坏"],
		[name(4), "雨水多"],
	]);
	expect(causes).toHaveLength(2);
});

it("calls what stands together by words somebody wrote", async () => {
	const written = [2, 3, 4].map((index) =>
		quarterly(index, { causes: index === 2 ? "资金紧" : "建设资金不到位", completion: "完成。", next: "抓紧" }),
	);
	const { causes } = await analysed({ share: () => 60, written });
	expect(causes[0]).toMatchObject({ about: "建设资金不到位", units: 2 });
});

it("puts what was said a quarter ago beside what is said now, and figures beside figures; it judges no words", async () => {
	const said = "三季度计划新建暖棚500亩，果树累计达到3000亩，力争超额完成任务。";
	const facts = await analysed({
		written: [
			quarterly(0, { completion: "二季度完成。", next: said }, { period: "2026-Q2", on: "2026-07-08" }),
			quarterly(1, { completion: "二季度完成。", next: "加快施工进度" }, { period: "2026-Q2", on: "2026-07-08" }),
			quarterly(2, { completion: "二季度完成。", next: "新建暖棚9亩" }, { period: "2026-Q2", on: "2026-07-08", waits: true }),
			quarterly(0, { completion: "三季度新建暖棚很多。", next: "四季度收尾" }),
		],
	});
	expect(facts.promised).toEqual([
		{ unit: name(0), said, became: "三季度新建暖棚很多。" },
		{ unit: name(1), said: "加快施工进度", became: null },
	]);
	const row = (index: number) => facts.indicators[index]?.rows.find(({ unit }) => unit === name(0));
	expect(facts.planned.map(({ unit, label, basis, planned, reached }) => [unit, label, basis, planned, reached])).toEqual([
		[name(0), "暖棚小区面积", "increment", "500", row(0)?.gained],
		[name(0), "新增果树面积", "total", "3000", row(1)?.total],
	]);
	expect(facts.next.map(({ unit, text }) => [unit, text])).toEqual([[name(0), "四季度收尾"]]);
});

it("says how many quarterly reports count, and whose do not", async () => {
	const { reports } = await analysed({
		written: [quarterly(0, { completion: "完成。", next: "抓紧" }), quarterly(1, { completion: "完成。", next: "抓紧" }, { waits: true })],
	});
	expect(reports).toHaveLength(1);
	expect([reports[0]?.title, reports[0]?.due, reports[0]?.reported]).toEqual(["季报", 39, 1]);
	expect(reports[0]?.missing).toContain(name(1));
	expect(reports[0]?.missing).not.toContain(name(0));
});
