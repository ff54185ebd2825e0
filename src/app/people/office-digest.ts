import { addMs, dateOf, type Instant } from "../../domain/period.ts";
import type { Ids } from "../../ports/ids.ts";
import type { Effect, Store } from "../../ports/store.ts";
import { WakingHours } from "../../reminders/waking-hours.ts";
import type { View } from "../../views/view.ts";
import type { CountyHolder, LoadedCounty } from "../county-holder.ts";
import type { TurnWorld } from "../turns/turn.ts";
import { officeChats } from "./office-chats.ts";

/** When what is told of the office's own accord comes, on the day it is due. */
export const DIGEST_TIME = "08:30";
/** What comes later than this is no news any more. */
const LATEST_MS = 10 * 24 * 60 * 60 * 1000;

export interface DigestParts {
	readonly store: Store;
	readonly counties: CountyHolder;
	readonly ids: Ids;
	readonly isServed: TurnWorld["isServed"];
}

/** What is due: its key, under which it is told once, and since when. */
export interface DueDigest {
	readonly key: string;
	readonly at: Instant;
}

/**
 * Tells each of the supervision office something once: from its moment on, in waking hours, while somebody can be told. What is more than ten days late, or
 * has nothing to tell (null), is passed over. That it was told is one commit with the messages. The result is called every minute.
 */
export const createOfficeDigest = (
	{ store, counties, ids, isServed }: DigestParts,
	due: (loaded: LoadedCounty, waking: WakingHours, now: Instant) => DueDigest | null,
	write: (loaded: LoadedCounty, now: Instant) => Promise<View | null>,
): ((now: Instant) => Promise<void>) => {
	let settled = "";
	return async (now) => {
		const loaded = counties.current;
		if (!loaded) return;
		const { county } = loaded;
		const waking = new WakingHours(county.data.rules, county.calendar);
		const digest = due(loaded, waking, now);
		if (digest === null || digest.key === settled || now < digest.at) return;
		const { key, at } = digest;
		if ((await store.occurrences([key])).length > 0) {
			settled = key;
			return;
		}
		const occurred = (outcome: "done" | "skipped"): Effect => ({ do: "record-occurrence", occurrence: { key, outcome, at: now } });
		const expiresAt = addMs(at, LATEST_MS);
		if (now > expiresAt) return store.commit([occurred("skipped")]);
		if (!waking.includes(now)) return;
		const chats = await officeChats({ store, county, day: dateOf(now), isServed });
		if (chats.length === 0) return;
		const view = await write(loaded, now);
		if (view === null) return store.commit([occurred("skipped")]);
		const messages = chats.map(
			({ person, chat }): Effect => ({
				do: "enqueue-message",
				message: {
					id: ids.next(),
					chat,
					view,
					dedupeKey: `${key}:${person}`,
					priority: "broadcast",
					createdAt: now,
					expiresAt,
					addressee: person,
					answers: null,
					card: null,
				},
			}),
		);
		await store.commit([...messages, occurred("done")]);
	};
};
