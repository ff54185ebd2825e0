import type { Duty } from "../domain/duty.ts";
import { addMs, type Instant } from "../domain/period.ts";
import type { RoundBook } from "../domain/round-book.ts";
import type { DueStep, LostTime } from "./reminder-plan.ts";
import type { WakingHours } from "./waking-hours.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
/** Whoever wrote to no avail has noticed by then, or writes again for another reason. */
const STALE_MS = 2 * DAY_MS;

/**
 * A step for every round that took reports in a time in which words were lost, and takes them still: those who said something then and were not heard are asked to
 * say it again, once. It happens when the channel is back, in waking hours.
 */
export const lostSteps = (of: {
	readonly lost: readonly LostTime[];
	readonly duties: readonly Duty[];
	readonly rounds: RoundBook;
	readonly hours: WakingHours;
	readonly now: Instant;
}): DueStep[] =>
	of.lost.flatMap((lost) =>
		of.duties.flatMap((duty) =>
			of.rounds.taking(duty, of.now, null).flatMap((round): DueStep[] => {
				const at = of.hours.next(lost.until);
				const start = of.rounds.startOf(duty.id);
				if (round.opensAt >= lost.until || at > of.now || (start !== null && lost.until <= start)) return [];
				const stale = addMs(at, STALE_MS);
				return [
					{
						duty,
						round,
						// In the group, where there is one: on such channels every message counts.
						step: { at: { hours: 0 }, way: "group" },
						key: `remind:${duty.id}:${round.period}:lost ${lost.channel} ${lost.since}`,
						at,
						expiresAt: [stale, round.closesAt].sort()[0] ?? stale,
						lost,
					},
				];
			}),
		),
	);
