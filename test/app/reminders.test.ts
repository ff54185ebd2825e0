import { afterEach, beforeEach, expect, it } from "vitest";
import { ReminderKeeper } from "../../src/app/reminders/reminder-keeper.ts";
import { roomGroupChat } from "../../src/app/room-directory.ts";
import type { CountyData } from "../../src/domain/county.ts";
import { type DateText, type Instant, instantAt } from "../../src/domain/period.ts";
import { unitCode } from "../../src/domain/unit.ts";
import type { Effect, Store } from "../../src/ports/store.ts";
import { Universe } from "../support/universe.ts";

const OFFICE = "DC01";
const DABA = "210921108";
const FOSI = "210921103";
const REPORTER = "210921108-2";
const COLLEAGUE = "210921108-3";
const ROUND = "reminders:weekly:2026-W47";
const on = (day: string, time: string): Instant => instantAt(day as DateText, time);
const THURSDAY = on("2026-11-19", "09:00");
const FRIDAY = on("2026-11-20", "15:00");

/** 周报 is owed by two townships, and they are reminded of it. */
const reminding = (data: CountyData): CountyData => ({
	...data,
	duties: data.duties.map((duty) =>
		duty.name === "周报" ? { ...duty, units: { codes: [unitCode(DABA), unitCode(FOSI)] }, reminders: null } : duty,
	),
});

let universe: Universe;
beforeEach(async () => {
	universe = await Universe.open({ change: reminding });
});
afterEach(() => universe.close());

/** Reminders beside those of the program, whose messages nobody sends yet. */
const keeperOn = (store: Store): ReminderKeeper =>
	new ReminderKeeper({
		store,
		counties: universe.yixian.counties,
		chats: { isServed: () => true, groupChat: roomGroupChat },
		ids: universe.ids,
		log: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
	});

/** The clock is there, and the program has not looked at it yet. */
const arriveAt = (at: Instant): void => universe.passTimers(Date.parse(at) - Date.parse(universe.now));

const messagesIn = (effects: readonly Effect[]): number => effects.filter((effect) => effect.do === "enqueue-message").length;

const heard = async (): Promise<{ readonly to: string; readonly text: string }[]> => {
	await universe.settle();
	return (await universe.stage.heard()).map(({ where, text }) => ({ to: "person" in where ? where.person : where.group, text }));
};
const reminders = async (): Promise<string[]> => (await heard()).filter(({ text }) => text.includes("截止")).map(({ to }) => to);
const say = async (person: string, text: string): Promise<string> => {
	await universe.stage.say(person, null, text);
	return (await heard()).find(({ to }) => to === person)?.text ?? "";
};
const fillIn = async (): Promise<void> => void (await say(REPORTER, "周报 暖棚45亩 果树120亩 养殖小区1个 问题无"));

it("tells nobody of a report that came after the reminder was written", async () => {
	arriveAt(on("2026-11-19", "08:50"));
	await fillIn();
	arriveAt(THURSDAY);
	expect(messagesIn(await keeperOn(universe.store).remindDue(THURSDAY))).toBe(4);
	await universe.stage.say(REPORTER, null, "提交");
	expect((await reminders()).sort()).toEqual(["210921103-2", "210921103-3"]);
	expect(await universe.store.outboxDepth()).toBe(0);
	// What was not needed is no failure.
	expect(await universe.store.parkedSince(on("2026-11-16", "00:00"))).toBe(0);
	expect(await universe.yixian.desk.metrics()).toContain("yixian_sends_parked_total 0");
});

it("says nothing of a deadline that was moved after the reminder was written", async () => {
	arriveAt(FRIDAY);
	expect(messagesIn(await keeperOn(universe.store).remindDue(FRIDAY))).toBe(2);
	await universe.stage.say(OFFICE, null, "延期 周报 第47周 11月25日12:00 连日大雪");
	const said = await heard();
	expect(said.filter(({ text }) => text.includes("还没报的"))).toEqual([]);
	expect(said.some(({ to, text }) => to === DABA && text.includes("延期"))).toBe(true);
});

it("sends after a kill what was written before it, once, and plans nothing anew", async () => {
	arriveAt(THURSDAY);
	await keeperOn(universe.store).remindDue(THURSDAY);
	await universe.restart();
	expect((await reminders()).sort()).toEqual(["210921103-2", "210921103-3", REPORTER, COLLEAGUE]);
	await universe.yixian.runDue(universe.now);
	await universe.restart();
	await universe.pass(60_000);
	expect(await reminders()).toEqual([]);
});

