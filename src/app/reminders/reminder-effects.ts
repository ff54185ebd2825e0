import { dateOf } from "../../domain/period.ts";
import type { PersonKey } from "../../domain/person.ts";
import type { UnitCode } from "../../domain/unit.ts";
import type { Ids } from "../../ports/ids.ts";
import type { ReminderRecord } from "../../ports/reminders.ts";
import type { Effect, NewMessage } from "../../ports/store.ts";
import type { PlannedReminder, ReminderPlan } from "../../reminders/reminder-plan.ts";
import type { LoadedCounty } from "../county-holder.ts";
import { describeReminder } from "./describe-reminder.ts";
import type { GatheredWorld } from "./gather-world.ts";

/** Who had people reminded, and how that is told from every other time. */
export interface ReminderCause {
	/** A person's key, or "system". */
	readonly actor: string;
	/** What the dedupe keys of the messages begin with. */
	readonly reference: string;
	/** The scheduled steps behind it; none where somebody asked. */
	readonly steps: readonly string[];
	/** Why the cap was lifted. */
	readonly reason: string | null;
	/** Whom somebody asked to be reminded: units with all below them; null for everybody. */
	readonly within: readonly UnitCode[] | null;
}

const subjectOf = ({ duty, period }: { readonly duty: string; readonly period: string }): string => `${duty}:${period}`;

/** What the audit calls the reminders of a round. */
export const remindersSubject = (round: { readonly duty: string; readonly period: string }): string => `reminders:${subjectOf(round)}`;

/** Everything that follows from a plan, to be committed at once: its messages, whom they count for, who was held back, and the audit. */
export const reminderEffects = (
	plan: ReminderPlan,
	{ world: { now, steps }, chats, drafts }: GatheredWorld,
	{ county }: Pick<LoadedCounty, "county">,
	cause: ReminderCause,
	ids: Ids,
): Effect[] => {
	const messages = plan.messages.flatMap((planned) => {
		const chat = chats.get(planned.chat);
		if (!chat) return [];
		const message: NewMessage = {
			id: ids.next(),
			chat,
			view: describeReminder(county, planned, drafts, now),
			dedupeKey: `${cause.reference}:${planned.chat}`,
			priority: "reminder",
			createdAt: now,
			expiresAt: planned.expiresAt,
			addressee: planned.person,
			answers: null,
			card: null,
		};
		return [{ planned, message }];
	});
	const record = (
		person: PersonKey,
		unit: UnitCode,
		round: { duty: string; period: string },
	): Omit<ReminderRecord, "message" | "inGroup" | "outcome"> => ({
		at: now,
		day: dateOf(now),
		person,
		unit,
		kind: "round",
		subject: subjectOf(round),
	});
	const records: ReminderRecord[] = [
		...messages.flatMap(({ planned, message }) =>
			planned.counted.map((one) => ({
				...record(one.person, one.unit, one),
				message: message.id,
				inGroup: planned.inGroup,
				outcome: "sent" as const,
			})),
		),
		...plan.held.map((one) => ({ ...record(one.person, one.unit, one), message: null, inGroup: false, outcome: one.why })),
	];
	const rounds = new Map(
		steps.map(({ duty, round }) => [subjectOf({ duty: duty.id, period: round.period }), { duty: duty.id, period: round.period }]),
	);
	const acted = [...rounds.values()].filter((round) => messages.length > 0 && concerns(plan, round));
	return [
		...messages.map(({ message }): Effect => ({ do: "enqueue-message", message })),
		...(records.length > 0 ? [{ do: "add-reminder-records", records } as const] : []),
		...acted.map(
			(round): Effect => ({
				do: "add-audit",
				entry: {
					at: now,
					actor: cause.actor,
					event: "round:reminded",
					subject: remindersSubject(round),
					facts: {
						...tally(plan, round),
						...(cause.steps.length > 0 ? { steps: cause.steps.filter((step) => step.startsWith(`remind:${subjectOf(round)}:`)) } : {}),
						...(cause.actor === "system" ? {} : { within: cause.within, reason: cause.reason }),
					},
				},
			}),
		),
	];
};

type RoundOf = { readonly duty: string; readonly period: string };

const isOf =
	(round: RoundOf) =>
	(one: RoundOf): boolean =>
		one.duty === round.duty && one.period === round.period;

const about = ({ messages }: ReminderPlan, round: RoundOf): PlannedReminder[] => messages.filter(({ items }) => items.some(isOf(round)));

const concerns = (plan: ReminderPlan, round: RoundOf): boolean => about(plan, round).length > 0 || plan.held.some(isOf(round));

const tally = (plan: ReminderPlan, round: RoundOf): Readonly<Record<string, number>> => {
	const told = about(plan, round);
	const held = plan.held.filter(isOf(round));
	return {
		messages: told.length,
		units: new Set(told.flatMap(({ items }) => items.filter(isOf(round)).flatMap(({ units }) => units.map(({ unit }) => unit)))).size,
		people: new Set(told.flatMap(({ counted }) => counted.filter(isOf(round)).map(({ person }) => person))).size,
		capped: held.filter(({ why }) => why === "capped").length,
		unreachable: held.filter(({ why }) => why === "unreachable").length,
	};
};
