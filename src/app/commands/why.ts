import { may } from "../../domain/permission.ts";
import { postsOn } from "../../domain/person.ts";
import { explainScore } from "../rankings/explain-score.ts";
import { findRanking } from "../rankings/find-ranking.ts";
import { rankedUnitsOf } from "../rankings/ranked-units-of.ts";
import { seriesFor } from "../rankings/ranking-series.ts";
import { readRankingWords } from "../rankings/ranking-words.ts";
import { placeFor } from "../turns/say-in-audience.ts";
import { askWhichUnit } from "../units/leading-unit.ts";
import { exampleTownship, unitNotFound } from "../units/unit-not-found.ts";
import { type CommandHandler, refuse } from "./handler.ts";

/** 为什么, 为什么 大巴镇, 为什么 大巴镇 10月: the arithmetic of a score, to whom it concerns. */
export const why: CommandHandler = async (turn, speaker, rest) => {
	const { county, today } = turn;
	const { period, unit: named, rest: unread } = readRankingWords(turn, speaker, rest);
	if (unread !== "") return turn.say(unitNotFound(unread, exampleTownship(turn)));
	if (named?.kind === "unsure") return askWhichUnit(turn, speaker, ["/why", period ?? ""].join(" ").trim(), named);
	const parts = { store: turn.set.wide(), county, countyVersion: turn.world.countyVersion, rounds: turn.rounds };
	const units = named ? [named.unit] : rankedUnitsOf(county, postsOn(speaker.person, today));
	const series = seriesFor(county, period);
	const found = series ? await findRanking(parts, series, period, turn.inbound.sentAt) : null;
	for (const unit of units) {
		if (!may(county, speaker.person, "see-why", unit.code, today)) return refuse(turn, "see-why", unit);
		const chat = placeFor(turn, speaker, unit.code);
		if (!chat) return;
		const to = { chat, addressee: speaker.person };
		const scored = found?.ranking.units.find((one) => one.unit === unit.code);
		if (!found) turn.say({ key: "no-ranking", period, buttons: [] }, to);
		else if (!scored) turn.say({ key: "not-ranked", unit: unit.name, buttons: [] }, to);
		else turn.say(explainScore(county, found, unit, scored), to);
	}
};
