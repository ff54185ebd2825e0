import type { County } from "../../domain/county.ts";
import { type Notice, type NoticeRecipient, REMINDING_HOURS, receiptsByUnit } from "../../domain/notice.ts";
import { addDays, dateOf, type Instant, instantAt } from "../../domain/period.ts";
import type { PersonKey } from "../../domain/person.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Ids } from "../../ports/ids.ts";
import type { NoticeChat } from "../../ports/notices.ts";
import type { Effect, NewMessage, Store } from "../../ports/store.ts";
import type { View } from "../../views/view.ts";
import type { CountyHolder } from "../county-holder.ts";
import { textHead } from "./text-head.ts";

/** When people may be reminded: now, or at eight of the next working hours. */
export const remindingAt = (now: Instant): Instant => {
	const day = dateOf(now);
	if (now < instantAt(day, REMINDING_HOURS.from)) return instantAt(day, REMINDING_HOURS.from);
	return now < instantAt(day, REMINDING_HOURS.until) ? now : instantAt(addDays(day, 1), REMINDING_HOURS.from);
};

/** Who is reminded of a notice: those who are silent, of units of which nobody has confirmed; of a notice to a role, each. None twice. */
export const silentToRemind = (notice: Notice, recipients: readonly NoticeRecipient[]): NoticeRecipient[] => {
	const confirmed = new Set(recipients.flatMap(({ person, confirmedAt }) => (confirmedAt === null ? [] : [person])));
	return receiptsByUnit(recipients)
		.filter((unit) => notice.audience.role !== null || unit.confirmed.length === 0)
		.flatMap(({ silent }) => silent)
		.filter(({ person, remindedAt }) => remindedAt === null && !confirmed.has(person));
};

/** The reminders of a notice: one message a silent unit's group, else one a person; nothing to whoever is reached nowhere. */
export const remindersOf = (of: {
	readonly notice: Notice;
	readonly recipients: readonly NoticeRecipient[];
	readonly chats: readonly NoticeChat[];
	readonly county: County;
	readonly now: Instant;
	readonly nextId: () => string;
}): { readonly effects: Effect[]; readonly units: number; readonly people: number } => {
	const { notice, chats, county, now } = of;
	const number = notice.number ?? 0;
	const silent = silentToRemind(notice, of.recipients).filter(({ reach }) => reach === "group" || reach === "private");
	const isOneGroup = notice.audience.scope.to === "group";
	const groups = new Set(silent.filter(({ reach }) => reach === "group").map(({ unit }) => unit));
	const alone = new Set<PersonKey>(silent.filter(({ reach }) => reach === "private").map(({ person }) => person));
	const messages: NewMessage[] = [];
	for (const { chat, unit, person } of chats) {
		const inGroup = person === null && (isOneGroup ? groups.size > 0 : unit !== null && groups.has(unit));
		if (!inGroup && (person === null || !alone.has(person))) continue;
		const view: View = {
			key: "notice-reminder",
			number,
			head: textHead(notice.text),
			unit: unit === null ? "" : (county.unit(unit)?.name ?? unit),
			inGroup,
			buttons: [{ label: { word: "received" }, action: { do: "confirm-notice", notice: number } }],
		};
		const id = of.nextId();
		messages.push({
			id,
			chat,
			view,
			dedupeKey: `notice-reminder:${number}:${chat.channel}/${chat.account}/${chat.id}`,
			priority: "reminder",
			createdAt: now,
			expiresAt: instantAt(dateOf(now), REMINDING_HOURS.until),
			addressee: person,
			answers: null,
			card: null,
		});
	}
	const people = [...new Set(silent.map(({ person }) => person))];
	const effects: Effect[] = messages.map((message) => ({ do: "enqueue-message", message }));
	effects.push({ do: "note-notice-reminded", notice: number, people, at: now });
	return { effects, units: new Set(silent.map(({ unit }) => unit)).size, people: people.length };
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
		const county = counties.current?.county;
		if (!county || remindingAt(now) !== now) return 0;
		let written = 0;
		for (const notice of await store.noticesToRemind(now)) {
			const number = notice.number ?? 0;
			const [recipients, chats] = [await store.noticeRecipients(number), await store.noticeChats(number)];
			const { effects } = remindersOf({ notice, recipients, chats, county, now: clock.now(), nextId: () => ids.next() });
			const audit: Effect = {
				do: "add-audit",
				entry: { at: now, actor: "system", event: "notice:reminded", subject: `notice:${number}`, facts: { messages: effects.length - 1 } },
			};
			await store.commit([...effects, audit]);
			written += effects.length - 1;
		}
		return written;
	};
