import type { DateText, Instant } from "../domain/period.ts";
import type { PersonKey } from "../domain/person.ts";
import type { UnitCode } from "../domain/unit.ts";

/**
 * Something the schedule did, or passed over because it was stale, once. The key names what and when: "remind:weekly:2026-W47:group h-2",
 * "problem-digest:2026-W47:P0012".
 */
export interface Occurrence {
	readonly key: string;
	readonly outcome: "done" | "skipped";
	readonly at: Instant;
}

/** That somebody was reminded of something, or was spared: what caps count and 减负 tells. */
export interface ReminderRecord {
	readonly at: Instant;
	/** The day of `at` in Asia/Shanghai. */
	readonly day: DateText;
	readonly person: PersonKey;
	/** For which of their units; null where it concerns the person. */
	readonly unit: UnitCode | null;
	readonly kind: "round" | "notice" | "problem" | "review";
	/** What of: "weekly:2026-W47", "notice:12". */
	readonly subject: string;
	/** The outbox id of the message; null where none was written. One message that names somebody twice counts once. */
	readonly message: string | null;
	readonly inGroup: boolean;
	/** capped: spared by the cap of the day; unreachable: the bot reaches them nowhere. */
	readonly outcome: "sent" | "capped" | "unreachable";
}

/** Changes; see Effect. */
export type ReminderEffect =
	/** Refuses the commit when the key is there: what is done once is never done again, whoever tries. */
	| { readonly do: "record-occurrence"; readonly occurrence: Occurrence }
	| { readonly do: "add-reminder-records"; readonly records: readonly ReminderRecord[] };

/** What the store answers about them. */
export interface ReminderStore {
	/** Those of these keys that are recorded. */
	occurrences(keys: readonly string[]): Promise<Occurrence[]>;
	/** How many messages reminded each of these people on a day, whatever of; those with none are left out. */
	remindedOn(day: DateText, people: readonly PersonKey[]): Promise<{ readonly person: PersonKey; readonly count: number }[]>;
}
