import type { Duty } from "../../domain/duty.ts";
import { daysOf, type PeriodKey, parsePeriod, periodOf } from "../../domain/period.ts";
import { may } from "../../domain/permission.ts";
import { isLate } from "../../domain/report.ts";
import { owes, phaseOf, roundIn } from "../../domain/round.ts";
import type { Unit } from "../../domain/unit.ts";
import { leadingPeriod } from "../../language/leading-period.ts";
import type { Store } from "../../ports/store.ts";
import type { ReportView } from "../../views/report.ts";
import { roundsFor } from "../reports/own-duties.ts";
import { privately } from "../turns/say-in-audience.ts";
import type { Speaker, Turn } from "../turns/turn.ts";
import type { CommandHandler } from "./handler.ts";

/** 未报, 未报 第47周, 未报 月报: who has not reported in a round; drafts begun are told from silence. */
export const missing: CommandHandler = async (turn, speaker, rest) => {
	const named = leadingPeriod(rest, turn.today);
	const words = (named?.rest ?? rest).trim();
	const cadence = named ? parsePeriod(named.period).cadence : "week";
	const { duties } = turn.county.data;
	const exact = duties.filter((duty) => duty.name === words);
	const meant =
		words === ""
			? duties.filter((duty) => duty.cadence === cadence)
			: exact.length > 0
				? exact
				: duties.filter((duty) => duty.name.includes(words));
	const owed = meant.map((duty) => ({ duty, units: owing(turn, speaker, duty, named?.period ?? currentPeriod(turn, duty)) }));
	const seen = (words === "" ? townshipsFirst(owed) : owed).filter(({ units }) => units.length > 0).map(({ duty }) => duty);
	if (seen.length === 0) return turn.say({ key: "no-duty", cadence, buttons: [] });
	for (const duty of seen) {
		const period = named && parsePeriod(named.period).cadence === duty.cadence ? named.period : currentPeriod(turn, duty);
		const round = roundIn(duty, period);
		if (phaseOf(round, turn.inbound.sentAt) === "not-open")
			turn.say({ key: "round-not-open", title: duty.name, opensAt: round.opensAt, buttons: [] });
		else await tell(turn, speaker, duty, period);
	}
};

/** Where everybody of a group is of the unit above those who owe, it is told there; villages are no matter for the whole county's group. */
const tell = async (turn: Turn, speaker: Speaker, duty: Duty, period: PeriodKey): Promise<void> => {
	const units = owing(turn, speaker, duty, period);
	const group = turn.groupUnit;
	const chat = units.every((unit) => unit.code === group || unit.parent === group) ? turn.chat : privately(turn, speaker);
	if (chat) turn.say(await missingIn(turn.set.wide(), turn, duty, period, units), { chat, addressee: speaker.person });
};

/** Whoever sees several townships is told of those; 390 villages come when their duty is named. In one township both are told. */
const townshipsFirst = <T extends { readonly units: readonly Unit[] }>(owed: readonly T[]): readonly T[] => {
	const above = owed.filter(({ units }) => units.some((unit) => unit.kind !== "village"));
	return above.some(({ units }) => units.length > 1) ? above : owed;
};

/** The newest round that takes reports, else the present period. */
const currentPeriod = (turn: Turn, duty: Duty): PeriodKey =>
	roundsFor(duty, turn.inbound.sentAt).taking[0]?.period ?? periodOf(duty.cadence, turn.today);

/** The units that owe a round, that this person may see the state of, and that the group (where it is asked in one) stands for. */
const owing = (turn: Turn, speaker: Speaker, duty: Duty, period: PeriodKey): Unit[] => {
	const day = daysOf(period).first;
	const group = turn.inGroup ? turn.groupUnit : turn.county.root.code;
	return turn.county.data.units.filter(
		(unit) =>
			owes(duty, unit, day) &&
			may(turn.county, speaker.person, "see-missing", unit.code, turn.today) &&
			group !== null &&
			turn.county.contains(group, unit.code),
	);
};

/** Who of the units has reported, begun or neither. */
const missingIn = async (
	store: Store,
	turn: Turn,
	duty: Duty,
	period: PeriodKey,
	units: readonly Unit[],
): Promise<Extract<ReportView, { key: "missing" }>> => {
	const reports = new Map((await store.reportsOfRound(duty.id, period)).map((report) => [report.unit, report]));
	const begun = new Map((await store.sessionsOfRound(duty.id, period)).map((session) => [session.unit, session]));
	const there = units.filter((unit) => reports.has(unit.code));
	const late = there.filter((unit) => isLate(reports.get(unit.code) as NonNullable<ReturnType<typeof reports.get>>)).length;
	const out = units.filter((unit) => !reports.has(unit.code));
	// Drafts are the drafter's own affair until sent: not told in a group, where every unit of it may read along.
	const silent = turn.inGroup ? out : out.filter((unit) => !begun.has(unit.code));
	return {
		key: "missing",
		title: duty.name,
		period,
		dueAt: roundIn(duty, period).dueAt,
		due: units.length,
		reported: there.length,
		onTime: there.length - late,
		late,
		silent: grouped(turn, silent),
		begun: turn.inGroup
			? null
			: out.flatMap((unit) => {
					const session = begun.get(unit.code);
					return session ? [{ unit: unit.name, answered: session.answered, asked: session.asked }] : [];
				}),
		buttons: [],
	};
};

/** Villages under their township, other units directly. */
const grouped = (turn: Turn, units: readonly Unit[]): { within: string | null; units: string[] }[] => {
	const groups = new Map<string | null, string[]>();
	for (const unit of units) {
		const within = unit.kind === "village" && unit.parent !== null ? (turn.county.unit(unit.parent)?.name ?? null) : null;
		groups.set(within, [...(groups.get(within) ?? []), unit.name]);
	}
	return [...groups].map(([within, names]) => ({ within, units: names }));
};
