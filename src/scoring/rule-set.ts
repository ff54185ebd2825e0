import { createHash } from "node:crypto";
import { isZero } from "../domain/decimal.ts";
import type { RuleSet } from "../domain/ranking.ts";
import type { RuleId, Rules } from "../domain/rule.ts";

/** The rules a score depends on, in the order they are hashed. */
const SCORING_RULES = [
	"score-completion",
	"score-change",
	"score-on-time",
	"score-cap",
	"score-floor",
	"score-base",
	"score-problems",
	"score-rounds",
	"lamp-green",
	"lamp-yellow",
] as const satisfies readonly RuleId[];

/** Rises when the arithmetic itself changes: the same values then give another version. */
const FORMULA = 2;

/** The scoring rules of a county by name and version: six hexadecimal digits that follow from formula and values. */
export const ruleSetOf = (rules: Rules): RuleSet => {
	// Problems without weight take no part.
	const counting = SCORING_RULES.filter((id) => id !== "score-problems" || !isZero(rules[id]));
	const values = Object.fromEntries(counting.map((id) => [id, rules[id]]));
	const hash = createHash("sha256").update(JSON.stringify([FORMULA, values]));
	return { name: "progress", version: hash.digest("hex").slice(0, 6).toUpperCase(), values };
};
