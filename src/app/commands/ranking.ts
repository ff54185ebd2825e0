import { leadingPeriod } from "../../language/leading-period.ts";
import type { RankingAsked } from "../rankings/draw-ranking.ts";
import { privately } from "../turns/say-in-audience.ts";
import { askWhichUnit, readLeadingUnit } from "../units/leading-unit.ts";
import type { CommandHandler } from "./handler.ts";

/** 排名, 排名 第46周, 排名 大巴镇: the ranking as text and picture, made beside the turns. Units are compared in the open in every group of the county. */
export const ranking: CommandHandler = async (turn, speaker, rest) => {
	const named = leadingPeriod(rest, turn.today);
	const words = (named?.rest ?? rest).trim();
	const unit = words === "" ? null : readLeadingUnit(turn, speaker, words);
	if (unit?.kind === "unsure") return askWhichUnit(turn, speaker, ["/ranking", named?.period ?? ""].join(" ").trim(), unit);
	if (words !== "" && unit?.rest !== "")
		return turn.say({ key: "unit-not-found", text: words.slice(0, 20), example: turn.county.root.name, buttons: [] });
	const chat = !turn.inGroup || turn.groupUnit !== null ? turn.chat : privately(turn, speaker);
	if (!chat) return;
	const input: RankingAsked = { period: named?.period ?? null, unit: unit?.unit.code ?? null };
	turn.add({
		do: "add-job",
		job: { id: turn.world.ids.next(), kind: "draw-ranking", input, chat, person: speaker.person.key, attempts: 0, createdAt: turn.now },
	});
};
