import { addDays, dateOf, type Instant, instantAt } from "../../domain/period.ts";
import { may } from "../../domain/permission.ts";
import type { Person } from "../../domain/person.ts";
import type { Problem } from "../../domain/problem.ts";
import type { UnitCode } from "../../domain/unit.ts";
import type { View } from "../../views/view.ts";
import { privateChatsOf } from "../people/private-chats.ts";
import { tellUnits } from "../rounds/tell-units.ts";
import type { Turn } from "../turns/turn.ts";
import { unitNow } from "./problem-rights.ts";

/** What nobody read for so long is told no more. */
const KEPT_DAYS = 14;

const expiry = (turn: Turn): Instant => instantAt(addDays(dateOf(turn.now), KEPT_DAYS), "18:00");

/** Tells people alone, each once; returns whom the bot can reach. */
export const tellPeople = async (turn: Turn, people: readonly Person[], view: View): Promise<Person[]> => {
	if (people.length === 0) return [];
	const accounts = await turn.set.committed.accountsOfPeople(people.map(({ key }) => key));
	const reached: Person[] = [];
	for (const person of people) {
		const [chat] = privateChatsOf(
			accounts.filter((account) => account.person === person.key),
			turn.world,
		);
		if (!chat) continue;
		reached.push(person);
		turn.add({
			do: "enqueue-message",
			message: {
				id: turn.world.ids.next(),
				chat,
				view,
				dedupeKey: `${turn.reference}:problem:${view.key}:${person.key}`,
				priority: "broadcast",
				createdAt: turn.now,
				expiresAt: expiry(turn),
				addressee: person.key,
				answers: null,
				card: null,
			},
		});
	}
	return reached;
};

/** Tells a unit, in its group or its people alone; false when it has no group and nobody is bound. */
export const tellUnit = async (turn: Turn, code: UnitCode, view: View): Promise<boolean> => {
	const unit = turn.county.unit(unitNow({ county: turn.county, day: turn.today }, code));
	return unit !== undefined && (await tellUnits(turn, [unit], expiry(turn), () => view)) > 0;
};

/** Tells whoever asked for the closure of a problem; where they are gone, the unit that was to solve it. Not whoever speaks. */
export const tellSolver = async (turn: Turn, speaker: Person, problem: Problem, view: View): Promise<void> => {
	const solver = problem.solvedBy === null ? undefined : turn.county.person(problem.solvedBy);
	if (solver?.key === speaker.key) return;
	if (solver && (await tellPeople(turn, [solver], view)).length > 0) return;
	const unit = problem.owner ?? problem.unit;
	if (!may(turn.county, speaker, "answer-problem", unitNow({ county: turn.county, day: turn.today }, unit), turn.today))
		await tellUnit(turn, unit, view);
};
