import { addDays, type DateText } from "./period.ts";
import type { Problem } from "./problem.ts";
import type { Rules } from "./rule.ts";

export const PROBLEM_LAMPS = ["red", "yellow", "green"] as const;
/** 红, 黄, 绿: the most urgent first. */
export type ProblemLamp = (typeof PROBLEM_LAMPS)[number];

/** Days from one date to another; negative when it lies behind. */
export const daysUntil = (from: DateText, to: DateText): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

/**
 * The lamp of an open problem on a day, by rules 问题黄灯提前 and 问题红灯超期: red when it is so many days over its due date, yellow from so many days
 * before it on, else green. One that waits for its verification keeps the lamp of the day its closure was asked for.
 */
export const problemLamp = ({ dueOn, solvedOn }: Pick<Problem, "dueOn" | "solvedOn">, today: DateText, rules: Rules): ProblemLamp => {
	const left = daysUntil(solvedOn ?? today, dueOn);
	if (-left >= Number(rules["problem-red"])) return "red";
	return left <= Number(rules["problem-yellow"]) ? "yellow" : "green";
};

/** The due date of a problem for which nobody named one: so many days (rule 问题办理天数) from a day on. */
export const usualDueOn = (day: DateText, rules: Rules): DateText => addDays(day, Number(rules["problem-days"]));
