import type { CommandId } from "../domain/command.ts";
import { parseCommand } from "../language/command-words.ts";
import { readAcknowledgement } from "../language/notice-words.ts";
import { type AccountRef, accountKey, type ChatRef } from "../ports/chat.ts";
import type { Clock } from "../ports/clock.ts";
import type { Inbound, Intake } from "../ports/intake.ts";
import type { Store } from "../ports/store.ts";
import { type ChainTalkParts, chainTalk } from "./chains/chain-talk.ts";
import { albumKey } from "./files/bundle.ts";
import { isLedgerWord, standsAsOrder } from "./problems/ledger-words.ts";
import { numbersAmong } from "./turns/typed-choice.ts";

/** Albums whose further parts are taken in with the part that was meant for the bot; the oldest are forgotten. */
const ALBUMS_KEPT = 200;

/** Intake over the store's inbox. `wake` is called after every durable write, with what was written. */
export const createIntake = (
	parts: ChainTalkParts & { readonly store: Store; readonly clock: Clock; readonly wake: (kept: readonly Inbound[]) => void },
): Intake => {
	const albums = new Set<string>();
	const noteAlbum = (key: string): void => {
		albums.add(key);
		for (const oldest of albums) {
			if (albums.size <= ALBUMS_KEPT) break;
			albums.delete(oldest);
		}
	};
	return {
		async receive(updates) {
			const verdicts = updates.map(concernsBot);
			// Only the first part of an album carries the words that are meant for the bot.
			for (const [at, update] of updates.entries()) {
				const album = albumKey(update);
				if (album !== null && verdicts[at] === "yes") noteAlbum(album);
			}
			const unclear = updates.filter((_, at) => verdicts[at] === "in-dialog");
			const talks = unclear.length > 0 ? await openTalks(parts.store, unclear) : null;
			const meant = new Set([
				...(await receiptsAmong(parts.store, unclear)),
				...(await chainTalk(parts, unclear)),
				...(await numbersAmong(parts.store, unclear)),
			]);
			const kept: Inbound[] = [];
			// What follows a command of the same person in the same batch may answer what that command will ask.
			const begun = new Set<string>();
			for (const [at, update] of updates.entries()) {
				const talk = talkKey(update.sender, update.chat);
				const album = albumKey(update);
				const isMeant = verdicts[at] === "yes" || meant.has(update) || (verdicts[at] === "in-dialog" && talks?.has(talk) === true);
				if (!isMeant && !begun.has(talk) && !(album !== null && albums.has(album))) continue;
				kept.push(update);
				begun.add(talk);
			}
			if (kept.length === 0) return;
			await parts.store.receive(kept, parts.clock.now());
			parts.wake(kept);
		},
	};
};

/** Everyday words that mean something to the bot only while a dialog runs: 「取消」 in a group is most often about a meeting. */
const DIALOG_ONLY: ReadonlySet<CommandId> = new Set(["cancel", "back", "skip", "publish", "received"]);

/**
 * Group talk that is neither addressed to the bot, nor a command, nor an answer to a dialog running in that group is nobody's business. "in-dialog": it
 * concerns the bot only where such a dialog runs.
 */
const concernsBot = ({ chat, content }: Inbound): "yes" | "in-dialog" => {
	if (chat.kind === "private" || !("addressed" in content) || content.addressed) return "yes";
	if (!("text" in content)) return "in-dialog";
	const command = parseCommand(content.text);
	if (command?.clear && isLedgerWord(command.id) && !standsAsOrder(content.text, command)) return "in-dialog";
	return command?.clear && !DIALOG_ONLY.has(command.id) ? "yes" : "in-dialog";
};

/** Those that say 收到 in one of its forms, in a group to which a notice went that waits for their sender's word. */
const receiptsAmong = async (store: Store, updates: readonly Inbound[]): Promise<ReadonlySet<Inbound>> => {
	const said = updates.filter(({ content }) => "text" in content && readAcknowledgement(content.text) !== null);
	if (said.length === 0) return new Set();
	const { accounts } = await store.load({ accounts: said.map(({ sender }) => sender) });
	const waiting = accounts.length === 0 ? [] : await store.waitingNotices(accounts.map(({ person }) => person));
	const receipts = new Set<Inbound>();
	for (const update of waiting.length === 0 ? [] : said) {
		const person = accounts.find(({ account }) => accountKey(account) === accountKey(update.sender))?.person;
		const numbers = waiting.filter((notice) => notice.person === person).map(({ number }) => number);
		if (numbers.length > 0 && (await store.noticesIn(update.chat, numbers)).length > 0) receipts.add(update);
	}
	return receipts;
};

/** Somebody's words in a chat, whichever of our accounts hears them there. */
const talkKey = (account: AccountRef, { channel, id }: ChatRef): string => `${accountKey(account)} ${channel} ${id}`;

/** Where a dialog of one of these senders runs, in two queries for all of them. */
const openTalks = async (store: Store, updates: readonly Inbound[]): Promise<ReadonlySet<string>> => {
	const senders = new Map(updates.map(({ sender }) => [accountKey(sender), sender]));
	const { accounts } = await store.load({ accounts: [...senders.values()] });
	if (accounts.length === 0) return new Set();
	const { sessions } = await store.load({ sessionsOf: [...new Set(accounts.map(({ person }) => person))] });
	return new Set(
		sessions.flatMap((session) =>
			session.active ? accounts.flatMap(({ account, person }) => (person === session.person ? [talkKey(account, session.chat)] : [])) : [],
		),
	);
};
