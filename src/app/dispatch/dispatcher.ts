import { addMs } from "../../domain/period.ts";
import type { Channel, SendOutcome } from "../../ports/channel.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Log } from "../../ports/log.ts";
import type { QueuedMessage, Store } from "../../ports/store.ts";
import { type Language, renderChat } from "../../render/chat.ts";
import { splitText } from "../../render/split-text.ts";
import { describeError } from "../describe-error.ts";
import { Wakeable } from "../wakeable.ts";
import { NO_LIMITS, SendingPace } from "./sending-pace.ts";

/** Messages looked at in one round; each belongs to another chat. */
const ROUND = 100;
/** After this many failed tries a message is parked. */
const MAX_ATTEMPTS = 8;

export interface DispatcherParts {
	readonly store: Store;
	readonly channel: Channel;
	readonly clock: Clock;
	readonly log: Log;
	readonly language: Language;
	/** False sends without the channel's limits, for measurements. */
	readonly limited: boolean;
	/** Milliseconds of a steady clock, for pacing. */
	readonly steadyMs: () => number;
	/** Calls back later; returns how to take that back. */
	readonly later: (ms: number, run: () => void) => () => void;
}

/**
 * Sends what the outbox holds for one channel account: in order within a chat, answers first, within the channel's limits. A crash between a send and
 * its mark repeats that one message at most.
 */
export class Dispatcher {
	readonly #parts: DispatcherParts;
	readonly #pace: SendingPace;
	readonly #loop = new Wakeable(() => this.#run());
	/** By the moment they go off, on the steady clock. */
	readonly #timers = new Map<number, () => void>();

	constructor(parts: DispatcherParts) {
		this.#parts = parts;
		this.#pace = new SendingPace(parts.limited ? parts.channel.limits : NO_LIMITS);
	}

	/** Says that there may be something to send. */
	wake(): void {
		this.#loop.wake();
	}

	/** Resolves when nothing more can be sent now. */
	idle(): Promise<void> {
		return this.#loop.idle();
	}

	async stop(): Promise<void> {
		for (const cancel of this.#timers.values()) cancel();
		await this.#loop.stop();
	}

	async #run(): Promise<void> {
		try {
			while (await this.#round());
		} catch (error) {
			this.#parts.log.error("dispatch:store-refused", { error: describeError(error) });
			this.#wakeIn(1000);
		}
	}

	/** One round over the chats that have something due; true when there may be more at once. */
	async #round(): Promise<boolean> {
		const { store, channel, clock } = this.#parts;
		const due = await store.dueMessages(channel.id, channel.account, clock.now(), ROUND);
		const now: QueuedMessage[] = [];
		let wait = Number.POSITIVE_INFINITY;
		for (const message of due) {
			const ms = this.#pace.waitMs(message.chat, this.#parts.steadyMs());
			if (ms > 0) wait = Math.min(wait, ms);
			else {
				this.#pace.note(message.chat, this.#parts.steadyMs());
				now.push(message);
			}
		}
		const sent: string[] = [];
		await Promise.all(
			now.map(async (message) => {
				if (await this.#settle(message, await this.#send(message))) sent.push(message.id);
			}),
		);
		if (sent.length > 0) await store.markSent(sent, clock.now());
		if (wait !== Number.POSITIVE_INFINITY) this.#wakeIn(wait);
		return !this.#loop.stopped && due.length > 0 && (now.length > 0 || wait === Number.POSITIVE_INFINITY);
	}

	/** Sends a message, in parts where the channel's limit asks for it; the last part carries the buttons and files. */
	async #send(message: QueuedMessage): Promise<SendOutcome> {
		const { channel, language, log } = this.#parts;
		try {
			const { text, buttons, files } = renderChat(message.view, language, channel.can);
			const parts = splitText(text, channel.can.maxText);
			const last = parts.pop() ?? "";
			for (const [index, part] of parts.entries()) {
				const outcome = await channel.send({ id: `${message.id}.${index + 1}`, chat: message.chat, text: part, buttons: [], files: [] });
				if (outcome.kind !== "sent") return outcome;
			}
			return await channel.send({ id: message.id, chat: message.chat, text: last, buttons, files });
		} catch (error) {
			// A view that cannot be written (a bug, or one saved by a later version) must not hold up the others.
			log.error("dispatch:unwritable", { message: message.id, key: message.view.key, error: describeError(error) });
			return { kind: "failed", reason: "unwritable" };
		}
	}

	/** Records what became of a send; true when it went out (marked together with the others of the round). */
	async #settle(message: QueuedMessage, outcome: SendOutcome): Promise<boolean> {
		const { store, clock, log } = this.#parts;
		switch (outcome.kind) {
			case "sent":
				return true;
			case "retry":
				if (message.attempts + 1 >= MAX_ATTEMPTS) {
					log.warn("dispatch:parked", { message: message.id, reason: outcome.reason });
					await store.park(message.id, outcome.reason, clock.now());
				} else {
					await store.postpone(message.id, addMs(clock.now(), outcome.afterMs), outcome.reason);
					this.#wakeIn(outcome.afterMs);
				}
				return false;
			case "failed":
				log.warn("dispatch:parked", { message: message.id, reason: outcome.reason });
				await store.park(message.id, outcome.reason, clock.now());
				return false;
			case "moved":
				// A chat that moved to where it is would be tried for ever.
				if (outcome.chatId === message.chat.id) return this.#settle(message, { kind: "failed", reason: "moved nowhere" });
				await store.moveChat(message.chat, outcome.chatId);
				return false;
			default:
				return outcome satisfies never;
		}
	}

	/** Every wish counts: a chat that waits long must not hold up one that waits shortly, nor be forgotten for it. */
	#wakeIn(ms: number): void {
		const at = this.#parts.steadyMs() + ms;
		if (this.#timers.has(at)) return;
		const cancel = this.#parts.later(ms, () => {
			this.#timers.delete(at);
			this.wake();
		});
		this.#timers.set(at, cancel);
	}
}
