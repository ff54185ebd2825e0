import type { County } from "../../domain/county.ts";
import { compare, type Decimal, percentOf, round, shareOf, subtract, sum, ZERO } from "../../domain/decimal.ts";
import type { Indicator, Target } from "../../domain/indicator.ts";
import { addDays, type DateText, daysOf, type PeriodKey, parsePeriod } from "../../domain/period.ts";
import { lampOf, plannedPercent } from "../../domain/plan.ts";
import { lineageOf } from "../../domain/succession.ts";
import type { Unit, UnitCode } from "../../domain/unit.ts";
import type { AnalysisFigure, AnalysisIndicator, AnalysisRow, TrendPoint } from "../../views/analysis.ts";
import { countyFigure } from "../rankings/county-figure.ts";
import type { RoundFigure } from "../rankings/round-figures.ts";
import { distinctName } from "../units/distinct-name.ts";
import type { Coverage, QuarterAsked } from "./coverage.ts";

/** One unit's figure at the quarter's end, and what the quarter brought. */
export interface UnitFigure {
	readonly unit: Unit;
	readonly figure: RoundFigure;
	readonly gained: Decimal;
}

/** What stood at the end of one of the year's periods; `totalOf` null before anything was reported, and for what lies ahead. */
export interface CurveEnd {
	readonly period: PeriodKey;
	/** Its last day, or the day looked at. */
	readonly day: DateText;
	readonly current: boolean;
	readonly totalOf: ((unit: UnitCode, indicator: Indicator) => Decimal) | null;
}

/** An indicator of the county in a quarter, from what was read. */
export const describeIndicator = (
	county: County,
	asked: QuarterAsked,
	indicator: Indicator,
	read: { readonly figures: readonly UnitFigure[]; readonly curve: readonly CurveEnd[]; readonly coverage: Coverage },
): AnalysisIndicator => {
	const { figures, curve, coverage } = read;
	const targets = figures.flatMap(({ figure }) => figure.target ?? []);
	const project = county.project(indicator.project);
	const whole = countyFigure(
		county,
		figures.map(({ figure }) => figure),
		asked.asOf,
	);
	return {
		project: project?.name ?? "",
		department: (project && county.unit(project.department)?.name) ?? "",
		label: indicator.name,
		short: [indicator.name, ...indicator.aliases].find((one) => [...one].length <= 5) ?? indicator.name,
		measure: indicator.measure,
		county: { ...whole, ...against(indicator, asked, whole.total, targets), gained: sum(figures.map(({ gained }) => gained)) },
		rows: inOrder(figures.map((one) => ({ ...rowOf(county, asked, one), ...coverage.of(one.unit) }))),
		trend: curve.map((end) => pointOf(indicator, figures, targets, end)),
	};
};

const plannedBy = (targets: readonly Target[], day: DateText): Decimal =>
	sum(targets.map((target) => shareOf(target.annual, plannedPercent(target, day))));

/** A total against the plan of these targets; plans lie on straight lines between months, shown as fine as figures are kept, at least to one place. */
const against = (
	indicator: Indicator,
	{ period, asOf }: QuarterAsked,
	total: Decimal,
	targets: readonly Target[],
): Pick<AnalysisFigure, "due" | "ahead" | "ofPlan" | "dueInQuarter"> => {
	if (targets.length === 0) return { due: null, ahead: null, ofPlan: null, dueInQuarter: null };
	const fine = (value: Decimal): Decimal => round(value, Math.max(1, indicator.places));
	const due = plannedBy(targets, asOf);
	const before = plannedBy(targets, addDays(daysOf(period).first, -1));
	return { due: fine(due), ahead: fine(subtract(total, due)), ofPlan: percentOf(total, due), dueInQuarter: fine(subtract(due, before)) };
};

/** Why a unit takes no part in rankings in a year; null where it does. */
export const exemptionOf = ({ exempt = [] }: Unit, year: number): string | null => exempt.find((one) => one.year === year)?.reason ?? null;

/** The lamp of a unit's figure, as 进度 and 排名 show it. */
export const lampOfFigure = (county: County, { target, total }: RoundFigure, day: DateText): AnalysisFigure["lamp"] =>
	target === null ? "none" : lampOf(total, target, plannedPercent(target, day), county.data.rules);

const rowOf = (
	county: County,
	asked: QuarterAsked,
	{ unit, figure, gained }: UnitFigure,
): Omit<AnalysisRow, "rank" | "owed" | "missed"> => {
	const { indicator, target, total } = figure;
	const { year } = parsePeriod(asked.period);
	const joined = lineageOf(county, unit).filter((one) => one !== unit && one.validTo?.startsWith(String(year)));
	return {
		unit: distinctName(county, unit),
		exempt: exemptionOf(unit, year),
		joined: joined.map(({ name }) => name),
		since: unit.validFrom !== null && unit.validFrom > `${year}-01-01` ? (unit.validFrom as DateText) : null,
		total,
		annual: target?.annual ?? null,
		percent: target && percentOf(total, target.annual),
		planned: target && plannedPercent(target, asked.asOf),
		...against(indicator, asked, total, target === null ? [] : [target]),
		gained,
		lamp: lampOfFigure(county, figure, asked.asOf),
	};
};

/** By completion, those without a place behind; equal per cents share a place and the next is passed over. */
const inOrder = (rows: readonly Omit<AnalysisRow, "rank">[]): AnalysisRow[] => {
	const placed = rows.filter(({ percent, exempt }) => percent !== null && exempt === null);
	const sorted = placed.toSorted((a, b) => compare(b.percent ?? ZERO, a.percent ?? ZERO));
	const ranked = sorted.map((one): AnalysisRow => ({ ...one, rank: sorted.findIndex(({ percent }) => percent === one.percent) + 1 }));
	return [...ranked, ...rows.filter((one) => !placed.includes(one)).map((one): AnalysisRow => ({ ...one, rank: null }))];
};

const pointOf = (
	indicator: Indicator,
	figures: readonly UnitFigure[],
	targets: readonly Target[],
	{ period, day, current, totalOf }: CurveEnd,
): TrendPoint => {
	const annual = sum(targets.map((target) => target.annual));
	return {
		period,
		percent: totalOf && percentOf(sum(figures.map(({ unit }) => totalOf(unit.code, indicator))), annual),
		planned: percentOf(plannedBy(targets, day), annual),
		current,
	};
};