it("sends nothing any more that expired while the program was down", async () => {
	arriveAt(FRIDAY);
	await keeperOn(universe.store).remindDue(FRIDAY);
	await universe.restart(on("2026-11-20", "17:30"));
	expect((await heard()).filter(({ to }) => to === DABA || to === FOSI)).toEqual([]);
});

it("reminds once when two look at the same moment", async () => {
	arriveAt(THURSDAY);
	const both = await Promise.all([keeperOn(universe.store), keeperOn(universe.store)].map((keeper) => keeper.remindDue(THURSDAY)));
	expect(both.map(messagesIn).sort()).toEqual([0, 4]);
	await universe.yixian.runDue(THURSDAY);
	expect(await reminders()).toHaveLength(4);
});

it("tries again in the next minute what the store refused", async () => {
	arriveAt(THURSDAY);
	const keeper = keeperOn({ ...universe.store, commit: async () => Promise.reject(new Error("disk full")) });
	expect(await keeper.remindDue(THURSDAY)).toEqual([]);
	await universe.pass(60_000);
	expect(await reminders()).toHaveLength(4);
});

it("asks the store nothing in the minutes in which nothing is due", async () => {
	const asked: string[] = [];
	const watched = new Proxy(universe.store, {
		get: (store, name: keyof Store) => {
			asked.push(name);
			return store[name];
		},
	});
	const keeper = keeperOn(watched);
	await keeper.remindDue(on("2026-11-18", "10:00"));
	asked.length = 0;
	for (const time of ["10:01", "10:02", "12:00", "17:30"]) await keeper.remindDue(on("2026-11-18", time));
	expect(asked).toEqual([]);
});

it("says of whom nobody is bound that they are out of reach, and keeps why the cap did not count", async () => {
	for (const person of ["沈福生", "王伟"]) {
		const answer = await say(OFFICE, `解绑 大巴镇${person}`);
		expect(answer).toContain("已解绑");
	}
	expect(await say(OFFICE, "催报 不限 防汛紧急")).toBe(
		[
			"2026年第47周周报：还有2个没报。",
			"已提醒1个单位（1个群）。",
			"1个单位联系不上：大巴镇（沈福生（演示）、王伟（演示））。请打电话，或者发“邀请 姓名”请他们绑定。",
		].join("\n"),
	);
	const [entry] = await universe.store.auditOf(ROUND, 1);
	expect(entry).toMatchObject({ actor: OFFICE, event: "round:reminded", facts: { reason: "防汛紧急", units: 1, unreachable: 2 } });
});

it("writes down what the schedule did", async () => {
	await universe.moveTo(THURSDAY);
	const [entry] = await universe.store.auditOf(ROUND, 1);
	expect(entry).toMatchObject({ actor: "system", facts: { steps: ["remind:weekly:2026-W47:private d-1@09:00"], messages: 4, people: 4 } });
	expect(await universe.store.occurrences(["remind:weekly:2026-W47:private d-1@09:00"])).toMatchObject([{ outcome: "done" }]);
});

it("asks nobody again whose report waits for its approval", async () => {
	await universe.close();
	universe = await Universe.open({
		change: (data) => {
			const changed = reminding(data);
			return { ...changed, duties: changed.duties.map((duty) => (duty.name === "周报" ? { ...duty, review: true } : duty)) };
		},
	});
	await fillIn();
	await say(REPORTER, "提交");
	await universe.moveTo(THURSDAY);
	expect((await reminders()).sort()).toEqual(["210921103-2", "210921103-3"]);
});

it("takes a deadline that fell into its own outage for what it was given back as", async () => {
	await universe.close();
	universe = await Universe.open({ change: reminding, keepsTime: true });
	await universe.moveTo(on("2026-11-20", "16:30"));
	await heard();
	await universe.moveTo(on("2026-11-20", "18:30"));
	const texts = (await heard()).map(({ text }) => text);
	expect(texts.filter((text) => /已过截止时间|应报/u.test(text))).toEqual([]);
	expect(texts.some((text) => text.includes("周报"))).toBe(true);
});
