import fc from "fast-check";
import type { Duty, DutyId } from "../../src/domain/duty.ts";
import { addMs, type Instant, type PeriodKey } from "../../src/domain/period.ts";
import { personKey } from "../../src/domain/person.ts";
import { REMINDER_WAYS } from "../../src/domain/reminder-step.ts";
import type { Round } from "../../src/domain/round.ts";
import { unitCode } from "../../src/domain/unit.ts";
import type { Remindable, ReminderWorld } from "../../src/reminders/reminder-plan.ts";
import { at, byHours, hours, weekly } from "./duties.ts";

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;
const UNITS = ["u0", "u1", "u2", "u3", "u4", "u5"].map(unitCode);
const PEOPLE = ["p0", "p1", "p2", "p3", "p4", "p5"].map(personKey);

/** Any minute of two weeks with two weekends and a make-up day (20 September 2026, a Sunday). */
const anyMoment = fc.nat(14 * DAY_MINUTES).map((minutes) => addMs(at("2026-09-14T00:00"), minutes * MINUTE_MS));
const wakingMoment = anyMoment.map((moment) => hours.next(moment));
const around = (now: Instant, from: number, until: number): fc.Arbitrary<Instant> =>
	fc.integer({ min: from, max: until }).map((minutes) => addMs(now, minutes * MINUTE_MS));

const anyStep = (now: Instant, round: Round, index: number): fc.Arbitrary<ReminderWorld["steps"][number]> =>
	fc
		.record({
			way: fc.constantFrom(...REMINDER_WAYS),
			at: around(now, -DAY_MINUTES, 0),
			lasts: fc.integer({ min: -60, max: DAY_MINUTES }),
			missing: fc.subarray(UNITS),
			drafts: fc.array(fc.option(fc.constant({ answered: 3, asked: 5 })), { minLength: UNITS.length, maxLength: UNITS.length }),
			closed: fc.subarray(UNITS, { maxLength: 1 }),
		})
		.map(({ way, at, lasts, missing, drafts, closed }) => ({
			duty: { ...weekly, id: round.duty } as Duty,
			round,
			step: byHours(index, way),
			key: `remind:${round.duty}:${round.period}:${index}`,
			at,
			expiresAt: addMs(at, (lasts + DAY_MINUTES / 2) * MINUTE_MS),
			missing: missing.map((unit, place) => ({
				unit,
				draft: drafts[place] ?? null,
				closesAt: closed.includes(unit) ? addMs(now, -MINUTE_MS) : round.closesAt,
			})),
		}));

const anySteps = (now: Instant): fc.Arbitrary<ReminderWorld["steps"]> =>
	fc
		.array(fc.record({ dueAt: around(now, -DAY_MINUTES, DAY_MINUTES), steps: fc.integer({ min: 1, max: 4 }) }), { maxLength: 3 })
		.chain((rounds) =>
			fc.tuple(
				...rounds.flatMap(({ dueAt, steps }, index) => {
					const round: Round = {
						duty: `duty${index}` as DutyId,
						period: "2026-W38" as PeriodKey,
						opensAt: addMs(dueAt, -5 * DAY_MINUTES * MINUTE_MS),
						dueAt,
						closesAt: addMs(dueAt, 3 * DAY_MINUTES * MINUTE_MS),
						movedFrom: null,
						provisional: false,
					};
					return Array.from({ length: steps }, (_, number) => anyStep(now, round, number));
				}),
			),
		);

const anyPeople: fc.Arbitrary<Remindable[]> = fc
	.tuple(
		fc.array(fc.array(fc.constantFrom("telegram", "room"), { maxLength: 2 }), { minLength: PEOPLE.length, maxLength: PEOPLE.length }),
		fc.uniqueArray(
			fc.record({ person: fc.constantFrom(...PEOPLE), unit: fc.constantFrom(...UNITS), as: fc.constantFrom("reporter", "principal") }),
			{ maxLength: 14, selector: ({ person, unit, as }) => `${person} ${unit} ${as}` },
		),
	)
	.map(([channels, posts]) =>
		posts.map((post) => ({ ...post, chats: (channels[PEOPLE.indexOf(post.person)] ?? []).map((channel) => `${channel} ${post.person}`) })),
	);

const worldAt = (now: Instant): fc.Arbitrary<ReminderWorld> =>
	fc.record({
		now: fc.constant(now),
		steps: anySteps(now),
		people: anyPeople,
		groups: fc
			.array(fc.subarray(UNITS), { maxLength: 3 })
			.map((groups) => groups.map((units, index) => ({ chat: `group ${index}`, units }))),
		remindedToday: fc.array(fc.tuple(fc.constantFrom(...PEOPLE), fc.nat(3)), { maxLength: 6 }).map((counts) => new Map(counts)),
		cap: fc.option(fc.integer({ min: 1, max: 3 })),
		hours: fc.constant(hours),
	});

/** Any world in which something may be said: rounds before and after their deadlines, stale steps, people with several units and none, caps spent. */
export const anyWorld: fc.Arbitrary<ReminderWorld> = wakingMoment.chain(worldAt);

/** The same at any hour of any day. */
export const anyWorldAtAnyHour: fc.Arbitrary<ReminderWorld> = anyMoment.chain(worldAt);

/** A world in which every step asks for what was lost on Telegram, of some people. */
export const anyWorldWithLostWords: fc.Arbitrary<ReminderWorld> = fc
	.tuple(anyWorld, fc.array(fc.subarray(PEOPLE), { minLength: 12, maxLength: 12 }), fc.subarray(["group 0", "group 1", "group 2"]))
	.map(([world, people, groups]) => ({
		...world,
		steps: world.steps.map((step, index) => ({
			...step,
			step: byHours(index, "group"),
			key: `${step.key} lost`,
			lost: { channel: "telegram", since: addMs(world.now, -index * MINUTE_MS), until: world.now, heard: [] },
			unheard: { people: new Set(people[index]), chats: new Set([...groups, ...PEOPLE.map((person) => `telegram ${person}`)]) },
		})),
	}));
