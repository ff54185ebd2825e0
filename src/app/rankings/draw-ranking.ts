import type { FileRef } from "../../domain/file.ts";
import { dateOf, type PeriodKey } from "../../domain/period.ts";
import { postsOn } from "../../domain/person.ts";
import type { Unit, UnitCode } from "../../domain/unit.ts";
import type { Files } from "../../ports/files.ts";
import type { Log } from "../../ports/log.ts";
import type { Job, Store } from "../../ports/store.ts";
import type { Language } from "../../render/chat.ts";
import type { DrawPng } from "../../render/picture/drawing.ts";
import { drawRanking, rankingPictureWords } from "../../render/picture/ranking-picture.ts";
import type { CountyHolder } from "../county-holder.ts";
import { describeError } from "../describe-error.ts";
import type { JobHandler } from "../jobs/job-runner.ts";
import { rankingPicture, rankingText } from "./describe-ranking.ts";
import { type FoundRanking, findRanking, rankedDuty } from "./find-ranking.ts";
import { rankedUnitsOf } from "./ranked-units-of.ts";

export interface DrawRankingParts {
	readonly store: Store;
	readonly files: Files;
	readonly counties: CountyHolder;
	readonly language: Language;
	readonly drawPng: DrawPng;
	readonly log: Log;
}

/** What 排名 asks for: a period, or the present one; a unit whose place is told, or the asker's own. */
export interface RankingAsked {
	readonly period: PeriodKey | null;
	readonly unit: UnitCode | null;
}

/** 排名: text and picture in one message, as things stood when it was asked. Where the picture cannot be made, the text goes alone and says so. */
export const createRankingDrawer = (parts: DrawRankingParts): JobHandler => {
	const drawn = new Map<string, FileRef>();
	return async (job) => {
		const loaded = parts.counties.current;
		if (!loaded) throw new Error("no county");
		const { county, rounds } = loaded;
		const { period, unit } = job.input as RankingAsked;
		const from = { store: parts.store, county, countyVersion: loaded.version, rounds };
		const duty = rankedDuty(from, period);
		const found = duty ? await findRanking(from, duty, period, job.createdAt) : null;
		if (!found) return { says: [{ key: "no-ranking", period, buttons: [] }], effects: [] };
		const named = unit === null ? null : county.unit(unit);
		const file = await draw(parts, job, found, drawn);
		const own = named ? [named] : unitsOfAsker(parts, job);
		return { says: [rankingText(county, found, own, file ? [file] : [])], effects: [] };
	};
};

const unitsOfAsker = ({ counties }: DrawRankingParts, job: Job): Unit[] => {
	const county = counties.current?.county;
	const person = county?.person(job.person);
	return county && person ? rankedUnitsOf(county, postsOn(person, dateOf(job.createdAt))) : [];
};

/** The newest pictures are kept in mind: many ask for the same one in the hour it is frozen. */
const PICTURES_KNOWN = 8;

const draw = async (
	{ counties, files, language, drawPng, log }: DrawRankingParts,
	job: Job,
	found: FoundRanking,
	drawn: Map<string, FileRef>,
): Promise<FileRef | null> => {
	const county = counties.current?.county;
	if (!county) return null;
	const picture = rankingPicture(county, found);
	const key = JSON.stringify(picture);
	const known = drawn.get(key);
	if (known && (await files.get(known.hash))) return known;
	try {
		const file = await files.put(await drawPng(drawRanking(picture, language)), rankingPictureWords(language).fileName(picture));
		drawn.set(key, file);
		for (const old of [...drawn.keys()].slice(0, -PICTURES_KNOWN)) drawn.delete(old);
		return file;
	} catch (error) {
		log.warn("ranking:picture-failed", { job: job.id, error: describeError(error) });
		return null;
	}
};
