import type { County } from "../../domain/county.ts";
import type { FileRef } from "../../domain/file.ts";
import { addMs, dateOf, type Instant } from "../../domain/period.ts";
import type { ChannelHealth } from "../../ports/channel.ts";
import { type ChatRef, chatKey } from "../../ports/chat.ts";
import type { Ids } from "../../ports/ids.ts";
import type { Log } from "../../ports/log.ts";
import { type Effect, type Store, StoreError } from "../../ports/store.ts";
import type { SystemFacts } from "../../ports/system.ts";
import type { View } from "../../views/view.ts";
import type { Counts } from "../counted-store.ts";
import type { CountyHolder } from "../county-holder.ts";
import { describeError } from "../describe-error.ts";
import { groupLeft } from "../groups/group-left.ts";
import type { Logins, WaitingLogin } from "../logins/logins.ts";
import { officeChats } from "../people/office-chats.ts";
import { notYetBack, RENEWALS } from "../people/renewals.ts";
import type { TurnWorld } from "../turns/turn.ts";
import { type ChannelState, isLasting, look, told, toTell, WELL } from "./channel-watch.ts";
import { DISK_LOW_BYTES } from "./limits.ts";
import { mayTellOffice, untoldSince } from "./office-hours.ts";

/** More messages given up within an hour are no longer single people who blocked the bot. */
const MANY_LOST = 20;
const HOUR_MS = 60 * 60_000;
/** How often the disk is looked at. */
const DISK_MS = 10 * 60_000;
/** What was not told by then is no news. */
const EXPIRES_MS = 24 * HOUR_MS;

export interface AlarmParts {
	readonly store: Store;
	readonly counties: CountyHolder;
	readonly ids: Ids;
	readonly log: Log;
	readonly counts: Counts;
	readonly isServed: TurnWorld["isServed"];
	readonly healths: () => readonly { readonly id: string; readonly health: ChannelHealth }[];
	readonly system: () => Promise<SystemFacts>;
	/** What somebody has to scan. */
	readonly logins: Logins;
}

/**
 * Tells the supervision office of what needs a hand: a messenger that is down (on another one), groups the bot is out of, messages that are lost in numbers, a disk
 * that fills. What was told is kept in the same commit as the message, so that a crash neither repeats nor loses it. Trouble of the store itself cannot be told
 * through it: that stands in the log and in /readyz.
 */
export class Alarms {
	readonly #parts: AlarmParts;
	readonly #channels = new Map<string, ChannelState>();
	/** Outages of which nobody could be told, so that the log says it once. */
	readonly #untold = new Set<string>();
	/** How many messages had been given up at each look of the last hour. */
	#lost: { readonly at: Instant; readonly parked: number }[] = [];
	#mostLost = 0;
	#diskAt: Instant | null = null;
	/** Groups may have been left since they were looked through; at the start they may have been while nobody looked. */
	#groupsChanged = true;
	readonly #gone = new Map<string, ChatRef>();
	/** A messenger may have been renewed since it was looked; at the start it may have been while nobody looked. */
	#renewed = true;

	constructor(parts: AlarmParts) {
		this.#parts = parts;
	}

	/** Is told of everything that was committed. */
	note(effects: readonly Effect[]): void {
		for (const effect of effects) {
			if (effect.do === "save-group" && !effect.group.member) this.#groupsChanged = true;
			if (effect.do === "set-setting" && effect.key === RENEWALS) this.#renewed = true;
			// The messenger says that nothing arrives there, which nobody told us of.
			if (effect.do === "park-chat" && effect.chat.kind === "group") {
				this.#gone.set(chatKey(effect.chat), effect.chat);
				this.#groupsChanged = true;
			}
		}
	}

