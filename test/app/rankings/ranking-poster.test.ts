import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { add, decimal } from "../../../src/domain/decimal.ts";
import type { DutyId } from "../../../src/domain/duty.ts";
import { type DateText, type Instant, instantAt, type PeriodKey } from "../../../src/domain/period.ts";
import { currentVersion } from "../../../src/domain/report.ts";
import type { RuleId } from "../../../src/domain/rule.ts";
import { unitCode } from "../../../src/domain/unit.ts";
import type { Effect } from "../../../src/ports/store.ts";
import type { Heard } from "../../support/stage.ts";
import { Universe } from "../../support/universe.ts";

const WEEKLY = "weekly" as DutyId;
const DABA = unitCode("210921108");
const REPORTER = "210921108-2";
const OFFICE = "DC01";
const WHOLE = "周报 暖棚45亩 果树120亩 养殖小区1个 问题无";
const at = (date: string, time: string): Instant => instantAt(date as DateText, time);

let universe: Universe;
beforeEach(async () => {
	universe = await Universe.open();
});
afterEach(() => universe.close());

/** What was posted anywhere since the last call: headlines with the place. */
const posted = async (): Promise<string[]> =>
	(await universe.stage.heard())
		.filter(({ text }) => text.includes("工程进度排名　"))
		.map((one) => `${placeOf(one)} ${one.text.split("\n")[0]?.replace("阜新蒙古族自治县工程进度排名", "")} ${one.files.length}图`);
const placeOf = ({ where }: Heard): string => ("group" in where ? `群${where.group}` : where.person);

const say = async (person: string, text: string): Promise<string> => {
	await universe.stage.say(person, null, text);
	await universe.settle();
	return (await universe.stage.heard()).map((one) => one.text).join("\n");
};

/** Sets rules of sheet 细则. */
const rule = async (values: Partial<Record<RuleId, number>>): Promise<void> => {
	const { version, data } = await universe.store.loadCounty();
	if (!data) throw new Error("no county");
	const rules = { ...data.rules, ...Object.fromEntries(Object.entries(values).map(([id, value]) => [id, decimal(value)])) };
	await universe.store.commit([{ do: "replace-county", from: version, data: { ...data, rules }, at: universe.now }]);
	await universe.yixian.counties.reload();
};

/** So much more in the first figure of 大巴镇's report of a week, as if it had been reopened. */
const correct = async (period: string, more: number): Promise<void> => {
	const { store } = universe;
	const [report] = (await store.load({ reports: [{ duty: WEEKLY, period: period as PeriodKey, unit: DABA }] })).reports;
	if (!report) throw new Error("no report");
	const last = currentVersion(report);
	const [first] = await store.standingsOf(
		[DABA],
		last.entries.slice(0, 1).map(({ indicator }) => indicator),
		WEEKLY,
		period as PeriodKey,
	);
	if (!first) throw new Error("no standing");
	await store.commit([
		{ do: "add-report-version", report, version: { ...last, version: last.version + 1, sentAt: universe.now } },
		{ do: "save-standings", standings: [{ ...first, total: add(first.total, decimal(more)) }] },
	]);
	await universe.yixian.idle();
	await universe.restart();
};

