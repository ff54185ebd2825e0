import { County, type CountyData } from "../../domain/county.ts";
import { round, shareOf } from "../../domain/decimal.ts";
import { addDays, type DateText, daysOf, type PeriodKey, periodOf, shiftPeriod } from "../../domain/period.ts";
import { plannedPercent } from "../../domain/plan.ts";
import { type DemoFigure, demoHistory } from "../../workbook/demo/demo-history.ts";
import { plausibleFigure } from "./plausible-figure.ts";

/** Weeks reported before a rehearsal that begins before the demo's own past ends. */
const WEEKS = 7;

/**
 * The demo county as it stands on the morning of a day: the demo's own past as far as it lies before that, and plausible weeks from there on. Before that
 * past begins, seven plausible weeks, and what the plan had by then as the opening totals.
 */
export const demoPast = (seed: string, data: CountyData, from: DateText): { data: CountyData; history: DemoFigure[] } => {
	const last = shiftPeriod(periodOf("week", from), -1);
	const own = demoHistory(data).filter(({ period }) => period <= last);
	const newest = own.reduce<PeriodKey | null>((most, { period }) => (most === null || period > most ? period : most), null);
	const first = newest === null ? shiftPeriod(last, 1 - WEEKS) : shiftPeriod(newest, 1);
	const opened = newest === null ? { ...data, targets: data.targets.map((target) => openedBefore(target, daysOf(first).first)) } : data;
	const county = new County(opened);
	const weeks: PeriodKey[] = [];
	for (let week = first; week <= last; week = shiftPeriod(week, 1)) weeks.push(week);
	const townships = data.units.filter(({ kind }) => kind === "township");
	const more = weeks.flatMap((period) =>
		townships.flatMap((unit) =>
			data.indicators.map(
				(indicator): DemoFigure => ({
					unit: unit.code,
					indicator: indicator.id,
					period,
					increment: plausibleFigure(seed, county, unit, indicator, period),
				}),
			),
		),
	);
	return { data: opened, history: [...own, ...more] };
};

/** A target of which as much was reached before a day as was planned. */
const openedBefore = (target: CountyData["targets"][number], day: DateText): CountyData["targets"][number] => ({
	...target,
	opening: round(shareOf(target.annual, plannedPercent(target, addDays(day, -1))), 0),
});
