import type { Instant } from "../../domain/period.ts";
import type { Channel } from "../../ports/channel.ts";
import { type ChatRef, chatKey } from "../../ports/chat.ts";
import type { Log } from "../../ports/log.ts";
import type { BoundAccount, Effect, Store } from "../../ports/store.ts";
import { privateChatsOf } from "../people/private-chats.ts";
import type { Dispatcher } from "./dispatcher.ts";

/** Chats of one commit: answers are written in between. */
const AT_ONCE = 50;

interface DetourParts {
	readonly store: Pick<Store, "accountsOf" | "accountsOfPeople" | "commit" | "privateChatsWaiting">;
	readonly channels: ReadonlyMap<string, Channel>;
	/** By channel. */
	readonly dispatchers: ReadonlyMap<string, Dispatcher>;
	readonly quietUntil: (now: Instant) => Instant | null;
	readonly log: Log;
}

/**
 * People are told by another messenger they are bound on what one cannot tell them: everything that waits in their private chat there goes along, answers
 * too. A dialog is its person's and goes on wherever they answer in private. What waits for groups goes on waiting until it expires.
 */
export class Detours {
	readonly #parts: DetourParts;

	constructor(parts: DetourParts) {
		this.#parts = parts;
	}

	/** Where whoever has this private chat is reached instead; null where they are not. */
	readonly elsewhere = async (chat: ChatRef): Promise<ChatRef | null> => {
		if (chat.kind === "group") return null;
		const { store } = this.#parts;
		const waiting = await store.privateChatsWaiting(chat.channel, chat.account);
		const person = waiting.find((one) => one.chat.id === chat.id)?.person;
		return person === undefined ? null : this.#otherThan(chat, await store.accountsOf(person));
	};

	/** Takes what waits in private on these messengers to others that can be reached. Called every minute with those that were out of reach for long. */
	async tick(down: readonly string[], now: Instant): Promise<void> {
		for (const id of down) {
			const channel = this.#parts.channels.get(id);
			// What would wait for the morning there is not told at night elsewhere.
			if (channel && !(channel.limits.keepsQuiet && this.#parts.quietUntil(now) !== null)) await this.#leave(channel);
		}
	}

	async #leave(channel: Channel): Promise<void> {
		const { store, dispatchers, log } = this.#parts;
		const waiting = await store.privateChatsWaiting(channel.id, channel.account);
		const accounts = await store.accountsOfPeople(waiting.map(({ person }) => person));
		const ways = waiting.flatMap(({ chat, person }): Extract<Effect, { do: "redirect-messages" }>[] => {
			const to = this.#otherThan(
				chat,
				accounts.filter((account) => account.person === person),
			);
			return to ? [{ do: "redirect-messages", from: chat, to }] : [];
		});
		for (let start = 0; start < ways.length; start += AT_ONCE) {
			const some = ways.slice(start, start + AT_ONCE);
			await dispatchers.get(channel.id)?.withhold(
				some.map(({ from }) => from.id),
				async (free) => {
					const effects = some.filter(({ from }) => free.includes(from.id));
					if (effects.length === 0) return;
					await store.commit(effects);
					log.info("dispatch:redirected", { channel: channel.id, chats: effects.length });
				},
			);
		}
	}

	/** The chat bound last of those that can be reached now. */
	#otherThan(chat: ChatRef, accounts: readonly BoundAccount[]): ChatRef | null {
		const isUp = (other: ChatRef): boolean => {
			const channel = this.#parts.channels.get(other.channel);
			return channel?.account === other.account && channel.health().state === "up";
		};
		const chats = privateChatsOf(accounts, { isServed: isUp });
		return chats.findLast((other) => chatKey(other) !== chatKey(chat)) ?? null;
	}
}
