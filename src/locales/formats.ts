import type { Decimal } from "../domain/decimal.ts";
import type { DateText, Instant, PeriodKey } from "../domain/period.ts";
import type { Role } from "../domain/person.ts";

/** How a language writes numbers, times and periods. All times in Asia/Shanghai. */
export interface Formats {
	/** "12000", "0.6": plain digits, no grouping, so that it can be copied back. */
	readonly number: (value: Decimal) => string;
	/** 「45亩」 / "45 亩" */
	readonly quantity: (value: Decimal, measure: string) => string;
	/** 「2026年第47周」, 「2026年11月」, 「2026年第4季度」, 「2026年」 */
	readonly period: (period: PeriodKey) => string;
	/** 「11月20日17:00」 */
	readonly moment: (at: Instant) => string;
	/** 「11月20日」 */
	readonly day: (date: DateText) => string;
	readonly role: (role: Role) => string;
}