	/** Looks at everything and tells what is due. Called every minute; what the store refuses is looked at again. */
	async tick(now: Instant): Promise<void> {
		const county = this.#parts.counties.current?.county;
		if (!county) return;
		try {
			for (const { id, health } of this.#parts.healths()) await this.#watchChannel(county, id, health, now);
			this.#countLost(now);
			if (!mayTellOffice(county.calendar, now)) return;
			await this.#tellLost(county, now);
			await this.#tellDisk(county, now);
			await this.#tellGroups(county, now);
			await this.#tellRenewals(county, now);
		} catch (error) {
			if (!(error instanceof StoreError)) throw error;
			this.#parts.log.warn("alarms:store-refused", { error: describeError(error) });
		}
	}

	/** The messengers that are out of reach for long, as far as the last look goes. */
	outOfReach(now: Instant): string[] {
		const isOut = (id: string): boolean => isLasting(this.#channels.get(id) ?? WELL, now);
		return this.#parts.healths().flatMap(({ id, health }) => (health.state === "down" && isOut(id) ? [id] : []));
	}

	async #watchChannel(county: County, id: string, health: ChannelHealth, now: Instant): Promise<void> {
		const key = `alarm:channel:${id}`;
		const before = this.#channels.get(id) ?? (await this.#stored(key));
		const seen = look(before, health, now);
		const what = mayTellOffice(county.calendar, now) ? toTell(seen, now) : null;
		const view = what && (await this.#viewOf(id, seen, what));
		// Of a messenger that is down nothing is told through it.
		const messages = view ? await this.#messages(county, now, view, `${key}:${what}:${now}`) : [];
		if (view === null) this.#untold.delete(id);
		const nobody = view !== null && this.#isNobodyTold(id, messages, { channel: id, what });
		const after = what && !nobody ? told(seen, what, now) : seen;
		if (JSON.stringify(after) !== JSON.stringify(before))
			await this.#parts.store.commit([
				...messages,
				...shownIn(view, messages, now),
				{ do: "set-setting", key, value: JSON.stringify(after) },
			]);
		this.#channels.set(id, after);
	}

	async #viewOf(channel: string, { outage, over }: ChannelState, what: "down" | "back"): Promise<View | null> {
		if (what === "back") return over && { key: "channel-back", channel, ...over, buttons: [] };
		if (!outage) return null;
		const { reason, since } = outage;
		const login = this.#parts.logins.of(channel);
		const picture = login && (await this.#pictureOf(login));
		if (!login || !picture) return { key: "channel-down", channel, reason, since, buttons: [] };
		return { key: "login-wanted", channel, reason, since, codeSince: login.since, files: [picture], buttons: [] };
	}

