import { isAwayOn } from "../../domain/absence.ts";
import type { Duty } from "../../domain/duty.ts";
import { addMs, dateOf, type Instant, type PeriodKey, periodOf, shiftPeriod } from "../../domain/period.ts";
import type { PersonKey } from "../../domain/person.ts";
import { DEFAULT_REMINDERS } from "../../domain/reminder-step.ts";
import { owes } from "../../domain/round.ts";
import { chatKey } from "../../ports/chat.ts";
import type { Ids } from "../../ports/ids.ts";
import type { Effect, Store } from "../../ports/store.ts";
import type { WakingHours } from "../../reminders/waking-hours.ts";
import type { ViewButton } from "../../views/button.ts";
import type { DigestRound } from "../../views/reminders.ts";
import type { LoadedCounty } from "../county-holder.ts";
import { officeChats } from "../people/office-chats.ts";
import { missingInRound } from "../reports/missing-in-round.ts";
import type { TurnWorld } from "../turns/turn.ts";

const MINUTE_MS = 60_000;
/** Periods back whose deadline may just have passed. */
const LOOK_BACK = 2;

/** A round whose deadline has passed and of which the office was not told. */
export interface DueDigest {
	readonly duty: Duty;
	readonly period: PeriodKey;
	readonly key: string;
	readonly dueAt: Instant;
}

/**
 * The rounds whose deadline has just passed, as far as their duty is reminded of at all: from the minute after it, or when the next waking hours begin,
 * to the end of the working day after; whoever stood still for longer is told no old news.
 */
export const dueDigests = (loaded: LoadedCounty, hours: WakingHours, now: Instant): DueDigest[] =>
	hours.includes(now)
		? loaded.county.data.duties
				.filter(({ reminders }) => (reminders ?? DEFAULT_REMINDERS).length > 0)
				.flatMap((duty) => digestsOf(loaded, duty, hours, now))
		: [];

const digestsOf = ({ rounds }: LoadedCounty, duty: Duty, hours: WakingHours, now: Instant): DueDigest[] => {
	const current = periodOf(duty.cadence, dateOf(now));
	const near = Array.from({ length: LOOK_BACK + 1 }, (_, back) => shiftPeriod(current, -back));
	return near.flatMap((period) => {
		if (rounds.notOwed(duty, period) !== null) return [];
		const { dueAt } = rounds.round(duty, period, null);
		const at = hours.next(addMs(dueAt, MINUTE_MS));
		const isNews = at <= now && dateOf(now) <= rounds.calendar.nextWorkingDay(dateOf(at));
		return isNews ? [{ duty, period, key: `digest:${duty.id}:${period}`, dueAt }] : [];
	});
};

/** One message to each of the office's people who are reached alone: who has reported in these rounds and who has not. */
export const digestEffects = async (
	parts: {
		readonly store: Pick<Store, "roundStates" | "accountsOfPeople">;
		readonly loaded: LoadedCounty;
		readonly chats: Pick<TurnWorld, "isServed">;
		readonly hours: WakingHours;
		readonly ids: Ids;
		readonly now: Instant;
	},
	due: readonly DueDigest[],
): Promise<Effect[]> => {
	const { store, loaded, now, ids } = parts;
	const told: { readonly digest: DueDigest; readonly round: DigestRound }[] = [];
	for (const digest of due) {
		const round = await digestRound(store, loaded, digest);
		if (round.due > 0) told.push({ digest, round });
	}
	const occurrences = due.map(({ key }): Effect => ({ do: "record-occurrence", occurrence: { key, outcome: "done", at: now } }));
	if (told.length === 0) return occurrences;
	const view = { key: "round-digest", rounds: told.map(({ round }) => round), buttons: buttonsOf(loaded, told, now) } as const;
	const away = (person: PersonKey): boolean =>
		loaded.absences.some((absence) => absence.person === person && isAwayOn(absence, dateOf(now)));
	const office = await officeChats({ store, county: loaded.county, day: dateOf(now), isServed: parts.chats.isServed });
	const messages = office.flatMap(({ person, chat }): Effect[] => {
		if (away(person)) return [];
		const message = {
			id: ids.next(),
			chat,
			view,
			dedupeKey: `${due.map(({ key }) => key).join("+")}:${chatKey(chat)}`,
			priority: "reminder",
			createdAt: now,
			expiresAt: parts.hours.end(now),
			addressee: person,
			answers: null,
			card: null,
		} as const;
		return [{ do: "enqueue-message", message }];
	});
	return [...occurrences, ...messages];
};

const digestRound = async (
	store: Pick<Store, "roundStates">,
	{ county, rounds }: LoadedCounty,
	{ duty, period }: DueDigest,
): Promise<DigestRound> => {
	const day = rounds.owingDay(duty, period);
	const units = county.data.units.filter((unit) => owes(duty, unit, day));
	const states = await store.roundStates(duty.id, period, null);
	const { key, buttons, ...round } = missingInRound({ county, rounds, inGroup: false }, duty, period, units, states);
	return round;
};

/** One a round that still takes reports and where some are missing: 催报 of that round, or where there are several the round's name. */
const buttonsOf = (
	{ rounds }: Pick<LoadedCounty, "rounds">,
	told: readonly { readonly digest: DueDigest; readonly round: DigestRound }[],
	now: Instant,
): ViewButton[] => {
	const open = told.filter(
		({ digest: { duty, period }, round }) => round.reported < round.due && now < rounds.round(duty, period, null).closesAt,
	);
	return open.map(({ digest: { duty, period } }) => ({
		label: open.length === 1 ? { word: "remind" } : { text: duty.name },
		action: { do: "say", text: `/remind ${period} ${duty.name}` },
	}));
};
