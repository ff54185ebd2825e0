import type { County } from "../../domain/county.ts";
import { compare, percentOf, round, shareOf, subtract } from "../../domain/decimal.ts";
import type { FigureScore, ScorePart, UnitScore } from "../../domain/ranking.ts";
import type { Unit } from "../../domain/unit.ts";
import type { RankingView, WhyPart } from "../../views/ranking.ts";
import { indicatorsOf } from "../reports/figures.ts";
import { distinctName } from "../units/distinct-name.ts";
import { headingOf, rankedUnits } from "./describe-ranking.ts";
import type { FoundRanking } from "./find-ranking.ts";

type WhyView = Extract<RankingView, { key: "why" }>;

/** The arithmetic of a unit's score, line by line, from the data the ranking was made of. */
export const explainScore = (county: County, found: FoundRanking, unit: Unit, scored: UnitScore): WhyView => {
	const {
		ranking,
		series: { duty },
	} = found;
	const { rules } = county.data;
	const leftOut = indicatorsOf(duty, county).flatMap(({ id, name }): WhyView["leftOut"] => {
		const figure = scored.figures.find(({ indicator }) => indicator === id);
		if (!figure) return [{ label: name, why: "no-target" }];
		return figure.change === null ? [{ label: name, why: "small-base" }] : [];
	});
	return {
		key: "why",
		heading: headingOf(county, found),
		unit: distinctName(county, unit),
		rank: scored.rank,
		of: rankedUnits(found).length,
		score: scored.score,
		parts: scored.parts.map((part) => explainPart(county, scored, part)),
		leftOut: scored.exempt === undefined ? leftOut : [],
		exempt: scored.exempt ?? null,
		noRounds: scored.exempt === undefined && scored.figures.length > 0 && scored.due === 0,
		cap: ranking.rules.values["score-cap"] ?? rules["score-cap"],
		floor: ranking.rules.values["score-floor"] ?? rules["score-floor"],
		buttons: [],
	};
};

const explainPart = (county: County, scored: UnitScore, part: ScorePart): WhyPart => {
	if (part.part === "on-time") return { ...part, figures: [], onTime: { count: scored.onTime, due: scored.due }, solved: null };
	if (part.part === "problems") {
		const { due, solved } = scored.problems ?? { due: 0, solved: 0 };
		return { ...part, figures: [], onTime: null, solved: { count: solved, due } };
	}
	const points = part.part === "completion" ? "completion" : "change";
	return { ...part, onTime: null, solved: null, figures: scored.figures.flatMap((figure) => explainFigure(county, figure, points)) };
};

const explainFigure = (county: County, figure: FigureScore, of: "completion" | "change"): WhyPart["figures"][number][] => {
	const points = figure[of];
	const indicator = county.indicator(figure.indicator);
	if (points === null || !indicator) return [];
	const since = of === "change";
	const done = since ? subtract(figure.total, figure.before) : figure.total;
	const exact = shareOf(figure.annual, since ? subtract(figure.planned, figure.plannedBefore) : figure.planned);
	const plain = percentOf(done, exact) ?? points;
	const bounded = plain === points ? null : compare(plain, points) > 0 ? "cap" : "floor";
	// Plans are straight lines between months: shown as fine as the office keeps its figures.
	const planned = round(exact, Math.max(2, indicator.places));
	return [{ label: indicator.name, measure: indicator.measure, done, planned, points, bounded }];
};
