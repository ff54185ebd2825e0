import type { Duty } from "../../domain/duty.ts";
import type { PeriodKey } from "../../domain/period.ts";
import { dueNoteOf } from "../../domain/round.ts";
import type { Unit, UnitCode } from "../../domain/unit.ts";
import type { RoundStates } from "../../ports/store.ts";
import type { ReportView, SilentGroup } from "../../views/report.ts";
import type { Turn } from "../turns/turn.ts";

/** As many names as are read: a whole county's townships, or a few townships' villages. */
const MOST_NAMES = 60;
/** The names shown of a list that is longer. */
const FEW_NAMES = 30;
/** Townships told with their counts; of more than these only the first few, where most is missing. */
const MOST_GROUPS = 60;
const FEW_GROUPS = 20;

/** Who of the units has reported, begun or neither in a round, as short as it has to be to be read, however many the units are. */
export const missingInRound = (
	turn: Turn,
	duty: Duty,
	period: PeriodKey,
	units: readonly Unit[],
	{ reported, begun }: RoundStates,
): Extract<ReportView, { key: "missing" }> => {
	const round = turn.rounds.round(duty, period, null);
	const late = new Map(reported.map((one) => [one.unit, turn.rounds.isLate(duty.id, period, one)]));
	const drafts = new Map(begun.map((one) => [one.unit, one]));
	const there = units.filter((unit) => late.has(unit.code));
	const lateCount = there.filter((unit) => late.get(unit.code) === true).length;
	const out = units.filter((unit) => !late.has(unit.code));
	// Drafts are the drafter's own affair until sent: not told in a group, where every unit of it may read along.
	const drafting = turn.inGroup ? [] : out.filter((unit) => drafts.has(unit.code));
	const groups = silentGroups(turn, turn.inGroup ? out : out.filter((unit) => !drafts.has(unit.code)));
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
		...shortened(groups),
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

/** Villages under their township, other units directly. */
const silentGroups = (turn: Turn, units: readonly Unit[]): SilentGroup[] => {
	const groups = new Map<UnitCode | null, string[]>();
	for (const unit of units) {
		const above = unit.kind === "village" ? unit.parent : null;
		const names = groups.get(above);
		if (names) names.push(unit.name);
		else groups.set(above, [unit.name]);
	}
	return [...groups].map(([above, names]) => ({
		within: above === null ? null : (turn.county.unit(above)?.name ?? null),
		units: names,
		count: names.length,
	}));
};

/** Too many names are counted by township, too many townships cut to those where most is missing; units that stand under none are named in part. */
const shortened = (
	groups: readonly SilentGroup[],
): { silent: SilentGroup[]; silentElsewhere: { groups: number; units: number } | null } => {
	const count = groups.reduce((sum, group) => sum + group.count, 0);
	if (count <= MOST_NAMES) return { silent: [...groups], silentElsewhere: null };
	const short = groups.map((group) => ({ ...group, units: group.within === null ? group.units.slice(0, FEW_NAMES) : [] }));
	if (short.length <= MOST_GROUPS) return { silent: short, silentElsewhere: null };
	const shown = short.toSorted((a, b) => b.count - a.count).slice(0, FEW_GROUPS);
	const told = shown.reduce((sum, group) => sum + group.count, 0);
	return { silent: shown, silentElsewhere: { groups: groups.length - shown.length, units: count - told } };
};
