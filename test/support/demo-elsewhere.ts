import { cpSync } from "node:fs";
import type { Unit } from "../../src/domain/unit.ts";
import type { ChatRef } from "../../src/ports/chat.ts";
import type { Clock } from "../../src/ports/clock.ts";
import type { Effect } from "../../src/ports/store.ts";
import { copyOfDemo, demoData, openIn, temporaryFolder } from "./demo-store.ts";

export const demoPeople = demoData.people;
/** Units with a group: the county and its townships. */
export const groupUnits: readonly Unit[] = demoData.units.filter((unit) => unit.kind === "county" || unit.kind === "township");

/** What the people and groups of the demo are called on a messenger. */
export interface Elsewhere {
	readonly channel: string;
	readonly account: string;
	/** Somebody's account, by their place in the demo's list; their private chat has the same id. */
	readonly personId: (index: number) => string;
	/** The group of a unit, by its place among those with groups. */
	readonly groupId: (index: number) => string;
}

/** A chat of the demo there. */
export const chatThere = ({ channel, account }: Elsewhere, id: string, kind: ChatRef["kind"]): ChatRef => ({ channel, account, id, kind });

/** Moves everybody out of the room, and binds the groups of the county and its townships. */
const moved = (place: Elsewhere, at: ReturnType<Clock["now"]>): Effect[] => [
	...demoPeople.map((person): Effect => ({ do: "unbind-account", account: { channel: "room", id: person.key }, at })),
	...demoPeople.map((person, index): Effect => {
		const id = place.personId(index);
		const account = { channel: place.channel, id };
		return { do: "bind-account", account, person: person.key, privateChat: chatThere(place, id, "private"), at };
	}),
	...groupUnits.map((unit, index): Effect => {
		const chat = chatThere(place, place.groupId(index), "group");
		return {
			do: "save-group",
			group: { chat, title: `${unit.name}工作群`, unit: unit.code, member: true, admin: false, seesAll: true, updatedAt: at },
		};
	}),
];

const makeTemplate = async (place: Elsewhere, clock: Clock): Promise<string> => {
	const folder = await copyOfDemo(clock);
	const opened = await openIn(folder, clock);
	await opened.store.commit(moved(place, clock.now()));
	await opened.close();
	return folder;
};

const templates = new Map<Elsewhere, Promise<string>>();

/** As copyOfDemo, with everybody there instead of in the room. */
export const copyOfDemoIn = async (place: Elsewhere, clock: Clock): Promise<string> => {
	const template = templates.get(place) ?? makeTemplate(place, clock);
	templates.set(place, template);
	const folder = temporaryFolder();
	cpSync(await template, folder, { recursive: true });
	return folder;
};
