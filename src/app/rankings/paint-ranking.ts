import type { County } from "../../domain/county.ts";
import type { FileRef } from "../../domain/file.ts";
import type { Files } from "../../ports/files.ts";
import type { Log } from "../../ports/log.ts";
import type { Language } from "../../render/chat.ts";
import type { DrawPng } from "../../render/picture/drawing.ts";
import { drawRanking, rankingPictureWords } from "../../render/picture/ranking-picture.ts";
import { describeError } from "../describe-error.ts";
import { rankingPicture } from "./describe-ranking.ts";
import type { FoundRanking } from "./find-ranking.ts";

export interface RankingPainterParts {
	readonly files: Pick<Files, "put" | "get">;
	readonly language: Language;
	readonly drawPng: DrawPng;
	readonly log: Log;
}

/** The newest pictures are kept in mind: many ask for the same one in the hour it is frozen. */
const PICTURES_KNOWN = 8;

/** Makes the picture of a ranking as a stored file; null, and logged, where it cannot be made. */
export const createRankingPainter = ({ files, language, drawPng, log }: RankingPainterParts) => {
	const drawn = new Map<string, FileRef>();
	return async (county: County, found: FoundRanking): Promise<FileRef | null> => {
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
			const { duty, period } = found.ranking;
			log.warn("ranking:picture-failed", { duty, period, error: describeError(error) });
			return null;
		}
	};
};
