import { postsOn } from "../../domain/person.ts";
import type { Speaker, Turn } from "./turn.ts";

/**
 * Who is writing: the bound person with at least one post today, or null. The first private message of a bound account also
 * tells where the bot reaches them.
 */
export const speakerOf = async (turn: Turn): Promise<Speaker | null> => {
	const { sender, chat } = turn.inbound;
	const bound = await turn.set.account(sender);
	const person = bound === null ? undefined : turn.county.person(bound.person);
	if (!bound || !person || postsOn(person, turn.today).length === 0) return null;
	if (chat.kind === "private" && bound.privateChat?.id !== chat.id) {
		turn.add({ do: "bind-account", account: sender, person: person.key, privateChat: chat, at: turn.now });
		return { person, privateChat: chat };
	}
	return { person, privateChat: bound.privateChat };
};
