import { percentOf } from "../../domain/decimal.ts";
import type { Instant, PeriodKey } from "../../domain/period.ts";
import { SCORE_PARTS } from "../../domain/ranking.ts";
import type { ExportColumn, ExportSheet, ExportValue } from "../../views/export.ts";
import { findRanking } from "../rankings/find-ranking.ts";
import { seriesFor } from "../rankings/ranking-series.ts";
import { indicatorsOf } from "../reports/figures.ts";
import type { ExportParts } from "./export-parts.ts";

/** A ranking, a line a unit, best first: score and what it is made of, raw figures beside per cents. Null where there is none. */
export const rankingExport = async (parts: ExportParts, period: PeriodKey | null, at: Instant): Promise<ExportSheet | null> => {
	const { county } = parts;
	const series = seriesFor(county, period);
	const found = series && (await findRanking(parts, series, period, at));
	if (!found) return null;
	const { ranking } = found;
	const { duty } = found.series;
	const indicators = indicatorsOf(duty, county);
	const rows = ranking.units.map((one): ExportValue[] => [
		one.rank === null ? { word: "no-part" } : String(one.rank),
		county.unit(one.unit)?.name ?? one.unit,
		one.score,
		one.lamp === "none" ? null : { word: one.lamp },
		...SCORE_PARTS.map((part) => one.parts.find((scored) => scored.part === part)?.points ?? null),
		...indicators.flatMap((indicator): ExportValue[] => {
			const figure = one.figures.find((scored) => scored.indicator === indicator.id);
			return figure ? [figure.total, figure.annual, percentOf(figure.total, figure.annual)] : [null, null, null];
		}),
		String(one.due),
		String(one.onTime),
	]);
	return {
		heading: { of: "ranking", title: duty.name, period: ranking.period, at, edition: ranking.edition, rules: ranking.rules.version },
		columns: [
			...RANK_COLUMNS,
			...SCORE_PARTS.map((part): ExportColumn => ({ is: { score: part }, format: "number", width: 11, places: 1 })),
			...indicators.flatMap(({ name, measure }) =>
				(["total", "annual", "percent"] as const).map(
					(part): ExportColumn => ({
						is: { figure: name, measure, part },
						format: part === "percent" ? "percent" : "number",
						width: 12,
						...(part === "percent" ? { places: 1 } : {}),
					}),
				),
			),
			{ is: { column: "due" }, format: "number", width: 10 },
			{ is: { column: "on-time" }, format: "number", width: 10 },
		],
		rows,
		totals: null,
		frozen: 2,
	};
};

const RANK_COLUMNS: readonly ExportColumn[] = [
	{ is: { column: "rank" }, format: "number", width: 7 },
	{ is: { column: "unit" }, format: "text", width: 18 },
	{ is: { column: "score" }, format: "number", width: 9, places: 2 },
	{ is: { column: "lamp" }, format: "text", width: 6 },
];
