import type { FileRef } from "../domain/file.ts";
import type { Instant } from "../domain/period.ts";
import type { AccountRef, ChatRef } from "./chat.ts";

/** A file that lies on the platform still. */
export interface RemoteFile {
	/** What the channel fetches it by. */
	readonly id: string;
	readonly name: string;
	/** Bytes as the platform says; null when it does not. */
	readonly size: number | null;
}

/** What happened to a group or to the bot in it. */
export type GroupEvent =
	/** The bot is a member; `admin`: also an administrator; `seesAll`: it reads plain talk, not commands and replies only. */
	| { readonly what: "member"; readonly title: string; readonly admin: boolean; readonly seesAll: boolean }
	/** The bot was removed, or the group ended. */
	| { readonly what: "left"; readonly title: string }
	| { readonly what: "renamed"; readonly title: string }
	/** The group goes on under another id. */
	| { readonly what: "moved"; readonly toId: string };

export type InboundContent =
	/** Words. `addressed`: the bot was named (@) or the text replies to one of its messages. */
	| { readonly kind: "text"; readonly text: string; readonly addressed: boolean }
	/** The words of the earlier message `messageId` were changed to these. */
	| { readonly kind: "edit"; readonly text: string; readonly addressed: boolean }
	/** A press on button `button` of the bot's message `message` (the outbox id); `press` names the press itself, "" where the platform does not. */
	| { readonly kind: "press"; readonly message: string; readonly button: string; readonly press: string }
	/** Files already stored by content, with the words sent along. `lost`: how many could not be had, and the most bytes one may have where that is why. */
	| {
			readonly kind: "files";
			readonly files: readonly FileRef[];
			readonly text: string;
			readonly addressed: boolean;
			readonly lost?: { readonly count: number; readonly why: "too-large" | "gone"; readonly limit?: number };
	  }
	/** Files that have to be fetched first; becomes `files` before a turn sees it. Those of one album are answered together. */
	| {
			readonly kind: "remote-files";
			readonly files: readonly RemoteFile[];
			readonly text: string;
			readonly addressed: boolean;
			readonly album: string | null;
	  }
	/** Something no question takes: a place, a sticker, a contact. */
	| { readonly kind: "other"; readonly addressed: boolean }
	| { readonly kind: "group"; readonly event: GroupEvent }
	/** The person blocked the bot, or lets it in again. */
	| { readonly kind: "reachable"; readonly reachable: boolean }
	/** The platform gave every account and every chat another id: what is bound on this channel belongs to nobody any more. */
	| { readonly kind: "renewed" };

/** One thing somebody did in a chat. (channel, account, updateId) is unique however often it is delivered. */
export interface Inbound {
	readonly updateId: string;
	readonly chat: ChatRef;
	readonly sender: AccountRef;
	/** The platform hides who it is (an anonymous administrator, a group writing as itself). */
	readonly anonymous?: boolean;
	/** Somebody else's words passed on: shown to the others, not said by the sender. */
	readonly forwarded?: boolean;
	/** The platform's own id of what was said, or of the message whose button was pressed; null where there is none. Unique within its chat. */
	readonly messageId: string | null;
	/** The bot's message (its outbox id) that it replies to; absent where the platform does not tell. */
	readonly repliesTo?: string;
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
