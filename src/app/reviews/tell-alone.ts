import type { Person } from "../../domain/person.ts";
import type { View } from "../../views/view.ts";
import { privateChatsOf } from "../people/private-chats.ts";
import type { Turn } from "../turns/turn.ts";

/** Tells people something of the program's own accord (减负 counts it), alone, where the bot reaches them; returns whom it does. */
export const tellAlone = async (turn: Turn, people: readonly Person[], view: View): Promise<Person[]> => {
	const accounts = people.length === 0 ? [] : await turn.set.committed.accountsOfPeople(people.map(({ key }) => key));
	return people.filter((person) => {
		const [chat] = privateChatsOf(
			accounts.filter((account) => account.person === person.key),
			turn.world,
		);
		if (chat) turn.say(view, { chat, addressee: person, priority: "broadcast" });
		return chat !== undefined;
	});
};
