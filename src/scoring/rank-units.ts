import { compare } from "../domain/decimal.ts";
import type { UnitBasis, UnitScore } from "../domain/ranking.ts";
import type { Rules } from "../domain/rule.ts";
import { scoreUnit } from "./score-unit.ts";

/** Scores units and puts them in order, best first. Equal scores share a rank and the next is skipped (1, 2, 2, 4). The order given does not matter. */
export const rankUnits = (units: readonly UnitBasis[], rules: Rules): UnitScore[] => {
	const scored = units.map((unit) => scoreUnit(unit, rules)).sort(bestFirst);
	let rank = 0;
	return scored.map((one, index) => {
		if (one.score === null) return { ...one, rank: null };
		if (scored[index - 1]?.score !== one.score) rank = index + 1;
		return { ...one, rank };
	});
};

type Unranked = Omit<UnitScore, "rank">;

const bestFirst = (a: Unranked, b: Unranked): number => {
	if (a.score === null || b.score === null) return Number(a.score === null) - Number(b.score === null) || byCode(a, b);
	return compare(b.score, a.score) || byCode(a, b);
};

const byCode = (a: Unranked, b: Unranked): number => (a.unit < b.unit ? -1 : Number(a.unit > b.unit));
