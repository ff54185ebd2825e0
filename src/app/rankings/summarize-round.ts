import type { County } from "../../domain/county.ts";
import { compare, type Decimal, decimal, percentOf, round, shareOf, subtract, sum, ZERO } from "../../domain/decimal.ts";
import type { Duty } from "../../domain/duty.ts";
import type { Indicator } from "../../domain/indicator.ts";
import type { DateText } from "../../domain/period.ts";
import type { Round } from "../../domain/round.ts";
import type { RoundBook } from "../../domain/round-book.ts";
import type { Store } from "../../ports/store.ts";
import { FEWEST, medianOf, outliers } from "../../scoring/outliers.ts";
import type { RankingView } from "../../views/ranking.ts";
import { distinctName } from "../units/distinct-name.ts";
import { countyFigure } from "./county-figure.ts";
import { incrementOf, type RoundFigure, type RoundFigures, roundFigures } from "./round-figures.ts";

type Summary = Extract<RankingView, { key: "round-summary" }>;

/** 汇总 of a round: coverage, totals against target and plan, and increments out of the ordinary for the size of their unit's task. */
export const summarizeRound = async (
	parts: { readonly store: Store; readonly county: County; readonly rounds: RoundBook },
	duty: Duty,
	owed: Round,
	today: DateText,
): Promise<Summary> => {
	const { store, county, rounds } = parts;
	const figures = await roundFigures(parts, { duty, cadence: duty.cadence }, owed.period, today);
	const { reported } = await store.roundStates(
		duty.id,
		owed.period,
		figures.units.map(({ unit }) => unit.code),
	);
	const late = reported.filter((one) => rounds.isLate(duty.id, owed.period, one)).length;
	return {
		key: "round-summary",
		title: duty.name,
		period: owed.period,
		dueAt: owed.dueAt,
		due: figures.units.length,
		reported: reported.length,
		onTime: reported.length - late,
		late,
		rows: figures.indicators.map((indicator) => summaryRow(county, figures, indicator)),
		buttons: [],
	};
};

const summaryRow = (county: County, { units, asOf }: RoundFigures, indicator: Indicator): Summary["rows"][number] => {
	const own = units.flatMap(({ unit, figures }) =>
		figures.filter((figure) => figure.indicator === indicator).map((figure) => ({ unit, figure })),
	);
	const whole = countyFigure(
		county,
		own.map(({ figure }) => figure),
		asOf,
	);
	const compared = own.flatMap(({ unit, figure }) => {
		const percent = shareOfTask(figure);
		return percent === null ? [] : [{ unit, figure, percent }];
	});
	const percents = compared.map(({ percent }) => percent);
	const usual = medianOf(percents);
	const odd = outliers(percents, county.data.rules["outlier-factor"]).flatMap(({ index, above }) => {
		const one = compared[index];
		return one && !isNextTo(one.figure, usual)
			? [{ unit: distinctName(county, one.unit), increment: incrementOf(one.figure), percent: round(one.percent, 1), above }]
			: [];
	});
	return {
		label: indicator.name,
		measure: indicator.measure,
		increment: sum(own.map(({ figure }) => incrementOf(figure))),
		...whole,
		usual: compared.length < FEWEST ? null : round(usual, 1),
		outliers: odd.toSorted((a, b) => compare(b.percent, a.percent)),
	};
};

/** One thing more or less than usual (two stables instead of one) is a large share of a small task, and nothing to ask about. */
const isNextTo = ({ increment, target }: RoundFigure, usual: Decimal): boolean => {
	const gap = subtract(increment ?? ZERO, target ? shareOf(target.annual, usual) : ZERO);
	return compare(gap, decimal(1)) <= 0 && compare(gap, decimal(-1)) >= 0;
};

/** A reported increment in per cent of the annual target: large townships are no outliers for being large. */
const shareOfTask = ({ increment, target }: RoundFigure): Decimal | null =>
	increment === null || target === null ? null : percentOf(increment, target.annual, 4);
