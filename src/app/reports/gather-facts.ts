import type { DialogInput } from "../../dialog/input.ts";
import { returnedFields } from "../../domain/review.ts";
import { dueNoteOf } from "../../domain/round.ts";
import { type FlowFacts, needs } from "../../flows/dialog.ts";
import { proposedFrom } from "../problems/proposed-answers.ts";
import { figuresFor } from "./figures.ts";
import { subjectOf } from "./session-subject.ts";
import type { Sitting } from "./sitting.ts";

/** Loads what the dialog says it needs for this input, but for the villages' sums. */
export const gatherFacts = async (sitting: Sitting, input: DialogInput): Promise<FlowFacts> => {
	const { turn, speaker, duty, round, unit, flow } = sitting;
	const wanted = new Set(needs(sitting.state, input, flow).map((need) => need.need));
	const { period } = round;
	const dueNote = dueNoteOf(round);
	return {
		now: turn.inbound.sentAt,
		session: sitting.id,
		unit: { code: unit.code, name: unit.name },
		period,
		dueAt: round.dueAt,
		...(dueNote ? { dueNote } : {}),
		closesAt: round.closesAt,
		figures: wanted.has("figures") ? await figuresFor(turn.set, turn.county, duty, unit.code, period, turn.today) : {},
		directory: turn.world.directory,
		rules: turn.county.data.rules,
		proxy: sitting.proxy,
		...(sitting.base === 0 ? { proposed: await proposedFrom(turn, duty, unit, period) } : {}),
		...(sitting.base > 0 ? { amends: true, returned: await sentBack(sitting) } : {}),
		writer: speaker.person.key,
		pace: turn.world.paceOf(turn.chat.channel),
		...(input.kind === "start" ? { others: await othersBegun(sitting) } : {}),
	};
};

/** What the reviewer sent back of the version this dialog changes. */
const sentBack = async ({ turn, duty, round, unit }: Sitting): Promise<NonNullable<FlowFacts["returned"]>> => {
	const report = await turn.set.report({ duty: duty.id, period: round.period, unit: unit.code });
	return report ? returnedFields(report) : [];
};

/** People of the unit who have begun the same report. */
const othersBegun = async ({ turn, speaker, duty, round, unit }: Sitting): Promise<NonNullable<FlowFacts["others"]>> => {
	const keys = turn.county
		.peopleOf(unit.code)
		.map((person) => person.key)
		.filter((key) => key !== speaker.person.key);
	await turn.set.prefetch({ sessionsOf: keys });
	const subject = subjectOf(duty.id, round.period, unit.code);
	const found: { name: string; answered: number; asked: number }[] = [];
	for (const key of keys)
		for (const { subject: about, answered, asked } of await turn.set.sessions(key))
			if (about === subject) found.push({ name: turn.county.person(key)?.name ?? key, answered, asked });
	return found;
};
