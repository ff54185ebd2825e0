import type { Duty } from "../../domain/duty.ts";
import { type Cadence, type PeriodKey, parsePeriod, periodOf } from "../../domain/period.ts";
import { type Action, may } from "../../domain/permission.ts";
import { owes, phaseOf } from "../../domain/round.ts";
import type { Unit } from "../../domain/unit.ts";
import { meansWholeCounty } from "../../language/command-words.ts";
import { leadingPeriod } from "../../language/leading-period.ts";
import type { Speaker, Turn } from "../turns/turn.ts";
import { askWhichUnit, type LeadingUnit, readLeadingUnit } from "../units/leading-unit.ts";
import { exampleTownship, unitNotFound } from "../units/unit-not-found.ts";
import { refuse } from "./handler.ts";

/** One duty's round, and the units that owe it and are asked about. */
export interface Owed {
	readonly duty: Duty;
	readonly period: PeriodKey;
	readonly units: readonly Unit[];
}

/** What 未报 and 催报 are about: the rounds, and the unit that was named. */
export interface OwedRead {
	readonly owed: readonly Owed[];
	readonly within: Unit | null;
}

/**
 * Reads 「第47周」, 「月报」, 「大巴镇」, 「村周报」 in any order: the rounds meant, with the units that owe them as far as the speaker's right to the action and the
 * group reach. Rounds that are not owed or not open are said and left out. Null when something else had to be said.
 */
export const readOwed = (
	turn: Turn,
	speaker: Speaker,
	rest: string,
	of: { readonly action: Action; readonly command: string /** Of several rounds due at once the first alone. */; readonly soonest?: true },
): OwedRead | null => {
	const { today } = turn;
	const named = leadingPeriod(rest, today);
	const words = (named?.rest ?? rest).trim();
	const cadence: Cadence = named ? parsePeriod(named.period).cadence : "week";
	const { duties } = turn.county.data;
	const exact = duties.filter((duty) => duty.name === words);
	const head = exact.length > 0 || words === "" || meansWholeCounty(words) ? null : unitIn(turn, speaker, words);
	if (head?.kind === "unsure") {
		askWhichUnit(turn, speaker, [of.command, named?.period ?? ""].join(" ").trim(), head);
		return null;
	}
	if (head && !may(turn.county, speaker.person, of.action, head.unit.code, today)) {
		refuse(turn, of.action, head.unit);
		return null;
	}
	const about = head ? head.rest.trim() : meansWholeCounty(words) ? "" : words;
	const meant =
		about === ""
			? duties.filter((duty) => duty.cadence === cadence)
			: exact.length > 0
				? exact
				: duties.filter((duty) => duty.name.includes(about));
	if (meant.length === 0 && about !== "") {
		turn.say(unitNotFound(words, exampleTownship(turn)));
		return null;
	}
	const owed = meant.flatMap((duty): Owed[] => {
		const periods = named && parsePeriod(named.period).cadence === duty.cadence ? [named.period] : presentPeriods(turn, duty);
		return (of.soonest ? periods.slice(0, 1) : periods).map((period) => ({
			duty,
			period,
			units: owing(turn, speaker, of.action, duty, period, head?.unit ?? turn.county.root),
		}));
	});
	const seen = (about === "" ? townshipsFirst(owed) : owed).filter(({ units }) => units.length > 0);
	if (seen.length === 0) turn.say({ key: "no-duty", cadence, buttons: [] });
	return { owed: seen.filter((one) => isOpen(turn, one)), within: head?.unit ?? null };
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

/** The unit named before or behind the other words (大巴镇 村周报, 村周报 大巴镇). */
const unitIn = (turn: Turn, speaker: Speaker, words: string): LeadingUnit | null => {
	const leading = readLeadingUnit(turn, speaker, words);
	const [, before = "", last = ""] = /^(.+?)\s+(\S+)$/u.exec(words) ?? [];
	if (leading || last === "") return leading;
	const behind = readLeadingUnit(turn, speaker, last);
	return behind?.rest === "" ? { ...behind, rest: before } : null;
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

/** The units within another that owe a round, on which this person has the right, and that the group (where it is asked in one) stands for. */
const owing = (turn: Turn, speaker: Speaker, action: Action, duty: Duty, period: PeriodKey, within: Unit): Unit[] => {
	const { county, today } = turn;
	const day = turn.rounds.owingDay(duty, period);
	const group = turn.inGroup ? turn.groupUnit : county.root.code;
	if (group === null) return [];
	return county.data.units.filter(
		(unit) =>
			owes(duty, unit, day) &&
			may(county, speaker.person, action, unit.code, today) &&
			county.contains(within.code, unit.code) &&
			county.contains(group, unit.code),
	);
};
