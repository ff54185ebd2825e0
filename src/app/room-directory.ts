import type { County } from "../domain/county.ts";
import { type DateText, dateOf } from "../domain/period.ts";
import { type Person, postsOn } from "../domain/person.ts";
import type { Unit } from "../domain/unit.ts";
import { type UnitCode, unitCode } from "../domain/unit.ts";
import type { AccountRef, ChatRef } from "../ports/chat.ts";
import type { Clock } from "../ports/clock.ts";
import type { RoomChat, RoomDirectory, RoomPerson } from "../ports/room.ts";
import type { Store } from "../ports/store.ts";
import type { CountyHolder, LoadedCounty } from "./county-holder.ts";
import { personLine } from "./people/named.ts";

const ROOM = "room";
/** The demo's visitor without a binding: shows what a stranger meets. */
const GUEST = "guest";

/** The private chat of a room account with the bot. */
export const roomPrivateChat = (account: AccountRef): ChatRef => ({ channel: ROOM, account: ROOM, id: `p-${account.id}`, kind: "private" });
const groupId = (unit: UnitCode): string => `g-${unit}`;

/** The unit a group of the room belongs to: the room's groups are made from units, so nobody needs to bind them. */
export const roomGroupUnit = (chat: ChatRef): UnitCode | null =>
	chat.channel === ROOM && chat.id.startsWith("g-") ? unitCode(chat.id.slice(2)) : null;

/** The group the room makes from a unit; null for a kind of unit that has none. */
export const roomGroupChat = (unit: Unit): ChatRef | null =>
	unit.kind === "county" || unit.kind === "township" ? { channel: ROOM, account: ROOM, id: groupId(unit.code), kind: "group" } : null;

/** Words the directory needs from the catalogue. */
export interface RoomWords {
	readonly privateTitle: string;
	readonly groupTitle: (unit: string) => string;
	readonly guestName: string;
	readonly guestPost: string;
}

/** Who may act in the room and where. In the demo a person's key is their account; else accounts come from binding codes. */
export const createRoomDirectory = async (parts: {
	store: Store;
	counties: CountyHolder;
	clock: Clock;
	mode: "demo" | "real";
	words: RoomWords;
}): Promise<RoomDirectory> => {
	const { store, counties, clock, words } = parts;
	const today = (): DateText => dateOf(clock.now());
	let cast: { of: LoadedCounty; day: DateText; options: ReturnType<RoomDirectory["demoOptions"]> } | null = null;
	const names = new Map<string, string>();
	for (const { account, person } of await store.accountsOn(ROOM))
		names.set(account.id, counties.current?.county.person(person)?.name ?? "…");

	const demoOptions: RoomDirectory["demoOptions"] = () => {
		const loaded = counties.current;
		if (!loaded || parts.mode === "real") return { people: [], chats: [] };
		if (cast?.of === loaded && cast.day === today()) return cast.options;
		cast = { of: loaded, day: today(), options: castOf(loaded.county, today(), words) };
		for (const person of cast.options.people) names.set(person.id, person.name);
		return cast.options;
	};

	const optionsOf: RoomDirectory["optionsOf"] = async (accountId) => {
		const [bound] = (await store.load({ accounts: [{ channel: ROOM, id: accountId }] })).accounts;
		const county = counties.current?.county;
		const person = bound ? county?.person(bound.person) : undefined;
		if (!county || !person) return null;
		names.set(accountId, person.name);
		const chats = [
			privateChatOf(accountId, words),
			...groupsOf(county, person, today(), words).map((chat) => ({ ...chat, members: [accountId] })),
		];
		return { person: describe(county, person, today(), accountId), key: person.key, chats };
	};

	return {
		demoOptions,
		optionsOf,
		mayEnter: async (accountId, chat) =>
			parts.mode === "demo"
				? demoOptions().chats.some((one) => one.id === chat && one.members.includes(accountId))
				: ((await optionsOf(accountId))?.chats.some((one) => one.id === chat) ?? false),
		displayName: (accountId) => {
			if (!names.has(accountId)) demoOptions();
			return names.get(accountId) ?? "…";
		},
	};
};

const describe = (county: County, person: Person, day: DateText, id: string): RoomPerson => {
	const line = personLine(county, person, day);
	return { id, name: line.name, unit: line.unit, post: line.post, role: postsOn(person, day)[0]?.role ?? "" };
};

const privateChatOf = (accountId: string, words: RoomWords): RoomChat => ({
	id: `p-${accountId}`,
	title: words.privateTitle,
	kind: "private",
	members: [accountId],
});

/**
 * Whether a person sits in a unit's group: a township's group has its people, its villages' cadres and the supervision office, the county's everybody
 * but village cadres.
 */
const sitsIn = (county: County, person: Person, group: Unit, day: DateText): boolean =>
	postsOn(person, day).some((post) =>
		group.kind === "county"
			? county.unit(post.unit)?.kind !== "village"
			: post.role === "supervisor" || county.contains(group.code, post.unit),
	);

const groupUnits = (county: County): Unit[] => county.data.units.filter((unit) => unit.kind === "county" || unit.kind === "township");

const groupsOf = (county: County, person: Person, day: DateText, words: RoomWords): RoomChat[] =>
	groupUnits(county)
		.filter((unit) => sitsIn(county, person, unit, day))
		.map((unit) => ({ id: groupId(unit.code), title: words.groupTitle(unit.name), kind: "group", members: [] }));

const castOf = (county: County, day: DateText, words: RoomWords): ReturnType<RoomDirectory["demoOptions"]> => {
	const active = county.data.people.filter((person) => postsOn(person, day).length > 0);
	const guest: RoomPerson = { id: GUEST, name: words.guestName, unit: "", post: words.guestPost, role: "" };
	const groups = groupUnits(county).map(
		(unit): RoomChat => ({
			id: groupId(unit.code),
			title: words.groupTitle(unit.name),
			kind: "group",
			members: active.filter((person) => sitsIn(county, person, unit, day)).map((person) => person.key),
		}),
	);
	return {
		people: [...active.map((person) => describe(county, person, day, person.key)), guest],
		chats: [...groups, ...active.map((person) => privateChatOf(person.key, words)), privateChatOf(GUEST, words)],
	};
};
