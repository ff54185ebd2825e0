import { afterEach, beforeEach, expect, it } from "vitest";
import { isTooLarge } from "../../src/app/exports/export-size.ts";
import type { PeriodKey } from "../../src/domain/period.ts";
import { type DateText, instantAt } from "../../src/domain/period.ts";
import type { ExportSheet } from "../../src/views/export.ts";
import type { SeenSheet } from "../support/openpyxl.ts";
import { seenByOpenpyxl } from "../support/openpyxl.ts";
import { Universe } from "../support/universe.ts";

const OFFICE = "DC01";
const REPORTER = "210921108-2";

let universe: Universe;
beforeEach(async () => {
	universe = await Universe.open();
});
afterEach(() => universe.close());

const say = async (person: string, text: string): Promise<void> => {
	await universe.stage.say(person, null, text);
	await universe.settle();
};

const exported = async (text: string): Promise<readonly SeenSheet[]> => {
	await say(OFFICE, text);
	return seenByOpenpyxl((await universe.stage.lastFile(OFFICE)).bytes);
};

const texts = (row: SeenSheet["rows"][number] | undefined): (string | null)[] => (row ?? []).map((cell) => cell?.[0] ?? null);

it("writes a round with a line a unit, its figures beside their targets, and what they come to", async () => {
	await say(REPORTER, "周报 暖棚45亩 果树一百二十亩 养殖小区1个 问题：机井不足");
	await universe.stage.press(REPORTER, null, "提交", "newest");
	await universe.settle();
	const [sheet] = await exported("导出 周报");
	expect(sheet).toMatchObject({ name: "周报 2026年第47周", freeze: "C4", titles: "$3:$3", wide: "landscape" });
	expect(sheet?.rows[0]?.[0]?.[0]).toBe("2026年第47周周报报送情况");
	expect(sheet?.rows[1]?.[0]?.[0]).toMatch(/^截止11月20日17:00；应报36，已报1，按时1；/u);
	const rows = (sheet?.rows ?? []).map(texts);
	const own = rows.find((row) => row[1] === "大巴镇");
	expect(own?.slice(2)).toEqual(["按时", "2026-11-16 09:30:00", "沈福生（演示）", "本单位", "1", ...figures(), "机井不足", "0"]);
	expect(rows.find((row) => row[1] === "佛寺镇")?.slice(2, 8)).toEqual(["未报", null, null, null, null, null]);
	const totals = rows.at(-1);
	expect(totals?.[0]).toBe("合计");
	// 45 mu of one township are no per cent of the county's target.
	expect(totals?.slice(7, 11)).toEqual(["45", "3095.2", "85900", null]);
	// 36 units below three head rows, and the totals.
	expect(rows).toHaveLength(40);
});

it("gives the county's per cent, the same as 汇总, of a round in which everybody reported", async () => {
	const [sheet] = await exported("导出 周报 第46周");
	const percent = texts(sheet?.rows.at(-1))[10];
	await universe.stage.heard();
	await say(OFFICE, "汇总 第46周");
	const said = (await universe.stage.heard()).map(({ text }) => text).join("\n");
	expect(said).toContain(`${(Number(percent) * 100).toFixed(1)}%`);
});

/** 大巴镇's figures in the demo county: this week, in all, target, per cent. */
const figures = (): string[] => ["45", "3095.2", "3300", "0.938", "120", "5453.2", "6000", "0.909", "1", "41", "50", "0.82"];

it("keeps a unit's record version by version, in the words it was written in", async () => {
	await say(REPORTER, "周报 暖棚45亩 果树一百二十亩 养殖小区1个 问题：=机井不足");
	await universe.stage.press(REPORTER, null, "提交", "newest");
	await say(REPORTER, "周报");
	await universe.stage.press(REPORTER, null, "修改", "newest");
	await universe.settle();
	await say(REPORTER, "暖棚改成半亩");
	await universe.stage.press(REPORTER, null, "提交", "newest");
	await universe.settle();
	const [sheet] = await exported("导出 大巴镇 2026年第47周");
	const rows = (sheet?.rows ?? []).map(texts);
	expect(rows.filter((row) => row[9] === "新增果树面积").map((row) => [row[4], row[10], row[11]])).toEqual([
		["1", "一百二十亩", "新增120亩，累计5453.2亩"],
		["2", "一百二十亩", "新增120亩，累计5453.2亩"],
	]);
	expect(rows.filter((row) => row[9] === "暖棚小区面积").map((row) => [row[4], row[11]])).toEqual([
		["1", "新增45亩，累计3095.2亩"],
		["2", "新增0.5亩，累计3050.7亩"],
	]);
	const words = sheet?.rows.flat().find((cell) => cell?.[0] === "=机井不足");
	expect(words?.[2]).toBe("s");
});

