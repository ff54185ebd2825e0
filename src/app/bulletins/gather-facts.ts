import type { BulletinTable } from "../../domain/bulletin.ts";
import { compare, decimal, isZero, percentOf, subtract, sum } from "../../domain/decimal.ts";
import type { Duty } from "../../domain/duty.ts";
import { type DateText, dateOf, daysOf, type Instant, type PeriodKey } from "../../domain/period.ts";
import type { Ranking, UnitScore } from "../../domain/ranking.ts";
import type { UnitCode } from "../../domain/unit.ts";
import type { BulletinFacts, BulletinFigure, BulletinMove, CorrectionFacts } from "../../views/bulletins.ts";
import { rankedUnits, rankingPicture, rankingText } from "../rankings/describe-ranking.ts";
import { type FoundRanking, findRanking } from "../rankings/find-ranking.ts";
import type { RankingParts } from "../rankings/make-ranking.ts";
import { seriesFor } from "../rankings/ranking-series.ts";
import { roundFigures } from "../rankings/round-figures.ts";
import { indicatorsOf } from "../reports/figures.ts";
import { distinctName } from "../units/distinct-name.ts";

/** Overdue problems told one by one; more are counted. */
const MOST_OVERDUE = 10;
/** Characters of a problem's own words. */
const HEAD = 40;

/** The ranking of a month, frozen or as it stands; null where nobody reported. */
export const monthsRanking = async (parts: RankingParts, period: PeriodKey, at: Instant): Promise<FoundRanking | null> => {
	const series = seriesFor(parts.county, period);
	return series && findRanking(parts, series, period, at);
};

/** All a month's bulletin is written from; what is open and overdue as it is today. */
export const gatherBulletin = async (parts: RankingParts, found: FoundRanking, today: DateText): Promise<BulletinFacts> => {
	const { county, store } = parts;
	const { ranking } = found;
	const { first, last } = daysOf(ranking.period);
	// A month's bulletin may be written late: what was raised since is no reason for that month.
	const open = (await store.openProblems(null)).filter(({ raisedAt }) => dateOf(raisedAt) <= ranking.asOf);
	const counts = await store.problemCounts(first, last);
	const nameOf = (code: UnitCode): string => {
		const unit = county.unit(code);
		return unit ? distinctName(county, unit) : code;
	};
	const head = (text: string): string => ([...text].length > HEAD ? `${[...text].slice(0, HEAD).join("")}…` : text);
	const problemOf = (unit: UnitCode): string | null => {
		const own = open.find((problem) => problem.unit === unit);
		return own ? head(own.text) : null;
	};
	const text = rankingText(county, found, [], []);
	const codeOf = (name: string): UnitCode | undefined => ranking.units.find(({ unit }) => nameOf(unit) === name)?.unit;
	const withProblem = ({ unit, places }: { unit: string; places: number }): BulletinMove => {
		const code = codeOf(unit);
		return { unit, places, problem: code === undefined ? null : problemOf(code) };
	};
	const ranked = rankedUnits(found);
	const count = (lamp: UnitScore["lamp"]): number => ranked.filter((one) => one.lamp === lamp).length;
	const overdue = open.filter(({ dueOn }) => dueOn < today);
	const { rules } = county.data;
	return {
		county: county.root.name,
		period: ranking.period,
		asOf: ranking.asOf,
		figures: await figuresOf(parts, found),
		units: ranking.units.length,
		reported: ranking.units.filter(({ reported }) => reported).length,
		lamps: { green: count("green"), yellow: count("yellow"), red: count("red") },
		bounds: { green: rules["lamp-green"], yellow: rules["lamp-yellow"] },
		top: text.top.map(({ unit, score }) => ({ unit, score })),
		risen: text.risen.map(withProblem),
		fallen: text.fallen.map(withProblem),
		lagging: ranked.filter(({ lamp }) => lamp === "red").map(({ unit }) => ({ unit: nameOf(unit), problem: problemOf(unit) })),
		problems: {
			due: counts.reduce((all, { due }) => all + due, 0),
			solved: counts.reduce((all, { solved }) => all + solved, 0),
			open: open.length,
			overdueCount: overdue.length,
			overdue: overdue.slice(0, MOST_OVERDUE).map((problem) => ({
				number: problem.number,
				unit: nameOf(problem.unit),
				text: head(problem.text),
				owner: problem.owner === null || problem.owner === problem.unit ? null : nameOf(problem.owner),
			})),
		},
		picture: rankingPicture(county, found),
	};
};

