import type { County } from "../../domain/county.ts";
import { isZero } from "../../domain/decimal.ts";
import { addDays, type DateText, dateOf, type Instant, type PeriodKey, parsePeriod, shiftPeriod } from "../../domain/period.ts";
import { plannedPercent } from "../../domain/plan.ts";
import type { ProblemCount } from "../../domain/problem.ts";
import type { FigureBasis, Ranking, UnitBasis } from "../../domain/ranking.ts";
import { owes } from "../../domain/round.ts";
import type { RoundBook } from "../../domain/round-book.ts";
import { lineageOf } from "../../domain/succession.ts";
import type { Unit } from "../../domain/unit.ts";
import type { ReportedInPeriod, Store } from "../../ports/store.ts";
import { rankUnits } from "../../scoring/rank-units.ts";
import { ruleSetOf } from "../../scoring/rule-set.ts";
import { type RankedSpan, type RankingSeries, spanOf } from "./ranking-series.ts";
import { type RoundFigure, roundFigures } from "./round-figures.ts";

/** What rankings are made from. */
export interface RankingParts {
	readonly store: Store;
	readonly county: County;
	readonly countyVersion: number;
	readonly rounds: RoundBook;
}

/** Periods looked back over for those owed: more are passed over where holidays or a late start left some out. */
const MOST_LOOKED_AT = 60;

/** A correction of a report this many periods back still changes later totals that are shown. */
export const PERIODS_BEHIND = 5;

/**
 * What a ranking rests on: the versions of the reports behind it and the deadlines that were moved there. There only ever become more: more than a frozen one
 * has mean that it is to be corrected. `reported` has to hold the periods behind it.
 */
export const basisOf = (
	{ duty }: RankingSeries,
	{ rounds: owed }: RankedSpan,
	reported: readonly ReportedInPeriod[],
	rounds: RoundBook,
): number => {
	const [oldest] = owed;
	const newest = owed.at(-1);
	if (oldest === undefined || newest === undefined) return 0;
	const from = shiftPeriod(oldest, -PERIODS_BEHIND);
	const versions = reported.reduce((sum, one) => (one.period >= from && one.period <= newest ? sum + one.versions : sum), 0);
	return versions + rounds.extensionsBetween(duty.id, from, newest);
};

/** The ranking of a period as it stands at an instant: edition 0, until somebody freezes it. Null where nobody owes a round of it. */
export const makeRanking = async (parts: RankingParts, series: RankingSeries, period: PeriodKey, now: Instant): Promise<Ranking | null> => {
	const { store, county, countyVersion, rounds } = parts;
	const { duty } = series;
	const span = spanOf(series, period, rounds);
	const newest = span.rounds.at(-1);
	if (newest === undefined) return null;
	const { rules } = county.data;
	const reported = await store.reportedBetween(duty.id, shiftPeriod(newest, -MOST_LOOKED_AT), newest);
	const { asOf, comparedDay, units } = await roundFigures(parts, series, period, dateOf(now));
	const problems = isZero(rules["score-problems"]) ? null : await store.problemCounts(addDays(comparedDay, 1), overBy(asOf, dateOf(now)));
	const counted = series.cadence === duty.cadence ? lastOwed(rounds, series, newest, Number(rules["score-rounds"])) : span.rounds;
	const [first] = reported;
	const judged = counted.filter((one) => first !== undefined && one >= first.period);
	const reports = new Map(reported.map((one) => [`${one.unit} ${one.period}`, one]));
	const bases = units.map(
		({ unit, figures }): UnitBasis => ({
			unit: unit.code,
			figures: figures.flatMap((figure) => figureBasis(figure, asOf, comparedDay)),
			...punctuality(parts, series, unit, judged, reports, now),
			...problemsOf(county, unit, problems),
			...exemptionOf(unit, period),
			reported: lineageOf(county, unit).some(({ code }) => span.rounds.some((one) => reports.has(`${code} ${one}`))),
		}),
	);
	return {
		duty: duty.id,
		period,
		edition: 0,
		asOf,
		rules: ruleSetOf(rules),
		countyVersion,
		reports: basisOf(series, span, reported, rounds),
		madeAt: now,
		units: rankUnits(bases, rules),
	};
};

/** What falls due today may still be solved today. */
const overBy = (day: DateText, today: DateText): DateText => (day < today ? day : addDays(today, -1));

const problemsOf = (county: County, unit: Unit, counts: readonly ProblemCount[] | null): Pick<UnitBasis, "problems"> => {
	if (counts === null) return {};
	const codes = lineageOf(county, unit).map(({ code }) => code);
	const own = counts.filter((one) => codes.includes(one.unit));
	return { problems: { due: own.reduce((sum, one) => sum + one.due, 0), solved: own.reduce((sum, one) => sum + one.solved, 0) } };
};

const exemptionOf = ({ exempt = [] }: Unit, period: PeriodKey): Pick<UnitBasis, "exempt"> => {
	const found = exempt.find(({ year }) => year === parsePeriod(period).year);
	return found ? { exempt: found.reason } : {};
};

/** Rounds owed and reported on time by a unit, and before it by those it took over. */
const punctuality = (
	{ county, rounds }: RankingParts,
	{ duty }: RankingSeries,
	unit: Unit,
	judged: readonly PeriodKey[],
	reports: ReadonlyMap<string, ReportedInPeriod>,
	now: Instant,
): Pick<UnitBasis, "due" | "onTime"> => {
	const owed = lineageOf(county, unit).flatMap((one) =>
		judged.flatMap((period) => {
			if (!owes(duty, one, rounds.owingDay(duty, period))) return [];
			const report = reports.get(`${one.code} ${period}`);
			return report || rounds.round(duty, period, one.code).dueAt < now ? [{ period, report }] : [];
		}),
	);
	return {
		due: owed.length,
		onTime: owed.filter(({ period, report }) => report !== undefined && !rounds.isLate(duty.id, period, report)).length,
	};
};

const figureBasis = (
	{ indicator, target, total, before }: RoundFigure,
	asOf: Ranking["asOf"],
	comparedDay: Ranking["asOf"],
): FigureBasis[] =>
	target === null
		? []
		: [
				{
					indicator: indicator.id,
					total,
					annual: target.annual,
					planned: plannedPercent(target, asOf),
					before,
					plannedBefore: plannedPercent(target, comparedDay),
				},
			];

/** The last so many periods that were owed. */
const lastOwed = (rounds: RoundBook, { duty }: RankingSeries, period: PeriodKey, count: number): PeriodKey[] => {
	const found: PeriodKey[] = [];
	for (let back = 0; back <= MOST_LOOKED_AT && found.length < count; back += 1) {
		const at = shiftPeriod(period, -back);
		if (rounds.notOwed(duty, at) === null) found.push(at);
	}
	return found;
};
