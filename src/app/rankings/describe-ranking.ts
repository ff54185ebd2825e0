import type { County } from "../../domain/county.ts";
import { isZero, percentOf, sum, ZERO } from "../../domain/decimal.ts";
import type { FileRef } from "../../domain/file.ts";
import type { Indicator } from "../../domain/indicator.ts";
import type { PeriodKey } from "../../domain/period.ts";
import type { Ranking, UnitScore } from "../../domain/ranking.ts";
import type { Unit, UnitCode } from "../../domain/unit.ts";
import type { ExemptUnit, Moved, Placed, RankedRow, RankingHeading, RankingPicture, RankingView } from "../../views/ranking.ts";
import { indicatorsOf } from "../reports/figures.ts";
import { distinctName } from "../units/distinct-name.ts";
import type { FoundRanking } from "./find-ranking.ts";

/** Units told by name at the top, and of those that moved most. */
const TOP = 5;
const MOVERS = 3;

type Ranked = UnitScore & { readonly rank: number; readonly score: NonNullable<UnitScore["score"]> };

/** The units that have a place, best first. */
export const rankedUnits = ({ ranking }: FoundRanking): Ranked[] =>
	ranking.units.flatMap((one) => (one.rank === null || one.score === null ? [] : [{ ...one, rank: one.rank, score: one.score }]));

const nameOf = (county: County, code: UnitCode): string => {
	const unit = county.unit(code);
	return unit ? distinctName(county, unit) : code;
};

/** Which ranking it is, for text and picture. */
export const headingOf = (county: County, { series: { duty, cadence }, ranking, before, rounds }: FoundRanking): RankingHeading => ({
	county: county.root.name,
	title: duty.name,
	period: ranking.period,
	edition: ranking.edition,
	asOf: ranking.asOf,
	madeAt: ranking.madeAt,
	rules: { name: ranking.rules.name, version: ranking.rules.version },
	reported: ranking.units.filter(({ reported }) => reported).length,
	due: ranking.units.length,
	comparedWith: before?.period ?? null,
	weeks: cadence === duty.cadence || rounds[0] === undefined ? null : { first: rounds[0], last: rounds.at(-1) ?? rounds[0] },
});

/** Places a unit gained or lost since the ranking before; a unit that was merely renamed keeps the place of its old name. */
const movedOf = (county: County, { before }: FoundRanking, unit: UnitCode, rank: number): Moved => {
	const rankOf = (code: UnitCode): number | null => before?.units.find((one) => one.unit === code)?.rank ?? null;
	const [old, ...others] = county.predecessors(unit);
	const was = rankOf(unit) ?? (old && others.length === 0 ? rankOf(old.code) : null);
	return was === null ? null : was - rank;
};

const absentNames = (county: County, { ranking }: FoundRanking): string[] =>
	ranking.units.filter(({ rank, exempt }) => rank === null && exempt === undefined).map(({ unit }) => nameOf(county, unit));

const exemptUnits = (county: County, { ranking }: FoundRanking): ExemptUnit[] =>
	ranking.units.flatMap(({ unit, exempt }) => (exempt === undefined ? [] : [{ unit: nameOf(county, unit), reason: exempt }]));

/** A ranking in words, for a reader of these units. */
export const rankingText = (
	county: County,
	found: FoundRanking,
	own: readonly Unit[],
	files: readonly FileRef[],
): Extract<RankingView, { key: "ranking" }> => {
	const ranked = rankedUnits(found);
	const moves = ranked.flatMap(({ unit, rank }) => {
		const places = movedOf(county, found, unit, rank);
		return places === null || places === 0 ? [] : [{ unit: nameOf(county, unit), places }];
	});
	const most = (moved: typeof moves): typeof moves => moved.toSorted((a, b) => b.places - a.places).slice(0, MOVERS);
	return {
		key: "ranking",
		heading: headingOf(county, found),
		top: ranked.slice(0, TOP).map(({ rank, unit, score }) => ({ rank, unit: nameOf(county, unit), score })),
		of: ranked.length,
		own: own.flatMap((unit) => {
			const one = found.ranking.units.find((scored) => scored.unit === unit.code);
			if (!one) return [];
			const { rank, score, exempt = null } = one;
			return [
				{ unit: distinctName(county, unit), rank, score, exempt, moved: rank === null ? null : movedOf(county, found, unit.code, rank) },
			];
		}),
		risen: most(moves.filter(({ places }) => places > 0)),
		fallen: most(moves.filter(({ places }) => places < 0).map(({ unit, places }) => ({ unit, places: -places }))),
		absent: absentNames(county, found),
		exempt: exemptUnits(county, found),
		files,
		buttons: [],
	};
};

/** Units named in a correction. */
const MOST_CHANGES = 10;

/** A correction of a ranking that was posted, in words; null where no place changed. */
export const correctionText = (
	county: County,
	found: FoundRanking,
	posted: Ranking,
	also: readonly PeriodKey[],
): Extract<RankingView, { key: "ranking-corrected" }> | null => {
	const placed = ({ rank, score }: UnitScore): Placed => ({ rank, score });
	const absent: Placed = { rank: null, score: null };
	const changes = found.ranking.units.flatMap((one) => {
		const old = posted.units.find(({ unit }) => unit === one.unit);
		const before = old ? placed(old) : absent;
		return before.rank === one.rank ? [] : [{ unit: nameOf(county, one.unit), before, after: placed(one) }];
	});
	if (changes.length === 0) return null;
	const shown = changes.slice(0, MOST_CHANGES);
	return {
		key: "ranking-corrected",
		heading: headingOf(county, found),
		changes: shown,
		more: changes.length - shown.length,
		also,
		files: [],
		buttons: [],
	};
};

/** What a ranking's picture shows. */
export const rankingPicture = (county: County, found: FoundRanking): RankingPicture => {
	const {
		ranking,
		series: { duty },
	} = found;
	const ranked = rankedUnits(found);
	const indicators = indicatorsOf(duty, county);
	const { rules } = county.data;
	return {
		...headingOf(county, found),
		indicators: indicators.map((indicator) => whole(indicator, ranking.units)),
		rows: ranked.map(
			(one): RankedRow => ({
				rank: one.rank,
				unit: nameOf(county, one.unit),
				score: one.score,
				moved: movedOf(county, found, one.unit, one.rank),
				lamp: one.lamp,
				figures: indicators.map(({ id }) => {
					const figure = one.figures.find(({ indicator }) => indicator === id);
					if (!figure) return null;
					return { total: figure.total, annual: figure.annual, percent: percentOf(figure.total, figure.annual) ?? ZERO };
				}),
			}),
		),
		absent: absentNames(county, found),
		exempt: exemptUnits(county, found),
		green: ranking.rules.values["lamp-green"] ?? rules["lamp-green"],
		yellow: ranking.rules.values["lamp-yellow"] ?? rules["lamp-yellow"],
	};
};

const whole = (indicator: Indicator, units: readonly UnitScore[]): RankingPicture["indicators"][number] => {
	const figures = units.flatMap((one) => one.figures.filter((figure) => figure.indicator === indicator.id));
	const total = sum(figures.map((figure) => figure.total));
	const annual = sum(figures.map((figure) => figure.annual));
	const { name, aliases, measure } = indicator;
	const short = [name, ...aliases].find((one) => [...one].length <= 5) ?? name;
	return { label: name, short, measure, total, annual, percent: isZero(annual) ? null : percentOf(total, annual) };
};
