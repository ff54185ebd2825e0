import type { County } from "../../domain/county.ts";
import type { DateText } from "../../domain/period.ts";
import { type PersonKey, postsOn } from "../../domain/person.ts";
import type { ChatRef } from "../../ports/chat.ts";
import type { Store } from "../../ports/store.ts";
import type { TurnWorld } from "../turns/turn.ts";
import { privateChatsOf } from "./private-chats.ts";

/** Where each of the supervision office is told something: one private chat a person, the one bound last of those that `isServed` lets through. */
export const officeChats = async ({
	store,
	county,
	day,
	isServed,
}: {
	readonly store: Pick<Store, "accountsOfPeople">;
	readonly county: County;
	readonly day: DateText;
	readonly isServed: TurnWorld["isServed"];
}): Promise<{ readonly person: PersonKey; readonly chat: ChatRef }[]> => {
	const office = county.data.people.filter((person) => postsOn(person, day).some(({ role }) => role === "supervisor"));
	const accounts = await store.accountsOfPeople(office.map(({ key }) => key));
	return office.flatMap(({ key }) => {
		const chat = privateChatsOf(
			accounts.filter(({ person }) => person === key),
			{ isServed },
		).at(-1);
		return chat ? [{ person: key, chat }] : [];
	});
};
