import { addresseesOf } from "../domain/reminder-step.ts";
import type { ReminderPlan, ReminderWorld } from "./reminder-plan.ts";

export type WorldStep = ReminderWorld["steps"][number];

/**
 * Which of the steps that are due act now, the most urgent first, and what becomes of each. Of a round's steps to the same people only the newest acts, and
 * only before it expires; every other is skipped. What is late comes before what is not yet, then the nearer deadline: after the deadline, the close.
 */
export const actingSteps = (
	due: readonly WorldStep[],
	now: ReminderWorld["now"],
): { readonly acting: readonly WorldStep[]; readonly occurrences: ReminderPlan["occurrences"] } => {
	const come = due.filter(({ at }) => at <= now).sort((a, b) => compareTexts(orderOf(a, now), orderOf(b, now)));
	const newest = new Map<string, WorldStep>();
	for (const step of come) {
		const known = newest.get(voiceOf(step));
		if (!known || isNewer(step, known)) newest.set(voiceOf(step), step);
	}
	const acts = (step: WorldStep): boolean => newest.get(voiceOf(step)) === step && now < step.expiresAt;
	return {
		acting: come.filter(acts),
		occurrences: come.map((step) => ({ key: step.key, outcome: acts(step) ? "done" : "skipped" })),
	};
};

/** A round, by name. */
export const roundKey = ({ duty, round }: Pick<WorldStep, "duty" | "round">): string => `${duty.id} ${round.period}`;

/** What one newest step speaks for: a round, to those who report or to their principals; what was lost in a time is a matter of its own. */
const voiceOf = (step: WorldStep): string => `${roundKey(step)} ${addresseesOf(step.step)}${step.lost ? ` ${step.key}` : ""}`;

const isNewer = (step: WorldStep, than: WorldStep): boolean =>
	compareTexts(`${step.at} ${step.expiresAt} ${step.key}`, `${than.at} ${than.expiresAt} ${than.key}`) > 0;

const orderOf = (step: WorldStep, now: ReminderWorld["now"]): string => {
	const { dueAt, closesAt } = step.round;
	const urgency = now > dueAt ? `0 ${closesAt}` : `1 ${dueAt}`;
	return `${urgency} ${roundKey(step)} ${addresseesOf(step.step) === "reporters" ? 0 : 1} ${step.key}`;
};

const compareTexts = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);
