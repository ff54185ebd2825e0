import { missingInRound } from "../reports/missing-in-round.ts";
import { namedOrAll } from "../reports/named-or-all.ts";
import { privately } from "../turns/say-in-audience.ts";
import type { Speaker, Turn } from "../turns/turn.ts";
import type { CommandHandler } from "./handler.ts";
import { type Owed, readOwed } from "./owed-rounds.ts";

/** 未报, 未报 第47周, 未报 月报, 未报 大巴镇 佛寺镇, 未报 村: who has not reported in a round; drafts begun are told from silence. */
export const missing: CommandHandler = async (turn, speaker, rest) => {
	const read = readOwed(turn, speaker, rest, { action: "see-missing", command: "/missing" });
	for (const one of read?.owed ?? []) await tell(turn, speaker, one);
};

/** Where everybody of a group is of the unit above those who owe, it is told there; villages are no matter for the whole county's group. */
const tell = async (turn: Turn, speaker: Speaker, { duty, period, units }: Owed): Promise<void> => {
	const group = turn.groupUnit;
	const chat = units.every((unit) => unit.code === group || unit.parent === group) ? turn.chat : privately(turn, speaker);
	if (!chat) return;
	const states = await turn.set.wide().roundStates(duty.id, period, namedOrAll(units));
	turn.say(missingInRound(turn, duty, period, units, states), { chat, addressee: speaker.person });
};
