import { addMs } from "../../domain/period.ts";
import type { SendOutcome } from "../../ports/channel.ts";
import type { ChatRef } from "../../ports/chat.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Log } from "../../ports/log.ts";
import type { QueuedMessage, Store } from "../../ports/store.ts";
import type { Landing } from "./part-sender.ts";

/** After this many failed tries a message is parked. */
const MAX_ATTEMPTS = 8;
const FIRST_PAUSE_MS = 1000;
/** The store's clock and the steady one may differ a little: a message is due in the store before it is looked for. */
const CLOCKS_MS = 50;

/** Why a message that is no longer needed is parked: it counts as little as one that expired. */
export const SETTLED = "settled";

/** What of the store the dispatcher uses. */
export type Outbox = Pick<Store, "dueMessages" | "markSent" | "notePartsSent" | "postpone" | "park" | "commit">;

type Retry = Extract<SendOutcome, { kind: "retry" }>;

/** How long a chat waits: what the channel asks for, and where the message is at fault twice as long each time. */
export const pauseMs = (message: QueuedMessage, { afterMs, blame }: Retry): number =>
	blame === "message" ? Math.max(afterMs, FIRST_PAUSE_MS * 2 ** message.attempts) : afterMs;

/** What writing down needs. */
export interface Recorder {
	readonly store: Outbox;
	readonly clock: Clock;
	readonly log: Log;
	/** Where whoever is reached in a private chat can be reached instead, where that chat is gone; null where nowhere. */
	readonly elsewhere: (chat: ChatRef) => Promise<ChatRef | null>;
}

/** Writes down what became of a send that did not complete its message. */
export const recordLanding = async (landing: Landing, { store, clock, log, elsewhere }: Recorder): Promise<void> => {
	const { message, outcome, part } = landing;
	const { id, chat } = message;
	const park = (reason: string): Promise<void> => {
		log.warn("dispatch:parked", { message: id, reason });
		return store.park(id, reason, clock.now());
	};
	const retry = async (asked: Retry): Promise<void> => {
		const counts = asked.blame === "message";
		// While the platform is out of reach nothing is at fault: everything waits as it is.
		if (asked.blame === "channel") return;
		if (counts && message.attempts + 1 >= MAX_ATTEMPTS) return park(asked.reason);
		const at = addMs(clock.now(), Math.max(0, Math.floor(pauseMs(message, asked)) - CLOCKS_MS));
		return store.postpone(id, at, asked.reason, counts);
	};
	switch (outcome.kind) {
		case "sent":
			return store.notePartsSent(id, part);
		case "retry":
			return retry(outcome);
		case "settled":
			log.info("dispatch:settled", { message: id });
			return store.park(id, SETTLED, clock.now());
		case "failed": {
			if (!outcome.gone) return park(outcome.reason);
			const other = await elsewhere(chat);
			log.warn("dispatch:chat-gone", { message: id, channel: chat.channel, reason: outcome.reason, elsewhere: other?.channel ?? null });
			return store.commit([
				...(other ? [{ do: "redirect-messages", from: chat, to: other } as const] : []),
				{ do: "park-chat", chat, reason: outcome.reason, at: clock.now() },
			]);
		}
		case "moved":
			// A chat that moved to where it is would be tried for ever.
			if (outcome.chatId === chat.id) return park("moved nowhere");
			log.info("dispatch:chat-moved", { message: id, channel: chat.channel });
			return store.commit([{ do: "move-chat", from: chat, toId: outcome.chatId }]);
		default:
			return outcome satisfies never;
	}
};
