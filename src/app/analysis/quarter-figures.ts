import type { County } from "../../domain/county.ts";
import { compare, type Decimal, percentOf, round, shareOf, subtract, sum, ZERO } from "../../domain/decimal.ts";
import type { Indicator, Target } from "../../domain/indicator.ts";
import { addDays, type DateText, daysOf, type PeriodKey, parsePeriod, periodOf, shiftPeriod } from "../../domain/period.ts";
import { lampOf, plannedPercent, reachedPercent } from "../../domain/plan.ts";
import { lineageOf } from "../../domain/succession.ts";
import type { Unit } from "../../domain/unit.ts";
import type { AnalysisFigure, AnalysisIndicator, AnalysisRow, TrendPoint } from "../../views/analysis.ts";
import { countyFigure } from "../rankings/county-figure.ts";
import { type FigureSource, type RoundFigure, roundFigures, totalsAtEnds } from "../rankings/round-figures.ts";
import { distinctName } from "../units/distinct-name.ts";
import { coverageOf, type QuarterAsked } from "./coverage.ts";
import type { FigureLine } from "./figure-lines.ts";

/** One line's indicators in a quarter, the units that owe it, and what was reported of it. */
export interface QuarterFigures {
	readonly indicators: readonly AnalysisIndicator[];
	readonly units: readonly Unit[];
	/** Those with a yellow or red lamp that take part in rankings. */
	readonly behind: readonly Unit[];
	/** What these units reached in all and in the quarter, for comparing with what they said they would. */
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
	const year = parsePeriod(asked.period).year;
	const first = daysOf(asked.period).first;
	const last = periodOf(series.cadence, asked.asOf);
	const end = await roundFigures(source, series, last, asked.asOf);
	const units = end.units.map(({ unit }) => unit);
	const totalsAt = totalsAtEnds(source, series, units);
	const opening = periodOf(series.cadence, first);
	const before = await totalsAt(shiftPeriod(opening, -1), last);
	const coverage = await coverageOf(source, line, asked);
	const ends: PeriodKey[] = [];
	for (let at = periodOf(series.cadence, `${year}-01-01` as DateText); parsePeriod(at).year === year; at = shiftPeriod(at, 1))
		ends.push(at);
	const passed = ends.filter((at) => at <= last);
	const totals = new Map<PeriodKey, Awaited<ReturnType<typeof totalsAt>>>();
	for (const at of passed)
		if (coverage.began !== null && coverage.lastRoundOf(at) >= coverage.began) totals.set(at, await totalsAt(at, last));
	const figureOf = (unit: Unit, indicator: Indicator): RoundFigure | undefined =>
		end.units.find((one) => one.unit === unit)?.figures.find((figure) => figure.indicator === indicator);
	const gainedBy = (unit: Unit, { indicator, total }: RoundFigure): Decimal => subtract(total, before(unit.code, indicator));
	const described = indicators.map((indicator): AnalysisIndicator => {
		const figures = units.flatMap((unit) => {
			const figure = figureOf(unit, indicator);
			return figure ? [{ unit, figure }] : [];
		});
		const targets = figures.flatMap(({ figure }) => figure.target ?? []);
		const plannedOn = (day: DateText): Decimal => sum(targets.map((target) => shareOf(target.annual, plannedPercent(target, day))));
		const whole = countyFigure(
			county,
			figures.map(({ figure }) => figure),
			asked.asOf,
		);
		const project = county.project(indicator.project);
		return {
			project: project?.name ?? "",
			department: (project && county.unit(project.department)?.name) ?? "",
			label: indicator.name,
			short: [indicator.name, ...indicator.aliases].find((one) => [...one].length <= 5) ?? indicator.name,
			measure: indicator.measure,
			county: {
				...whole,
				...against(indicator, whole.total, whole.annual === null ? null : plannedOn(asked.asOf)),
				gained: sum(figures.map(({ unit, figure }) => gainedBy(unit, figure))),
				dueInQuarter:
					whole.annual === null ? null : fine(indicator, subtract(plannedOn(asked.asOf), targetsBefore(targets, first, plannedOn))),
			},
			rows: inOrder(
				figures.map(({ unit, figure }) => ({
					...unitFigure(county, figure, asked, first, gainedBy(unit, figure)),
					unit: distinctName(county, unit),
					exempt: exemptionOf(unit, year),
					joined: lineageOf(county, unit)
						.filter((one) => one !== unit && one.validTo !== null && one.validTo.slice(0, 4) === String(year))
						.map(({ name }) => name),
					since: unit.validFrom !== null && unit.validFrom > `${year}-01-01` ? (unit.validFrom as DateText) : null,
					...coverage.of(unit),
				})),
			),
			trend: ends.map((at): TrendPoint => {
				const reached = totals.get(at);
				const day = at === last ? asked.asOf : daysOf(at).last;
				const annual = sum(targets.map((target) => target.annual));
				return {
					period: at,
					percent: reached ? percentOf(sum(units.map(({ code }) => reached(code, indicator))), annual) : null,
					planned: percentOf(plannedOn(at > last ? daysOf(at).last : day), annual),
					current: at >= opening && at <= periodOf(series.cadence, daysOf(asked.period).last),
				};
			}),
		};
	});
	return {
		indicators: described,
		units,
		behind: units.filter(
			(unit) =>
				exemptionOf(unit, year) === null &&
				indicators.some((indicator) => {
					const figure = figureOf(unit, indicator);
					return (
						figure?.target && isBehind(lampOf(figure.total, figure.target, plannedPercent(figure.target, asked.asOf), county.data.rules))
					);
				}),
		),
		reachedBy: (unit, indicator) => {
			const figure = indicators.includes(indicator) ? figureOf(unit, indicator) : undefined;
			return figure ? { total: figure.total, gained: gainedBy(unit, figure) } : null;
		},
		reports: coverage.reports,
		open: coverage.open,
	};
};