describe("posting rankings", () => {
	it("posts the ranking of a round once it is frozen, to the county's own group alone, once", async () => {
		await universe.moveTo(at("2026-11-16", "12:00"));
		expect(await posted()).toEqual([]);
		await universe.moveTo(at("2026-11-16", "12:01"));
		expect(await posted()).toEqual(["群210921 　2026年第46周周报（已定榜） 1图"]);
		await universe.restart();
		await universe.moveTo(at("2026-11-16", "12:02"));
		await universe.moveTo(at("2026-11-17", "12:02"));
		expect(await posted()).toEqual([]);
	});

	it("leaves what closed before the program ran to whoever asks", async () => {
		await universe.moveTo(at("2026-11-16", "09:31"));
		expect((await universe.store.rankingHeads(WEEKLY, "2026-W45" as PeriodKey, "2026-W45" as PeriodKey)).length).toBe(1);
		expect(await posted()).toEqual([]);
	});

	it("waits for half past eight of the next working day where it was frozen at night or on a day off", async () => {
		await universe.moveTo(at("2026-11-16", "20:30"));
		await universe.moveTo(at("2026-11-17", "08:29"));
		expect(await posted()).toEqual([]);
		await universe.moveTo(at("2026-11-17", "08:30"));
		expect(await posted()).toEqual(["群210921 　2026年第46周周报（已定榜） 1图"]);
	});

	it("posts month before week where both wait for one morning, and only the newest after days of standing still", async () => {
		await universe.moveTo(at("2026-11-16", "12:01"));
		await say(REPORTER, WHOLE);
		await say(REPORTER, "跳过");
		await say(REPORTER, "提交");
		await universe.moveTo(at("2026-11-24", "09:00"));
		await say(REPORTER, WHOLE);
		await say(REPORTER, "跳过");
		expect(await say(REPORTER, "提交")).toContain("第48周");
		await universe.moveTo(at("2026-12-01", "08:30"));
		expect((await posted()).map((one) => one.replace("群210921 　", ""))).toEqual([
			"2026年11月（已定榜） 1图",
			"2026年第48周周报（已定榜） 1图",
		]);
		const heads = await universe.store.rankingHeads(WEEKLY, "2026-W46" as PeriodKey, "2026-W48" as PeriodKey);
		expect(heads.map(({ period }) => period)).toEqual(["2026-W48", "2026-W47", "2026-W46"]);
	});

	it("passes over a ranking whose successor is due already", async () => {
		await universe.moveTo(at("2026-11-20", "17:01"));
		expect(await posted()).toEqual([]);
	});

	it("says openly what a correction changed, and nothing where no place changed", async () => {
		await universe.moveTo(at("2026-11-16", "12:01"));
		await posted();
		await correct("2026-W46", 0.1);
		await universe.moveTo(at("2026-11-16", "12:30"));
		expect(await posted()).toEqual([]);
		await correct("2026-W46", 400);
		await universe.moveTo(at("2026-11-16", "13:00"));
		const [text, ...more] = (await universe.stage.heard()).filter((one) => one.text.startsWith("更正"));
		expect(more).toEqual([]);
		expect(text?.where).toEqual({ group: "210921" });
		expect(text?.text).toMatch(/^更正　阜新蒙古族自治县工程进度排名　2026年第46周周报（更正，第3版）$/mu);
		expect(text?.text).toMatch(/^大巴镇：第\d+名[\d.]+分 → 第\d+名[\d.]+分$/mu);
		await universe.moveTo(at("2026-11-16", "13:01"));
		expect(await posted()).toEqual([]);
	});

	it("posts nothing where the office switched it off", async () => {
		await rule({ "post-rankings": 0 });
		await universe.moveTo(at("2026-11-16", "12:01"));
		expect(await posted()).toEqual([]);
		await rule({ "post-rankings": 1 });
		await universe.moveTo(at("2026-11-16", "12:05"));
		expect(await posted()).toHaveLength(1);
	});

	it("posts once, whether the power goes before its commit or behind it", async () => {
		const { tampered } = universe;
		const posts = (effect: Effect): boolean => effect.do === "enqueue-message" && effect.message.dedupeKey.startsWith("ranking-post");
		tampered.refuse = (effects) => (effects.some(posts) ? new Error("power cut") : null);
		await expect(universe.moveTo(at("2026-11-16", "12:01"))).rejects.toThrow("power cut");
		await universe.restart();
		const reached = new Promise<void>((resolve) => {
			universe.tampered.refuse = (effects) => {
				if (!effects.some(posts)) return null;
				universe.tampered.cut();
				resolve();
				return null;
			};
		});
		void universe.moveTo(at("2026-11-16", "12:02"));
		await reached;
		await universe.restart();
		await universe.moveTo(at("2026-11-16", "12:03"));
		expect(await posted()).toEqual(["群210921 　2026年第46周周报（已定榜） 1图"]);
	});

	it("tells the office why in private still, and the group nothing of it", async () => {
		await universe.moveTo(at("2026-11-16", "12:01"));
		const heard = await universe.stage.heard();
		expect(heard.filter(({ where }) => !("group" in where))).toEqual([]);
		expect(await say(OFFICE, "为什么 大巴镇 10月")).toContain("2026年10月得分（已定榜）");
	});
});
