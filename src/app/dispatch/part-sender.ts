import type { Capabilities, Channel, OutgoingMessage, SendOutcome } from "../../ports/channel.ts";
import type { Log } from "../../ports/log.ts";
import type { QueuedMessage } from "../../ports/store.ts";
import type { Language } from "../../render/chat.ts";
import { awaitsWords } from "../../views/awaits-words.ts";
import type { ViewKey } from "../../views/view.ts";
import { describeError } from "../describe-error.ts";
import { compose, isToast } from "./compose.ts";
import type { Freshen } from "./freshen.ts";

/** Pause after a channel broke its promise never to reject. */
const BROKEN_MS = 1000;

/** Pause after it could not be found out whether a message is still true. */
const UNSURE_MS = 1000;

/** Answers that are no longer true after some minutes. */
const SHORT_LIVED: ReadonlySet<ViewKey> = new Set(["login-code"]);

/** A send that ended. */
export interface Landing {
	readonly message: QueuedMessage;
	/** settled: nothing was sent, for there is nothing left to say. */
	readonly outcome: SendOutcome | { readonly kind: "settled" };
	/** Parts that are out when this one is, and how many the message has. */
	readonly part: number;
	readonly of: number;
}

/** The whole message is out. */
export const isComplete = ({ outcome, part, of }: Landing): boolean => outcome.kind === "sent" && part >= of;

/** Sends queued messages part by part. */
export class PartSender {
	readonly #channel: Channel;
	readonly #language: Language;
	readonly #log: Log;
	readonly #freshen: Freshen;
	/** Each chat's long message of which some parts are out: it stays as it was written. */
	readonly #begun = new Map<string, { readonly id: string; readonly parts: readonly OutgoingMessage[] }>();

	constructor(channel: Channel, language: Language, log: Log, freshen: Freshen) {
		this.#channel = channel;
		this.#language = language;
		this.#log = log;
		this.#freshen = freshen;
	}

	/** The answer to a press is no message of the chat: it takes none of its places. */
	isToast(message: QueuedMessage): boolean {
		return isToast(message, this.#channel.can);
	}

	/** Sends the next part of a message. Never rejects. */
	async sendNext(queued: QueuedMessage): Promise<Landing> {
		const { id, chat, partsSent } = queued;
		const message = await this.#asItIsNow(queued);
		if ("kind" in message) return { message: queued, outcome: message, part: 1, of: 1 };
		let parts: readonly OutgoingMessage[];
		try {
			parts = await this.#partsOf(message);
		} catch (error) {
			// A view that cannot be written (a bug, or one saved by a later version) must not hold up the others.
			this.#log.error("dispatch:unwritable", { message: id, key: message.view.key, error: describeError(error) });
			return { message, outcome: { kind: "failed", reason: "unwritable", gone: false }, part: 1, of: 1 };
		}
		// Should it have become shorter since its first parts went out, its end with the buttons goes again.
		const place = Math.min(partsSent, parts.length - 1);
		const outcome = await this.#send({ ...(parts[place] as OutgoingMessage), chat });
		const landing = { message, outcome, part: place + 1, of: parts.length };
		if (isComplete(landing) || outcome.kind === "failed") this.#begun.delete(chat.id);
		return landing;
	}

	/** A reminder that waited says what is still true, and so does an answer that holds for minutes; one of which the first parts are out stays as it is. */
	async #asItIsNow(message: QueuedMessage): Promise<QueuedMessage | Landing["outcome"]> {
		if ((message.priority !== "reminder" && !SHORT_LIVED.has(message.view.key)) || message.partsSent > 0) return message;
		try {
			const view = await this.#freshen(message.view);
			return view === null ? { kind: "settled" } : { ...message, view };
		} catch (error) {
			this.#log.error("dispatch:not-freshened", { message: message.id, error: describeError(error) });
			return { kind: "retry", afterMs: UNSURE_MS, reason: "not freshened", blame: "message" };
		}
	}

	async #send(part: OutgoingMessage): Promise<SendOutcome> {
		try {
			return await this.#channel.send(part);
		} catch (error) {
			this.#log.error("dispatch:channel-threw", { message: part.id, error: describeError(error) });
			return { kind: "retry", afterMs: BROKEN_MS, reason: "the channel threw", blame: "message" };
		}
	}

	async #partsOf(message: QueuedMessage): Promise<readonly OutgoingMessage[]> {
		const { id, chat, partsSent } = message;
		const begun = this.#begun.get(chat.id);
		if (begun?.id === id && partsSent > 0) return begun.parts;
		const parts = compose(message, this.#language, await this.#capabilities(message), this.isToast(message));
		if (parts.length > 1) this.#begun.set(chat.id, { id, parts });
		return parts;
	}

	async #capabilities({ id, chat, view }: QueuedMessage): Promise<Capabilities> {
		try {
			return (await this.#channel.canIn?.(chat, awaitsWords(view))) ?? this.#channel.can;
		} catch (error) {
			this.#log.error("dispatch:channel-threw", { message: id, error: describeError(error) });
			return this.#channel.can;
		}
	}
}
