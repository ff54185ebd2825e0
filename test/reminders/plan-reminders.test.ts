import { describe, expect, it } from "vitest";
import type { Duty } from "../../src/domain/duty.ts";
import type { PeriodKey } from "../../src/domain/period.ts";
import { personKey } from "../../src/domain/person.ts";
import { type ReminderStep, type ReminderWay, stepName } from "../../src/domain/reminder-step.ts";
import { roundIn } from "../../src/domain/round.ts";
import { unitCode } from "../../src/domain/unit.ts";
import { publishedCalendar } from "../../src/domain/working-calendar.ts";
import { planReminders } from "../../src/reminders/plan-reminders.ts";
import type { Remindable, ReminderPlan, ReminderWorld } from "../../src/reminders/reminder-plan.ts";
import { at, byHours, hours, onDay, weekly } from "./duties.ts";

const WEEK = "2026-W47" as PeriodKey;
const round = roundIn(weekly, WEEK, publishedCalendar);
const straw: Duty = { ...weekly, id: "straw" as Duty["id"], name: "秸秆禁烧周报", due: { day: 4, time: "17:00" } };

const missing = (...units: string[]) => units.map((unit) => ({ unit: unitCode(unit), draft: null, closesAt: round.closesAt }));
const step = (given: ReminderStep, moment: string, units: string[], duty = weekly): ReminderWorld["steps"][number] => {
	const { dueAt, closesAt, ...rest } = roundIn(duty, WEEK, publishedCalendar);
	const expiresAt = at(moment) < dueAt ? dueAt : closesAt;
	const key = `remind:${duty.id}:${WEEK}:${stepName(given)}`;
	return { duty, round: { ...rest, dueAt, closesAt }, step: given, key, at: at(moment), expiresAt, missing: missing(...units) };
};
const reporter = (person: string, unit: string, chats = [`chat of ${person}`]): Remindable => ({
	person: personKey(person),
	unit: unitCode(unit),
	as: "reporter",
	chats,
});
const principal = (...given: Parameters<typeof reporter>): Remindable => ({ ...reporter(...given), as: "principal" });
const plan = (given: Partial<ReminderWorld> & Pick<ReminderWorld, "steps">): ReminderPlan =>
	planReminders({ now: at("2026-11-20T15:00"), people: [], groups: [], remindedToday: new Map(), cap: 2, hours, ...given });
const group = (chat: string, ...units: string[]) => ({ chat, units: units.map(unitCode) });
/** Chats, and the units that each names. */
const said = ({ messages }: ReminderPlan) =>
	messages.map(({ chat, items }) => [chat, ...items.flatMap(({ units }) => units.map(({ unit }) => unit))]);
const why = ({ held }: ReminderPlan) => held.map((one) => [one.person, one.unit, one.why]);

const alone = step(onDay(-1, "09:00", "private"), "2026-11-20T15:00", ["大巴", "富荣"]);
const inGroup = step(byHours(-2, "group"), "2026-11-20T15:00", ["大巴", "富荣"]);

describe("a private step", () => {
	it("reaches each reporter of a missing unit alone, with what they began", () => {
		const begun = { ...alone, missing: [{ unit: unitCode("大巴"), draft: { answered: 3, asked: 5 }, closesAt: round.closesAt }] };
		const { messages, held, unreached, occurrences } = plan({ steps: [begun], people: [reporter("甲", "大巴"), reporter("乙", "大巴")] });
		expect(messages.map(({ person, chat, inGroup, as, expiresAt }) => [person, chat, inGroup, as, expiresAt])).toEqual([
			["乙", "chat of 乙", false, "reporter", at("2026-11-20T17:00")],
			["甲", "chat of 甲", false, "reporter", at("2026-11-20T17:00")],
		]);
		expect(messages[0]?.items).toEqual([
			{ duty: weekly.id, period: WEEK, dueAt: round.dueAt, closesAt: round.closesAt, late: false, units: begun.missing },
		]);
		expect([held, unreached]).toEqual([[], []]);
		expect(occurrences).toEqual([{ key: alone.key, outcome: "done" }]);
	});

	it("names in its group only a unit of which nobody is reached alone, and for the others says who was not", () => {
		const people = [reporter("甲", "大巴"), reporter("乙", "大巴", []), reporter("丙", "富荣", [])];
		const made = plan({ steps: [alone], people, groups: [group("全县群", "大巴", "富荣")] });
		expect(said(made)).toEqual([
			["chat of 甲", "大巴"],
			["全县群", "富荣"],
		]);
		expect(why(made)).toEqual([["乙", "大巴", "unreachable"]]);
		expect(made.messages[1]?.counted.map(({ person }) => person)).toEqual(["丙"]);
	});

	it("is one message to somebody who reports for two units, and to one who is principal too", () => {
		const later = step(onDay(1, "10:00", "principals"), "2026-11-20T15:00", ["大巴"]);
		const people = [reporter("甲", "大巴"), reporter("甲", "富荣"), principal("甲", "大巴")];
		const { messages } = plan({ steps: [alone, later], people });
		expect(said({ messages } as ReminderPlan)).toEqual([["chat of 甲", "大巴", "富荣"]]);
		expect(messages[0]?.as).toBe("reporter");
	});
});

