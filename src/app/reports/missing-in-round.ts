import type { Duty } from "../../domain/duty.ts";
import type { PeriodKey } from "../../domain/period.ts";
import { dueNoteOf } from "../../domain/round.ts";
import type { Unit } from "../../domain/unit.ts";
import type { RoundStates } from "../../ports/store.ts";
import type { ReportView } from "../../views/report.ts";
import type { Turn } from "../turns/turn.ts";
import { FEW_NAMES, MOST_NAMES, silentUnits } from "./silent-groups.ts";

/** Who of the units has reported, waits for approval, has begun or neither in a round, as short as it has to be to be read, however many the units are. */
export const missingInRound = (
	turn: Pick<Turn, "county" | "rounds" | "inGroup">,
	duty: Duty,
	period: PeriodKey,
	units: readonly Unit[],
	{ reported, pending, begun }: RoundStates,
): Extract<ReportView, { key: "missing" }> => {
	const round = turn.rounds.round(duty, period, null);
	const late = new Map(reported.map((one) => [one.unit, turn.rounds.isLate(duty.id, period, one)]));
	// Of several people of a unit who have begun, whoever is furthest is told.
	const drafts = new Map(begun.toSorted((a, b) => a.answered - b.answered).map((one) => [one.unit, one]));
	const there = units.filter((unit) => late.has(unit.code));
	const lateCount = there.filter((unit) => late.get(unit.code) === true).length;
	const inReview = new Map(pending.map((one) => [one.unit, one.state]));
	const named = (state: "waiting" | "returned"): string[] =>
		units.filter((unit) => !late.has(unit.code) && inReview.get(unit.code) === state).map(({ name }) => name);
	const out = units.filter((unit) => !late.has(unit.code) && !inReview.has(unit.code));
	// Drafts are the drafter's own affair until sent: not told in a group, where every unit of it may read along.
	const drafting = turn.inGroup ? [] : out.filter((unit) => drafts.has(unit.code));
	const silent = turn.inGroup ? out : out.filter((unit) => !drafts.has(unit.code));
	return {
		key: "missing",
		title: duty.name,
		period,
		dueAt: round.dueAt,
		dueNote: dueNoteOf(round),
		due: units.length,
		reported: there.length,
		onTime: there.length - lateCount,
		late: lateCount,
		...silentUnits(turn.county, silent),
		waiting: named("waiting"),
		returned: named("returned"),
		begun: turn.inGroup
			? null
			: {
					count: drafting.length,
					units: few(drafting, MOST_NAMES, FEW_NAMES).flatMap((unit) => {
						const draft = drafts.get(unit.code);
						return draft ? [{ unit: unit.name, answered: draft.answered, asked: draft.asked }] : [];
					}),
				},
		buttons: [],
	};
};

const few = <T>(items: readonly T[], most: number, shown: number): readonly T[] => (items.length > most ? items.slice(0, shown) : items);
