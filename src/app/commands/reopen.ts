import { type Instant, parsePeriod } from "../../domain/period.ts";
import { may } from "../../domain/permission.ts";
import { phaseOf } from "../../domain/round.ts";
import type { Unit } from "../../domain/unit.ts";
import { CADENCE_COMMANDS } from "../reports/open-report.ts";
import { dutiesIn } from "../reports/own-duties.ts";
import { endOfNextWorkingDay, readNamedRound, readUntil, saySlip } from "../rounds/named-round.ts";
import { tellUnits } from "../rounds/tell-units.ts";
import type { Speaker, Turn } from "../turns/turn.ts";
import { askWhichUnit } from "../units/leading-unit.ts";
import { type CommandHandler, refuse } from "./handler.ts";

/** Whoever gives no time of day means the whole day. */
const END_OF_DAY = "23:59";
const REASON_CHARS = 100;

/** 重开 大巴镇 第47周 原因: takes one unit's report of a closed round again, as late, until the end of the next working day or as named. */
export const reopen: CommandHandler = async (turn, speaker, rest) => {
	const named = readNamedRound(turn, speaker, rest, true);
	if (named.unit === null) return saySlip(turn, "reopen", "unit");
	if (named.unit.kind === "unsure")
		return askWhichUnit(turn, speaker, `/reopen ${named.period ?? ""}`.trim(), { ...named.unit, rest: named.rest });
	const { unit } = named.unit;
	if (!may(turn.county, speaker.person, "change-rounds", unit.code, turn.today)) return refuse(turn, "change-rounds", unit);
	const { period } = named;
	if (period === null) return saySlip(turn, "reopen", "period", null, unit);
	const { cadence } = parsePeriod(period);
	const duties = dutiesIn(turn, unit, period).filter(({ duty }) => named.duty === null || duty.name === named.duty);
	const [one] = duties;
	if (!one) return turn.say({ key: "no-duty", cadence, buttons: [] });
	const given = readUntil(turn, named.rest, END_OF_DAY);
	if (given === "unclear") return saySlip(turn, "reopen", "unclear-time", null, unit);
	const until = given?.until ?? endOfNextWorkingDay(turn);
	const reason = (given?.rest ?? named.rest).trim().slice(0, REASON_CHARS);
	if (until <= turn.now) return saySlip(turn, "reopen", "too-early", null, unit);
	if (reason === "") return saySlip(turn, "reopen", "reason", null, unit);
	for (const { duty } of duties) {
		const round = turn.rounds.round(duty, period, unit.code);
		const phase = phaseOf(round, turn.now);
		if (phase === "not-open") turn.say({ key: "round-not-open", title: duty.name, opensAt: round.opensAt, buttons: [] });
		else if (phase !== "closed" && until <= round.closesAt)
			turn.say({ key: "round-takes-reports", title: duty.name, unit: unit.name, period, closesAt: round.closesAt, buttons: [] });
		else await reopenOne(turn, speaker, { duty, unit }, { period, until, reason });
	}
};

const reopenOne = async (
	turn: Turn,
	speaker: Speaker,
	{ duty, unit }: ReturnType<typeof dutiesIn>[number] & { readonly unit: Unit },
	{
		period,
		until,
		reason,
	}: { readonly period: ReturnType<typeof turn.rounds.round>["period"]; readonly until: Instant; readonly reason: string },
): Promise<void> => {
	const id = turn.world.ids.next();
	const facts = { title: duty.name, unit: unit.name, period, until, reason } as const;
	const again = { do: "say", text: `${CADENCE_COMMANDS[duty.cadence]} ${unit.name} ${duty.name} ${period}` } as const;
	const told = await tellUnits(turn, [unit], until, () => ({
		key: "round-reopened-for-you",
		...facts,
		buttons: [{ label: { text: duty.name }, action: again }],
	}));
	turn.add({
		do: "add-round-change",
		change: { id, kind: "reopen", duty: duty.id, period, unit: unit.code, until, reason, by: speaker.person.key, at: turn.now },
	});
	turn.audit(speaker.person.key, "round:reopened", `round:${duty.id}:${period}`, { unit: unit.code, until, reason });
	turn.say({ key: "round-reopened", ...facts, told, buttons: [] }, { addressee: speaker.person });
};
