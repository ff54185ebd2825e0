import { afterEach, beforeEach, expect, it } from "vitest";
import { personKey } from "../../src/domain/person.ts";
import { unitCode } from "../../src/domain/unit.ts";
import { Messenger } from "../support/messenger.ts";
import { Universe } from "../support/universe.ts";

const COUNTY = "210921";
const DABA = "210921108";
const FOSI = "210921103";
const REPORTER = `${DABA}-2`;
const COLLEAGUE = `${DABA}-3`;
const NEIGHBOUR = `${FOSI}-2`;
const FULL = "暖棚45亩 果树120亩 养殖小区1个";
const list = (...lines: readonly string[]): string => ["#接龙", ...lines].join("\n");

let universe: Universe;
beforeEach(async () => {
	universe = await Universe.open();
});
afterEach(() => universe.close());

/** What somebody's words bring about: the first line of each message, by where it is said. */
const say = async (person: string, group: string | null, text: string): Promise<string[]> => {
	await universe.stage.say(person, group, text);
	await universe.settle();
	return (await universe.stage.heard()).map(
		({ where, text: said }) => `${"group" in where ? "group" : where.person}: ${said.split("\n")[0]}`,
	);
};
const lines = async () => (await universe.store.load({ chainLinesOf: [DABA, FOSI].map(unitCode) })).chainLines;
const reported = async (unit = DABA): Promise<readonly string[]> => {
	const { duty, period } = { duty: "weekly" as never, period: "2026-W47" as never };
	const { reports } = await universe.store.load({ reports: [{ duty, period, unit: unitCode(unit) }] });
	return reports.flatMap(({ versions }) =>
		versions.flatMap(({ by, entries }) => `${by} ${entries.map(({ increment }) => increment).join(" ")}`),
	);
};

it("files nothing of itself: neither for others nor for whoever posts it", async () => {
	await say(REPORTER, COUNTY, list(`1. 大巴镇 ${FULL}`, `2. 佛寺镇 ${FULL}`));
	expect(await reported()).toEqual([]);
	expect((await lines()).map(({ unit, by }) => [unit, by])).toEqual([
		[FOSI, REPORTER],
		[DABA, REPORTER],
	]);
});

it("makes a confirmed line the confirmer's own report, once", async () => {
	await say(NEIGHBOUR, COUNTY, list(`1. 大巴镇 ${FULL}`));
	expect(await say(COLLEAGUE, COUNTY, "确认")).toEqual([`${COLLEAGUE}: 已收到。编号253，按时。`]);
	expect(await say(REPORTER, COUNTY, "确认")).toEqual([]);
	expect(await reported()).toEqual([`${COLLEAGUE} 45 120 1`]);
	expect(await lines()).toEqual([]);
});

it("waits for nothing any more once the unit has sent its own report", async () => {
	await say(NEIGHBOUR, COUNTY, list(`1. 大巴镇 ${FULL}`));
	await say(REPORTER, null, "周报 暖棚54亩 果树120亩 养殖小区1个 问题无");
	await say(REPORTER, null, "提交");
	expect(await lines()).toEqual([]);
	expect(await say(COLLEAGUE, COUNTY, "确认")).toEqual([]);
	expect(await reported()).toEqual([`${REPORTER} 54 120 1`]);
});

it("is shown for confirmation where the confirmer has begun the report", async () => {
	await say(REPORTER, null, "周报 果树99亩");
	await say(NEIGHBOUR, COUNTY, list("1. 大巴镇 暖棚45亩 养殖小区1个"));
	expect((await say(REPORTER, COUNTY, "确认")).join()).toContain(`${REPORTER}: `);
	expect(await reported()).toEqual([]);
	await say(REPORTER, null, "提交");
	expect(await reported()).toEqual([`${REPORTER} 45 99 1`]);
});

it("takes of several lines of one unit the last", async () => {
	await say(NEIGHBOUR, COUNTY, list("1. 大巴镇 暖棚1亩 果树1亩 养殖小区1个", `2. 大巴镇 ${FULL}`));
	expect((await lines()).map(({ number }) => number)).toEqual([2]);
});

