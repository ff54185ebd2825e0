import type { County } from "../../domain/county.ts";
import type { DateText, Instant } from "../../domain/period.ts";
import type { PersonKey } from "../../domain/person.ts";
import type { RoundBook } from "../../domain/round-book.ts";
import type { UnitCode } from "../../domain/unit.ts";
import type { ReminderRecord } from "../../ports/reminders.ts";
import type { NewMessage } from "../../ports/store.ts";
import type { ViewKey } from "../../views/view.ts";
import type { BurdenMessage } from "../burden/burden-totals.ts";
import type { PlannedReport } from "./planned-report.ts";
import type { CameIn } from "./recorder.ts";

/** Where something was said: somebody's private chat, or a unit's group. */
export type RehearsedChat = { readonly person: PersonKey } | { readonly group: UnitCode };

/** Something said in the rehearsal, by a person or (null) by the program. */
export interface RehearsedLine {
	readonly at: Instant;
	readonly chat: RehearsedChat;
	readonly by: PersonKey | null;
	readonly text: string;
	readonly buttons: readonly string[];
	readonly files: number;
	/** What kind of message it is; null for what people say. */
	readonly view: ViewKey | null;
	readonly priority: NewMessage["priority"] | null;
	/** Whom it counts for: the person it was said to alone, or those reminded by it in a group. */
	readonly counted: readonly PersonKey[];
}

/** What a rehearsal found. */
export interface Rehearsal {
	readonly from: DateText;
	readonly to: DateText;
	readonly seed: string;
	readonly county: County;
	readonly rounds: RoundBook;
	/** In the order they were said. */
	readonly lines: readonly RehearsedLine[];
	/** Who was reminded, and who was spared. */
	readonly reminders: readonly ReminderRecord[];
	/** The reports owed in the span, and those that came in. */
	readonly owed: readonly PlannedReport[];
	readonly reports: readonly CameIn[];
	/** What became of messages that were written and never went out. */
	readonly unsent: readonly BurdenMessage["became"][];
	/** What the program logged as wrong, and acts it never answered. */
	readonly troubles: readonly { readonly at: Instant; readonly what: string }[];
}
