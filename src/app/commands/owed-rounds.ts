import type { Duty } from "../../domain/duty.ts";
import { type PeriodKey, parsePeriod, periodOf } from "../../domain/period.ts";
import { type Action, may } from "../../domain/permission.ts";
import { owes, phaseOf } from "../../domain/round.ts";
import type { Unit } from "../../domain/unit.ts";
import type { Speaker, Turn } from "../turns/turn.ts";
import { refuse } from "./handler.ts";
import { cadenceMeant, readOwedWords } from "./owed-words.ts";

/** One duty's round, and the units that owe it and are asked about. */
export interface Owed {
	readonly duty: Duty;
	readonly period: PeriodKey;
	readonly units: readonly Unit[];
}

/** What 未报 and 催报 are about: the rounds, and the units that were named; none for the whole county. */
export interface OwedRead {
	readonly owed: readonly Owed[];
	readonly within: readonly Unit[];
}

/**
 * The rounds meant by 「第47周」, 「月报」, 「大巴镇、佛寺镇」, 「村」, with the units that owe them as far as the speaker's right to the action and the group reach.
 * Rounds that are not owed or not open are said and left out. Null when something else had to be said.
 */
export const readOwed = (
	turn: Turn,
	speaker: Speaker,
	rest: string,
	of: { readonly action: Action; readonly command: string /** Of several rounds due at once the first alone. */; readonly soonest?: true },
): OwedRead | null => {
	const words = readOwedWords(turn, speaker, rest, of.command);
	if (!words) return null;
	const { duties, period, level, units } = words;
	const refused = units.find((unit) => !may(turn.county, speaker.person, of.action, unit.code, turn.today));
	if (refused) {
		refuse(turn, of.action, refused);
		return null;
	}
	const cadence = cadenceMeant(words);
	const meant = duties.length > 0 ? duties : turn.county.data.duties.filter((duty) => duty.cadence === cadence);
	const within = units.length > 0 ? units : [turn.county.root];
	const owed = meant.flatMap((duty): Owed[] => {
		const periods = period !== null && parsePeriod(period).cadence === duty.cadence ? [period] : presentPeriods(turn, duty);
		return (of.soonest ? periods.slice(0, 1) : periods).map((one) => ({
			duty,
			period: one,
			units: owing(turn, speaker, of.action, duty, one, within).filter(({ kind }) => level === null || kind === level),
		}));
	});
	const isOpenWide = duties.length === 0 && level === null && units.length === 0;
	const seen = (isOpenWide ? townshipsFirst(owed) : owed).filter((one) => one.units.length > 0);
	if (seen.length === 0) turn.say({ key: "no-duty", cadence, buttons: [] });
	return { owed: seen.filter((one) => isOpen(turn, one)), within: units };
};

/** Whether reports of a round are or were taken; where not, that is said. */
const isOpen = (turn: Turn, { duty, period }: Owed): boolean => {
	const round = turn.rounds.round(duty, period, null);
	const why = turn.rounds.notOwed(duty, period);
	if (why !== null) turn.say({ key: "round-not-owed", title: duty.name, period, why, buttons: [] });
	else if (phaseOf(round, turn.inbound.sentAt) === "not-open")
		turn.say({ key: "round-not-open", title: duty.name, opensAt: round.opensAt, buttons: [] });
	else return true;
	return false;
};

/** Whoever sees several townships is told of those; 390 villages come when their duty is named. In one township both are told. */
const townshipsFirst = (owed: readonly Owed[]): readonly Owed[] => {
	const above = owed.filter(({ units }) => units.some((unit) => unit.kind !== "village"));
	return above.some(({ units }) => units.length > 1) ? above : owed;
};

/** The rounds that are due: the newest that takes reports, and before it those whose deadline was moved to now or later; else the present period. */
const presentPeriods = (turn: Turn, duty: Duty): PeriodKey[] => {
	const [newest, ...older] = turn.rounds.taking(duty, turn.inbound.sentAt, null);
	const due = older.filter(({ dueAt }) => dueAt >= turn.inbound.sentAt).reverse();
	return [...due.map(({ period }) => period), newest?.period ?? periodOf(duty.cadence, turn.today)];
};

/** The units within others that owe a round, on which this person has the right, and that the group (where it is asked in one) stands for. */
const owing = (turn: Turn, speaker: Speaker, action: Action, duty: Duty, period: PeriodKey, within: readonly Unit[]): Unit[] => {
	const { county, today } = turn;
	const day = turn.rounds.owingDay(duty, period);
	const group = turn.inGroup ? turn.groupUnit : county.root.code;
	if (group === null) return [];
	return county.data.units.filter(
		(unit) =>
			owes(duty, unit, day) &&
			may(county, speaker.person, action, unit.code, today) &&
			within.some(({ code }) => county.contains(code, unit.code)) &&
			county.contains(group, unit.code),
	);
};
