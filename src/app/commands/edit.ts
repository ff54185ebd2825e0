import { openReport } from "../reports/open-report.ts";
import { dutiesToReport, type OwedDuty } from "../reports/own-duties.ts";
import type { Turn } from "../turns/turn.ts";
import { readLeadingUnit } from "../units/leading-unit.ts";
import type { CommandHandler } from "./handler.ts";

/** 修改 outside a dialog: changes what this person's unit has submitted in a round that still takes reports. */
export const edit: CommandHandler = async (turn, speaker, rest) => {
	const named = readLeadingUnit(turn, speaker, rest);
	const words = named ? named.rest : rest;
	const submitted: OwedDuty[] = [];
	for (const owed of dutiesToReport(turn, speaker.person)) {
		if (named?.kind === "sure" && named.unit.code !== owed.unit.code) continue;
		if (words.startsWith(owed.duty.name) || !namesDuty(turn, words)) if (await isSubmitted(turn, owed)) submitted.push(owed);
	}
	const [only] = submitted;
	if (!only) return turn.say({ key: "nothing-open", buttons: [] });
	if (submitted.length === 1) {
		const text = words.startsWith(only.duty.name) ? words.slice(only.duty.name.length).trim() : words;
		return openReport(turn, speaker, { owed: only, proxy: false, text, again: "/edit", amend: true });
	}
	turn.say(
		{
			key: "which-unit",
			title: only.duty.name,
			units: submitted.map((one) => one.unit.name),
			buttons: submitted.map((one) => ({
				label: { text: `${one.unit.name} ${one.duty.name}` },
				action: { do: "say", text: `/edit ${one.unit.name} ${one.duty.name}` },
			})),
		},
		{ addressee: speaker.person },
	);
};

const namesDuty = (turn: Turn, words: string): boolean => turn.county.data.duties.some((duty) => words.startsWith(duty.name));

const isSubmitted = async (turn: Turn, { duty, unit }: OwedDuty): Promise<boolean> => {
	const round = turn.rounds.taking(duty, turn.inbound.sentAt, unit)[0];
	return round !== undefined && (await turn.set.report({ duty: duty.id, period: round.period, unit: unit.code })) !== null;
};
