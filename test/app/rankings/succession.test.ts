import { afterEach, beforeEach, expect, it } from "vitest";
import type { DutyId } from "../../../src/domain/duty.ts";
import { type DateText, type Instant, instantAt, type PeriodKey } from "../../../src/domain/period.ts";
import type { Ranking, UnitScore } from "../../../src/domain/ranking.ts";
import { type Unit, unitCode } from "../../../src/domain/unit.ts";
import { Universe } from "../../support/universe.ts";

const WEEKLY = "weekly" as DutyId;
const W46 = "2026-W46" as PeriodKey;
const W48 = "2026-W48" as PeriodKey;
const DABA = unitCode("210921108");
const FOSI = unitCode("210921103");
const NEW = unitCode("210921190");
const OFFICE = "DC01";
const REPORTER = "210921108-2";
const at = (date: string, time: string): Instant => instantAt(date as DateText, time);

let universe: Universe;
beforeEach(async () => {
	universe = await Universe.open();
	await universe.moveTo(at("2026-11-16", "12:01"));
});
afterEach(() => universe.close());

const say = async (person: string, text: string): Promise<string> => {
	await universe.stage.say(person, null, text);
	await universe.settle();
	return (await universe.stage.heard()).map((one) => one.text).join("\n");
};

/** From 23 November these townships are 新巴镇. */
const become = async (gone: readonly Unit["code"][]): Promise<void> => {
	const { version, data } = await universe.store.loadCounty();
	const old = data?.units.find(({ code }) => code === DABA);
	if (!data || !old) throw new Error("no county");
	const units = [
		...data.units.map((unit) => (gone.includes(unit.code) ? { ...unit, validTo: "2026-11-22", successor: NEW } : unit)),
		{ ...old, code: NEW, name: "新巴镇", aliases: [], validFrom: "2026-11-23" },
	];
	const people = data.people.map((person) => ({
		...person,
		posts: person.posts.map((post) => (gone.includes(post.unit) ? { ...post, unit: NEW } : post)),
	}));
	await universe.store.commit([{ do: "replace-county", from: version, data: { ...data, units, people }, at: universe.now }]);
	await universe.yixian.counties.reload();
};

const ranked = async (period: PeriodKey): Promise<Ranking> => {
	const ranking = await universe.store.ranking(WEEKLY, period);
	if (!ranking) throw new Error("not frozen");
	return ranking;
};
const of = (ranking: Ranking, unit: Unit["code"]): UnitScore => {
	const found = ranking.units.find((one) => one.unit === unit);
	if (!found) throw new Error(`${unit} is not there`);
	return found;
};

it("a renamed township keeps its totals, its punctuality and its place; nothing falls", async () => {
	const before = of(await ranked(W46), DABA);
	await universe.moveTo(at("2026-11-23", "09:00"));
	await become([DABA]);
	expect(await say(OFFICE, "进度 新巴镇")).toContain("累计3050.2亩，年度任务3300亩");
	await say(REPORTER, "周报 新巴镇 暖棚10亩 果树没有 养殖小区没有 问题无");
	await say(REPORTER, "跳过");
	expect(await say(REPORTER, "提交")).toContain("已收到");
	const why = await say(OFFICE, "为什么 新巴镇");
	expect(why).toContain("暖棚小区面积：3060.2亩 ÷");
	expect(why).toContain("近4期按时3期");
	expect(await say(OFFICE, "排名 新巴镇")).toMatch(
		/新巴镇：第\d+名（共36个），[\d.]+分，(比2026年第46周(上升|下降)\d+名|和2026年第46周一样)/u,
	);
	await universe.moveTo(at("2026-11-30", "12:01"));
	const after = of(await ranked(W48), NEW);
	expect(after.figures[0]?.total).toBe("3060.2");
	expect(after.figures[0]?.before).toBe(before.figures[0]?.before);
	expect((await ranked(W48)).units.some(({ unit }) => unit === DABA)).toBe(false);
});

it("townships that were merged count together", async () => {
	const [daba, fosi] = [of(await ranked(W46), DABA), of(await ranked(W46), FOSI)];
	await universe.moveTo(at("2026-11-23", "09:00"));
	await become([DABA, FOSI]);
	expect(await say(REPORTER, "周报 新巴镇")).toContain("上次累计4192.2亩");
	await say(REPORTER, "暖棚10亩 果树没有 养殖小区没有 问题无");
	await say(REPORTER, "跳过");
	await say(REPORTER, "提交");
	await universe.moveTo(at("2026-11-30", "12:01"));
	const after = of(await ranked(W48), NEW);
	expect(after.figures[0]?.total).toBe("4202.2");
	expect([daba, fosi].map(({ figures }) => figures[0]?.total)).toEqual(["3050.2", "1142"]);
	expect([after.due, after.onTime]).toEqual([7, 5]);
});
