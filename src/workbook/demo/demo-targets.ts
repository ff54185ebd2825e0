import { type Decimal, decimal, ZERO } from "../../domain/decimal.ts";
import type { Indicator, Target } from "../../domain/indicator.ts";
import type { PeriodKey } from "../../domain/period.ts";
import type { Unit } from "../../domain/unit.ts";
import { STREET_CODE } from "./demo-units.ts";
import { vary } from "./demo-variation.ts";
import { INDICATORS, planCurve } from "./demo-works.ts";

/** The first year of the four-year task and the first year the demo reports in. */
export const FIRST_YEAR = 2025;
export const DEMO_YEAR = 2026;
export const HISTORY_WEEKS = ["2026-W40", "2026-W41", "2026-W42", "2026-W43", "2026-W44", "2026-W45", "2026-W46"] as PeriodKey[];

/** What is planned by mid-November, the end of the past weeks, and by the end of September, before them: per mille of the year. */
const PLANNED: Readonly<Record<string, { before: number; now: number }>> = {
	greenhouse: { before: 840, now: 975 },
	orchard: { before: 780, now: 980 },
	livestock: { before: 750, now: 900 },
};

interface Scale {
	readonly least: number;
	readonly step: number;
	readonly steps: number;
}

const SCALES: Readonly<Record<string, Scale>> = {
	greenhouse: { least: 1200, step: 100, steps: 25 },
	orchard: { least: 3000, step: 200, steps: 25 },
	livestock: { least: 40, step: 2, steps: 30 },
};

/** The street office has no fields to speak of: no greenhouses, no livestock. */
const STREET: Readonly<Record<string, number>> = { greenhouse: 0, orchard: 60, livestock: 0 };

const annualOf = (unit: Unit, { id }: Indicator): number => {
	const { least, step, steps } = SCALES[id] as Scale;
	return unit.code === STREET_CODE ? (STREET[id] ?? 0) : least + step * vary(`${unit.code} ${id}`, steps);
};

const rounded = (value: number, { step }: Scale): number => Math.round(value / step) * step;

/** A tenth of the measure, or one of what is counted: the figures' grain. */
const grainOf = ({ places }: Indicator): number => (places === 0 ? 1 : 10);
/** An amount of grains in the indicator's measure. */
export const fromGrains = (grains: number, indicator: Indicator): Decimal =>
	decimal(grainOf(indicator) === 1 ? grains : (grains / 10).toFixed(1));

/** The opening total and the weekly increments in grains by the end of the past weeks: between 62 and 106 per cent of what is planned. */
export const pastOf = (unit: Unit, indicator: Indicator): { opening: number; weeks: number[] } => {
	const key = `${unit.code} ${indicator.id}`;
	const planned = PLANNED[indicator.id] ?? { before: 0, now: 0 };
	const share = 620 + vary(`${key} share`, 441);
	const total = Math.round((annualOf(unit, indicator) * grainOf(indicator) * planned.now * share) / 1_000_000);
	const recent = Math.round((total * (planned.now - planned.before)) / planned.now);
	const weights = HISTORY_WEEKS.map((week, index) => 24 - 2 * index + vary(`${key} ${week}`, 13));
	const sum = weights.reduce((a, b) => a + b, 0);
	let passed = 0;
	const marks = weights.map((weight) => {
		passed += weight;
		return Math.floor((recent * passed) / sum);
	});
	return { opening: total - recent, weeks: marks.map((mark, index) => mark - (marks[index - 1] ?? 0)) };
};

/** Targets of every township for the demo's year and the one after, with the four-year task around both. */
export const demoTargets = (units: readonly Unit[]): Target[] =>
	units
		.filter((unit) => unit.kind === "township")
		.flatMap((unit) =>
			INDICATORS.flatMap((indicator) => [yearTarget(unit, indicator, DEMO_YEAR), yearTarget(unit, indicator, DEMO_YEAR + 1)]),
		);

const yearTarget = (unit: Unit, indicator: Indicator, year: number): Target => {
	const scale = SCALES[indicator.id] as Scale;
	const annual = annualOf(unit, indicator);
	const key = `${unit.code} ${indicator.id}`;
	const later = rounded(annual * (0.9 + vary(`${key} ${DEMO_YEAR + 1}`, 4) / 10), scale);
	const fourYear = rounded(annual * (3.6 + vary(`${key} four`, 7) / 10), scale);
	return {
		unit: unit.code,
		indicator: indicator.id,
		year,
		annual: decimal(year === DEMO_YEAR ? annual : later),
		fourYear: { value: decimal(fourYear), firstYear: FIRST_YEAR },
		plan: planCurve(indicator.id),
		opening: year === DEMO_YEAR ? fromGrains(pastOf(unit, indicator).opening, indicator) : ZERO,
	};
};