/** Asks for an export that holds something (1) or nothing (0). */
const expectExport = async (words: string, count: 0 | 1): Promise<void> => {
	await universe.stage.heard();
	await say(OFFICE, words);
	const heard = (await universe.stage.heard()).map(({ text }) => text).join();
	expect(heard.includes("表格在这里"), words).toBe(count === 1);
	expect(heard.includes("没有可以导出的内容"), words).toBe(count === 0);
};

it("keeps a person's record over a span, named before or behind", async () => {
	await say(REPORTER, "周报 暖棚45亩 果树一百二十亩 养殖小区1个 问题无");
	await universe.stage.press(REPORTER, null, "提交", "newest");
	await universe.settle();
	for (const [words, count] of [
		["导出 沈福生 四季度", 1],
		["导出 四季度 沈福生", 1],
		["导出 沈福生 5月", 0],
	] as const)
		await expectExport(words, count);
});

it("puts week 53 into its own year and December, though it is due in January", async () => {
	await universe.moveTo(instantAt("2026-12-29" as DateText, "09:00"));
	await say(REPORTER, "周报 暖棚45亩 果树一百二十亩 养殖小区1个 问题无");
	await universe.stage.press(REPORTER, null, "提交", "newest");
	await universe.moveTo(instantAt("2027-01-06" as DateText, "09:00"));
	for (const [words, count] of [
		["导出 大巴镇 2026年12月", 1],
		["导出 大巴镇 2026年四季度", 1],
		["导出 大巴镇 2026年", 1],
		["导出 大巴镇 2027年1月", 0],
		["导出 大巴镇 今年", 0],
	] as const)
		await expectExport(words, count);
});

it("writes the ledger of problems with lamp and state, of one unit or all, the late ones alone", async () => {
	await say(REPORTER, "周报 暖棚45亩 果树一百二十亩 养殖小区1个 问题：=机井不足");
	await universe.stage.press(REPORTER, null, "提交", "newest");
	await universe.settle();
	await say(OFFICE, "交办 1 佛寺镇 11月20日");
	const [sheet] = await exported("导出 台账");
	expect(sheet?.rows[0]?.[0]?.[0]).toBe("问题台账");
	const rows = (sheet?.rows ?? []).map(texts);
	expect(rows[2]).toEqual(["编号", "单位", "项目", "问题", "负责单位", "期限", "灯", "状态", "提出时间", "解决日期", "经过几次"]);
	expect(rows[3]?.slice(0, 2)).toEqual(["1", "大巴镇"]);
	expect(rows[3]?.slice(3)).toEqual(["=机井不足", "佛寺镇", "2026-11-20 00:00:00", "绿", "已交办", "2026-11-16 09:30:00", null, "2"]);
	expect(sheet?.rows[3]?.[3]?.[2]).toBe("s");
	for (const [words, count] of [
		["导出 台账 佛寺镇", 1],
		["导出 台账 大巴镇 10月", 0],
		["导出 台账 超期", 0],
		["导出 台账 未解决 11月", 1],
	] as const) {
		await universe.stage.heard();
		await say(OFFICE, words);
		const heard = (await universe.stage.heard()).map(({ text }) => text).join();
		expect(heard.includes("没有可以导出的内容"), words).toBe(count === 0);
	}
	await universe.moveTo(instantAt("2026-11-21" as DateText, "09:30"));
	const [late] = await exported("导出 台账 超期");
	expect(late?.rows.map(texts)[3]?.slice(6, 8)).toEqual(["红", "已交办"]);
});

it("counts what a month asked of everybody, a line a person", async () => {
	await say(REPORTER, "周报 暖棚45亩 果树一百二十亩 养殖小区1个 问题：无");
	const [sheet] = await exported("导出 减负 11月");
	const rows = (sheet?.rows ?? []).map(texts);
	expect(rows[2]?.slice(0, 4)).toEqual(["单位", "姓名", "职务", "催报"]);
	expect(rows[3]?.slice(0, 3)).toEqual(["大巴镇", "沈福生（演示）", "分管副镇长"]);
	expect(Number(rows[3]?.[9])).toBe(1);
});

it("knows what is too much for one workbook, over all of its sheets", () => {
	const sheet = (rows: number): ExportSheet => ({
		heading: { of: "record", name: "大巴镇", from: "2026" as PeriodKey, at: universe.now, reports: 1 },
		columns: Array.from({ length: 14 }, () => ({ is: { column: "unit" }, format: "text", width: 9 }) as const),
		rows: Array.from({ length: rows }, () => []),
		totals: null,
		frozen: 1,
	});
	expect(isTooLarge([sheet(20_000)])).toBe(false);
	expect(isTooLarge([sheet(12_000), sheet(12_000)])).toBe(true);
});