describe("a step in the group", () => {
	it("is one message a group that names its missing units, whoever they are for", () => {
		const people = [reporter("甲", "大巴"), reporter("乙", "富荣", [])];
		const made = plan({ steps: [inGroup], people, groups: [group("全县群", "大巴", "富荣")] });
		expect(said(made)).toEqual([["全县群", "大巴", "富荣"]]);
		expect(made.messages[0]?.counted.map(({ person }) => person)).toEqual(["甲", "乙"]);
	});

	it("names a unit in its own group rather than one above, alone where it has none, and says so where it has neither", () => {
		const steps = [step(byHours(-2, "group"), "2026-11-20T15:00", ["大巴", "富荣", "红石", "无人"])];
		const groups = [group("大巴群", "大巴"), group("全县群", "大巴", "富荣")];
		const made = plan({ steps, groups, people: [reporter("甲", "红石")] });
		expect(said(made)).toEqual([
			["大巴群", "大巴"],
			["全县群", "富荣"],
			["chat of 甲", "红石"],
		]);
		expect(made.unreached).toEqual([{ unit: "无人", duty: weekly.id, period: WEEK }]);
	});

	it("says of two duties in one message what is late first", () => {
		const late = step(onDay(1, "09:00", "group"), "2026-11-20T09:00", ["富荣"], straw);
		const made = plan({ steps: [inGroup, late], groups: [group("全县群", "大巴", "富荣")] });
		expect(made.messages.map(({ items }) => items.map(({ duty, late }) => [duty, late]))).toEqual([
			[
				["straw", true],
				["weekly", false],
			],
		]);
		expect(made.messages[0]?.expiresAt).toBe(at("2026-11-20T17:00"));
	});
});

describe("an escalation", () => {
	const escalation = step(onDay(1, "10:00", "principals"), "2026-11-23T10:00", ["大巴", "富荣"]);
	const now = at("2026-11-23T10:00");

	it("goes to principals alone, never into a group, and is told where nobody is", () => {
		const made = plan({
			now,
			steps: [escalation],
			people: [principal("书记", "大巴"), reporter("甲", "大巴")],
			groups: [group("全县群", "大巴", "富荣")],
		});
		expect(said(made)).toEqual([["chat of 书记", "大巴"]]);
		expect(made.messages[0]?.as).toBe("principal");
		expect(made.messages[0]?.expiresAt).toBe(round.closesAt);
		expect(made.unreached.map(({ unit }) => unit)).toEqual(["富荣"]);
	});

	it("acts beside the newest step to the reporters, while that step's elders are skipped", () => {
		const first = step(onDay(1, "09:00", "group"), "2026-11-23T09:00", ["大巴"]);
		const stale = step(byHours(-2, "group"), "2026-11-20T15:00", ["大巴"]);
		const made = plan({ now, steps: [stale, first, escalation], people: [principal("书记", "大巴")], groups: [group("全县群", "大巴")] });
		expect(said(made)).toEqual([
			["全县群", "大巴"],
			["chat of 书记", "大巴"],
		]);
		expect(Object.fromEntries(made.occurrences.map(({ key, outcome }) => [key, outcome]))).toEqual({
			[stale.key]: "skipped",
			[first.key]: "done",
			[escalation.key]: "done",
		});
	});
});

