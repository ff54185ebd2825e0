import type { Duty } from "../domain/duty.ts";
import type { Instant } from "../domain/period.ts";
import { stepName } from "../domain/reminder-step.ts";
import { type Round, roundIn } from "../domain/round.ts";
import type { RoundBook } from "../domain/round-book.ts";
import type { DueStep } from "./reminder-plan.ts";
import { scheduledSteps } from "./scheduled-steps.ts";
import type { WakingHours } from "./waking-hours.ts";

/**
 * The steps of all rounds that take reports now whose moment has come, in order of time, those left out whose keys are `recorded`. Stale ones are among
 * them, to be recorded as skipped. A duty says nothing of moments before it was first imported, and a closed round nothing at all.
 */
export const dueSteps = (of: {
	readonly duties: readonly Duty[];
	readonly rounds: RoundBook;
	readonly hours: WakingHours;
	readonly now: Instant;
	readonly recorded?: ReadonlySet<string>;
}): DueStep[] =>
	of.duties
		.flatMap((duty) => of.rounds.taking(duty, of.now, null).flatMap((round) => stepsOf(duty, round, of)))
		.filter(({ at, key }) => at <= of.now && !of.recorded?.has(key))
		.sort((a, b) => (`${a.at} ${a.key}` < `${b.at} ${b.key}` ? -1 : 1));

/** Every step of a round, whenever it happens. */
const stepsOf = (duty: Duty, round: Round, { rounds, hours }: { readonly rounds: RoundBook; readonly hours: WakingHours }): DueStep[] => {
	const start = rounds.startOf(duty.id);
	const extended = extension(duty, round, rounds);
	return scheduledSteps(duty, round, hours, rounds.calendar)
		.filter(({ at }) => start === null || at >= start)
		.map(({ step, at, expiresAt }) => ({
			duty,
			round,
			step,
			key: `remind:${duty.id}:${round.period}:${stepName(step)}${extended}`,
			at,
			expiresAt,
		}));
};

/** What tells the steps of a moved deadline (延期) from those of the one the duty's rule names: they happen again. */
const extension = (duty: Duty, { period, dueAt }: Round, rounds: RoundBook): string =>
	rounds.changeOf(duty.id, period, null) && roundIn(duty, period, rounds.calendar).dueAt !== dueAt ? `:${dueAt}` : "";
