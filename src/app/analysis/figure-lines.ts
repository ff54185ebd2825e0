import type { County } from "../../domain/county.ts";
import type { Duty } from "../../domain/duty.ts";
import type { Indicator } from "../../domain/indicator.ts";
import type { Cadence } from "../../domain/period.ts";
import { type RankingSeries, rankedDuties } from "../rankings/ranking-series.ts";
import { indicatorsOf } from "../reports/figures.ts";

/** Indicators whose figures are read from one line of rankings. */
export interface FigureLine {
	readonly series: RankingSeries;
	readonly indicators: readonly Indicator[];
}

/** Which report an indicator's figures are taken from where several ask for it: as rankings of a month take them. */
const PREFERRED: readonly Cadence[] = ["month", "week", "quarter"];

/** Of every indicator the one line its figures in a quarter are read from, in the order of the workbook; those nobody reports so often are left over. */
export const figureLines = (county: County): { readonly lines: readonly FigureLine[]; readonly unreported: readonly Indicator[] } => {
	const duties = rankedDuties(county);
	const sourceOf = (indicator: Indicator): Duty | undefined =>
		PREFERRED.flatMap((cadence) => duties.filter((duty) => duty.cadence === cadence)).find((duty) =>
			indicatorsOf(duty, county).includes(indicator),
		);
	const bySource = new Map<Duty, Indicator[]>();
	const unreported: Indicator[] = [];
	for (const indicator of county.data.indicators) {
		const duty = sourceOf(indicator);
		if (duty) bySource.set(duty, [...(bySource.get(duty) ?? []), indicator]);
		else unreported.push(indicator);
	}
	const lines = [...bySource].map(
		([duty, indicators]): FigureLine => ({ series: { duty, cadence: duty.cadence === "week" ? "month" : duty.cadence }, indicators }),
	);
	return { lines, unreported };
};