it("reads bare figures under a heading that names the one indicator", async () => {
	await say(NEIGHBOUR, COUNTY, list("本周暖棚", "1. 大巴镇 45亩", "2. 佛寺镇 30亩"));
	expect((await lines()).map(({ words }) => words)).toEqual(["暖棚30亩", "暖棚45亩"]);
});

it("is confirmed in either of two groups where it was shown, and in none where it was not", async () => {
	const bot = new Messenger();
	universe.yixian.attach(bot);
	const group = { title: "群", unit: unitCode(COUNTY), member: true, admin: true, seesAll: true, updatedAt: universe.now };
	const bind = (person: string) => ({
		account: bot.person(person),
		person: personKey(person),
		privateChat: bot.private(person),
		at: universe.now,
	});
	await universe.store.commit([
		{ do: "save-group", group: { ...group, chat: bot.group("-1") } },
		{ do: "save-group", group: { ...group, chat: bot.group("-2") } },
		...[REPORTER, NEIGHBOUR].map((person) => ({ do: "bind-account", ...bind(person) }) as const),
	]);
	const posted = list(`1. 大巴镇 ${FULL}`, `2. 佛寺镇 ${FULL}`);
	const said = (chat: string, person: string, text: string) => bot.says(universe, bot.group(chat), person, text, false);
	expect(await said("-1", REPORTER, posted)).toHaveLength(1);
	expect(await say(COLLEAGUE, COUNTY, posted)).toHaveLength(1);
	expect((await lines()).map(({ chat }) => chat.channel)).toEqual(["room", "room"]);
	expect(await said("-2", REPORTER, "确认")).toEqual([]);
	expect((await said("-1", REPORTER, "确认")).join()).toContain("已收到");
	expect((await say(NEIGHBOUR, COUNTY, "确认")).join()).toContain("已收到");
	expect([await reported(), await reported(FOSI)]).toEqual([[`${REPORTER} 45 120 1`], [`${NEIGHBOUR} 45 120 1`]]);
});

it("keeps no line of a round that takes nothing", async () => {
	await universe.stage.say(NEIGHBOUR, COUNTY, list("第46周", `1. 大巴镇 ${FULL}`));
	await universe.settle();
	expect((await universe.stage.heard()).map(({ text }) => text)).toEqual([expect.stringContaining("大巴镇：已经报过，数不一样，不再记")]);
	await universe.stage.say(NEIGHBOUR, COUNTY, list("第48周", `1. 大巴镇 ${FULL}`));
	await universe.settle();
	expect((await universe.stage.heard()).map(({ text }) => text)).toEqual([expect.stringContaining("大巴镇：这一期没有开着，没记")]);
	expect(await lines()).toEqual([]);
});

it("answers a line added after its unit has reported only where it says something else", async () => {
	await say(REPORTER, null, `周报 ${FULL} 问题无`);
	await say(REPORTER, null, "提交");
	await say(NEIGHBOUR, COUNTY, list(`1. 佛寺镇 ${FULL}`));
	expect(await say(REPORTER, COUNTY, list(`1. 佛寺镇 ${FULL}`, `2. 大巴镇 ${FULL}`))).toEqual([]);
	await universe.stage.say(REPORTER, COUNTY, list(`1. 佛寺镇 ${FULL}`, "2. 大巴镇 暖棚54亩 果树120亩 养殖小区1个"));
	await universe.settle();
	expect((await universe.stage.heard()).map(({ text }) => text)).toEqual([
		"接龙里新的和改过的：\n2. 大巴镇：已经报过，数不一样，不再记；要改请发“修改”",
	]);
	expect(await reported()).toEqual([`${REPORTER} 45 120 1`]);
});

it("takes 对 for the question asked last, and for a line only where none was", async () => {
	await say(NEIGHBOUR, COUNTY, list(`1. 大巴镇 ${FULL}`));
	expect((await say(REPORTER, null, "进度 大八镇")).join()).toContain("是大巴镇吗");
	expect((await say(REPORTER, null, "是的")).join()).toContain("进度");
	expect(await reported()).toEqual([]);
	expect((await say(REPORTER, null, "对")).join()).toContain("已收到");
});
