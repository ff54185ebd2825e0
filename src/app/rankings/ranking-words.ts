import type { PeriodKey } from "../../domain/period.ts";
import { leadingPeriod } from "../../language/leading-period.ts";
import type { Speaker, Turn } from "../turns/turn.ts";
import { type LeadingUnit, readLeadingUnit } from "../units/leading-unit.ts";

/** What 排名 and 为什么 name: a period and a unit, in whatever order, and what was not understood of it. */
export interface RankingWords {
	readonly period: PeriodKey | null;
	readonly unit: LeadingUnit | null;
	readonly rest: string;
}

/** Reads 「大巴镇 10月」, 「10月 大巴镇」 and either alone. */
export const readRankingWords = (turn: Turn, speaker: Speaker, text: string): RankingWords => {
	const before = leadingPeriod(text, turn.today);
	const words = (before?.rest ?? text).trim();
	const unit = words === "" ? null : readLeadingUnit(turn, speaker, words);
	const behind = unit === null ? words : unit.rest.trim();
	const after = before === null ? leadingPeriod(behind, turn.today) : null;
	return { period: before?.period ?? after?.period ?? null, unit: unit && { ...unit, rest: "" }, rest: (after?.rest ?? behind).trim() };
};
