import type { Instant } from "../domain/period.ts";
import type { ViewButton } from "./button.ts";
import type { CountyDifference, WorkbookProblem } from "./workbook.ts";

/** Whose matters a bound group may read: the county's totals, a township with its villages, or one unit. */
export type GroupAudience = "county" | "around" | "own";

/** A messenger in 自检. */
export interface ChannelLine {
	readonly id: string;
	readonly name: string | null;
	readonly state: "starting" | "up" | "down";
	/** The channel's short English code. */
	readonly reason: string;
	readonly seesGroups: boolean | null;
}

/** Something of 自检 that somebody has to do something about. */
export type StatusNeed =
	| { readonly what: "channel-down"; readonly channel: string; readonly reason: string }
	| { readonly what: "tick-late"; readonly at: Instant }
	| { readonly what: "disk-low"; readonly freeBytes: number }
	| { readonly what: "outbox-stuck"; readonly since: Instant }
	/** Bound on a messenger before its accounts and chats got other ids, and not again; `names`: the first of the people, `units`: whose groups. */
	| {
			readonly what: "rebind";
			readonly channel: string;
			readonly people: number;
			readonly names: readonly string[];
			readonly units: readonly string[];
	  }
	| { readonly what: "groups-left"; readonly count: number }
	| { readonly what: "groups-unbound"; readonly count: number }
	| { readonly what: "jobs-failed"; readonly count: number }
	| { readonly what: "no-backup"; readonly last: Instant | null }
	/** The calendar of a year is needed, at the latest when that year begins. */
	| { readonly what: "calendar" | "targets"; readonly year: number };

/** A group in 自检. */
export interface GroupLine {
	/** "" when it is not known. */
	readonly title: string;
	readonly unit: string | null;
	readonly member: boolean;
	readonly seesAll: boolean;
}

export type OfficeView =
	| { readonly key: "import-needs-file"; readonly buttons: readonly ViewButton[] }
	| { readonly key: "import-started"; readonly buttons: readonly ViewButton[] }
	/** The difference was confirmed; what came of it follows. */
	| { readonly key: "import-applying"; readonly buttons: readonly ViewButton[] }
	| {
			readonly key: "import-refused";
			readonly problems: readonly WorkbookProblem[];
			readonly count: number;
			/** Characters the list may take where it is shown; null without bound (the shell). */
			readonly longest: number | null;
			readonly buttons: readonly ViewButton[];
	  }
	| {
			readonly key: "import-different";
			readonly difference: CountyDifference;
			readonly notes: readonly WorkbookProblem[];
			readonly buttons: readonly ViewButton[];
	  }
	/** The same for the shell, which asks in its own way. */
	| {
			readonly key: "import-difference";
			readonly difference: CountyDifference;
			readonly notes: readonly WorkbookProblem[];
			readonly buttons: readonly ViewButton[];
	  }
	| { readonly key: "import-unchanged"; readonly notes: readonly WorkbookProblem[]; readonly buttons: readonly ViewButton[] }
	| {
			readonly key: "import-applied";
			readonly units: number;
			readonly people: number;
			readonly duties: number;
			readonly buttons: readonly ViewButton[];
	  }
	/** What is stored changed since the difference was shown. */
	| { readonly key: "import-stale"; readonly buttons: readonly ViewButton[] }
	| { readonly key: "template-started"; readonly buttons: readonly ViewButton[] }
	/** Said once when the bot came into a group; `seesAll`: it reads plain talk there. `unit`: what the group was bound to before. */
	| {
			readonly key: "group-greeting";
			readonly seesAll: boolean;
			readonly unit: string | null;
			/** A unit's name for the example of 绑定群; null before the first import. */
			readonly example: string | null;
			readonly buttons: readonly ViewButton[];
	  }
	/** The bot lost the right to read plain talk. */
	| { readonly key: "group-blind"; readonly buttons: readonly ViewButton[] }
	/** To the office: the bot is no member of a group any more. */
	| { readonly key: "group-left"; readonly title: string; readonly unit: string | null; readonly buttons: readonly ViewButton[] }
	/** 绑定群 done; `before`: the other unit it was bound to. */
	| {
			readonly key: "group-bound";
			readonly unit: string;
			readonly before: string | null;
			readonly audience: GroupAudience;
			readonly buttons: readonly ViewButton[];
	  }
	/** 绑定群 without a name: what the group is bound to, and how to change it. */
	| { readonly key: "group-unit"; readonly unit: string | null; readonly example: string; readonly buttons: readonly ViewButton[] }
	/** The binding was taken away; `unit` null: there was none. */
	| { readonly key: "group-unbound"; readonly unit: string | null; readonly example: string; readonly buttons: readonly ViewButton[] }
	/** 绑定群 in a group that is made from a unit. */
	| { readonly key: "group-made-of-unit"; readonly unit: string; readonly buttons: readonly ViewButton[] }
	/** 绑定群 in private. */
	| { readonly key: "bind-group-elsewhere"; readonly example: string; readonly buttons: readonly ViewButton[] }
	| {
			readonly key: "status";
			readonly at: Instant;
			readonly version: string;
			readonly channels: readonly ChannelLine[];
			/** What needs a hand, the most urgent first; none: all is well. */
			readonly needs: readonly StatusNeed[];
			/** Those shown, what needs a hand first; how many there are in all, and of these bound, unbound and left. */
			readonly groups: readonly GroupLine[];
			readonly groupCounts: { readonly bound: number; readonly unbound: number; readonly left: number };
			/** What each messenger that was renewed still lacks. */
			readonly notBack: readonly Omit<Extract<StatusNeed, { what: "rebind" }>, "what">[];
			/** Messages taken in and not answered yet; written and not sent yet; given up within the last day. */
			readonly inbox: number;
			readonly outbox: number;
			readonly parked: number;
			/** When the message that waits longest to be sent was written; null when none waits. */
			readonly oldestWaiting: Instant | null;
			/** Null where it cannot be told. */
			readonly databaseBytes: number | null;
			readonly diskFreeBytes: number | null;
			/** The last of the ticks that come every minute; null before the first. */
			readonly lastTick: Instant | null;
			readonly nextTick: Instant;
			readonly jobs: number;
			/** Jobs given up within the last week. */
			readonly failedJobs: number;
			/** Absent where nobody makes any (the demo); null before the first. */
			readonly lastBackup?: Instant | null;
			/** Messages that reminded somebody today; people spared by the cap; people the bot reaches nowhere. */
			readonly reminders: { readonly sent: number; readonly capped: number; readonly unreachable: number };
			/** Years whose days off are known; whether this one is, and the next. */
			readonly calendar: { readonly known: readonly number[]; readonly provisional: readonly number[] };
			/** Years nobody has a target for: this one, and the next from December on. */
			readonly targetsMissing: readonly number[];
			readonly bound: number;
			readonly people: number;
			readonly buttons: readonly ViewButton[];
	  };
