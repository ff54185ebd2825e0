import { addresseesOf } from "../domain/reminder-step.ts";
import type { UnitCode } from "../domain/unit.ts";
import { actingSteps, type WorldStep } from "./acting-steps.ts";
import { ReminderDrafts } from "./reminder-drafts.ts";
import type { Remindable, ReminderPlan, ReminderWorld } from "./reminder-plan.ts";

const NOTHING: ReminderPlan = { messages: [], held: [], unreached: [], occurrences: [] };

/**
 * Who is reminded of what now, in how few messages: the missing only, one message a chat whatever is due, none beyond a person's cap of the day. Outside
 * waking hours nothing is planned and no step settled: it is asked again later.
 *
 * What may have been lost on a channel is asked for on that channel, of those who had no other. private: each reporter of a missing unit who is reached alone; where none is, the unit is named in its group. group: it is named there; where it has
 * none, its reporters are told alone. principals: they are told alone, never in a group. A unit one of whose reporters is at the cap is not named, for that
 * would be one message too many for them: its others are told alone. The cap is spent on the most urgent first (actingSteps).
 */
export const planReminders = (world: ReminderWorld): ReminderPlan => {
	if (!world.hours.includes(world.now)) return NOTHING;
	const { acting, occurrences } = actingSteps(world.steps, world.now);
	const drafts = new ReminderDrafts(world);
	const people = peopleByUnit(world.people);
	const groupOf = groupsByUnit(world);
	const unreached = new Map<string, ReminderPlan["unreached"][number]>();
	for (const step of acting)
		for (const { unit, closesAt, changedBy } of step.missing) {
			if (closesAt <= world.now) continue;
			const asked = (people.get(unit) ?? []).filter(({ as }) => addresseesOf(step.step) === `${as}s`);
			if (step.lost) {
				askAgain(
					step,
					unit,
					changedBy ? asked.filter(({ person }) => changedBy.has(person)) : asked,
					changedBy ? [] : world.groups,
					drafts,
				);
				continue;
			}
			if (remind(step, unit, asked, groupOf.get(unit), drafts)) continue;
			for (const one of asked) drafts.hold(one, step, "unreachable");
			unreached.set(`${unit} ${step.duty.id} ${step.round.period}`, { unit, duty: step.duty.id, period: step.round.period });
		}
	return { messages: drafts.messages(), held: drafts.held(), unreached: [...unreached.values()], occurrences };
};

/** Reminds the people of one unit of one round the way the step says; false where there is no way at all. */
const remind = (
	step: WorldStep,
	unit: UnitCode,
	asked: readonly Remindable[],
	group: string | undefined,
	drafts: ReminderDrafts,
): boolean => {
	const reached = asked.filter(({ chats }) => chats.length > 0);
	const isNamed = group !== undefined && (step.step.way === "group" || (step.step.way === "private" && reached.length === 0));
	if (isNamed) {
		drafts.name(unit, group, step, asked);
		return true;
	}
	if (reached.length === 0) return false;
	for (const one of asked) {
		const [chat] = one.chats;
		if (chat === undefined) drafts.hold(one, step, "unreachable");
		else drafts.tell(one, chat, step);
	}
	return true;
};

/** Asks those of a unit who may have said something in vain, where they were not heard; whoever cannot be asked there missed nothing there. */
const askAgain = (
	step: WorldStep,
	unit: UnitCode,
	people: readonly Remindable[],
	groups: ReminderWorld["groups"],
	drafts: ReminderDrafts,
): void => {
	const { unheard } = step;
	const asked = people.filter(({ person }) => unheard?.people.has(person));
	if (!unheard || asked.length === 0) return;
	const there = asked.map((one) => ({ ...one, chats: one.chats.filter((chat) => unheard.chats.has(chat)) }));
	const group = groups.find(({ chat, units }) => unheard.chats.has(chat) && units.includes(unit));
	remind(step, unit, there, group?.chat, drafts);
};

/** In an order of their own, not that in which they were found. */
const peopleByUnit = (people: readonly Remindable[]): Map<UnitCode, Remindable[]> => {
	const byUnit = new Map<UnitCode, Map<string, Remindable>>();
	for (const one of [...people].sort((a, b) => (`${a.person} ${a.as}` < `${b.person} ${b.as}` ? -1 : 1)))
		byUnit.set(one.unit, (byUnit.get(one.unit) ?? new Map()).set(`${one.person} ${one.as}`, one));
	return new Map([...byUnit].map(([unit, theirs]) => [unit, [...theirs.values()]]));
};

const groupsByUnit = ({ groups }: ReminderWorld): Map<UnitCode, string> => {
	const byUnit = new Map<UnitCode, string>();
	for (const { chat, units } of groups) for (const unit of units) if (!byUnit.has(unit)) byUnit.set(unit, chat);
	return byUnit;
};
