import fc from "fast-check";
import { expect, it } from "vitest";
import { dateOf, type Instant, type PeriodKey } from "../../src/domain/period.ts";
import { type PersonKey, personKey } from "../../src/domain/person.ts";
import { RoundBook } from "../../src/domain/round-book.ts";
import type { RoundChange } from "../../src/domain/round-change.ts";
import { unitCode } from "../../src/domain/unit.ts";
import { publishedCalendar } from "../../src/domain/working-calendar.ts";
import { dueSteps } from "../../src/reminders/due-steps.ts";
import { momentsBetween } from "../../src/reminders/moments.ts";
import { planReminders } from "../../src/reminders/plan-reminders.ts";
import type { Remindable } from "../../src/reminders/reminder-plan.ts";
import { at, hours, monthly, weekly } from "./duties.ts";

const FROM = at("2026-09-01T00:00");
const UNTIL = at("2026-11-10T23:59");
const CAP = 2;
const UNITS = ["大巴", "富荣", "红石", "来河"].map(unitCode);
const DUTIES = [weekly, monthly];

/** Somebody for each unit, one of them for two; a principal for one; two reached in the group alone. */
const PEOPLE: readonly Remindable[] = UNITS.flatMap((unit, index): Remindable[] => {
	const person = personKey(index === 1 ? "p0" : `p${index}`);
	const reporter: Remindable = { person, unit, as: "reporter", chats: index < 2 ? [`chat ${person}`] : [] };
	return index === 0 ? [reporter, { person: personKey("head"), unit, as: "principal", chats: ["chat head"] }] : [reporter];
});

const extended: RoundChange = {
	id: "c",
	kind: "extend",
	duty: weekly.id,
	period: "2026-W40" as PeriodKey,
	unit: null,
	// A Saturday of the National Day holidays.
	until: at("2026-10-03T12:00"),
	reason: "雨大",
	by: personKey("office"),
	at: at("2026-09-30T10:00"),
};

/** What is said from September into November, where some units report some rounds, and the program is stopped for some spans. */
const play = (reports: boolean, hash: (text: string) => number, stopped: readonly (readonly [number, number])[]) => {
	const rounds = new RoundBook(publishedCalendar, [extended], new Map());
	const moments = momentsBetween({ duties: DUTIES, rounds, hours, from: FROM, until: UNTIL });
	const runs = moments.filter((_, index) => !stopped.some(([first, length]) => index >= first && index < first + length));
	const recorded = new Set<string>();
	const counts = new Map<string, number>();
	const said: { readonly now: Instant; readonly chat: string; readonly named: readonly string[] }[] = [];
	for (const now of runs) {
		const due = dueSteps({ duties: DUTIES, rounds, hours, now, recorded });
		const hasReported = (unit: string, { opensAt, closesAt, duty, period }: (typeof due)[number]["round"]): boolean => {
			const span = Date.parse(closesAt) - Date.parse(opensAt);
			return reports && Date.parse(now) > Date.parse(opensAt) + (span * (hash(`${unit} ${duty} ${period}`) % 130)) / 100;
		};
		const steps = due.map((step) => ({
			...step,
			missing: UNITS.filter((unit) => !hasReported(unit, step.round)).map((unit) => ({ unit, draft: null, closesAt: step.round.closesAt })),
		}));
		const remindedToday = new Map<PersonKey, number>(
			PEOPLE.map(({ person }) => [person, counts.get(`${person} ${dateOf(now)}`) ?? 0] as const),
		);
		const plan = planReminders({ now, steps, people: PEOPLE, groups: [{ chat: "group", units: UNITS }], remindedToday, cap: CAP, hours });
		for (const { key } of plan.occurrences) {
			expect(recorded.has(key)).toBe(false);
			recorded.add(key);
		}
		for (const { chat, items, counted } of plan.messages) {
			said.push({ now, chat, named: items.flatMap(({ units, duty, period }) => units.map(({ unit }) => `${unit} ${duty} ${period}`)) });
			for (const person of new Set(counted.map((one) => one.person))) {
				const key = `${person} ${dateOf(now)}`;
				counts.set(key, (counts.get(key) ?? 0) + 1);
			}
		}
	}
	return { said, counts };
};

it("an autumn with holidays, an extension and stops: in waking hours, within the caps, a chat one message at a time", () => {
	const stops = fc.array(fc.tuple(fc.nat(350), fc.integer({ min: 1, max: 60 })), { maxLength: 3 });
	fc.assert(
		fc.property(fc.func(fc.nat(1_000)), stops, (hash: (text: string) => number, stopped) => {
			const { said, counts } = play(true, hash, stopped);
			for (const { now } of said) expect(hours.includes(now)).toBe(true);
			for (const count of counts.values()) expect(count).toBeLessThanOrEqual(CAP);
			expect(new Set(said.map(({ now, chat }) => `${now} ${chat}`)).size).toBe(said.length);
		}),
		{ seed: 20_261_122, numRuns: 5 },
	);
});

it("where nobody ever reports, each round is said on four days at most, and the holidays are quiet", () => {
	const { said } = play(false, () => 0, []);
	const days = new Map<string, Set<string>>();
	for (const { now, named } of said) for (const one of named) days.set(one, (days.get(one) ?? new Set()).add(dateOf(now)));
	expect(Math.max(...[...days.values()].map((of) => of.size))).toBeLessThanOrEqual(4);
	expect(said.filter(({ now }) => now > at("2026-10-01T00:00") && now < at("2026-10-08T00:00"))).toEqual([]);
	// A deadline moved to a Saturday of the holidays: the day before it and its two hours ahead become one on the last working day, the rest waits.
	expect(said.filter(({ named }) => named.includes("大巴 weekly 2026-W40")).map(({ now, chat }) => [now, chat])).toEqual([
		[at("2026-09-30T09:00"), "chat p0"],
		[at("2026-10-08T09:00"), "group"],
		[at("2026-10-08T10:00"), "chat head"],
	]);
});