it("somebody named in the group was reminded, though the escalation does not reach them alone", () => {
	const escalation = step(onDay(1, "10:00", "principals"), "2026-11-20T15:00", ["大巴"]);
	const made = plan({
		steps: [inGroup, escalation],
		people: [reporter("甲", "大巴", []), principal("甲", "大巴", []), principal("书记", "大巴", [])],
		groups: [group("全县群", "大巴", "富荣")],
	});
	expect(why(made)).toEqual([["书记", "大巴", "unreachable"]]);
	expect(made.unreached.map(({ unit }) => unit)).toEqual(["大巴"]);
});

describe("the cap of the day", () => {
	const people = [reporter("甲", "大巴"), reporter("乙", "富荣")];
	const groups = [group("全县群", "大巴", "富荣")];
	const reminded = (...counts: [string, number][]) => new Map(counts.map(([person, count]) => [personKey(person), count]));

	it("spares whoever has had it, alone and in the group", () => {
		const remindedToday = reminded(["甲", 2], ["乙", 1]);
		for (const steps of [[alone], [inGroup]]) {
			const made = plan({ steps, people, groups: steps[0] === alone ? [] : groups, remindedToday });
			expect(made.messages).toHaveLength(1);
			expect(said(made)[0]?.slice(1)).toEqual(["富荣"]);
			expect(why(made)).toEqual([["甲", "大巴", "capped"]]);
		}
	});

	it("names no unit one of whose people is at it: the others are told alone", () => {
		const made = plan({
			steps: [inGroup],
			people: [...people, reporter("丙", "大巴")],
			groups,
			remindedToday: reminded(["甲", 2], ["乙", 2]),
		});
		expect(said(made)).toEqual([["chat of 丙", "大巴"]]);
		expect(why(made)).toContainEqual(["甲", "大巴", "capped"]);
	});

	it("is spent on what is late before what is not yet, and once for all that one message says", () => {
		const late = step(onDay(1, "09:00", "private"), "2026-11-20T09:00", ["大巴"], straw);
		const made = plan({ steps: [inGroup, late], people, groups, cap: 1 });
		expect(said(made)).toEqual([
			["chat of 甲", "大巴", "大巴"],
			["全县群", "富荣"],
		]);
		expect(why(made)).toEqual([]);
		const together = plan({ steps: [alone, late], people, cap: 1 });
		expect(together.messages.map(({ items }) => items.length)).toEqual([2, 1]);
		expect(together.held).toEqual([]);
	});

	it("is lifted by the office", () => {
		const made = plan({ steps: [alone], people, cap: null, remindedToday: reminded(["甲", 9], ["乙", 9]) });
		expect(made.messages).toHaveLength(2);
	});
});

describe("nothing is said", () => {
	const people = [reporter("甲", "大巴"), reporter("乙", "富荣")];

	it.each(["2026-11-20T07:59", "2026-11-20T20:00", "2026-11-21T10:00"])(
		"at %s, and no step is settled: it is asked again in waking hours",
		(now) => {
			expect(plan({ now: at(now), steps: [alone], people })).toEqual({ messages: [], held: [], unreached: [], occurrences: [] });
		},
	);

	it("where nobody is missing: the step is done", () => {
		const made = plan({ steps: [{ ...alone, missing: [] }], people });
		expect(made).toEqual({ messages: [], held: [], unreached: [], occurrences: [{ key: alone.key, outcome: "done" }] });
	});

	it("by a step that expired: it is skipped", () => {
		const made = plan({ now: at("2026-11-20T17:00"), steps: [alone], people });
		expect(made).toEqual({ messages: [], held: [], unreached: [], occurrences: [{ key: alone.key, outcome: "skipped" }] });
	});

	it("to a unit whose own close is past", () => {
		const closed = {
			...alone,
			missing: alone.missing.map((unit) => (unit.unit === "大巴" ? { ...unit, closesAt: at("2026-11-20T14:00") } : unit)),
		};
		expect(said(plan({ steps: [closed], people }))).toEqual([["chat of 乙", "富荣"]]);
	});
});

it("a message goes out before the waking hours end, or not at all", () => {
	const after: ReminderWay = "private";
	const late = step(onDay(1, "09:00", after), "2026-11-20T09:00", ["大巴"], straw);
	const { messages } = plan({ now: at("2026-11-20T19:59"), steps: [late], people: [reporter("甲", "大巴")] });
	expect(messages[0]?.expiresAt).toBe(at("2026-11-20T20:00"));
});
