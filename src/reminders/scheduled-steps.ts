import type { Duty } from "../domain/duty.ts";
import { addMs, dateOf, type Instant } from "../domain/period.ts";
import { addresseesOf, DEFAULT_REMINDERS, type ReminderStep, reminderMoment } from "../domain/reminder-step.ts";
import type { Round } from "../domain/round.ts";
import type { WorkingCalendar } from "../domain/working-calendar.ts";
import type { WakingHours } from "./waking-hours.ts";

const HOUR_MS = 3_600_000;

/** One step of a round on the clock. */
export interface ScheduledStep {
	readonly step: ReminderStep;
	/** In waking hours. */
	readonly at: Instant;
	/** From then on it says nothing true or new any more. */
	readonly expiresAt: Instant;
}

/**
 * When a round's steps happen, in order. A step outside waking hours waits for the next ones. One before the deadline that would so come after it is
 * brought forward to an hour before the last waking hours ahead of the deadline end (a deadline on Monday 08:00: Friday 19:00), and left out where
 * another step speaks to the same people on that day. A step that falls before the round opens is left out, for the opening itself says the deadline,
 * and so is one that falls on its close or later. A step expires with the deadline, when it comes before it; else with the close; or with the next
 * step to the same people. One on the deadline itself counts as after it.
 */
export const scheduledSteps = (
	duty: Pick<Duty, "reminders">,
	round: Round,
	hours: WakingHours,
	calendar: WorkingCalendar,
): ScheduledStep[] => {
	const asked = (duty.reminders ?? DEFAULT_REMINDERS)
		.map((step) => ({ step, named: reminderMoment(step, round.dueAt, calendar) }))
		.sort(byTime("named"));
	const inTime = asked
		.map((one) => ({ ...one, at: hours.next(one.named) }))
		.filter(({ named, at }) => named >= round.dueAt || at < round.dueAt);
	const forward = asked
		.filter(({ named }) => named < round.dueAt && hours.next(named) >= round.dueAt)
		.flatMap(({ step, named }) => {
			const at = addMs(hours.endBefore(round.dueAt), -HOUR_MS);
			const spoken = inTime.some((other) => addresseesOf(other.step) === addresseesOf(step) && dateOf(other.at) === dateOf(at));
			return spoken ? [] : [{ step, named, at }];
		});
	const placed = [...inTime, ...forward].filter(({ at }) => round.opensAt <= at && at < round.closesAt).sort(byTime("at"));
	return placed.map(({ step, named, at }, index) => {
		const next = placed.slice(index + 1).find((later) => addresseesOf(later.step) === addresseesOf(step));
		const end = named < round.dueAt ? round.dueAt : round.closesAt;
		return { step, at, expiresAt: next && next.at < end ? next.at : end };
	});
};

const byTime =
	<K extends "named" | "at">(key: K) =>
	(a: Readonly<Record<K, Instant>>, b: Readonly<Record<K, Instant>>): number =>
		a[key] === b[key] ? 0 : a[key] < b[key] ? -1 : 1;
