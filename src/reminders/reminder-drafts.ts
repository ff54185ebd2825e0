import type { PersonKey } from "../domain/person.ts";
import type { UnitCode } from "../domain/unit.ts";
import { roundKey, type WorldStep } from "./acting-steps.ts";
import type { HeldBack, LostTime, MissingUnit, PlannedReminder, Remindable, ReminderItem, ReminderWorld } from "./reminder-plan.ts";

interface Draft {
	readonly person: PersonKey | null;
	readonly steps: Set<WorldStep>;
	/** By round, what is said of it. */
	readonly units: Map<string, Set<UnitCode>>;
	readonly counted: Map<string, PlannedReminder["counted"][number]>;
	asked: boolean;
}

/** The messages of one plan as they fill, one a chat, within the caps: whoever a message counts for pays for it once, whatever it says. */
export class ReminderDrafts {
	readonly #world: ReminderWorld;
	readonly #drafts = new Map<string, Draft>();
	/** The chats whose message counts for somebody. */
	readonly #paid = new Map<PersonKey, Set<string>>();
	readonly #held = new Map<string, HeldBack>();

	constructor(world: ReminderWorld) {
		this.#world = world;
	}

	/** Says a unit's round to one person alone, unless that were one message too many. */
	tell(one: Remindable, chat: string, step: WorldStep): void {
		if (this.#mayPay(one.person, chat)) this.#say(chat, one.person, one.unit, step, [one]);
		else this.hold(one, step, "capped");
	}

	/** Names a unit in a group, for all of its people; where that were one message too many for any of them, the others are told alone. */
	name(unit: UnitCode, chat: string, step: WorldStep, people: readonly Remindable[]): void {
		if (people.every(({ person }) => this.#mayPay(person, chat))) {
			this.#say(chat, null, unit, step, people);
			return;
		}
		for (const one of people) {
			const [own] = one.chats;
			if (own === undefined) this.hold(one, step, "capped");
			else this.tell(one, own, step);
		}
	}

	/** Somebody is not reminded of a unit's round. */
	hold({ person, unit }: Remindable, step: WorldStep, why: HeldBack["why"]): void {
		const held = { person, unit, duty: step.duty.id, period: step.round.period, why };
		const key = subjectOf(person, unit, step);
		if (!this.#held.has(key)) this.#held.set(key, held);
	}

	/** Everything said, the most urgent first. */
	messages(): PlannedReminder[] {
		return [...this.#drafts].map(([chat, draft]) => ({
			chat,
			inGroup: draft.person === null,
			person: draft.person,
			as: draft.asked ? "reporter" : "principal",
			items: this.#items(draft),
			lost: lostOf(draft),
			counted: [...draft.counted.values()],
			expiresAt: [
				this.#world.hours.end(this.#world.now),
				...[...draft.steps].map(({ expiresAt }) => expiresAt),
			].sort()[0] as string as PlannedReminder["expiresAt"],
		}));
	}

	/** Who was held back, and heard of that unit's round in no other way. */
	held(): HeldBack[] {
		const reminded = new Set([...this.#drafts.values()].flatMap(({ counted }) => [...counted.keys()]));
		return [...this.#held].flatMap(([key, held]) => (reminded.has(key) ? [] : [held]));
	}

	#mayPay(person: PersonKey, chat: string): boolean {
		const { cap, remindedToday } = this.#world;
		const paid = this.#paid.get(person);
		return cap === null || paid?.has(chat) === true || (remindedToday.get(person) ?? 0) + (paid?.size ?? 0) < cap;
	}

	#say(chat: string, person: PersonKey | null, unit: UnitCode, step: WorldStep, people: readonly Remindable[]): void {
		const draft: Draft = this.#drafts.get(chat) ?? { person, steps: new Set(), units: new Map(), counted: new Map(), asked: false };
		this.#drafts.set(chat, draft);
		draft.steps.add(step);
		draft.units.set(roundKey(step), (draft.units.get(roundKey(step)) ?? new Set()).add(unit));
		draft.asked ||= person === null || people.some((one) => one.as === "reporter");
		for (const one of people) {
			this.#paid.set(one.person, (this.#paid.get(one.person) ?? new Set()).add(chat));
			draft.counted.set(subjectOf(one.person, unit, step), { person: one.person, unit, duty: step.duty.id, period: step.round.period });
		}
	}

	#items({ steps, units }: Draft): ReminderItem[] {
		return [...units].map(([key, codes]) => {
			const [first, ...others] = [...steps].filter((step) => roundKey(step) === key) as [WorldStep, ...WorldStep[]];
			const { duty, period, dueAt, closesAt } = first.round;
			const missing = new Map([first, ...others].flatMap((step) => step.missing).map((unit): [UnitCode, MissingUnit] => [unit.unit, unit]));
			const named = [...missing.values()].filter(({ unit }) => codes.has(unit));
			return {
				duty,
				period,
				dueAt,
				closesAt,
				late: this.#world.now > dueAt,
				...([first, ...others].every(({ lost }) => lost) ? { asksOnly: true } : {}),
				units: named,
			};
		});
	}
}

/** Oldest first, each once. */
const lostOf = ({ steps }: Draft): LostTime[] => {
	const times = new Map([...steps].flatMap(({ lost }) => (lost ? [[`${lost.since} ${lost.channel}`, lost] as const] : [])));
	return [...times].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, lost]) => lost);
};

const subjectOf = (person: PersonKey, unit: UnitCode, { duty, round }: WorldStep): string => `${person} ${unit} ${duty.id} ${round.period}`;
