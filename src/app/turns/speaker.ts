import { postsOn } from "../../domain/person.ts";
import { chatKey } from "../../ports/chat.ts";
import type { Speaker, Turn } from "./turn.ts";

/**
 * Who is writing: the bound person with at least one post today, or null. A bound account's first private message to a
 * bot also tells where it reaches them: another bot (a replaced token) reaches nobody before.
 */
export const speakerOf = async (turn: Turn): Promise<Speaker | null> => {
	const { sender, chat } = turn.inbound;
	const bound = await turn.set.account(sender);
	const person = bound === null ? undefined : turn.county.person(bound.person);
	if (!bound || !person || postsOn(person, turn.today).length === 0) return null;
	if (chat.kind === "private" && (bound.privateChat === null || chatKey(bound.privateChat) !== chatKey(chat))) {
		turn.add({ do: "bind-account", account: sender, person: person.key, privateChat: chat, at: turn.now });
		return { person, privateChat: chat };
	}
	return { person, privateChat: bound.privateChat?.account === chat.account ? bound.privateChat : null };
};