	/** Null, and logged, where it cannot be kept: the alarm goes without. */
	async #pictureOf(login: WaitingLogin): Promise<FileRef | null> {
		try {
			return await this.#parts.logins.picture(login);
		} catch (error) {
			this.#parts.log.warn("alarms:no-picture", { channel: login.channel, error: describeError(error) });
			return null;
		}
	}

	async #stored(key: string): Promise<ChannelState> {
		const value = await this.#parts.store.setting(key);
		return value === null ? WELL : (JSON.parse(value) as ChannelState);
	}

	#countLost(now: Instant): void {
		const { parked } = this.#parts.counts;
		this.#lost = [...this.#lost.filter(({ at }) => at > addMs(now, -HOUR_MS) && at <= now), { at: now, parked }];
		this.#mostLost = Math.max(this.#mostLost, parked - (this.#lost[0]?.parked ?? parked));
	}

	async #tellLost(county: County, now: Instant): Promise<void> {
		const count = this.#mostLost;
		this.#mostLost = 0;
		if (count > MANY_LOST) await this.#onceADay(county, now, "alarm:lost", { key: "many-lost", count, buttons: [] });
	}

	async #tellDisk(county: County, now: Instant): Promise<void> {
		if (this.#diskAt !== null && this.#diskAt <= now && now < addMs(this.#diskAt, DISK_MS)) return;
		this.#diskAt = now;
		const { diskFreeBytes: freeBytes } = await this.#parts.system();
		if (freeBytes !== null && freeBytes < DISK_LOW_BYTES)
			await this.#onceADay(county, now, "alarm:disk", { key: "disk-low", freeBytes, buttons: [] });
	}

	async #onceADay(county: County, now: Instant, key: string, view: View): Promise<void> {
		const { store } = this.#parts;
		const day = dateOf(now);
		if ((await store.setting(key)) === day) return;
		const messages = await this.#messages(county, now, view, `${key}:${day}`);
		if (messages.length > 0) await store.commit([...messages, { do: "set-setting", key, value: day }]);
	}

	/** Groups the bot is out of and that the office did not hear of: those left at night, and those of which only a failed message tells. */
	async #tellGroups(county: County, now: Instant): Promise<void> {
		if (!this.#groupsChanged) return;
		this.#groupsChanged = false;
		const { store } = this.#parts;
		const groups = (await store.knownGroups()).map((group) =>
			group.member && this.#gone.has(chatKey(group.chat)) ? { ...group, member: false, admin: false, updatedAt: now } : group,
		);
		this.#gone.clear();
		const left = groups.filter(({ member, updatedAt }) => !member && updatedAt >= untoldSince(county.calendar, now));
		const known = new Set((await store.occurrences(left.map((group) => groupLeft.key(group)))).map(({ key }) => key));
		let nobody = false;
		for (const group of left.filter((one) => !known.has(groupLeft.key(one)))) {
			const messages = await this.#messages(county, now, groupLeft.view(county, group), groupLeft.key(group));
			nobody ||= messages.length === 0;
			await store.commit([...messages, { do: "save-group", group }, ...(messages.length === 0 ? [] : [groupLeft.toldOf(group, now)])]);
		}
		// What was just committed says no more than what was told; where nobody could be, it is tried again.
		this.#groupsChanged = nobody;
	}

	/** Messengers on which everybody has to be bound again. */
	async #tellRenewals(county: County, now: Instant): Promise<void> {
		if (!this.#renewed) return;
		this.#renewed = false;
		const { store } = this.#parts;
		for (const { channel, at, people, groups } of await notYetBack(store, county, dateOf(now))) {
			const key = `channel-renewed:${channel}:${at}`;
			if ((await store.occurrences([key])).length > 0) continue;
			const view: View = { key: "channel-renewed", channel, people: people.length, groups: groups.length, buttons: [] };
			const messages = await this.#messages(county, now, view, key);
			if (this.#isNobodyTold(key, messages, { channel, what: "renewed" })) this.#renewed = true;
			else await store.commit([...messages, { do: "record-occurrence", occurrence: { key, outcome: "done", at: now } }]);
		}
	}

	/** Whether something that is to be told reaches nobody; the log says so once. */
	#isNobodyTold(what: string, messages: readonly Effect[], facts: Readonly<Record<string, unknown>>): boolean {
		const nobody = messages.length === 0;
		if (nobody && !this.#untold.has(what)) this.#parts.log.warn("alarms:nobody-to-tell", facts);
		if (nobody) this.#untold.add(what);
		else this.#untold.delete(what);
		return nobody;
	}

	/** One message to each of the office, on a messenger that works. */
	async #messages(county: County, now: Instant, view: View, key: string): Promise<Effect[]> {
		const { store, ids, isServed, healths } = this.#parts;
		const down = new Set(healths().flatMap(({ id, health }) => (health.state === "down" ? [id] : [])));
		const isReached = (chat: ChatRef): boolean => isServed(chat) && !down.has(chat.channel);
		const chats = await officeChats({ store, county, day: dateOf(now), isServed: isReached });
		return chats.map(({ person, chat }) => ({
			do: "enqueue-message",
			message: {
				id: ids.next(),
				chat,
				view,
				dedupeKey: `${key}:${person}`,
				priority: "reminder",
				createdAt: now,
				expiresAt: addMs(now, EXPIRES_MS),
				addressee: person,
				answers: null,
				card: null,
			},
		}));
	}
}

/** A code that was shown stands in the audit. */
const shownIn = (view: View | null, messages: readonly Effect[], at: Instant): Effect[] =>
	view?.key !== "login-wanted" || messages.length === 0
		? []
		: [
				{
					do: "add-audit",
					entry: { at, actor: "system", event: "login:shown", subject: `channel:${view.channel}`, facts: { since: view.codeSince } },
				},
			];
