import type { Instant } from "../../domain/period.ts";
import { may } from "../../domain/permission.ts";
import type { Unit } from "../../domain/unit.ts";
import { type ChatRef, chatKey } from "../../ports/chat.ts";
import type { Store } from "../../ports/store.ts";
import type { View } from "../../views/view.ts";
import { unitGroups } from "../groups/unit-groups.ts";
import { privateChatsOf } from "../people/private-chats.ts";
import type { Turn, TurnWorld } from "../turns/turn.ts";

/** A chat, and the units it is told about. */
interface Told {
	readonly chat: ChatRef;
	readonly units: Unit[];
}

/** Who tells: a turn, or the program of its own accord. `reference` is unique to what is told, and the same at every retry. */
export interface Teller extends Pick<Turn, "county" | "today" | "now" | "reference" | "isAway" | "add"> {
	readonly set: { readonly wide: () => Pick<Store, "knownGroups" | "accountsOfPeople"> };
	readonly world: Pick<TurnWorld, "ids" | "groupChat" | "isServed">;
}

/**
 * Tells units something, once a chat: in the unit's group where it has one, else each of its people who report and whom the bot can reach. Not sent
 * after `expiresAt`. Returns how many chats it goes to.
 */
export const tellUnits = async (
	turn: Teller,
	units: readonly Unit[],
	expiresAt: Instant,
	view: (units: readonly Unit[], chat: ChatRef) => View,
): Promise<number> => {
	const store = turn.set.wide();
	const groups = await store.knownGroups();
	const told = new Map<string, Told>();
	const tell = (chat: ChatRef, unit: Unit): void => {
		const known = told.get(chatKey(chat));
		if (!known) told.set(chatKey(chat), { chat, units: [unit] });
		else if (!known.units.includes(unit)) known.units.push(unit);
	};
	const people = units.flatMap((unit) =>
		turn.county
			.peopleOf(unit.code)
			.filter((person) => may(turn.county, person, "report", unit.code, turn.today) && !turn.isAway(person.key))
			.map((person) => ({ key: person.key, unit })),
	);
	const accounts = await store.accountsOfPeople([...new Set(people.map(({ key }) => key))]);
	for (const unit of units) {
		const own = people.filter((one) => one.unit === unit).map(({ key }) => key);
		const theirs = accounts.filter(({ person }) => own.includes(person));
		const chats = unitGroups(unit, groups, (channel) => theirs.some(({ account }) => account.channel === channel), turn.world);
		for (const chat of chats.length > 0 ? chats : privateChatsOf(theirs, turn.world)) tell(chat, unit);
	}
	let count = 0;
	for (const one of told.values()) {
		count += 1;
		turn.add({
			do: "enqueue-message",
			message: {
				id: turn.world.ids.next(),
				chat: one.chat,
				view: view(one.units, one.chat),
				dedupeKey: `${turn.reference}:told:${count}`,
				priority: "broadcast",
				createdAt: turn.now,
				expiresAt,
				addressee: null,
				answers: null,
				card: null,
			},
		});
	}
	return count;
};
