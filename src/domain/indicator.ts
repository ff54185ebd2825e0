import type { Decimal } from "./decimal.ts";
import type { Measure } from "./measure.ts";
import type { UnitCode } from "./unit.ts";

export type ProjectId = string & { readonly __brand: "ProjectId" };
export type IndicatorId = string & { readonly __brand: "IndicatorId" };

/** 工程: a kind of works of the programme, owned by a county department. */
export interface Project {
	readonly id: ProjectId;
	readonly name: string;
	readonly aliases: readonly string[];
	/** 组织实施部门; sees all reports of the project. */
	readonly department: UnitCode;
}

/** 指标: one figure that is reported, an increment each period and the total after it. */
export interface Indicator {
	readonly id: IndicatorId;
	readonly project: ProjectId;
	readonly name: string;
	/** Short names people write (暖棚, 大棚). */
	readonly aliases: readonly string[];
	readonly measure: Measure;
	/** Decimal places taken (0 for things that are counted). */
	readonly places: number;
	/** Whether the cumulative total restarts on 1 January or carries over. */
	readonly yearEnd: "restart" | "carry";
}

/** 任务: what a unit is to reach for an indicator in a year and over the span of years. */
export interface Target {
	readonly unit: UnitCode;
	readonly indicator: IndicatorId;
	readonly year: number;
	/** In the indicator's measure. */
	readonly annual: Decimal;
	/** Four-year task (四年任务) and the first of its four years; null where none is set. */
	readonly fourYear: { readonly value: Decimal; readonly firstYear: number } | null;
	/** Cumulative per cent of the annual target planned by the end of each month, January first; 12 values, never falling, the last 100. */
	readonly plan: readonly Decimal[];
	/** Total already reached when reporting began (期初累计), counted before the first report. */
	readonly opening: Decimal;
}