/** The county's totals, as 进度 and 汇总 count them: of units without a target, too, which no ranking knows. */
const figuresOf = async (parts: RankingParts, { ranking, series }: FoundRanking): Promise<BulletinFigure[]> => {
	const { county } = parts;
	const all = (await roundFigures(parts, series, ranking.period, ranking.asOf)).units.flatMap(({ figures }) => figures);
	return indicatorsOf(series.duty, county).map((indicator) => {
		const ranked = ranking.units.flatMap((unit) => unit.figures.filter((one) => one.indicator === indicator.id));
		const figures = [...ranked, ...all.filter((one) => one.indicator === indicator && one.target === null)];
		const total = sum(figures.map((one) => one.total));
		const annual = sum(ranked.map((one) => one.annual));
		const percent = percentOf(total, annual);
		const before = sum(figures.map((one) => one.before));
		const percentBefore = percentOf(before, annual);
		return {
			label: indicator.name,
			measure: indicator.measure,
			total,
			annual,
			percent,
			gained: percent === null || percentBefore === null || isZero(before) ? null : subtract(percent, percentBefore),
		};
	});
};

/** What was told of a unit: its place, and the totals behind it. */
export interface ToldUnit extends Pick<UnitScore, "unit" | "rank" | "score"> {
	readonly figures: readonly Pick<UnitScore["figures"][number], "indicator" | "total">[];
}

/** What a bulletin told, read back from its table: the ranking it rests on was not frozen then, and is as it was nowhere else. */
export const toldInTable = ({ county }: RankingParts, duty: Duty, { rows }: BulletinTable): ToldUnit[] => {
	const indicators = indicatorsOf(duty, county);
	const codes = new Map(county.data.units.map((unit) => [distinctName(county, unit), unit.code]));
	return rows.flatMap((row) => {
		const unit = codes.get(row.unit);
		// Of each indicator first total and target, then the per cent.
		const totals = indicators.map(({ id }, at) => ({ indicator: id, total: /^([\d.]+)\//u.exec(row.figures[at * 2] ?? "")?.[1] }));
		const figures = totals.flatMap(({ indicator, total }) => (total === undefined ? [] : [{ indicator, total: decimal(total) }]));
		return unit === undefined ? [] : [{ unit, rank: Number(row.rank), score: decimal(row.score), figures }];
	});
};

/** What a newer edition of a ranking changed: every unit whose place, score or totals are others; null where none are. */
export const gatherCorrection = (
	parts: RankingParts,
	corrected: CorrectionFacts["corrected"],
	before: readonly ToldUnit[],
	after: Ranking,
): CorrectionFacts | null => {
	const { county } = parts;
	const changes = after.units.flatMap((now) => {
		const old = before.find(({ unit }) => unit === now.unit);
		const figures = now.figures.flatMap((figure) => {
			const was = old?.figures.find(({ indicator }) => indicator === figure.indicator);
			const indicator = county.indicator(figure.indicator);
			return !was || !indicator || compare(was.total, figure.total) === 0
				? []
				: [{ label: indicator.name, measure: indicator.measure, before: was.total, after: figure.total }];
		});
		if (figures.length === 0 && (old?.rank ?? null) === now.rank && (old?.score ?? null) === now.score) return [];
		const unit = county.unit(now.unit);
		return [
			{
				unit: unit ? distinctName(county, unit) : now.unit,
				before: { rank: old?.rank ?? null, score: old?.score ?? null },
				after: { rank: now.rank, score: now.score },
				figures,
			},
		];
	});
	return changes.length === 0 ? null : { county: county.root.name, period: after.period, corrected, changes };
};
