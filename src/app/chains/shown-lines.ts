import { contentHash } from "../../dialog/content-hash.ts";
import type { ChainLine } from "../../ports/chains.ts";
import { type ChatRef, chatKey } from "../../ports/chat.ts";

/** Lines of a chat's lists that are remembered: several long lists. */
const MOST_SEEN = 400;

/** The setting under which the lines shown in a chat are remembered, by their marks: their words are not kept for it. */
export const seenKey = (chat: ChatRef): string => `chain:${chatKey(chat)}`;

/** What is remembered, newest first. */
export const readSeen = (saved: string | null): readonly string[] =>
	saved === null || saved === "" ? [] : (JSON.parse(saved) as readonly string[]);

/** The same with more that was shown now. */
export const writeSeen = (marks: readonly string[], seen: readonly string[]): string =>
	JSON.stringify([...new Set([...marks, ...seen])].slice(0, MOST_SEEN));

/** What a line is known by when its list is copied: the same words of the same unit and round, however they are spaced. */
export const markOf = ({ duty, period, unit, words }: Pick<ChainLine, "duty" | "period" | "unit" | "words">): string =>
	contentHash([duty, period, unit, folded(words)]);

/** The same for an entry that is no line of a unit here. */
export const markOfOther = (words: string): string => contentHash([folded(words)]);

const folded = (words: string): string => words.normalize("NFKC").replace(/[\s,，.。;；:：、]+/gu, "");

/** Whether a line that waits was shown in a chat: it waits there, or a list there said the same. */
export const isShownIn = (line: ChainLine, chat: ChatRef, seen: readonly string[]): boolean =>
	chatKey(line.chat) === chatKey(chat) || seen.includes(markOf(line));
