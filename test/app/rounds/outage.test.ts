import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { deadlineAfter, outageBetween, roundsHit } from "../../../src/app/rounds/outage.ts";
import type { DutyId } from "../../../src/domain/duty.ts";
import { type DateText, type Instant, instantAt, type PeriodKey } from "../../../src/domain/period.ts";
import { RoundBook } from "../../../src/domain/round-book.ts";
import { defaultRules } from "../../../src/domain/rule.ts";
import { publishedCalendar } from "../../../src/domain/working-calendar.ts";
import { WakingHours } from "../../../src/reminders/waking-hours.ts";
import { smallCounty } from "../../support/small-county.ts";
import { Universe } from "../../support/universe.ts";

const at = (date: string, time: string): Instant => instantAt(date as DateText, time);
const HOURS = new WakingHours(defaultRules(), publishedCalendar);
const DUE = at("2026-11-20", "17:00");
const givenBack = (from: Instant, until: Instant, dueAt = DUE): Instant => deadlineAfter({ from, until }, dueAt, HOURS);

describe("an outage", () => {
	it("is a gap of more than half an hour between two ticks", () => {
		expect(outageBetween(at("2026-11-20", "09:00"), at("2026-11-20", "09:30"))).toBeNull();
		expect(outageBetween(at("2026-11-20", "09:00"), at("2026-11-20", "09:31"))).not.toBeNull();
		expect(outageBetween(at("2026-11-20", "09:00"), at("2026-11-19", "09:00"))).toBeNull();
	});

	it("gives back the waking hours from the stop to the deadline, counted from the return", () => {
		expect(givenBack(at("2026-11-20", "14:00"), at("2026-11-20", "18:00"))).toBe(at("2026-11-23", "09:00"));
		expect(givenBack(at("2026-11-19", "18:00"), at("2026-11-23", "09:00"))).toBe(at("2026-11-24", "08:00"));
	});

	it("gives two hours at least, and 24 waking hours at most", () => {
		expect(givenBack(at("2026-11-20", "16:50"), at("2026-11-20", "17:31"))).toBe(at("2026-11-20", "19:40"));
		expect(givenBack(at("2026-11-02", "09:00"), at("2026-11-23", "08:03"))).toBe(at("2026-11-25", "08:10"));
	});

	it("never ends at night or on a day off", () => {
		expect(givenBack(at("2026-11-20", "16:00"), at("2026-11-21", "10:00"))).toBe(at("2026-11-23", "10:00"));
		expect(givenBack(at("2026-09-30", "16:00"), at("2026-09-30", "18:05"), at("2026-09-30", "17:00"))).toBe(at("2026-10-08", "08:10"));
	});

	it("hits the rounds whose deadline lies in it, as it stood, and no others", () => {
		const { data, calendar } = smallCounty();
		const weekly = data.duties.filter(({ id }) => id === ("weekly" as DutyId));
		const outage = { from: at("2026-11-13", "16:00"), until: at("2026-11-20", "17:00") };
		const hit = (book: RoundBook): string[] => roundsHit(outage, weekly, book, HOURS).map(({ period }) => period);
		expect(hit(new RoundBook(calendar, [], new Map()))).toEqual(["2026-W46", "2026-W47"]);
		const extended = {
			id: "c",
			kind: "extend",
			duty: "weekly" as DutyId,
			period: "2026-W46" as PeriodKey,
			unit: null,
			until: at("2026-11-23", "12:00"),
			reason: "",
			by: null,
			at: at("2026-11-13", "12:00"),
		} as const;
		expect(hit(new RoundBook(calendar, [extended], new Map()))).toEqual(["2026-W47"]);
		expect(hit(new RoundBook(calendar, [], new Map([["weekly" as DutyId, at("2026-11-30", "09:00")]])))).toEqual([]);
	});
});

