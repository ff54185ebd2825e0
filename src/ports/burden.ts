import type { DateText, Instant } from "../domain/period.ts";
import type { PersonKey } from "../domain/person.ts";
import type { AccountRef, ChatRef } from "./chat.ts";
import type { NewMessage } from "./queues.ts";
import type { ReminderRecord } from "./reminders.ts";

/** A message as 减负 counts it; what it said is not needed. */
export interface WrittenMessage {
	readonly position: number;
	readonly chat: ChatRef;
	/** Whom it is for, where it is for one person; null for everybody in its chat. */
	readonly addressee: PersonKey | null;
	readonly priority: NewMessage["priority"];
	/** The key of what it says; that of a stale button once its words were forgotten, "" where it is damaged. */
	readonly view: string;
	readonly state: "queued" | "sent" | "parked";
	readonly writtenAt: Instant;
	/** When it was sent or parked; null while it waits. */
	readonly endedAt: Instant | null;
	/** Messages of the chat it was, where it was sent. */
	readonly parts: number;
	/** Why it was parked, or is not sent yet; null otherwise. */
	readonly reason: string | null;
}

/** That somebody said or pressed something. */
export interface TakenIn {
	readonly position: number;
	readonly account: AccountRef;
	readonly at: Instant;
}

/** Rows behind `after` up to and with `through`. */
export interface PositionSpan {
	readonly after: number;
	readonly through: number;
}

/** What the store answers about how much was asked of people. It is read from what is kept anyway: nothing is written for it. */
export interface BurdenStore {
	/** Where what was written or came in from one instant to before another lies in its queue. */
	positionsBetween(queue: "inbox" | "outbox", from: Instant, until: Instant): Promise<PositionSpan>;
	/** Messages of a span, in their order, at most `limit`. */
	messagesWritten(span: PositionSpan, limit: number): Promise<WrittenMessage[]>;
	/** What people said and pressed in a span, in its order, at most `limit`. */
	takenIn(span: PositionSpan, limit: number): Promise<TakenIn[]>;
	/** Who was reminded or spared on a day. */
	remindersOn(day: DateText): Promise<ReminderRecord[]>;
	/** When the oldest message that is kept was written; null before the first. */
	firstWritten(): Promise<Instant | null>;
}
