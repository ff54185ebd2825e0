import { addMs, type Instant } from "../../domain/period.ts";
import type { PersonKey } from "../../domain/person.ts";
import { numberSaid } from "../../flows/plain-words.ts";
import { accountKey, type ChatRef } from "../../ports/chat.ts";
import type { Inbound } from "../../ports/intake.ts";
import type { QueuedMessage, Store } from "../../ports/store.ts";
import type { Action, ViewButton } from "../../views/button.ts";
import { ASKING } from "./offer.ts";
import type { Speaker, Turn } from "./turn.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
/** How old choices may be: their words say what is meant, a number does not, and in a group others talk of numbers, too. */
const KEPT_MS = { words: 3 * DAY_MS, private: DAY_MS, group: 10 * 60 * 1000 } as const;
/** How far up somebody looks for choices. */
const LOOKED_AT = 10;
/** Longer words are no choice of ours. */
const MAX_WORDS = 12;

/** What was said lately in a chat; in a group to this person, or to nobody in particular. Newest first. */
const saidTo = async (store: Store, person: PersonKey, chat: ChatRef, now: Instant): Promise<QueuedMessage[]> => {
	const newest = await store.newestMessages(chat, LOOKED_AT);
	return newest.filter(
		({ addressee, createdAt, view }) =>
			view.buttons.length > 0 &&
			(chat.kind === "private" || addressee === null || addressee === person) &&
			addMs(createdAt, KEPT_MS.words) >= now,
	);
};

/** A question that was asked back is answered once, and remembered until then: see offer.ts. */
const isAskedBack = ({ view }: QueuedMessage): boolean => ASKING.has(view.key);

/** The choices a number means: the newest that were numbered, in a group for this person alone. */
const numbered = ({ world, inbound }: Turn, said: readonly QueuedMessage[]): readonly ViewButton[] => {
	const last = said.find(({ view, chat, addressee }) => world.takesNumber(view) && (chat.kind === "private" || addressee !== null));
	if (!last || isAskedBack(last)) return [];
	return addMs(last.createdAt, KEPT_MS[last.chat.kind]) >= inbound.sentAt ? last.view.buttons : [];
};

/**
 * What a number chooses from the choices shown last, or the words of a choice from those shown lately, on a channel without buttons; `overheard`: said
 * in a group to nobody. Null for any other words, and where those choices are a dialog's: it reads its own.
 */
export const typedChoice = async (turn: Turn, speaker: Speaker, text: string, overheard: boolean): Promise<Action | null> => {
	const { chat, world, inbound } = turn;
	const words = text.trim();
	const place = numberSaid(words);
	if (world.hasButtons(chat.channel) || (place === null && (overheard || words.length > MAX_WORDS))) return null;
	const said = await saidTo(turn.set.committed, speaker.person.key, chat, inbound.sentAt);
	const meant =
		place === null
			? said.flatMap((one) => (isAskedBack(one) ? [] : (one.view.buttons[world.labels(one.view).indexOf(words)] ?? [])))
			: numbered(turn, said).slice(place, place + 1);
	const action = meant[0]?.action;
	return action === undefined || action.do === "dialog" ? null : action;
};

/** Those of group talk that are a number and nothing else, of somebody who was just asked to choose there. */
export const numbersAmong = async (store: Store, updates: readonly Inbound[]): Promise<ReadonlySet<Inbound>> => {
	const numbers = updates.filter(({ content }) => content.kind === "text" && numberSaid(content.text) !== null);
	if (numbers.length === 0) return new Set();
	const { accounts } = await store.load({ accounts: numbers.map(({ sender }) => sender) });
	const meant = new Set<Inbound>();
	for (const update of numbers) {
		const person = accounts.find(({ account }) => accountKey(account) === accountKey(update.sender))?.person;
		const said = person === undefined ? [] : await saidTo(store, person, update.chat, update.sentAt);
		if (said.some(({ addressee }) => addressee !== null)) meant.add(update);
	}
	return meant;
};
