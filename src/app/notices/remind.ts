import { isAwayOn } from "../../domain/absence.ts";
import type { County } from "../../domain/county.ts";
import { type Notice, type NoticeRecipient, receiptsByUnit } from "../../domain/notice.ts";
import { dateOf, type Instant } from "../../domain/period.ts";
import type { PersonKey } from "../../domain/person.ts";
import type { UnitCode } from "../../domain/unit.ts";
import { type ChatRef, chatKey } from "../../ports/chat.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Ids } from "../../ports/ids.ts";
import type { NoticeChat } from "../../ports/notices.ts";
import type { ReminderRecord } from "../../ports/reminders.ts";
import type { Effect, NewMessage, Store } from "../../ports/store.ts";
import { WakingHours } from "../../reminders/waking-hours.ts";
import type { View } from "../../views/view.ts";
import type { CountyHolder } from "../county-holder.ts";
import { textHead } from "./text-head.ts";

/** When people of a county may be reminded. */
export const hoursOf = (county: County): WakingHours => new WakingHours(county.data.rules, county.calendar);

/** Who is reminded of a notice: those who are silent, of units of which nobody has confirmed; of a notice to a role, each. None twice, nobody on leave. */
export const silentToRemind = (
	notice: Notice,
	recipients: readonly NoticeRecipient[],
	isAway: (person: PersonKey) => boolean,
): NoticeRecipient[] => {
	const confirmed = new Set(recipients.flatMap(({ person, confirmedAt }) => (confirmedAt === null ? [] : [person])));
	return receiptsByUnit(recipients)
		.filter((unit) => notice.audience.role !== null || unit.confirmed.length === 0)
		.flatMap(({ silent }) => silent)
		.filter(({ person, remindedAt }) => remindedAt === null && !confirmed.has(person) && !isAway(person));
};

/** What reminding of a notice comes to. */
export interface NoticeReminders {
	readonly effects: Effect[];
	readonly messages: number;
	/** Those reminded. */
	readonly units: number;
	readonly people: number;
	/** Spared, because they were reminded often enough that day, whatever of. */
	readonly capped: number;
}

interface Asked {
	readonly notice: Notice;
	readonly silent: readonly NoticeRecipient[];
	readonly chats: readonly NoticeChat[];
	readonly county: County;
	readonly now: Instant;
	readonly nextId: () => string;
	/** Reads how often people were reminded that day. */
	readonly store: Pick<Store, "remindedOn">;
}

/**
 * The reminders of a notice: one message a silent unit's group, else one a person; nothing to whoever is reached nowhere, nor beyond a person's cap of the
 * day. A group is written to as long as one of those silent there is below the cap, and that counts for all of them.
 */
export const remindersOf = async (asked: Asked): Promise<NoticeReminders> => {
	const { notice, silent, chats, county, now } = asked;
	const number = notice.number ?? 0;
	const people = [...new Set(silent.map(({ person }) => person))];
	const tally = new Map((await asked.store.remindedOn(dateOf(now), people)).map(({ person, count }) => [person, count]));
	const cap = Number(county.data.rules["remind-cap"]);
	const isCapped = ({ person }: NoticeRecipient): boolean => (tally.get(person) ?? 0) >= cap;
	const inGroups = byUnit(silent.filter(({ reach }) => reach === "group"));
	const written = new Map<NoticeRecipient, NewMessage>();
	const messages: NewMessage[] = [];
	for (const { chat, unit, person } of chats) {
		const reminded =
			person === null
				? notice.audience.scope.to === "group"
					? silent.filter(({ reach }) => reach === "group")
					: (inGroups.get(unit ?? ("" as UnitCode)) ?? [])
				: silent.filter((one) => one.reach === "private" && one.person === person);
		if (reminded.length === 0 || reminded.every(isCapped)) continue;
		const message = messageOf(asked, { chat, unit, person });
		messages.push(message);
		// A unit with two groups was reminded once.
		for (const one of reminded) if (!written.has(one)) written.set(one, message);
	}
	const record = (one: NoticeRecipient): ReminderRecord => ({
		at: now,
		day: dateOf(now),
		person: one.person,
		unit: one.unit,
		kind: "notice",
		subject: `notice:${number}`,
		message: written.get(one)?.id ?? null,
		inGroup: written.has(one) && one.reach === "group",
		outcome: written.has(one) ? "sent" : one.reach === "none" ? "unreachable" : "capped",
	});
	const reached = [...new Set([...written.keys()].map(({ person }) => person))];
	const capped = silent.filter((one) => !written.has(one) && one.reach !== "none" && !reached.includes(one.person));
	return {
		effects: [
			...messages.map((message): Effect => ({ do: "enqueue-message", message })),
			{ do: "add-reminder-records", records: silent.map(record) },
			{ do: "note-notice-reminded", notice: number, people: reached, at: now },
		],
		messages: messages.length,
		units: new Set([...written.keys()].map(({ unit }) => unit)).size,
		people: reached.length,
		capped: new Set(capped.map(({ person }) => person)).size,
	};
};

const byUnit = (recipients: readonly NoticeRecipient[]): Map<UnitCode, NoticeRecipient[]> => {
	const units = new Map<UnitCode, NoticeRecipient[]>();
	for (const recipient of recipients) units.set(recipient.unit, [...(units.get(recipient.unit) ?? []), recipient]);
	return units;
};

type Place = { readonly chat: ChatRef; readonly unit: UnitCode | null; readonly person: PersonKey | null };

const messageOf = ({ notice, county, now, nextId }: Asked, { chat, unit, person }: Place): NewMessage => {
	const number = notice.number ?? 0;
	const view: View = {
		key: "notice-reminder",
		number,
		head: textHead(notice.text),
		unit: unit === null ? "" : (county.unit(unit)?.name ?? unit),
		inGroup: person === null,
		buttons: [{ label: { word: "received" }, action: { do: "confirm-notice", notice: number } }],
	};
	return {
		id: nextId(),
		chat,
		view,
		dedupeKey: `notice-reminder:${number}:${dateOf(now)}:${chatKey(chat)}`,
		priority: "reminder",
		createdAt: now,
		expiresAt: hoursOf(county).end(now),
		addressee: person,
		answers: null,
		card: null,
	};
};

/** Reminds of the notices whose time has come; called every minute. Whoever confirmed meanwhile hears nothing. Returns how many messages were written. */
export const createNoticeReminders =
	({
		store,
		counties,
		clock,
		ids,
	}: {
		store: Store;
		counties: CountyHolder;
		clock: Clock;
		ids: Ids;
	}): ((now: Instant) => Promise<number>) =>
	async (now) => {
		const loaded = counties.current;
		if (!loaded || !hoursOf(loaded.county).includes(now)) return 0;
		let count = 0;
		for (const notice of await store.noticesToRemind(now)) {
			const number = notice.number ?? 0;
			const [recipients, chats] = [await store.noticeRecipients(number), await store.noticeChats(number)];
			const silent = silentToRemind(notice, recipients, (person) =>
				loaded.absences.some((absence) => absence.person === person && isAwayOn(absence, dateOf(now))),
			);
			const { effects, messages, capped } = await remindersOf({
				notice,
				silent,
				chats,
				county: loaded.county,
				now: clock.now(),
				nextId: () => ids.next(),
				store,
			});
			const audit: Effect = {
				do: "add-audit",
				entry: { at: now, actor: "system", event: "notice:reminded", subject: `notice:${number}`, facts: { messages, capped } },
			};
			await store.commit([...effects, audit]);
			count += messages;
		}
		return count;
	};
