import type { Decimal } from "../../domain/decimal.ts";
import type { IndicatorId } from "../../domain/indicator.ts";
import type { PeriodKey } from "../../domain/period.ts";
import type { Unit, UnitCode } from "../../domain/unit.ts";
import { fromGrains, HISTORY_WEEKS, pastOf } from "./demo-targets.ts";
import { INDICATORS } from "./demo-works.ts";

/** One week's increment of a township in the demo's past. */
export interface DemoFigure {
	readonly unit: UnitCode;
	readonly indicator: IndicatorId;
	readonly period: PeriodKey;
	readonly increment: Decimal;
}

/** What the townships reported in weeks 40 to 46 of 2026, beside the opening totals of their targets. */
export const demoHistory = (county: { readonly units: readonly Unit[] }): DemoFigure[] =>
	county.units
		.filter((unit) => unit.kind === "township")
		.flatMap((unit) =>
			INDICATORS.flatMap((indicator) =>
				pastOf(unit, indicator).weeks.map((grains, index) => ({
					unit: unit.code,
					indicator: indicator.id,
					period: HISTORY_WEEKS[index] as PeriodKey,
					increment: fromGrains(grains, indicator),
				})),
			),
		);
