import type { FileRef } from "../domain/file.ts";
import type { ChatRef } from "./chat.ts";
import type { Intake } from "./intake.ts";

export interface Capabilities {
	readonly buttons: boolean;
	readonly edit: boolean;
	readonly mention: boolean;
	readonly files: boolean;
	/** "slow": a dialog asks all that is missing in one message. */
	readonly pace: "fast" | "slow";
	/** Longest text of one message, in UTF-16 code units. */
	readonly maxText: number;
}

/** Sending limits the dispatcher keeps; null for none. */
export interface SendingLimits {
	readonly perSecond: number | null;
	readonly perChatPerSecond: number | null;
	readonly perGroupPerMinute: number | null;
}

export interface OutgoingButton {
	/** Handed back in a press. */
	readonly id: string;
	readonly text: string;
}

/** A finished message: text, buttons and files in the reader's language. */
export interface OutgoingMessage {
	/** The outbox id: the channel uses it to recognise a repeat and to name the message in presses. */
	readonly id: string;
	readonly chat: ChatRef;
	readonly text: string;
	readonly buttons: readonly OutgoingButton[];
	readonly files: readonly FileRef[];
}

export type SendOutcome =
	| { readonly kind: "sent" }
	/** Not now; the same message may be tried again. */
	| { readonly kind: "retry"; readonly afterMs: number; readonly reason: string }
	/** Never: the person blocked the bot, the chat is gone. */
	| { readonly kind: "failed"; readonly reason: string }
	/** The chat lives on under another id; what is queued follows. */
	| { readonly kind: "moved"; readonly chatId: string };

/** A messenger. The same contract suite (test/contract) holds for every one. */
export interface Channel {
	readonly id: string;
	readonly account: string;
	readonly can: Capabilities;
	readonly limits: SendingLimits;
	/** Begins to receive; resolves when it does. */
	start(intake: Intake): Promise<void>;
	/** Takes in nothing more, finishes what is in hand. */
	stop(): Promise<void>;
	/** Never rejects: the outside world's errors are outcomes. */
	send(message: OutgoingMessage): Promise<SendOutcome>;
}
