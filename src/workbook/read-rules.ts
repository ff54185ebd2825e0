import { distance } from "fastest-levenshtein";
import { type Decimal, STORED_PLACES } from "../domain/decimal.ts";
import { defaultRules, RULES, type RuleId, type Rules } from "../domain/rule.ts";
import type { TableRow } from "./table-row.ts";

const isRule = (key: string): key is RuleId => Object.hasOwn(RULES, key);

const nearest = (key: string): string => {
	const known = Object.keys(RULES);
	return known.reduce((best, id) => (distance(id, key) < distance(best, key) ? id : best), known[0] ?? "");
};

/** Reads sheet 细则. Rules it does not name stay at their default. */
export const readRules = (rows: readonly TableRow[]): Rules => {
	const rules: Record<RuleId, Decimal> = { ...defaultRules() };
	const seen = new Map<RuleId, number>();
	for (const row of rows) {
		const key = row.code("编号", true);
		if (!key) continue;
		if (!isRule(key)) {
			row.tell("rule-unknown", { value: key, nearest: nearest(key) }, "编号");
			continue;
		}
		const firstRow = seen.get(key);
		if (firstRow !== undefined) row.tell("key-twice", { value: key, firstRow }, "编号");
		seen.set(key, row.number);
		const { min, max, measure } = RULES[key];
		const value = row.decimal("取值", { min, max, places: measure === "次" ? 0 : STORED_PLACES }, measure === "%");
		if (value === null) row.missing("取值");
		if (value) rules[key] = value;
	}
	return rules;
};
