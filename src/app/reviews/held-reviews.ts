import { isAwayOn } from "../../domain/absence.ts";
import { addDays, addMs, type DateText, dateOf, type Instant, instantAt } from "../../domain/period.ts";
import { type Person, type PersonKey, postsOn } from "../../domain/person.ts";
import { currentVersion, type Report } from "../../domain/report.ts";
import { principalsOf, reviewersOf, standOf } from "../../domain/review.ts";
import type { ChatRef } from "../../ports/chat.ts";
import type { Effect, Store } from "../../ports/store.ts";
import { WakingHours } from "../../reminders/waking-hours.ts";
import type { ViewOf } from "../../views/view.ts";
import type { LoadedCounty } from "../county-holder.ts";
import { privateChatsOf } from "../people/private-chats.ts";
import type { TurnWorld } from "../turns/turn.ts";

/** Who approves needs so much of the day before the round closes: what would be told later than that is told at once, whatever the hour. */
const LEAST_MS = 4 * 60 * 60_000;
/** What the program missed while it stood still is told for so long after. */
const TOLD_DAYS = 7;

type Scene = Pick<LoadedCounty, "county" | "rounds">;

/** Until when a report that was sent at night or on a day off waits for its principals to be told; null where they are told at once. */
export const heldUntil = ({ county, rounds }: Scene, report: Report): Instant | null => {
	const { sentAt } = currentVersion(report);
	const hours = new WakingHours(county.data.rules, county.calendar);
	const duty = county.duty(report.duty);
	if (!duty || hours.includes(sentAt)) return null;
	const at = hours.next(sentAt);
	return addMs(at, LEAST_MS) > rounds.round(duty, report.period, report.unit).closesAt ? null : at;
};

const keyOf = (report: Report): string => `review-asked:${report.number}:${currentVersion(report).version}`;

/** Its principals have heard of the newest version. */
export const toldOf = (report: Report, at: Instant): Effect => ({
	do: "record-occurrence",
	occurrence: { key: keyOf(report), outcome: "done", at },
});

/** A message of the program's own accord to one person. */
export interface OvernightMessage {
	readonly person: PersonKey;
	readonly chat: ChatRef;
	readonly view: ViewOf<"review-overnight">;
}

/** What came while nobody was written to and still waits, one message a person: its principals, or the office where none of them is reached. */
export const overnight = async (
	{ county, rounds, absences }: LoadedCounty,
	{ store, isServed }: { readonly store: Store; readonly isServed: TurnWorld["isServed"] },
	now: Instant,
): Promise<{ readonly messages: readonly OvernightMessage[]; readonly told: readonly Effect[] }> => {
	const waiting = (await store.pendingReviews(null)).filter(({ state }) => state === "waiting").map(({ number }) => number);
	const { reports } = waiting.length === 0 ? { reports: [] } : await store.load({ reportNumbers: waiting });
	const oldest = instantAt(addDays(dateOf(now), -TOLD_DAYS), "00:00");
	const due = reports.filter((report) => {
		const at = standOf(report) === "waiting" ? heldUntil({ county, rounds }, report) : null;
		return at !== null && at <= now && at > oldest;
	});
	const recorded = new Set((due.length === 0 ? [] : await store.occurrences(due.map(keyOf))).map(({ key }) => key));
	const held = due.filter((report) => !recorded.has(keyOf(report)));
	if (held.length === 0) return { messages: [], told: [] };

	const today: DateText = dateOf(now);
	const office = county.data.people.filter((person) => postsOn(person, today).some(({ role }) => role === "supervisor"));
	const asked = held.map((report) => ({ report, by: reviewersOn(county, absences, report, today) }));
	const accounts = await store.accountsOfPeople([...new Set([...office, ...asked.flatMap(({ by }) => by)].map(({ key }) => key))]);
	const chatOf = ({ key }: Person): ChatRef | undefined =>
		privateChatsOf(
			accounts.filter(({ person }) => person === key),
			{ isServed },
		)[0];
	const byPerson = new Map<Person, Report[]>();
	for (const { report, by } of asked) {
		const reached = by.filter((person) => chatOf(person) !== undefined);
		for (const person of reached.length > 0 ? reached : office) byPerson.set(person, [...(byPerson.get(person) ?? []), report]);
	}
	const messages = [...byPerson].flatMap(([person, theirs]): OvernightMessage[] => {
		const chat = chatOf(person);
		return chat ? [{ person: person.key, chat, view: viewOf({ county, rounds }, theirs) }] : [];
	});
	return { messages, told: held.map((report) => toldOf(report, now)) };
};

const reviewersOn = (
	county: LoadedCounty["county"],
	absences: LoadedCounty["absences"],
	report: Report,
	today: DateText,
): readonly Person[] => {
	const isAway = (key: PersonKey): boolean => absences.some((absence) => absence.person === key && isAwayOn(absence, today));
	return reviewersOf(principalsOf(county, report.unit, today, isAway), currentVersion(report).by).by;
};

const viewOf = ({ county }: Scene, reports: readonly Report[]): ViewOf<"review-overnight"> => ({
	key: "review-overnight",
	reports: reports.map(({ unit, duty, period, number }) => ({
		unit: county.unit(unit)?.name ?? unit,
		title: county.duty(duty)?.name ?? duty,
		period,
		number,
	})),
	buttons: [{ label: { word: "review" }, action: { do: "say", text: "/review" } }],
});
