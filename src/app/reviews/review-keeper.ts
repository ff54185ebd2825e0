import { isAwayOn } from "../../domain/absence.ts";
import type { Duty } from "../../domain/duty.ts";
import { addDays, type DateText, dateOf, type Instant, instantAt, type PeriodKey, periodOf, shiftPeriod } from "../../domain/period.ts";
import type { PersonKey } from "../../domain/person.ts";
import { principalsOf } from "../../domain/review.ts";
import type { Unit } from "../../domain/unit.ts";
import type { ChatRef } from "../../ports/chat.ts";
import type { Ids } from "../../ports/ids.ts";
import type { Log } from "../../ports/log.ts";
import type { Effect, RoundStates, Store } from "../../ports/store.ts";
import { WakingHours } from "../../reminders/waking-hours.ts";
import type { View } from "../../views/view.ts";
import type { CountyHolder, LoadedCounty } from "../county-holder.ts";
import { describeError } from "../describe-error.ts";
import { officeChats } from "../people/office-chats.ts";
import { privateChatsOf } from "../people/private-chats.ts";
import type { TurnWorld } from "../turns/turn.ts";
import { overnight } from "./held-reviews.ts";

/** Periods back whose rounds may just have been due or closed. */
const LOOK_BACK = 2;
/** What came due while the program stood still is told for so long after. */
const TOLD_DAYS = 7;

export interface ReviewKeeperParts {
	readonly store: Store;
	readonly counties: CountyHolder;
	readonly isServed: TurnWorld["isServed"];
	readonly ids: Ids;
	readonly log: Log;
}

type EnqueuedMessage = Extract<Effect, { do: "enqueue-message" }>;

/** A moment of a round at which those who have not decided hear of it: its deadline, and its close. */
interface Moment {
	readonly key: string;
	readonly what: "due" | "closed";
	readonly at: Instant;
	readonly duty: Duty;
	readonly period: PeriodKey;
}

/**
 * Reminds principals once, at the deadline and within the day's cap, of what waits for them; when the round closes over reports that were not approved, tells their principals and the
 * office. What was sent while nobody is written to is told in the morning. In waking hours, each once: what was told and that it was told are one commit.
 */
export class ReviewKeeper {
	readonly #parts: ReviewKeeperParts;
	readonly #done = new Set<string>();
	/** The day whose morning is over. */
	#morningOf: DateText | null = null;

	constructor(parts: ReviewKeeperParts) {
		this.#parts = parts;
	}

