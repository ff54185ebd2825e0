import { dateOf, type PeriodKey } from "../../domain/period.ts";
import { mayAnywhere } from "../../domain/permission.ts";
import { postsOn } from "../../domain/person.ts";
import type { Job, Store } from "../../ports/store.ts";
import { type AnalysisPicture, analysisDocument, analysisWordsOf } from "../../render/document/analysis-document.ts";
import { bulletinWordsOf } from "../../render/document/bulletin-document.ts";
import { writeWorkingDocx } from "../../render/document/working-document.ts";
import { type AnalysisDrawing, analysisDrawings } from "../../render/picture/analysis-drawings.ts";
import type { AnalysisFacts, AnalysisIndicator, AnalysisView } from "../../views/analysis.ts";
import type { CountyHolder, LoadedCounty } from "../county-holder.ts";
import { describeError } from "../describe-error.ts";
import type { JobHandler } from "../jobs/job-runner.ts";
import type { RankingPainterParts } from "../rankings/paint-ranking.ts";
import { gatherAnalysis } from "./gather-analysis.ts";

export interface AnalysisJobParts extends RankingPainterParts {
	readonly store: Store;
	readonly counties: CountyHolder;
}

/** What 季度分析 asks for; without a quarter the one before this, or this one where nothing was reported then. */
export interface AnalysisAsked {
	readonly period: PeriodKey;
	readonly otherwise: PeriodKey | null;
}

/** Indicators told in chat. */
const MOST_LINES = 4;

/** 季度分析: the document, its pictures and a few lines of summary, as things stood when it was asked. Where a picture cannot be made, the rest goes without it. */
export const createAnalysisWriter = (parts: AnalysisJobParts): JobHandler => {
	const { counties, store, files, drawPng, language, log } = parts;
	const words = analysisWordsOf(language);

	const drawn = async (facts: AnalysisFacts): Promise<{ readonly pictures: Picture[]; readonly isWhole: boolean }> => {
		const pictures: Picture[] = [];
		let isWhole = true;
		for (const { drawing, ...which } of analysisDrawings(facts, words))
			try {
				pictures.push({ ...which, png: await drawPng(drawing), width: drawing.width, height: drawing.height });
			} catch (error) {
				isWhole = false;
				log.warn("analysis:picture-failed", { period: facts.period, picture: which.of, error: describeError(error) });
			}
		return { pictures, isWhole };
	};

	return async (job) => {
		const loaded = counties.current;
		if (!loaded) throw new Error("no county");
		const { period, otherwise } = job.input as AnalysisAsked;
		// Their post may have ended since they asked.
		const person = loaded.county.person(job.person);
		if (!person || !mayAnywhere(person, "see-analysis", dateOf(job.createdAt))) return { says: [], effects: [] };
		const source = { store, county: loaded.county, rounds: loaded.rounds, directory: loaded.directory };
		const facts =
			(await gatherAnalysis(source, period, job.createdAt)) ??
			(otherwise === null ? null : await gatherAnalysis(source, otherwise, job.createdAt));
		if (!facts) return { says: [{ key: "analysis-none", period: otherwise ?? period, buttons: [] }], effects: [] };
		const { pictures, isWhole } = await drawn(facts);
		const text = words.text(facts, officeName(loaded, job, parts));
		const on = bulletinWordsOf(language).date(dateOf(job.createdAt));
		const document = await writeWorkingDocx(
			analysisDocument(
				text,
				on,
				pictures.filter(({ within }) => within !== "chat"),
			),
		);
		const kept = [await files.put(document, words.fileName(facts.period, "document"))];
		for (const { of, png } of pictures.filter(({ within }) => within !== "document"))
			kept.push(await files.put(png, words.fileName(facts.period, of)));
		return { says: [{ ...summaryOf(facts), pictures: isWhole, files: kept }], effects: [] };
	};
};

/** A picture, and where it is shown where that is not everywhere. */
interface Picture extends AnalysisPicture {
	readonly within: AnalysisDrawing["within"];
}

/** The supervision office's full name: the material is its own whoever asks. */
const officeName = ({ county }: LoadedCounty, { createdAt }: Job, { language }: AnalysisJobParts): string => {
	const day = dateOf(createdAt);
	const post = county.data.people.flatMap((person) => postsOn(person, day)).find(({ role }) => role === "supervisor");
	const unit = (post && county.unit(post.unit)) ?? county.root;
	return bulletinWordsOf(language).office(county.root.name, unit.name);
};

const summaryOf = (facts: AnalysisFacts): Omit<Extract<AnalysisView, { key: "analysis" }>, "pictures" | "files"> => ({
	key: "analysis",
	period: facts.period,
	asOf: facts.asOf,
	over: facts.over,
	lines: facts.indicators.slice(0, MOST_LINES).map((indicator) => lineOf(facts, indicator)),
	moreLines: Math.max(0, facts.indicators.length - MOST_LINES),
	problems: facts.problems,
	reports: facts.reports.map(({ title, due, reported }) => ({ title, due, reported })),
	buttons: [],
});

const lineOf = (facts: AnalysisFacts, indicator: AnalysisIndicator): Extract<AnalysisView, { key: "analysis" }>["lines"][number] => {
	const { label, measure, county } = indicator;
	const lag = facts.lags.find((one) => one.indicator === indicator);
	const { total, annual, percent, planned, lamp } = county;
	return { label, measure, total, annual, percent, planned, lamp, red: lag?.red.length ?? 0, worst: lag?.red[0]?.unit ?? null };
};
