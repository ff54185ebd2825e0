import type { Instant } from "../domain/period.ts";
import type { PersonKey } from "../domain/person.ts";
import type { View } from "../views/view.ts";
import type { Answered } from "./channel.ts";
import type { ChatRef } from "./chat.ts";
import type { Inbound } from "./intake.ts";

export interface NewMessage {
	readonly id: string;
	readonly chat: ChatRef;
	readonly view: View;
	/** A second message of the same key is not sent. */
	readonly dedupeKey: string;
	readonly priority: "answer" | "reminder" | "broadcast";
	readonly createdAt: Instant;
	/** Not sent after this. */
	readonly expiresAt: Instant | null;
	/** Who may press its buttons; null: anyone of the chat. */
	readonly addressee: PersonKey | null;
	/** What it answers, in the platform's own ids; null for what the program says of its own, and in another chat than the one it answers. */
	readonly answers: Answered | null;
	/** How it shows where the channel can; see OutgoingMessage. */
	readonly card: "toast" | "replace" | "close" | null;
}

export interface QueuedMessage extends NewMessage {
	/** Rises in the order of writing: the order within a chat. */
	readonly position: number;
	readonly attempts: number;
	/** Parts of a long message that went out already. */
	readonly partsSent: number;
}

/** A message that may go now. */
export interface DueMessage extends QueuedMessage {
	/** How many wait behind it in its chat. */
	readonly behind: number;
}

export interface InboxItem {
	readonly position: number;
	readonly inbound: Inbound;
	readonly attempts: number;
}

/** Heavy work done beside the turns. */
export interface Job {
	readonly id: string;
	readonly kind:
		| "check-workbook"
		| "apply-workbook"
		| "write-template"
		| "write-slips"
		| "draw-ranking"
		| "count-burden"
		| "write-export"
		| "write-analysis"
		| "write-bulletin";
	readonly input: unknown;
	readonly chat: ChatRef;
	readonly person: PersonKey;
	readonly attempts: number;
	readonly createdAt: Instant;
}

/** Changes of what waits; see Effect. */
export type QueueEffect =
	| { readonly do: "finish-inbox"; readonly position: number; readonly outcome: "done" | "failed"; readonly reference: string | null }
	| { readonly do: "enqueue-message"; readonly message: NewMessage }
	| { readonly do: "add-job"; readonly job: Job }
	| {
			readonly do: "finish-job";
			readonly id: string;
			readonly outcome: "done" | "failed";
			readonly reason: string | null;
			readonly at: Instant;
	  }
	/** Parks every queued message of a chat. An account whose private chat it is has none until it writes there again. */
	| { readonly do: "park-chat"; readonly chat: ChatRef; readonly reason: string; readonly at: Instant }
	/**
	 * What is queued in a private chat goes to another of the same person, in its order, each message from its beginning and as none that answers
	 * anything there. The bindings and dialogs stay: both chats are theirs.
	 */
	| { readonly do: "redirect-messages"; readonly from: ChatRef; readonly to: ChatRef };

/** What the store answers about what waits: updates to be read, messages to be sent, jobs to be done. */
export interface QueueStore {
	/**
	 * Writes updates to the inbox; those already there (channel, account, update id) are passed over. Returns how many were new. Content of kind
	 * remote-files waits to be fetched before it is pending.
	 */
	receive(updates: readonly Inbound[], at: Instant): Promise<number>;
	/** Unfinished inbox items, oldest first; without those that wait for a file, and without what the same sender wrote after one of them. */
	pendingInbox(limit: number): Promise<InboxItem[]>;
	/** As pendingInbox, those first whose senders have the fewest waiting, however much others sent. */
	pendingInboxBySender(limit: number): Promise<InboxItem[]>;
	/** Counts a failed attempt of an item. */
	countAttempt(position: number): Promise<void>;
	/** Inbox items whose files have to be fetched, those first whose senders have the fewest of them; one sender's stay in order. */
	itemsToFetch(limit: number): Promise<InboxItem[]>;
	/** The files are here: the item becomes pending with this content; `merged` (other items of its album) are finished. One transaction. */
	settleFetch(position: number, inbound: Inbound, merged: readonly number[]): Promise<void>;
	inboxDepth(): Promise<number>;

	/**
	 * Messages to send now on a channel account: for each chat its oldest unsent one, if its time has come. Chats with answers come before those with
	 * reminders and those with broadcasts only: what stands before an answer in its chat is as urgent as that. Among those with answers, chats with more
	 * than five waiting come last, private chats and groups take turns, each by age; of the others the one with most waiting is first. None of the chats
	 * in `except`. `answersOnly`: as if nothing but answers waited.
	 */
	dueMessages(
		channel: string,
		account: string,
		now: Instant,
		limit: number,
		except?: readonly string[],
		answersOnly?: boolean,
	): Promise<DueMessage[]>;
	/** The private chats of bound people in which anything is queued on a channel account, and whose they are. */
	privateChatsWaiting(channel: string, account: string): Promise<{ readonly chat: ChatRef; readonly person: PersonKey }[]>;
	/** The newest messages of a chat that went out or still wait to, newest first. */
	newestMessages(chat: ChatRef, limit: number): Promise<QueuedMessage[]>;
	markSent(ids: readonly string[], at: Instant): Promise<void>;
	/** Tries again at `at`; `counts`: as a failed try of this message. */
	postpone(id: string, at: Instant, reason: string, counts: boolean): Promise<void>;
	/** Notes that so many parts of a long message went out. */
	notePartsSent(id: string, parts: number): Promise<void>;
	/** Sent never: failed for good or expired. */
	park(id: string, reason: string, at: Instant): Promise<void>;
	/** Parks every queued message whose time is over; returns how many. */
	expireMessages(now: Instant): Promise<number>;
	/** Parks what is queued for other accounts of a channel: a replaced token is another bot. Returns how many. */
	parkOtherAccounts(channel: string, account: string, at: Instant): Promise<number>;
	outboxDepth(): Promise<number>;
	/** When the message that waits longest to be sent was written; null when none waits. On channels that take their time, answers alone count. */
	oldestWaiting(unhurried?: readonly string[]): Promise<Instant | null>;
	/** How many messages were given up since an instant, without those that merely expired. */
	parkedSince(since: Instant): Promise<number>;

	pendingJobs(limit: number): Promise<Job[]>;
	/** How many jobs were given up since an instant. */
	failedJobs(since: Instant): Promise<number>;
	countJobAttempt(id: string): Promise<void>;
}
