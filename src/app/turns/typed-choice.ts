import { addMs, type Instant } from "../../domain/period.ts";
import type { PersonKey } from "../../domain/person.ts";
import { numberSaid } from "../../flows/plain-words.ts";
import { accountKey, type ChatRef } from "../../ports/chat.ts";
import type { Inbound } from "../../ports/intake.ts";
import type { QueuedMessage, Store } from "../../ports/store.ts";
import type { Action } from "../../views/button.ts";
import type { Speaker, Turn } from "./turn.ts";

/** A number in a group answers soon or not at all: others talk there. */
const GROUP_MS = 10 * 60 * 1000;
const PRIVATE_MS = 24 * 60 * 60 * 1000;
/** How far up somebody looks for choices. */
const LOOKED_AT = 10;
/** Longer words are no choice of ours. */
const MAX_WORDS = 12;

/** The newest messages of a chat that may have asked this person to choose, newest first. */
const askedOf = async (store: Store, person: PersonKey, chat: ChatRef, now: Instant): Promise<QueuedMessage[]> => {
	const inGroup = chat.kind === "group";
	const newest = await store.newestMessages(chat, LOOKED_AT);
	return newest.filter(
		({ view, addressee, createdAt }) =>
			view.buttons.length > 0 && (!inGroup || addressee === person) && addMs(createdAt, inGroup ? GROUP_MS : PRIVATE_MS) >= now,
	);
};

/**
 * What a number, or the words of a choice, choose from the newest message here that offers any, on a channel without buttons. Null for any other
 * words, and where those choices are a dialog's: it reads its own.
 */
export const typedChoice = async (turn: Turn, speaker: Speaker, text: string): Promise<Action | null> => {
	const { chat, world, inbound } = turn;
	const place = numberSaid(text);
	if (world.hasButtons(chat.channel) || (place === null && text.trim().length > MAX_WORDS)) return null;
	for (const { view } of await askedOf(turn.set.committed, speaker.person.key, chat, inbound.sentAt)) {
		const action = view.buttons[place ?? world.labels(view).indexOf(text.trim())]?.action;
		return action === undefined || action.do === "dialog" ? null : action;
	}
	return null;
};

/** Those of group talk that are a number and nothing else, of somebody who was just asked to choose there. */
export const numbersAmong = async (store: Store, updates: readonly Inbound[]): Promise<ReadonlySet<Inbound>> => {
	const said = updates.filter(({ content }) => content.kind === "text" && numberSaid(content.text) !== null);
	if (said.length === 0) return new Set();
	const { accounts } = await store.load({ accounts: said.map(({ sender }) => sender) });
	const chosen = new Set<Inbound>();
	for (const update of said) {
		const person = accounts.find(({ account }) => accountKey(account) === accountKey(update.sender))?.person;
		if (person !== undefined && (await askedOf(store, person, update.chat, update.sentAt)).length > 0) chosen.add(update);
	}
	return chosen;
};
