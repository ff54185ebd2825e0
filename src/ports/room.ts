import type { FileRef } from "../domain/file.ts";
import type { Instant } from "../domain/period.ts";
import type { PersonKey } from "../domain/person.ts";
import type { OutgoingButton } from "./channel.ts";

/** A line of the built-in room, where the room itself is the platform. Ids rise in order of arrival. */
export interface RoomMessage {
	readonly id: number;
	readonly chat: string;
	readonly at: Instant;
	/** Null: the bot. */
	readonly from: string | null;
	readonly text: string;
	readonly buttons: readonly OutgoingButton[];
	readonly files: readonly FileRef[];
	/** The outbox id of a bot's message; null for people's. */
	readonly outboxId: string | null;
}

/** What the room keeps. */
export interface RoomStore {
	/** Appends durably; a bot's message whose outboxId is there already is not repeated (the stored one is returned). Lines appended at once get rising ids. */
	append(message: Omit<RoomMessage, "id">): Promise<RoomMessage>;
	/** Messages of a chat with id > after, in order. */
	list(chat: string, after: number, limit: number): Promise<RoomMessage[]>;
	/** A chat's newest messages, in order. */
	latest(chat: string, limit: number): Promise<RoomMessage[]>;
	get(id: number): Promise<RoomMessage | null>;
	/** People's messages with id > after over all chats: what a restart offers to the intake again. */
	listFromPeople(after: number, limit: number): Promise<RoomMessage[]>;
	/** Highest room message id the inbox knows, 0 when none. */
	lastTakenIn(): Promise<number>;
	saveSession(tokenHash: string, accountId: string, at: Instant): Promise<void>;
	/** The room account of a session cookie; null when there is none, or it was opened before `since`. */
	sessionAccount(tokenHash: string, since: Instant): Promise<string | null>;
	dropSession(tokenHash: string): Promise<void>;
}

export interface RoomPerson {
	readonly id: string;
	readonly name: string;
	readonly unit: string;
	readonly post: string;
	readonly role: string;
}

export interface RoomChat {
	readonly id: string;
	readonly title: string;
	readonly kind: "group" | "private";
	readonly members: readonly string[];
}

/** Who may act in the room and where: the demo's whole cast, or the one person of a session. `id` is the room account id. */
export interface RoomDirectory {
	demoOptions(): { people: RoomPerson[]; chats: RoomChat[] };
	/** The person behind a room account (bound), with the chats they take part in; null when unbound. */
	optionsOf(accountId: string): Promise<{ person: RoomPerson; key: PersonKey; chats: RoomChat[] } | null>;
	/** Whether an account takes part in a chat. */
	mayEnter(accountId: string, chat: string): Promise<boolean>;
	/** Name shown beside a message. */
	displayName(accountId: string): string;
}
