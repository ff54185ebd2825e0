import type { Duty } from "../../domain/duty.ts";
import { type PeriodKey, parsePeriod, periodOf } from "../../domain/period.ts";
import { may } from "../../domain/permission.ts";
import { owes, phaseOf } from "../../domain/round.ts";
import type { Unit } from "../../domain/unit.ts";
import { meansWholeCounty } from "../../language/command-words.ts";
import { leadingPeriod } from "../../language/leading-period.ts";
import { missingInRound } from "../reports/missing-in-round.ts";
import { privately } from "../turns/say-in-audience.ts";
import type { Speaker, Turn } from "../turns/turn.ts";
import { askWhichUnit, type LeadingUnit, readLeadingUnit } from "../units/leading-unit.ts";
import { type CommandHandler, refuse } from "./handler.ts";

/** One duty's round, and the units that owe it and are asked about. */
interface Owed {
	readonly duty: Duty;
	readonly period: PeriodKey;
	readonly units: readonly Unit[];
}

/** Beyond a few townships' villages it is cheaper to read the whole round. */
const MOST_NAMED = 200;

/** 未报, 未报 第47周, 未报 月报, 未报 大巴镇: who has not reported in a round; drafts begun are told from silence. */
export const missing: CommandHandler = async (turn, speaker, rest) => {
	const { today } = turn;
	const named = leadingPeriod(rest, today);
	const words = (named?.rest ?? rest).trim();
	const cadence = named ? parsePeriod(named.period).cadence : "week";
	const { duties } = turn.county.data;
	const exact = duties.filter((duty) => duty.name === words);
	const head = exact.length > 0 || words === "" || meansWholeCounty(words) ? null : unitIn(turn, speaker, words);
	if (head?.kind === "unsure") return askWhichUnit(turn, speaker, ["/missing", named?.period ?? ""].join(" ").trim(), head);
	if (head && !may(turn.county, speaker.person, "see-missing", head.unit.code, today)) return refuse(turn, "see-missing", head.unit);
	const about = head ? head.rest.trim() : meansWholeCounty(words) ? "" : words;
	const meant =
		about === ""
			? duties.filter((duty) => duty.cadence === cadence)
			: exact.length > 0
				? exact
				: duties.filter((duty) => duty.name.includes(about));
	const owed = meant.map((duty): Owed => {
		const period = named && parsePeriod(named.period).cadence === duty.cadence ? named.period : currentPeriod(turn, duty);
		return { duty, period, units: owing(turn, speaker, duty, period, head?.unit ?? turn.county.root) };
	});
	const seen = (about === "" ? townshipsFirst(owed) : owed).filter(({ units }) => units.length > 0);
	if (seen.length === 0) return turn.say({ key: "no-duty", cadence, buttons: [] });
	for (const one of seen) {
		const round = turn.rounds.round(one.duty, one.period, null);
		const why = turn.rounds.notOwed(one.duty, one.period);
		if (why !== null) turn.say({ key: "round-not-owed", title: one.duty.name, period: one.period, why, buttons: [] });
		else if (phaseOf(round, turn.inbound.sentAt) === "not-open")
			turn.say({ key: "round-not-open", title: one.duty.name, opensAt: round.opensAt, buttons: [] });
		else await tell(turn, speaker, one);
	}
};

/** The unit named before or behind the other words (大巴镇 村周报, 村周报 大巴镇). */
const unitIn = (turn: Turn, speaker: Speaker, words: string): LeadingUnit | null => {
	const leading = readLeadingUnit(turn, speaker, words);
	const [, before = "", last = ""] = /^(.+?)\s+(\S+)$/u.exec(words) ?? [];
	if (leading || last === "") return leading;
	const behind = readLeadingUnit(turn, speaker, last);
	return behind?.rest === "" ? { ...behind, rest: before } : null;
};

/** Where everybody of a group is of the unit above those who owe, it is told there; villages are no matter for the whole county's group. */
const tell = async (turn: Turn, speaker: Speaker, { duty, period, units }: Owed): Promise<void> => {
	const group = turn.groupUnit;
	const chat = units.every((unit) => unit.code === group || unit.parent === group) ? turn.chat : privately(turn, speaker);
	if (!chat) return;
	const codes = units.length > MOST_NAMED ? null : units.map((unit) => unit.code);
	const states = await turn.set.wide().roundStates(duty.id, period, codes);
	turn.say(missingInRound(turn, duty, period, units, states), { chat, addressee: speaker.person });
};

/** Whoever sees several townships is told of those; 390 villages come when their duty is named. In one township both are told. */
const townshipsFirst = (owed: readonly Owed[]): readonly Owed[] => {
	const above = owed.filter(({ units }) => units.some((unit) => unit.kind !== "village"));
	return above.some(({ units }) => units.length > 1) ? above : owed;
};

/** The newest round that takes reports, else the present period. */
const currentPeriod = (turn: Turn, duty: Duty): PeriodKey =>
	turn.rounds.taking(duty, turn.inbound.sentAt, null)[0]?.period ?? periodOf(duty.cadence, turn.today);

/** The units within another that owe a round, that this person may see the state of, and that the group (where it is asked in one) stands for. */
const owing = (turn: Turn, speaker: Speaker, duty: Duty, period: PeriodKey, within: Unit): Unit[] => {
	const { county, today } = turn;
	const day = turn.rounds.owingDay(duty, period);
	const group = turn.inGroup ? turn.groupUnit : county.root.code;
	if (group === null) return [];
	return county.data.units.filter(
		(unit) =>
			owes(duty, unit, day) &&
			may(county, speaker.person, "see-missing", unit.code, today) &&
			county.contains(within.code, unit.code) &&
			county.contains(group, unit.code),
	);
};
