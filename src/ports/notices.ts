import type { Notice, NoticeRecipient } from "../domain/notice.ts";
import type { Instant } from "../domain/period.ts";
import type { PersonKey } from "../domain/person.ts";
import type { UnitCode } from "../domain/unit.ts";
import type { ChatRef } from "./chat.ts";

/** A chat a published notice went to: a unit's group, or somebody's private chat. */
export interface NoticeChat {
	readonly chat: ChatRef;
	/** The outbox id of the message. */
	readonly message: string;
	readonly unit: UnitCode | null;
	readonly person: PersonKey | null;
}

/** A published notice that waits for somebody's word. */
export interface WaitingNotice {
	readonly number: number;
	readonly person: PersonKey;
	/** When it was last put before them: published, or reminded of. */
	readonly at: Instant;
}

/** Changes of notices; see Effect. */
export type NoticeEffect =
	/** Adds or replaces a notice by its id; its number can be no other notice's. */
	| { readonly do: "save-notice"; readonly notice: Notice }
	/** Drops a draft; what was published stays. */
	| { readonly do: "drop-notice"; readonly id: string }
	/** Where a published notice went, and whose word it asks for. */
	| {
			readonly do: "add-notice-delivery";
			readonly notice: number;
			readonly chats: readonly NoticeChat[];
			readonly recipients: readonly NoticeRecipient[];
	  }
	/** Somebody's word; the first one counts. Who is not on the list is added to it as a guest from `unit`. */
	| { readonly do: "confirm-notice"; readonly notice: number; readonly person: PersonKey; readonly unit: UnitCode; readonly at: Instant }
	/** These were reminded; the first time counts. Nobody is to be reminded any more. */
	| { readonly do: "note-notice-reminded"; readonly notice: number; readonly people: readonly PersonKey[]; readonly at: Instant }
	/** What is queued of a notice goes out no more. */
	| { readonly do: "recall-notice"; readonly notice: number; readonly at: Instant };

/** What the store answers about notices. */
export interface NoticeStore {
	/** Somebody's draft. */
	noticeDraft(issuer: PersonKey): Promise<Notice | null>;
	/** A published or withdrawn notice. */
	notice(number: number): Promise<Notice | null>;
	/** The highest notice number given so far; 0 before the first. */
	lastNoticeNumber(): Promise<number>;
	/** The newest numbered notices, newest first; of one issuer, or (null) of everybody. */
	newestNotices(issuer: PersonKey | null, limit: number): Promise<Notice[]>;
	/** What waits for these people's word, newest first. */
	waitingNotices(people: readonly PersonKey[]): Promise<WaitingNotice[]>;
	/** By unit and person. */
	noticeRecipients(number: number): Promise<NoticeRecipient[]>;
	noticeChats(number: number): Promise<NoticeChat[]>;
	/** To how many chats a notice has not got: still tried, or given up; what was withdrawn before it went out is neither. */
	unsentOfNotice(number: number): Promise<{ readonly waiting: number; readonly lost: number }>;
	/** Which of these notices went to a chat. */
	noticesIn(chat: ChatRef, numbers: readonly number[]): Promise<number[]>;
	/** Published notices whose silent are to be reminded by now. */
	noticesToRemind(now: Instant): Promise<Notice[]>;
}
