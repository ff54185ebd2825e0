import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PersonKey } from "../../src/domain/person.ts";
import type { UnitCode } from "../../src/domain/unit.ts";
import { planReminders } from "../../src/reminders/plan-reminders.ts";
import type { PlannedReminder, ReminderPlan, ReminderWorld } from "../../src/reminders/reminder-plan.ts";
import { anyWorld, anyWorldAtAnyHour, anyWorldWithLostWords } from "./reminder-world.ts";

const always = <T>(worlds: fc.Arbitrary<T>, holds: (world: T) => void): void =>
	fc.assert(fc.property(worlds, holds), { seed: 20_261_122, numRuns: 120 });

type Step = ReminderWorld["steps"][number];
const roundOf = ({ duty, period }: { readonly duty: string; readonly period: string }): string => `${duty} ${period}`;
const voiceOf = ({ round, step }: Step): string => `${roundOf(round)} ${step.way === "principals"}`;

/** The steps that acted. */
const done = (world: ReminderWorld, { occurrences }: ReminderPlan): Step[] => {
	const keys = new Set(occurrences.filter(({ outcome }) => outcome === "done").map(({ key }) => key));
	return world.steps.filter(({ key }) => keys.has(key));
};

/** Every unit that a message names, with its round. */
const named = ({ items }: PlannedReminder): string[] => items.flatMap((item) => item.units.map(({ unit }) => `${unit} ${roundOf(item)}`));

/** How many messages count for each. */
const countsOf = ({ messages }: ReminderPlan): Map<PersonKey, number> => {
	const counts = new Map<PersonKey, number>();
	for (const { counted } of messages)
		for (const person of new Set(counted.map((one) => one.person))) counts.set(person, (counts.get(person) ?? 0) + 1);
	return counts;
};

describe("whatever is due, to whomever", () => {
	it("nobody who reported is named, nobody is reminded for a unit that is not theirs, and nobody is both reminded and held back", () => {
		always(anyWorld, (world) => {
			const plan = planReminders(world);
			const owing = new Set(
				done(world, plan).flatMap(({ round, missing }) =>
					missing.flatMap(({ unit, closesAt }) => (closesAt > world.now ? [`${unit} ${roundOf(round)}`] : [])),
				),
			);
			const posts = new Set(world.people.map(({ person, unit }) => `${person} ${unit}`));
			for (const message of plan.messages) {
				const units = named(message);
				expect(units.length).toBeGreaterThan(0);
				expect(new Set(units).size).toBe(units.length);
				for (const unit of units) expect(owing.has(unit)).toBe(true);
				for (const { person, unit, ...round } of message.counted) {
					expect(posts.has(`${person} ${unit}`)).toBe(true);
					expect(units).toContain(`${unit} ${roundOf(round)}`);
				}
			}
			const reminded = new Set(
				plan.messages.flatMap(({ counted }) => counted.map(({ person, unit, ...round }) => `${person} ${unit} ${roundOf(round)}`)),
			);
			for (const { person, unit, ...round } of plan.held) expect(reminded.has(`${person} ${unit} ${roundOf(round)}`)).toBe(false);
		});
	});

	it("nobody who is missing is forgotten: named, held back, or told to be out of reach", () => {
		always(anyWorld, (world) => {
			const plan = planReminders(world);
			const told = new Set([
				...plan.messages.flatMap(named),
				...[...plan.held, ...plan.unreached].map(({ unit, ...round }) => `${unit} ${roundOf(round)}`),
			]);
			for (const { round, missing } of done(world, plan))
				for (const { unit, closesAt } of missing) if (closesAt > world.now) expect(told.has(`${unit} ${roundOf(round)}`)).toBe(true);
		});
	});

	it("a chat gets one message, a group only what its units owe, and no escalation", () => {
		always(anyWorld, (world) => {
			const plan = planReminders(world);
			expect(new Set(plan.messages.map(({ chat }) => chat)).size).toBe(plan.messages.length);
			const toReporters = new Set(done(world, plan).flatMap((step) => (step.step.way === "principals" ? [] : [roundOf(step.round)])));
			for (const { chat, inGroup, person, items } of plan.messages) {
				expect(inGroup).toBe(person === null);
				if (!inGroup) continue;
				const theirs = world.groups.find((group) => group.chat === chat)?.units ?? [];
				for (const item of items) {
					expect(toReporters.has(roundOf(item))).toBe(true);
					for (const { unit } of item.units) expect(theirs).toContain(unit);
				}
			}
		});
	});

	it("nothing is said and nothing settled outside waking hours", () => {
		always(anyWorldAtAnyHour, (world) => {
			const { messages, occurrences } = planReminders(world);
			if (!world.hours.includes(world.now)) expect([messages, occurrences]).toEqual([[], []]);
		});
	});

	it("each step is settled once: done only the newest of its round to the same people, and only before it expires", () => {
		always(anyWorld, (world) => {
			const plan = planReminders(world);
			expect(plan.occurrences.map(({ key }) => key).sort()).toEqual(world.steps.map(({ key }) => key).sort());
			for (const step of done(world, plan)) {
				expect(world.now < step.expiresAt).toBe(true);
				for (const other of world.steps) if (voiceOf(other) === voiceOf(step)) expect(other.at <= step.at).toBe(true);
			}
		});
	});

	it("no message outlives a step it speaks for, or the day's waking hours", () => {
		always(anyWorld, (world) => {
			const plan = planReminders(world);
			for (const { items, expiresAt } of plan.messages) {
				expect(expiresAt > world.now && expiresAt <= world.hours.end(world.now)).toBe(true);
				for (const item of items) {
					const speaking = done(world, plan).filter(({ round }) => roundOf(round) === roundOf(item));
					expect(speaking.some((step) => expiresAt <= step.expiresAt)).toBe(true);
				}
			}
		});
	});

	it("is the same plan in whatever order steps and people were found", () => {
		always(fc.tuple(anyWorld, fc.infiniteStream(fc.nat(1_000))), ([world, numbers]) => {
			const shuffled = <T>(items: readonly T[]): T[] =>
				items
					.map((item) => ({ item, place: numbers.next().value }))
					.sort((a, b) => a.place - b.place)
					.map(({ item }) => item);
			expect(planReminders({ ...world, steps: shuffled(world.steps), people: shuffled(world.people) })).toEqual(planReminders(world));
		});
	});
});

