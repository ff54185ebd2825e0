import { cpSync } from "node:fs";
import type { Unit } from "../../../src/domain/unit.ts";
import type { ChatRef } from "../../../src/ports/chat.ts";
import type { Clock } from "../../../src/ports/clock.ts";
import type { Effect } from "../../../src/ports/store.ts";
import { copyOfDemo, demoData, openIn, temporaryFolder } from "../demo-store.ts";

/** The bot of the demo county on Telegram. */
export const BOT_ID = 7_000_000_001;
export const BOT_TOKEN = `${BOT_ID}:fake-1-AAAAAAAAAAAAAAAAAAAAAAAAAAA`;

export const demoPeople = demoData.people;
/** Units with a group: the county and its townships. */
export const groupUnits: readonly Unit[] = demoData.units.filter((unit) => unit.kind === "county" || unit.kind === "township");

/** The Telegram user of a person of the demo, by their place in the list. */
export const userIdOf = (index: number): number => 5_000_000_001 + index;
/** The Telegram group of a unit, by its place among those with groups. */
export const groupIdOf = (index: number): number => -1_002_000_000_001 - index;

export const chatRef = (id: number, kind: ChatRef["kind"]): ChatRef => ({
	channel: "telegram",
	account: String(BOT_ID),
	id: String(id),
	kind,
});

/** Moves everybody of the demo from the room to Telegram, and binds the groups of the county and its townships. */
const movedToTelegram = (at: ReturnType<Clock["now"]>): Effect[] => [
	...demoData.people.map((person): Effect => ({ do: "unbind-account", account: { channel: "room", id: person.key }, at })),
	...demoData.people.map((person, index): Effect => {
		const id = userIdOf(index);
		const account = { channel: "telegram", id: String(id) };
		return { do: "bind-account", account, person: person.key, privateChat: chatRef(id, "private"), at };
	}),
	...groupUnits.map((unit, index): Effect => {
		const chat = chatRef(groupIdOf(index), "group");
		return {
			do: "save-group",
			group: { chat, title: `${unit.name}工作群`, unit: unit.code, member: true, admin: false, seesAll: true, updatedAt: at },
		};
	}),
];

let template: Promise<string> | null = null;

const makeTemplate = async (clock: Clock): Promise<string> => {
	const folder = await copyOfDemo(clock);
	const opened = await openIn(folder, clock);
	await opened.store.commit(movedToTelegram(clock.now()));
	await opened.close();
	return folder;
};

/** As copyOfDemo, with everybody on Telegram instead of the room. */
export const copyOfTelegramDemo = async (clock: Clock): Promise<string> => {
	template ??= makeTemplate(clock);
	const folder = temporaryFolder();
	cpSync(await template, folder, { recursive: true });
	return folder;
};
