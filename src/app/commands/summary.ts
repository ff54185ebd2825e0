import type { Duty } from "../../domain/duty.ts";
import { type PeriodKey, parsePeriod } from "../../domain/period.ts";
import { phaseOf, type Round } from "../../domain/round.ts";
import { leadingPeriod } from "../../language/leading-period.ts";
import { rankedDuties } from "../rankings/ranking-series.ts";
import { summarizeRound } from "../rankings/summarize-round.ts";
import { privately } from "../turns/say-in-audience.ts";
import type { Turn } from "../turns/turn.ts";
import type { CommandHandler } from "./handler.ts";

/** 汇总, 汇总 第46周: a round so far, with figures out of the ordinary by name; to those alone who see the whole county. */
export const summary: CommandHandler = async (turn, speaker, rest) => {
	const named = leadingPeriod(rest, turn.today)?.period ?? null;
	const duties = rankedDuties(turn.county).filter(({ cadence }) => named === null || parsePeriod(named).cadence === cadence);
	const chat = privately(turn, speaker);
	if (!chat) return;
	const to = { chat, addressee: speaker.person };
	if (duties.length === 0) return turn.say({ key: "no-duty", cadence: named ? parsePeriod(named).cadence : "week", buttons: [] }, to);
	for (const duty of duties) {
		const round = roundMeant(turn, duty, named);
		if (phaseOf(round, turn.inbound.sentAt) === "not-open")
			turn.say({ key: "round-not-open", title: duty.name, opensAt: round.opensAt, buttons: [] }, to);
		else turn.say(await summarizeRound({ store: turn.set.wide(), county: turn.county, rounds: turn.rounds }, duty, round, turn.today), to);
	}
};

/** The named round, else the newest that takes reports, else the one that opens next. */
const roundMeant = ({ rounds, inbound }: Turn, duty: Duty, named: PeriodKey | null): Round =>
	named === null
		? (rounds.taking(duty, inbound.sentAt, null)[0] ?? rounds.nextAfter(duty, inbound.sentAt))
		: rounds.round(duty, named, null);
