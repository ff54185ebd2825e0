import { dateOf, type PeriodKey } from "../../domain/period.ts";
import { postsOn } from "../../domain/person.ts";
import type { Unit, UnitCode } from "../../domain/unit.ts";
import type { Job, Store } from "../../ports/store.ts";
import type { CountyHolder } from "../county-holder.ts";
import type { JobHandler } from "../jobs/job-runner.ts";
import { rankingText } from "./describe-ranking.ts";
import { findRanking } from "./find-ranking.ts";
import { createRankingPainter, type RankingPainterParts } from "./paint-ranking.ts";
import { rankedUnitsOf } from "./ranked-units-of.ts";
import { seriesFor } from "./ranking-series.ts";

export interface DrawRankingParts extends RankingPainterParts {
	readonly store: Store;
	readonly counties: CountyHolder;
}

/** What 排名 asks for: a period, or the present one; a unit whose place is told, or the asker's own. */
export interface RankingAsked {
	readonly period: PeriodKey | null;
	readonly unit: UnitCode | null;
}

/** 排名: text and picture in one message, as things stood when it was asked. Where the picture cannot be made, the text goes alone and says so. */
export const createRankingDrawer = (parts: DrawRankingParts): JobHandler => {
	const paint = createRankingPainter(parts);
	return async (job) => {
		const loaded = parts.counties.current;
		if (!loaded) throw new Error("no county");
		const { county, rounds } = loaded;
		const { period, unit } = job.input as RankingAsked;
		const from = { store: parts.store, county, countyVersion: loaded.version, rounds };
		const series = seriesFor(county, period);
		const found = series ? await findRanking(from, series, period, job.createdAt) : null;
		if (!found) return { says: [{ key: "no-ranking", period, buttons: [] }], effects: [] };
		const named = unit === null ? null : county.unit(unit);
		const file = await paint(county, found);
		const own = named ? [named] : unitsOfAsker(parts, job);
		return { says: [rankingText(county, found, own, file ? [file] : [])], effects: [] };
	};
};

const unitsOfAsker = ({ counties }: DrawRankingParts, job: Job): Unit[] => {
	const county = counties.current?.county;
	const person = county?.person(job.person);
	return county && person ? rankedUnitsOf(county, postsOn(person, dateOf(job.createdAt))) : [];
};
