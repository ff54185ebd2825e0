import type { Instant } from "../domain/period.ts";

/** What holds words people wrote or read: the queue of what arrived, the queue of what goes out, the room's lines. */
export const WORD_QUEUES = ["inbox", "outbox", "room"] as const;
export type WordQueue = (typeof WORD_QUEUES)[number];

/** How far a pass over a queue came. */
export interface Forgotten {
	/** The last position looked at; the same as asked from when nothing older is left. */
	readonly reached: number;
	/** The first that is not finished yet and so kept, among those looked at; null when all were forgotten. */
	readonly kept: number | null;
}

/** Ends what need not be kept for ever: people's words, and files no report refers to. Every method is one transaction. */
export interface Retention {
	/**
	 * Takes the words out of what was finished and came before `before`, oldest first, from behind position `after` on, at most `limit` of them. That it
	 * was there, when, and what became of it stays; the room's lines go whole.
	 */
	forgetWords(queue: WordQueue, before: Instant, after: number, limit: number): Promise<Forgotten>;
	/** Removes the lines of a 接龙 that nobody confirmed and that were shown before `before`. */
	dropChainLines(before: Instant): Promise<void>;
	/** Removes the bytes and names of files last handed in before `before` that belong to no report and no open dialog, at most `limit`; returns how many. */
	dropLooseFiles(before: Instant, limit: number): Promise<number>;
}
