import type { Duty } from "../../domain/duty.ts";
import { type PeriodKey, parsePeriod } from "../../domain/period.ts";
import { phaseOf, type Round } from "../../domain/round.ts";
import { meansWholeCounty } from "../../language/command-words.ts";
import { leadingPeriod, noPeriodIn } from "../../language/leading-period.ts";
import { rankedDuties } from "../rankings/ranking-series.ts";
import { summarizeRound } from "../rankings/summarize-round.ts";
import { privately } from "../turns/say-in-audience.ts";
import type { Turn } from "../turns/turn.ts";
import { readLeadingUnit } from "../units/leading-unit.ts";
import { noSuchPeriod } from "../units/unit-not-found.ts";
import type { CommandHandler } from "./handler.ts";
import { missing } from "./missing.ts";

/** Longest part of what was typed that is said back. */
const SHOWN = 20;

/**
 * 汇总, 汇总 第46周: a round so far, with figures out of the ordinary by name; to those alone who see the whole county. Where no figures are summed up (月报,
 * 村周报), who has reported is all there is to say.
 */
export const summary: CommandHandler = async (turn, speaker, rest) => {
	const strange = noPeriodIn(rest, turn.today);
	if (strange !== null) return turn.say(noSuchPeriod(strange), { addressee: speaker.person });
	const { duty: called, named, left } = readRound(turn, rest);
	if (left !== "" && !meansWholeCounty(left)) {
		const unit = readLeadingUnit(turn, speaker, left);
		const name = unit?.kind === "sure" && unit.unit.code !== turn.county.root.code ? unit.unit.name : null;
		return turn.say({ key: "summary-of-all", words: left.slice(0, SHOWN), unit: name, buttons: [] }, { addressee: speaker.person });
	}
	const duties = rankedDuties(turn.county).filter(
		(duty) => (called === null || duty === called) && (named === null || parsePeriod(named).cadence === duty.cadence),
	);
	if (duties.length === 0) return missing(turn, speaker, [named ?? "", called?.name ?? ""].join(" ").trim());
	const chat = privately(turn, speaker);
	if (!chat) return;
	const to = { chat, addressee: speaker.person };
	for (const duty of duties) {
		const round = roundMeant(turn, duty, named);
		if (phaseOf(round, turn.inbound.sentAt) === "not-open")
			turn.say({ key: "round-not-open", title: duty.name, opensAt: round.opensAt, buttons: [] }, to);
		else turn.say(await summarizeRound({ store: turn.set.wide(), county: turn.county, rounds: turn.rounds }, duty, round, turn.today), to);
	}
};

/** 「上周」, 「月报」, 「周报 第46周」, 「第46周周报」: the duty and the period that are named, and what else was said. */
const readRound = (turn: Turn, rest: string): { readonly duty: Duty | null; readonly named: PeriodKey | null; readonly left: string } => {
	const dutyAtHead = (text: string): Duty | null =>
		turn.county.data.duties.filter(({ name }) => text.startsWith(name)).sort((a, b) => b.name.length - a.name.length)[0] ?? null;
	const first = dutyAtHead(rest.trim());
	const behind = rest.trim().slice(first?.name.length ?? 0);
	const found = leadingPeriod(behind.trim(), turn.today);
	const after = (found?.rest ?? behind).trim();
	const second = first ? null : dutyAtHead(after);
	const left = second ? after.slice(second.name.length) : after;
	return { duty: first ?? second, named: found?.period ?? null, left: left.replace(/^[\s的]+|\s+$/gu, "") };
};

/** The named round, else the newest that takes reports, else the one that opens next. */
const roundMeant = ({ rounds, inbound }: Turn, duty: Duty, named: PeriodKey | null): Round =>
	named === null
		? (rounds.taking(duty, inbound.sentAt, null)[0] ?? rounds.nextAfter(duty, inbound.sentAt))
		: rounds.round(duty, named, null);
