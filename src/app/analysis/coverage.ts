import { type DateText, daysOf, type Instant, type PeriodKey, parsePeriod, periodOf, shiftPeriod } from "../../domain/period.ts";
import { owes } from "../../domain/round.ts";
import { lineageOf } from "../../domain/succession.ts";
import type { Unit } from "../../domain/unit.ts";
import type { AnalysisRow } from "../../views/analysis.ts";
import { spanOf } from "../rankings/ranking-series.ts";
import type { FigureSource } from "../rankings/round-figures.ts";
import type { FigureLine } from "./figure-lines.ts";

/** A quarter as it is looked at: to its last day, or to today. */
export interface QuarterAsked {
	readonly period: PeriodKey;
	readonly asOf: DateText;
	readonly now: Instant;
}

/** Which rounds of a quarter were owed and reported. */
export interface Coverage {
	readonly of: (unit: Unit) => Pick<AnalysisRow, "owed" | "missed">;
	/** The year's first round anybody reported; null where nobody did. */
	readonly began: PeriodKey | null;
	readonly lastRoundOf: (period: PeriodKey) => PeriodKey;
	readonly reports: number;
	readonly open: number;
}

/** Who reported which rounds of the quarter. */
export const coverageOf = async (
	{ store, rounds, county }: FigureSource,
	{ series }: FigureLine,
	{ period, asOf, now }: QuarterAsked,
): Promise<Coverage> => {
	const { duty, cadence } = series;
	const { first, last } = daysOf(period);
	const newest = periodOf(duty.cadence, asOf);
	// 4 January always lies in its year's first week.
	const earliest = periodOf(duty.cadence, `${parsePeriod(period).year}-01-04` as DateText);
	const reported = await store.reportedBetween(duty.id, earliest, newest);
	const known = new Set(reported.map((one) => `${one.unit} ${one.period}`));
	const inQuarter: PeriodKey[] = [];
	for (let at = periodOf(cadence, first); at <= periodOf(cadence, last); at = shiftPeriod(at, 1))
		inQuarter.push(...spanOf(series, at, rounds).rounds);
	const begun = inQuarter.filter((one) => rounds.round(duty, one, null).opensAt <= now);
	return {
		of: (unit) => {
			const lineage = lineageOf(county, unit);
			const owed = begun.filter((one) => lineage.some((of) => owes(duty, of, rounds.owingDay(duty, one))));
			const missed = owed.filter(
				(one) => rounds.round(duty, one, unit.code).dueAt < now && !lineage.some(({ code }) => known.has(`${code} ${one}`)),
			);
			return { owed: owed.length, missed: missed.length };
		},
		began: reported[0]?.period ?? null,
		lastRoundOf: (at) => spanOf(series, at, rounds).rounds.at(-1) ?? periodOf(duty.cadence, daysOf(at).last),
		reports: reported.filter((one) => inQuarter.includes(one.period)).length,
		open: begun.filter((one) => rounds.round(duty, one, null).closesAt > now).length,
	};
};