const isBehind = (lamp: AnalysisFigure["lamp"]): boolean => lamp === "red" || lamp === "yellow";

const exemptionOf = ({ exempt = [] }: Unit, year: number): string | null => exempt.find((one) => one.year === year)?.reason ?? null;

/** Plans lie on straight lines between months: shown as fine as figures are kept, at least to one place. */
const fine = (indicator: Indicator, value: Decimal): Decimal => round(value, Math.max(1, indicator.places));

/** In a year's first quarter nothing was planned before: the plan begins on 1 January. */
const targetsBefore = (targets: readonly Target[], first: DateText, plannedOn: (day: DateText) => Decimal): Decimal =>
	targets.length === 0 || first.endsWith("-01-01") ? ZERO : plannedOn(addDays(first, -1));

const against = (indicator: Indicator, total: Decimal, due: Decimal | null): Pick<AnalysisFigure, "due" | "ahead" | "ofPlan"> => ({
	due: due === null ? null : fine(indicator, due),
	ahead: due === null ? null : fine(indicator, subtract(total, due)),
	ofPlan: due === null ? null : percentOf(total, due),
});

const unitFigure = (
	county: County,
	{ indicator, target, total }: RoundFigure,
	{ asOf }: QuarterAsked,
	first: DateText,
	gained: Decimal,
): AnalysisFigure => {
	if (target === null)
		return {
			total,
			annual: null,
			percent: null,
			planned: null,
			due: null,
			ahead: null,
			ofPlan: null,
			gained,
			dueInQuarter: null,
			lamp: "none",
		};
	const plannedOn = (day: DateText): Decimal => shareOf(target.annual, plannedPercent(target, day));
	const planned = plannedPercent(target, asOf);
	return {
		total,
		annual: target.annual,
		percent: reachedPercent(total, target),
		planned,
		...against(indicator, total, plannedOn(asOf)),
		gained,
		dueInQuarter: fine(indicator, subtract(plannedOn(asOf), targetsBefore([target], first, plannedOn))),
		lamp: lampOf(total, target, planned, county.data.rules),
	};
};

/** By completion, those without a place behind; equal per cents share a place and the next is passed over. */
const inOrder = (rows: readonly Omit<AnalysisRow, "rank">[]): AnalysisRow[] => {
	const placed = rows.filter(({ percent, exempt }) => percent !== null && exempt === null);
	const sorted = placed.toSorted((a, b) => compare(b.percent ?? ZERO, a.percent ?? ZERO));
	const ranked = sorted.map((one): AnalysisRow => ({ ...one, rank: sorted.findIndex(({ percent }) => percent === one.percent) + 1 }));
	return [...ranked, ...rows.filter((one) => !placed.includes(one)).map((one): AnalysisRow => ({ ...one, rank: null }))];
};