describe("a deadline that fell into an outage", () => {
	const REPORTER = "210921108-2";
	const OFFICE = "DC01";
	let universe: Universe;
	beforeEach(async () => {
		universe = await Universe.open({ keepsTime: true });
	});
	afterEach(() => universe.close());

	const heard = async () => (await universe.stage.heard()).filter(({ text }) => text.includes("停了"));
	const say = async (person: string, text: string): Promise<string> => {
		await universe.stage.say(person, null, text);
		await universe.settle();
		return (await universe.stage.heard()).map((one) => one.text).join("\n");
	};
	/** Ticks every half hour up to a moment, as a program that runs. */
	const runUntil = async (to: Instant): Promise<void> => {
		while (universe.now < to) await universe.pass(30 * 60_000);
	};

	it("is given back once, told to those who have not reported and to the office", async () => {
		await universe.moveTo(at("2026-11-20", "09:00"));
		await runUntil(at("2026-11-20", "14:00"));
		await universe.restart();
		await universe.stage.heard();
		await universe.moveTo(at("2026-11-23", "09:00"));
		const told = await heard();
		const office = told.filter(({ where }) => "person" in where && where.person === OFFICE).map(({ text }) => text);
		expect(office).toHaveLength(1);
		expect(office[0]).toContain("一线通11月20日14:00到11月23日09:00停了");
		expect(office[0]).toContain("2026年第47周周报：截止改为11月23日12:00，还有36个单位没报");
		const township = told.filter(({ where }) => "group" in where && where.group === "210921108").map(({ text }) => text);
		expect(township.join("\n")).toContain("2026年第47周周报截止改为11月23日12:00，这以前报都算按时");
		await universe.restart();
		await universe.moveTo(at("2026-11-23", "09:01"));
		expect(await heard()).toEqual([]);
		expect(await say(OFFICE, "未报 第47周 周报")).toContain("截止11月23日12:00");
		await say(REPORTER, "周报 第47周 暖棚45亩 果树120亩 养殖小区1个 问题无");
		await say(REPORTER, "跳过");
		expect(await say(REPORTER, "提交")).toContain("按时");
	});

	it("is given back at once by night, and told in the morning", async () => {
		await universe.moveTo(at("2026-11-20", "09:00"));
		await runUntil(at("2026-11-20", "14:00"));
		await universe.moveTo(at("2026-11-20", "23:00"));
		expect(await heard()).toEqual([]);
		expect(await say(OFFICE, "未报 周报")).toContain("截止11月23日11:00");
		await universe.restart();
		await runUntil(at("2026-11-23", "08:00"));
		expect((await heard()).length).toBeGreaterThan(36);
	});

	it("is told once a chat, however many rounds a long outage hit", async () => {
		await universe.restart(at("2026-11-16", "09:31"));
		await universe.restart(at("2026-12-09", "09:30"));
		const told = await heard();
		const chats = told.map(({ where }) => JSON.stringify(where));
		expect(new Set(chats).size).toBe(chats.length);
		const [township] = told.filter(({ where }) => "group" in where && where.group === "210921108");
		expect(township?.text.split("\n")).toEqual([
			"大巴镇：一线通11月16日09:31到12月9日09:30停了，正赶上截止，耽误您了。还没报的，截止改到下面的时间，这以前报都算按时：",
			"· 2026年第47周周报：12月11日09:30",
			"· 2026年第48周周报：12月11日09:30",
			"· 2026年第49周周报：12月11日09:30",
			"· 2026年11月月报：12月11日09:30",
		]);
		expect(township?.buttons).toEqual(["周报", "月报"]);
	});

	it("is none where the program ran, where its clock is moved by hand, and before it ever ran", async () => {
		await runUntil(at("2026-11-16", "11:00"));
		await universe.moveTo(at("2026-11-16", "11:20"));
		const moved = await Universe.open();
		await moved.moveTo(at("2026-11-23", "09:00"));
		const first = await Universe.open({ keepsTime: true });
		await first.moveTo(at("2026-11-23", "09:00"));
		for (const one of [universe, moved, first]) expect((await one.store.roundRecords()).changes).toEqual([]);
		await moved.close();
		await first.close();
	});
});