	/** Does what is due at an instant; returns what was committed. Never rejects: what fails is logged and tried again. */
	async tellDue(now: Instant): Promise<readonly Effect[]> {
		const loaded = this.#parts.counties.current;
		if (!loaded) return [];
		try {
			const morning = await this.#tellOvernight(loaded, now);
			const open = momentsOf(loaded, now).filter(({ key }) => !this.#done.has(key));
			if (open.length === 0) return morning;
			const recorded = new Set((await this.#parts.store.occurrences(open.map(({ key }) => key))).map(({ key }) => key));
			const effects: Effect[] = [];
			for (const moment of open) {
				if (!recorded.has(moment.key)) effects.push(...(await this.#tell(loaded, moment, now)), done(moment, now));
			}
			if (effects.length > 0) await this.#parts.store.commit(effects);
			for (const { key } of open) this.#done.add(key);
			return [...morning, ...effects];
		} catch (error) {
			this.#parts.log.error("reviews:failed", { error: describeError(error) });
			return [];
		}
	}

	/** What came at night or on days off is told once a day, in the first waking minute. */
	async #tellOvernight(loaded: LoadedCounty, now: Instant): Promise<readonly Effect[]> {
		const today = dateOf(now);
		if (this.#morningOf === today || !new WakingHours(loaded.county.data.rules, loaded.county.calendar).includes(now)) return [];
		const { messages, told } = await overnight(loaded, this.#parts, now);
		const effects = [
			...messages.map(({ person, chat, view }) => this.#message({ key: `review-overnight:${now}` }, chat, person, view, now)),
			...told,
		];
		if (effects.length > 0) await this.#parts.store.commit(effects);
		this.#morningOf = today;
		return effects;
	}

	async #tell(loaded: LoadedCounty, moment: Moment, now: Instant): Promise<Effect[]> {
		const { duty, period, what } = moment;
		const { pending } = await this.#parts.store.roundStates(duty.id, period, null);
		const open = pending.filter(({ unit }) => {
			const { closesAt } = loaded.rounds.round(duty, period, unit);
			return what === "due" ? closesAt > now : closesAt <= now;
		});
		const told = what === "due" ? open.filter(({ state }) => state === "waiting") : open;
		if (told.length === 0) return [];
		return [
			...(await this.#toPrincipals(loaded, moment, told, now)),
			...(what === "closed" ? await this.#toOffice(loaded, moment, told, now) : []),
		];
	}

	async #toPrincipals(
		{ county, absences, rounds }: LoadedCounty,
		moment: Moment,
		told: RoundStates["pending"],
		now: Instant,
	): Promise<Effect[]> {
		const today = dateOf(now);
		const isAway = (key: PersonKey): boolean => absences.some((absence) => absence.person === key && isAwayOn(absence, today));
		const byPerson = new Map<PersonKey, RoundStates["pending"][number][]>();
		for (const one of told)
			for (const { key } of principalsOf(county, one.unit, today, isAway)) byPerson.set(key, [...(byPerson.get(key) ?? []), one]);
		const accounts = await this.#parts.store.accountsOfPeople([...byPerson.keys()]);
		const { duty, period, what } = moment;
		const tallies = await this.#parts.store.remindedOn(today, [...byPerson.keys()]);
		const cap = Number(county.data.rules["remind-cap"]);
		return [...byPerson].flatMap(([person, theirs]): Effect[] => {
			const [chat] = privateChatsOf(
				accounts.filter((account) => account.person === person),
				this.#parts,
			);
			if (!chat) return [];
			// What was missed at the close is news; what still waits is a reminder like any other.
			const isSpared = what === "due" && (tallies.find((one) => one.person === person)?.count ?? 0) >= cap;
			if (isSpared) return [remindedOf(moment, person, theirs, null, now)];
			const units = namesIn(county, theirs);
			const view: View =
				what === "due"
					? {
							key: "review-due",
							title: duty.name,
							period,
							units: units.waiting,
							closesAt: rounds.round(duty, period, theirs[0]?.unit ?? null).closesAt,
							buttons: [{ label: { word: "review" }, action: { do: "say", text: "/review" } }],
						}
					: { key: "review-overdue", title: duty.name, period, to: "principal", ...units, buttons: [] };
			const message = this.#message(moment, chat, person, view, now);
			return what === "due" ? [message, remindedOf(moment, person, theirs, message.message.id, now)] : [message];
		});
	}

	async #toOffice({ county }: LoadedCounty, moment: Moment, told: RoundStates["pending"], now: Instant): Promise<Effect[]> {
		const { store, isServed } = this.#parts;
		const office = await officeChats({ store, county, day: dateOf(now), isServed });
		const { duty, period } = moment;
		const view: View = { key: "review-overdue", title: duty.name, period, to: "office", ...namesIn(county, told), buttons: [] };
		return office.map(({ person, chat }) => this.#message(moment, chat, person, view, now));
	}

	#message(moment: Pick<Moment, "key">, chat: ChatRef, person: PersonKey, view: View, now: Instant): EnqueuedMessage {
		return {
			do: "enqueue-message",
			message: {
				id: this.#parts.ids.next(),
				chat,
				view,
				dedupeKey: `${moment.key}:${view.key}:${person}`,
				priority: "reminder",
				createdAt: now,
				expiresAt: instantAt(addDays(dateOf(now), TOLD_DAYS), "18:00"),
				addressee: person,
				answers: null,
				card: null,
			},
		};
	}
}

/** For the day's caps: reminded by a message, or spared. */
const remindedOf = (
	{ duty, period }: Moment,
	person: PersonKey,
	theirs: RoundStates["pending"],
	message: string | null,
	at: Instant,
): Effect => ({
	do: "add-reminder-records",
	records: [
		{
			at,
			day: dateOf(at),
			person,
			unit: theirs[0]?.unit ?? null,
			kind: "review",
			subject: `review:${duty.id}:${period}`,
			message,
			inGroup: false,
			outcome: message === null ? "capped" : "sent",
		},
	],
});

const done = ({ key }: Moment, at: Instant): Effect => ({ do: "record-occurrence", occurrence: { key, outcome: "done", at } });

const namesIn = (
	county: { unit(code: Unit["code"]): Unit | undefined },
	pending: RoundStates["pending"],
): { readonly waiting: string[]; readonly returned: string[] } => {
	const names = (wanted: "waiting" | "returned"): string[] =>
		pending.filter(({ state }) => state === wanted).map(({ unit }) => county.unit(unit)?.name ?? unit);
	return { waiting: names("waiting"), returned: names("returned") };
};

/** The deadlines and closes of reviewed duties that have come, in waking hours, and not long ago. */
const momentsOf = ({ county, rounds }: LoadedCounty, now: Instant): Moment[] => {
	const hours = new WakingHours(county.data.rules, county.calendar);
	if (!hours.includes(now)) return [];
	const oldest = instantAt(addDays(dateOf(now), -TOLD_DAYS), "00:00");
	return county.data.duties
		.filter(({ review }) => review)
		.flatMap((duty) =>
			Array.from({ length: LOOK_BACK + 1 }, (_, back) => shiftPeriod(periodOf(duty.cadence, dateOf(now)), -back)).flatMap(
				(period): Moment[] => {
					if (rounds.notOwed(duty, period) !== null) return [];
					const { dueAt, closesAt } = rounds.round(duty, period, null);
					const at = (what: Moment["what"], moment: Instant): Moment => ({
						key: `review-${what}:${duty.id}:${period}:${moment}`,
						what,
						at: moment,
						duty,
						period,
					});
					const [due, closed] = [at("due", dueAt), at("closed", closesAt)];
					// After the close nobody need be told that something waited at the deadline.
					return [...(now <= closesAt ? [due] : []), closed].filter((moment) => moment.at < now && moment.at > oldest);
				},
			),
		);
};
