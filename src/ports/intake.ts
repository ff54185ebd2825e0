import type { FileRef } from "../domain/file.ts";
import type { Instant } from "../domain/period.ts";
import type { AccountRef, ChatRef } from "./chat.ts";

export type InboundContent =
	/** Words. `addressed`: the bot was named (@) or the text replies to one of its messages. */
	| { readonly kind: "text"; readonly text: string; readonly addressed: boolean }
	/** A press on button `button` of the bot's message `message` (the outbox id). */
	| { readonly kind: "press"; readonly message: string; readonly button: string }
	/** Files already stored by content, with the words sent along. */
	| { readonly kind: "files"; readonly files: readonly FileRef[]; readonly text: string; readonly addressed: boolean };

/** One thing somebody did in a chat. (channel, account, updateId) is unique however often it is delivered. */
export interface Inbound {
	readonly updateId: string;
	readonly chat: ChatRef;
	readonly sender: AccountRef;
	/** The platform's own time where it gives one, else when it was taken in: what on time is judged by. */
	readonly sentAt: Instant;
	readonly content: InboundContent;
}

/** Where channels hand in what arrived. */
export interface Intake {
	/**
	 * Writes what concerns the bot into the inbox, durably, before it resolves; only then may the channel confirm to its platform.
	 * Group talk that is neither addressed to the bot, nor a command, nor an answer to an open question is dropped unwritten.
	 */
	receive(updates: readonly Inbound[]): Promise<void>;
}
