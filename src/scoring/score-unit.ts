import {
	add,
	compare,
	type Decimal,
	decimal,
	divide,
	isZero,
	multiply,
	percentOf,
	shareOf,
	subtract,
	sum,
	ZERO,
} from "../domain/decimal.ts";
import { isTooSmall } from "../domain/plan.ts";
import type { FigureBasis, FigureScore, ScorePart, ScorePartId, UnitBasis, UnitScore } from "../domain/ranking.ts";
import type { RuleId, Rules } from "../domain/rule.ts";

const WEIGHTS: Readonly<Record<ScorePartId, RuleId>> = {
	completion: "score-completion",
	change: "score-change",
	"on-time": "score-on-time",
	problems: "score-problems",
};

const least = (a: Decimal, b: Decimal): Decimal => (compare(a, b) <= 0 ? a : b);
const most = (a: Decimal, b: Decimal): Decimal => (compare(a, b) >= 0 ? a : b);

/** Within floor and cap; a floor above the cap gives way. */
const bounded = (points: Decimal, rules: Rules): Decimal => least(most(points, rules["score-floor"]), rules["score-cap"]);

/** Per cent of what was planned, one decimal place; null where so little was planned that nobody is judged by it. */
const pointsFor = (done: Decimal, annual: Decimal, planned: Decimal, rules: Rules): Decimal | null => {
	if (isTooSmall(planned, rules)) return null;
	const points = percentOf(done, shareOf(annual, planned));
	return points === null ? null : bounded(points, rules);
};

const scoreFigure = (figure: FigureBasis, rules: Rules): FigureScore => {
	const { total, annual, planned, before, plannedBefore } = figure;
	return {
		...figure,
		completion: pointsFor(total, annual, planned, rules),
		change: pointsFor(subtract(total, before), annual, subtract(planned, plannedBefore), rules),
	};
};

const meanOf = (points: readonly (Decimal | null)[]): Decimal | null => {
	const scored = points.filter((one) => one !== null);
	return divide(sum(scored), decimal(scored.length), 1);
};

/**
 * Scores one unit. A figure's points are per cent of plan, a part's the plain mean of its figures'; on time is per cent of the rounds owed,
 * problems per cent of those due. The weights of
 * parts that cannot be judged fall to the others. More of a total never lowers a score: what is scored depends on plans alone, and rounding keeps the order.
 * An exempt unit has figures and no parts.
 */
export const scoreUnit = (basis: UnitBasis, rules: Rules): Omit<UnitScore, "rank"> => {
	const figures = basis.figures.map((figure) => scoreFigure(figure, rules));
	const onTime = percentOf(decimal(basis.onTime), decimal(basis.due));
	const { problems = { due: 0, solved: 0 } } = basis;
	const solved = percentOf(decimal(problems.solved), decimal(problems.due));
	const points: Readonly<Record<ScorePartId, Decimal | null>> = {
		completion: meanOf(figures.map((figure) => figure.completion)),
		change: meanOf(figures.map((figure) => figure.change)),
		"on-time": figures.length === 0 || onTime === null ? null : bounded(onTime, rules),
		problems: figures.length === 0 || solved === null ? null : bounded(solved, rules),
	};
	const isIn = basis.exempt === undefined;
	const counting = (isIn ? (Object.keys(WEIGHTS) as ScorePartId[]) : []).flatMap((part) => {
		const of = points[part];
		const weight = rules[WEIGHTS[part]];
		return of === null || isZero(weight) ? [] : [{ part, points: of, weight }];
	});
	const whole = counting.reduce((total, { weight }) => add(total, weight), ZERO);
	const parts: ScorePart[] = counting.map(({ part, points, weight }) => ({
		part,
		points,
		weight: percentOf(weight, whole) ?? ZERO,
		adds: divide(multiply(points, weight), whole, 2) ?? ZERO,
	}));
	return {
		...basis,
		figures,
		parts,
		score: parts.length === 0 ? null : sum(parts.map(({ adds }) => adds)),
		lamp: lampFor(points.completion, rules),
	};
};

const lampFor = (completion: Decimal | null, rules: Rules): UnitScore["lamp"] => {
	if (completion === null) return "none";
	if (compare(completion, rules["lamp-green"]) >= 0) return "green";
	return compare(completion, rules["lamp-yellow"]) >= 0 ? "yellow" : "red";
};
