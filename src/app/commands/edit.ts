import { type PeriodKey, parsePeriod } from "../../domain/period.ts";
import { dueNoteOf, type Round } from "../../domain/round.ts";
import { leadingPeriod } from "../../language/leading-period.ts";
import { openReport } from "../reports/open-report.ts";
import { dutiesToReport, type OwedDuty } from "../reports/own-duties.ts";
import type { Speaker, Turn } from "../turns/turn.ts";
import { readLeadingUnit } from "../units/leading-unit.ts";
import type { CommandHandler } from "./handler.ts";

/** What a unit has submitted of a duty and may mean to change: the round it names, or the newest that takes reports and those reopened for it. */
interface Submitted {
	readonly owed: OwedDuty;
	readonly periods: readonly PeriodKey[];
	/** What was typed behind unit, duty and period. */
	readonly text: string;
}

/** 修改 outside a dialog: changes what this person's unit has submitted in a round that still takes reports. */
export const edit: CommandHandler = async (turn, speaker, rest) => {
	const named = readLeadingUnit(turn, speaker, rest);
	const words = named ? named.rest : rest;
	const submitted: Submitted[] = [];
	for (const owed of dutiesToReport(turn, speaker.person)) {
		if (named?.kind === "sure" && named.unit.code !== owed.unit.code) continue;
		if (!words.startsWith(owed.duty.name) && namesDuty(turn, words)) continue;
		const text = words.startsWith(owed.duty.name) ? words.slice(owed.duty.name.length).trim() : words;
		const found = await submittedOf(turn, owed, text);
		if (found.periods.length > 0) submitted.push(found);
	}
	const [only] = submitted;
	if (!only) return turn.say({ key: "nothing-open", buttons: [] });
	if (submitted.length > 1)
		return turn.say(
			{
				key: "which-unit",
				title: only.owed.duty.name,
				units: submitted.map(({ owed }) => owed.unit.name),
				buttons: submitted.map(({ owed: { duty, unit }, periods, text }) => ({
					label: { text: `${unit.name} ${duty.name}` },
					action: { do: "say", text: `/edit ${unit.name} ${duty.name} ${periods.length === 1 ? periods[0] : ""} ${text}`.trim() },
				})),
			},
			{ addressee: speaker.person },
		);
	const [period, ...others] = only.periods;
	if (period === undefined || others.length > 0) return askRound(turn, speaker, only);
	return openReport(turn, speaker, { owed: only.owed, proxy: false, text: `${period} ${only.text}`.trim(), again: "/edit", amend: true });
};

const namesDuty = (turn: Turn, words: string): boolean => turn.county.data.duties.some((duty) => words.startsWith(duty.name));

const submittedOf = async (turn: Turn, owed: OwedDuty, text: string): Promise<Submitted> => {
	const { duty, unit } = owed;
	const named = leadingPeriod(text, turn.today);
	if (named && parsePeriod(named.period).cadence !== duty.cadence) return { owed, periods: [], text };
	const asked = named ? [named.period] : turn.rounds.taking(duty, turn.inbound.sentAt, unit).map(({ period }) => period);
	const periods: PeriodKey[] = [];
	for (const period of asked) {
		const isMeant = periods.length === 0 || turn.rounds.changeOf(duty.id, period, unit.code)?.kind === "reopen";
		if (isMeant && (await turn.set.report({ duty: duty.id, period, unit: unit.code }))) periods.push(period);
	}
	return { owed, periods, text: named?.rest ?? text };
};

/** Where an older round was reopened, the newest is not always the one that is meant. */
const askRound = (turn: Turn, speaker: Speaker, { owed: { duty, unit }, periods, text }: Submitted): void => {
	const rounds: Round[] = periods.map((period) => turn.rounds.round(duty, period, unit.code));
	turn.say(
		{
			key: "which-round",
			unit: unit.name,
			amend: true,
			rounds: rounds.map((round) => ({
				title: duty.name,
				period: round.period,
				late: turn.inbound.sentAt > round.dueAt,
				dueAt: round.dueAt,
				dueNote: dueNoteOf(round),
			})),
			buttons: rounds.map(({ period }) => ({
				label: { period },
				action: { do: "say", text: `/edit ${unit.name} ${duty.name} ${period} ${text}`.trim() },
			})),
		},
		{ addressee: speaker.person },
	);
};
