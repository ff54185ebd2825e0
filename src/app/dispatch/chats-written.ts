import type { Effect } from "../../ports/store.ts";

/** The chats that were written to by what was committed; undefined (any) where nothing is said of it. */
export const chatsWritten = (effects: readonly Effect[]): ReadonlySet<string> | undefined => {
	if (effects.length === 0) return undefined;
	const chats = new Set<string>();
	for (const effect of effects) if (effect.do === "enqueue-message") chats.add(effect.message.chat.id);
	return chats;
};
