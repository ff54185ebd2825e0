import type { DateText, Instant, PeriodKey } from "../domain/period.ts";

/** What a rehearsal asked in one week. */
export interface RehearsalWeek {
	readonly week: PeriodKey;
	readonly reached: number;
	readonly messages: number;
	readonly groupMessages: number;
	readonly mentions: number;
	readonly questions: number;
	readonly replies: number;
}

/** How a round went. */
export interface RehearsalRound {
	readonly title: string;
	readonly period: PeriodKey;
	readonly dueAt: Instant;
	readonly owed: number;
	readonly onTime: number;
	readonly late: number;
	/** The rehearsal ends before the round closes. */
	readonly open: boolean;
}

/** What a rehearsal amounts to: the figures 减负 would tell, and what the program kept to. */
export interface RehearsalTotals {
	readonly county: string;
	readonly from: DateText;
	readonly to: DateText;
	readonly seed: string;
	readonly people: number;
	/** People who got a message of the program's own accord, or were named in a group. */
	readonly reached: number;
	/** Messages of the program's own accord, to one person and to whole groups. */
	readonly messages: number;
	readonly groupMessages: number;
	readonly mentions: number;
	readonly questions: number;
	readonly replies: number;
	readonly minutes: number;
	/** Messages and mentions of those reached: the middle one and the most. */
	readonly median: number;
	readonly most: number;
	/** Times somebody was reminded of one unit's report. */
	readonly reminders: number;
	/** Messages to the supervision office, which are in none of the others. */
	readonly office: number;
	readonly held: {
		readonly capped: number;
		readonly unreachable: number;
		readonly reported: number;
		readonly expired: number;
		readonly lost: number;
	};
	/** How often a promise was broken; 0 each. */
	readonly kept: { readonly quiet: number; readonly overCap: number; readonly reported: number };
	readonly weeks: readonly RehearsalWeek[];
	readonly rounds: readonly RehearsalRound[];
	/** How many of the reports owed fell to people of each habit. */
	readonly habits: readonly { readonly habit: RehearsalHabit; readonly reports: number }[];
	/** What went wrong inside the program. */
	readonly troubles: number;
}

export type RehearsalHabit = "pasted" | "guided" | "reminded" | "last-minute" | "late" | "wrong" | "half" | "silent";

/** One line of a chat in the rehearsal. */
export interface RehearsalPageLine {
	readonly at: Instant;
	/** Who said it; null: the program. */
	readonly by: string | null;
	readonly text: string;
	readonly buttons: readonly string[];
	/** What the program says of its own accord; null for answers and for people. */
	readonly own: "reminder" | "broadcast" | null;
}

/** Everything said in one chat. `anchor` is unique on the page. */
export interface RehearsalPageChat {
	readonly anchor: string;
	readonly kind: "person" | "group";
	/** The person's name, or the group's. */
	readonly name: string;
	readonly unit: string;
	/** "" for a group. */
	readonly post: string;
	readonly habit: RehearsalHabit | null;
	/** Messages of the program's own accord, its questions, and what people said. */
	readonly messages: number;
	readonly mentions: number;
	readonly questions: number;
	readonly replies: number;
	readonly minutes: number;
	readonly lines: readonly RehearsalPageLine[];
}

/** One day: what the program said of its own accord, and how many dialogs were held. */
export interface RehearsalPageDay {
	readonly day: DateText;
	readonly works: boolean;
	/** Reports that came in. */
	readonly reports: number;
	readonly own: readonly {
		readonly at: Instant;
		readonly kind: "reminder" | "broadcast";
		/** What the first of them got, and how many other wordings there are. */
		readonly text: string;
		readonly wordings: number;
		/** Who got something of this kind at this minute: people, or groups. */
		readonly to: readonly { readonly anchor: string; readonly kind: "person" | "group"; readonly name: string }[];
	}[];
}

/** A rehearsal as a page to read. */
export interface RehearsalPage {
	readonly totals: RehearsalTotals;
	/** The anchors of those who would get most, most first. */
	readonly top: readonly RehearsalPageChat[];
	readonly days: readonly RehearsalPageDay[];
	/** Groups first, then people by unit in the workbook's order. */
	readonly chats: readonly RehearsalPageChat[];
	/** People the program says nothing to. */
	readonly untouched: number;
}
