import { compare, type Decimal, isNegative, negate, ZERO } from "../../domain/decimal.ts";
import { type PeriodKey, parsePeriod } from "../../domain/period.ts";
import type { AnalysisBlock, AnalysisColumn } from "../analysis.ts";
import { formats } from "./formats.ts";

const { quantity } = formats;

/** One to ten, as headings count. */
export const HAN = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

/** A lamp in a table. */
export const LAMPS = { green: "绿", yellow: "黄", red: "红", none: "—" } as const;

/** A heading's number, from nought. */
export const han = (index: number): string => (index < 10 ? (HAN[index] ?? "") : `十${HAN[index - 10] ?? ""}`);

/** 2026年第三季度 */
export const quarterName = (period: PeriodKey): string => {
	const { year, number } = parsePeriod(period);
	return `${year}年第${HAN[number - 1]}季度`;
};

/** A heading of the first or second level. */
export const heading = (level: 1 | 2, text: string): AnalysisBlock => ({ kind: "heading", level, text });

/** A paragraph. */
export const text = (words: string): AnalysisBlock => ({ kind: "text", text: words });

/** A column of a table; figures stand right. */
export const column = (title: string, align: AnalysisColumn["align"] = "right", wraps = false): AnalysisColumn => ({
	title,
	align,
	...(wraps ? { wraps } : {}),
});

/** A difference with its sign. */
export const signed = (value: Decimal | null): string => (value === null ? "—" : isNegative(value) || value === "0" ? value : `+${value}`);

/** A figure, or a dash where there is none. */
export const orDash = (value: Decimal | null): string => value ?? "—";

/** How far a total is from its plan, in words. */
export const against = (ahead: Decimal | null, measure: string): string =>
	ahead === null || compare(ahead, ZERO) === 0
		? "与计划持平"
		: isNegative(ahead)
			? `欠计划${quantity(negate(ahead), measure)}`
			: `超计划${quantity(ahead, measure)}`;