describe("a report that arrives", () => {
	const reported = (world: ReminderWorld, unit: UnitCode | undefined, duty: string | undefined): ReminderWorld => ({
		...world,
		steps: world.steps.map((step) =>
			step.duty.id === duty ? { ...step, missing: step.missing.filter((one) => one.unit !== unit) } : step,
		),
	});

	it("takes its unit out of every message and adds nothing to any", () => {
		always(fc.tuple(anyWorld, fc.nat(), fc.nat()), ([world, first, second]) => {
			const before = planReminders({ ...world, cap: null });
			const step = world.steps[first % Math.max(1, world.steps.length)];
			const unit = step?.missing[second % Math.max(1, step.missing.length)]?.unit;
			const after = planReminders({ ...reported(world, unit, step?.duty.id), cap: null });
			const gone = `${unit} ${step ? roundOf(step.round) : ""}`;
			const left = (plan: ReminderPlan): Record<string, string[]> =>
				Object.fromEntries(
					plan.messages
						.map(
							(message) =>
								[
									message.chat,
									named(message)
										.filter((one) => one !== gone)
										.sort(),
								] as const,
						)
						.filter(([, units]) => units.length > 0),
				);
			expect(after.messages.flatMap(named)).not.toContain(gone);
			expect(left(after)).toEqual(left(before));
		});
	});
});

describe("words that may have been lost", () => {
	it("are asked for of those who had no other way, where they were not heard, and nobody is reproached for the rest", () => {
		always(anyWorldWithLostWords, (world) => {
			const plan = planReminders(world);
			const acting = done(world, plan);
			for (const message of plan.messages) {
				const speaking = acting.filter(({ round }) => message.items.some((item) => roundOf(item) === roundOf(round)));
				expect(message.lost.length).toBeGreaterThan(0);
				expect(speaking.some(({ unheard }) => unheard?.chats.has(message.chat))).toBe(true);
				for (const { person } of message.counted) expect(speaking.some(({ unheard }) => unheard?.people.has(person))).toBe(true);
			}
			expect(new Set(plan.messages.map(({ chat }) => chat)).size).toBe(plan.messages.length);
		});
	});

	it("are asked for within the cap, and a report that arrives ends it", () => {
		always(anyWorldWithLostWords, (world) => {
			for (const [person, count] of countsOf(planReminders(world)))
				expect((world.remindedToday.get(person) ?? 0) + count).toBeLessThanOrEqual(
					Math.max(world.cap ?? Number.POSITIVE_INFINITY, world.remindedToday.get(person) ?? 0),
				);
			expect(planReminders({ ...world, steps: world.steps.map((step) => ({ ...step, missing: [] })) }).messages).toEqual([]);
		});
	});

	it("take the place of no reminder", () => {
		always(fc.tuple(anyWorld, anyWorldWithLostWords), ([world, { steps }]) => {
			const plain = planReminders(world);
			const both = planReminders({ ...world, steps: [...world.steps, ...steps] });
			const keys = new Set(world.steps.map(({ key }) => key));
			expect(both.occurrences.filter(({ key }) => keys.has(key))).toEqual(plain.occurrences);
		});
	});
});

describe("the cap of the day", () => {
	it("is never passed, alone or in a group, whoever else answers for the unit", () => {
		always(anyWorld, (world) => {
			for (const [person, count] of countsOf(planReminders(world)))
				expect((world.remindedToday.get(person) ?? 0) + count).toBeLessThanOrEqual(
					Math.max(world.cap ?? Number.POSITIVE_INFINITY, world.remindedToday.get(person) ?? 0),
				);
		});
	});

	it("holds nobody back when it is lifted", () => {
		always(anyWorld, (world) => {
			expect(planReminders({ ...world, cap: null }).held.filter(({ why }) => why === "capped")).toEqual([]);
		});
	});
});
