import type { FileRef } from "../domain/file.ts";
import type { Instant } from "../domain/period.ts";
import type { ChatRef } from "./chat.ts";
import type { Intake, RemoteFile } from "./intake.ts";

export interface Capabilities {
	readonly buttons: boolean;
	/** A message can be changed in place. */
	readonly edit: boolean;
	/** A press can be answered where it was made, without a message in the chat. */
	readonly toast: boolean;
	readonly mention: boolean;
	readonly files: boolean;
	/** Most files of one message, and the longest text beside them; 0 and 0 without files. */
	readonly filesPerMessage: number;
	readonly maxCaption: number;
	/** Largest file it carries out, in bytes; 0 without files. */
	readonly maxFileBytes: number;
	/** What people say while the program is away reaches it later; where the platform keeps nothing for it, they have to be asked again. */
	readonly keepsMissed: boolean;
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
	/** Over all chats. */
	readonly perMinute: number | null;
	/** Shortest and longest pause between messages to two different chats, in milliseconds; drawn anew each time. */
	readonly betweenChatsMs: readonly [number, number] | null;
	/** Nothing unasked goes out in the county's quiet hours, whoever wants it; answers do. */
	readonly keepsQuiet: boolean;
}

/** As fast as the channel takes it, at any hour. */
export const NO_LIMITS: SendingLimits = {
	perSecond: null,
	perChatPerSecond: null,
	perGroupPerMinute: null,
	perMinute: null,
	betweenChatsMs: null,
	keepsQuiet: false,
};

export interface OutgoingButton {
	/** Handed back in a press. */
	readonly id: string;
	readonly text: string;
}

/** What somebody said or pressed, as the platform names it: what an outgoing message answers. */
export interface Answered {
	/** The message answered, or the one whose button was pressed. */
	readonly message: string | null;
	/** The press answered. */
	readonly press: string | null;
}

/** A finished message: text, buttons and files in the reader's language, within the channel's limits. */
export interface OutgoingMessage {
	/** The outbox id (with a part number behind it for the parts of a long one): the channel uses it to recognise a repeat and to name the message in presses. */
	readonly id: string;
	readonly chat: ChatRef;
	readonly text: string;
	readonly buttons: readonly OutgoingButton[];
	readonly files: readonly FileRef[];
	/** What it answers, for channels that show that; null for what the program says of its own. */
	readonly answers: Answered | null;
	/** toast: shown at the press it answers; replace: the message it answers becomes this one; close: that message loses its buttons. Else a new message. */
	readonly card: "toast" | "replace" | "close" | null;
	/** It asks for typed words: in a group where the bot sees only replies, the channel asks for a reply. */
	readonly awaitsWords: boolean;
}

export type SendOutcome =
	| { readonly kind: "sent" }
	/**
	 * Not now; the same message may be tried again. `blame`: message counts as a failed try of it; chat holds this chat only; channel holds everything
	 * (the platform is out of reach), neither counts.
	 */
	| { readonly kind: "retry"; readonly afterMs: number; readonly reason: string; readonly blame: "message" | "chat" | "channel" }
	/** Never. `gone`: nothing reaches this chat (blocked, kicked out, deleted): what is queued for it is parked too. */
	| { readonly kind: "failed"; readonly reason: string; readonly gone: boolean }
	/** The chat lives on under another id; what is queued follows. */
	| { readonly kind: "moved"; readonly chatId: string };

export type FetchOutcome =
	| { readonly kind: "fetched"; readonly bytes: Uint8Array; readonly name: string }
	| { readonly kind: "retry"; readonly afterMs: number; readonly reason: string }
	/** Never. `limit`: the most bytes the platform gives, where that is the reason. */
	| { readonly kind: "failed"; readonly reason: "too-large" | "gone"; readonly limit?: number };

/** How a channel is doing, for 自检 and /readyz. `reason` is a short English code, "" while up. */
export interface ChannelHealth {
	readonly state: "starting" | "up" | "down";
	readonly reason: string;
	/** The account as people know it ("@yixian_bot"); null when not known yet or without one. */
	readonly name: string | null;
	/** Whether the bot sees every word in groups where it is no administrator; null where the platform has no such thing. */
	readonly seesGroups: boolean | null;
	/** What somebody has to scan with the account's telephone before it can be used: the words of a QR code, and since when they hold. Absent while nothing waits. */
	readonly login?: { readonly code: string; readonly since: Instant };
}

/** One line of a chat's menu: the Latin word of a command and what it does. */
export interface MenuLine {
	readonly word: string;
	readonly text: string;
}

/** Where a menu shows: in one chat, or in every private chat or group that has none of its own. */
export type MenuPlace = ChatRef | "private" | "groups";

/** A messenger. The same contract suite (test/contract) holds for every one. */
export interface Channel {
	readonly id: string;
	readonly account: string;
	readonly can: Capabilities;
	readonly limits: SendingLimits;
	/** Begins to receive; resolves when it does, or when it goes on trying in the background because its platform is out of reach. */
	start(intake: Intake): Promise<void>;
	/** Takes in nothing more, finishes what is in hand. */
	stop(): Promise<void>;
	/** Never rejects: the outside world's errors are outcomes. */
	send(message: OutgoingMessage): Promise<SendOutcome>;
	health(): ChannelHealth;
	/** What it can do in one chat for one message, where that differs from `can`. */
	canIn?(chat: ChatRef, awaitsWords: boolean): Promise<Capabilities>;
	/** Brings a file that arrived; asked beside the turns, for content of kind remote-files. Never rejects. */
	fetch?(file: RemoteFile): Promise<FetchOutcome>;
	/** Shows the commands of a chat; without any, it shows those of the wider place again. False when it did not work now. Never rejects. */
	setMenu?(place: MenuPlace, lines: readonly MenuLine[]): Promise<boolean>;
	/** An address that opens the bot and binds with this code at one tap; null while its name is not known. */
	bindingLink?(code: string): string | null;
}
