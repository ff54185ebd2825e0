import type { County } from "../../domain/county.ts";
import type { Duty } from "../../domain/duty.ts";
import { dateOf, daysOf, type Instant, type PeriodKey, shiftPeriod } from "../../domain/period.ts";
import { plannedPercent } from "../../domain/plan.ts";
import type { FigureBasis, Ranking, UnitBasis } from "../../domain/ranking.ts";
import { owes } from "../../domain/round.ts";
import type { RoundBook } from "../../domain/round-book.ts";
import type { ReportedInPeriod, Store } from "../../ports/store.ts";
import { rankUnits } from "../../scoring/rank-units.ts";
import { ruleSetOf } from "../../scoring/rule-set.ts";
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

/** The versions of reports a ranking of a period rests on; they only ever become more. `reported` has to hold the periods behind it. */
export const reportsBehind = (reported: readonly ReportedInPeriod[], period: PeriodKey): number => {
	const from = shiftPeriod(period, -PERIODS_BEHIND);
	return reported.reduce((sum, one) => (one.period >= from && one.period <= period ? sum + one.versions : sum), 0);
};

/** The ranking of a duty's units in a period as it stands at an instant: edition 0, until somebody freezes it. */
export const makeRanking = async (
	{ store, county, countyVersion, rounds }: RankingParts,
	duty: Duty,
	period: PeriodKey,
	now: Instant,
): Promise<Ranking> => {
	const { rules } = county.data;
	const looked = Math.max(MOST_LOOKED_AT, PERIODS_BEHIND);
	const reported = await store.reportedBetween(duty.id, shiftPeriod(period, -looked), period);
	const { asOf, comparedDay, units } = await roundFigures(store, county, duty, period, dateOf(now));
	const counted = countedPeriods(rounds, duty, period, Number(rules["score-rounds"]), reported);
	const bases = units.map(({ unit, figures }): UnitBasis => {
		const own = new Map(reported.filter((one) => one.unit === unit.code).map((one) => [one.period, one]));
		const owed = counted.filter(
			(one) => owes(duty, unit, daysOf(one).first) && (own.has(one) || rounds.round(duty, one, unit.code).dueAt < now),
		);
		return {
			unit: unit.code,
			figures: figures.flatMap((figure) => basisOf(figure, asOf, comparedDay)),
			due: owed.length,
			onTime: owed.filter((one) => own.get(one)?.late === false).length,
			reported: own.has(period),
		};
	});
	return {
		duty: duty.id,
		period,
		edition: 0,
		asOf,
		rules: ruleSetOf(rules),
		countyVersion,
		reports: reportsBehind(reported, period),
		madeAt: now,
		units: rankUnits(bases, rules),
	};
};

const basisOf = ({ indicator, target, total, before }: RoundFigure, asOf: Ranking["asOf"], comparedDay: Ranking["asOf"]): FigureBasis[] =>
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

/** The last so many periods that were owed, none before anybody ever reported. */
const countedPeriods = (
	rounds: RoundBook,
	duty: Duty,
	period: PeriodKey,
	count: number,
	reported: readonly ReportedInPeriod[],
): PeriodKey[] => {
	const first = reported[0]?.period ?? period;
	const found: PeriodKey[] = [];
	for (let at = period; at >= first && found.length < count; at = shiftPeriod(at, -1))
		if (rounds.notOwed(duty, at) === null) found.push(at);
	return found;
};
