import type { RankingAsked } from "../rankings/draw-ranking.ts";
import { readRankingWords } from "../rankings/ranking-words.ts";
import { privately } from "../turns/say-in-audience.ts";
import { askWhichUnit } from "../units/leading-unit.ts";
import { exampleTownship, unitNotFound } from "../units/unit-not-found.ts";
import type { CommandHandler } from "./handler.ts";

/** 排名, 排名 第46周, 排名 10月, 排名 大巴镇: the ranking as text and picture, made beside the turns. Units are compared in the open in every group of the county. */
export const ranking: CommandHandler = async (turn, speaker, rest) => {
	const { period, unit, rest: unread } = readRankingWords(turn, speaker, rest);
	if (unread !== "") return turn.say(unitNotFound(unread, exampleTownship(turn)));
	if (unit?.kind === "unsure") return askWhichUnit(turn, speaker, ["/ranking", period ?? ""].join(" ").trim(), unit);
	const chat = !turn.inGroup || turn.groupUnit !== null ? turn.chat : privately(turn, speaker);
	if (!chat) return;
	const input: RankingAsked = { period, unit: unit?.unit.code ?? null };
	turn.add({
		do: "add-job",
		job: { id: turn.world.ids.next(), kind: "draw-ranking", input, chat, person: speaker.person.key, attempts: 0, createdAt: turn.now },
	});
};
