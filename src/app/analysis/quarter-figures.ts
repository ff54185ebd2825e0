import type { Decimal } from "../../domain/decimal.ts";
import { subtract } from "../../domain/decimal.ts";
import type { Indicator } from "../../domain/indicator.ts";
import { type DateText, daysOf, type PeriodKey, parsePeriod, periodOf, shiftPeriod } from "../../domain/period.ts";
import type { Unit } from "../../domain/unit.ts";
import type { AnalysisIndicator } from "../../views/analysis.ts";
import { type FigureSource, roundFigures, type TotalsAtEnd, totalsAtEnds } from "../rankings/round-figures.ts";
import { type Coverage, coverageOf, type QuarterAsked } from "./coverage.ts";
import { type CurveEnd, describeIndicator, exemptionOf, lampOfFigure, type UnitFigure } from "./describe-indicator.ts";
import type { FigureLine } from "./figure-lines.ts";

/** One line's indicators in a quarter, and what was reported of it. */
export interface QuarterFigures {
	readonly indicators: readonly AnalysisIndicator[];
	/** Units with a yellow or red lamp that take part in rankings. */
	readonly behind: readonly Unit[];
	/** What a unit reached in all and in the quarter, for comparing with what it said it would; null where it reports none of it. */
	readonly reachedBy: (unit: Unit, indicator: Indicator) => { readonly total: Decimal; readonly gained: Decimal } | null;
	/** Reports of the quarter that count. */
	readonly reports: number;
	/** Rounds of the quarter that still take reports. */
	readonly open: number;
}

/**
 * Reads a line's figures at a quarter's end by the same way as 排名, 汇总 and 进度 do, so that all of them agree; before it, the ends of the year's months (of its
 * quarters, where reports are quarterly). Units are those that owe the line at the end: who was taken over is counted with who took over, all year long.
 */
export const quarterFigures = async (source: FigureSource, line: FigureLine, asked: QuarterAsked): Promise<QuarterFigures> => {
	const { county } = source;
	const { series, indicators } = line;
	const last = periodOf(series.cadence, asked.asOf);
	const end = await roundFigures(source, series, last, asked.asOf);
	const totalsAt = totalsAtEnds(
		source,
		series,
		end.units.map(({ unit }) => unit),
	);
	const before = await totalsAt(shiftPeriod(periodOf(series.cadence, daysOf(asked.period).first), -1), last);
	const coverage = await coverageOf(source, line, asked);
	const curve = await curveOf(line, asked, coverage, totalsAt);
	const figuresOf = (indicator: Indicator): UnitFigure[] =>
		end.units.flatMap(({ unit, figures }) =>
			figures
				.filter((figure) => figure.indicator === indicator)
				.map((figure) => ({ unit, figure, gained: subtract(figure.total, before(unit.code, indicator)) })),
		);
	const read = new Map(indicators.map((indicator) => [indicator, figuresOf(indicator)]));
	const isBehind = ({ unit, figure }: UnitFigure): boolean =>
		exemptionOf(unit, parsePeriod(asked.period).year) === null && ["red", "yellow"].includes(lampOfFigure(county, figure, asked.asOf));
	return {
		indicators: [...read].map(([indicator, figures]) => describeIndicator(county, asked, indicator, { figures, curve, coverage })),
		behind: [...new Set([...read.values()].flatMap((figures) => figures.filter(isBehind).map(({ unit }) => unit)))],
		reachedBy: (unit, indicator) => {
			const own = read.get(indicator)?.find((one) => one.unit === unit);
			return own ? { total: own.figure.total, gained: own.gained } : null;
		},
		reports: coverage.reports,
		open: coverage.open,
	};
};

/** The ends of all the year's periods, as far as anything was reported by then. */
const curveOf = async (
	{ series }: FigureLine,
	{ period, asOf }: QuarterAsked,
	{ began, lastRoundOf }: Coverage,
	totalsAt: TotalsAtEnd,
): Promise<CurveEnd[]> => {
	const { year } = parsePeriod(period);
	const [first, last] = [periodOf(series.cadence, daysOf(period).first), periodOf(series.cadence, asOf)];
	const final = periodOf(series.cadence, daysOf(period).last);
	const ends: CurveEnd[] = [];
	for (let at: PeriodKey = periodOf(series.cadence, `${year}-01-01` as DateText); parsePeriod(at).year === year; at = shiftPeriod(at, 1)) {
		const isKnown = at <= last && began !== null && lastRoundOf(at) >= began;
		ends.push({
			period: at,
			day: at === last ? asOf : daysOf(at).last,
			current: at >= first && at <= final,
			totalOf: isKnown ? await totalsAt(at, last) : null,
		});
	}
	return ends;
};
