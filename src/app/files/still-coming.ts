import type { Clock } from "../../ports/clock.ts";
import type { Ids } from "../../ports/ids.ts";
import type { Effect, InboxItem } from "../../ports/store.ts";

/** A sender who hears nothing for so long is told once that the files are still on their way. */
export const STILL_COMING_MS = 10_000;

/** Says that so many files of an item are still being fetched: once, also over restarts; null in a group where they were not meant for the bot. */
export const stillComing = (
	{ position, inbound }: InboxItem,
	count: number,
	parts: { ids: Pick<Ids, "next">; clock: Clock },
): Effect | null => {
	const { content, chat, messageId } = inbound;
	if (chat.kind === "group" && !("addressed" in content && content.addressed)) return null;
	return {
		do: "enqueue-message",
		message: {
			id: parts.ids.next(),
			chat,
			view: { key: "files-coming", count, buttons: [] },
			dedupeKey: `fetch:${position}:coming`,
			priority: "answer",
			createdAt: parts.clock.now(),
			expiresAt: null,
			addressee: null,
			answers: { message: messageId, press: null },
			card: null,
		},
	};
};
