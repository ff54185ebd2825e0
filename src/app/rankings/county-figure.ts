import type { County } from "../../domain/county.ts";
import { type Decimal, isZero, percentOf, shareOf, sum } from "../../domain/decimal.ts";
import type { DateText } from "../../domain/period.ts";
import { lampOf, plannedPercent } from "../../domain/plan.ts";
import type { Lamp } from "../../views/report.ts";
import type { RoundFigure } from "./round-figures.ts";

/** How the county stands with one indicator: all its units together. */
export interface CountyFigure {
	/** Of all of them, with a target or without. */
	readonly total: Decimal;
	/** Null where nobody has one. */
	readonly annual: Decimal | null;
	readonly percent: Decimal | null;
	/** Per cent of the annual targets planned by the day. */
	readonly planned: Decimal | null;
	readonly lamp: Lamp;
}

/** Adds up what units have reached for one indicator, against their targets and plans as of a day. */
export const countyFigure = (county: County, figures: readonly RoundFigure[], asOf: DateText): CountyFigure => {
	const targets = figures.flatMap(({ target }) => target ?? []);
	const total = sum(figures.map((figure) => figure.total));
	const annual = sum(targets.map((target) => target.annual));
	const planned = percentOf(sum(targets.map((target) => shareOf(target.annual, plannedPercent(target, asOf)))), annual);
	return {
		total,
		annual: isZero(annual) ? null : annual,
		percent: percentOf(total, annual),
		planned,
		lamp: planned === null ? "none" : lampOf(total, { annual }, planned, county.data.rules),
	};
};
