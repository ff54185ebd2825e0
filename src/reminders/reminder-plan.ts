import type { Duty, DutyId } from "../domain/duty.ts";
import type { Instant, PeriodKey } from "../domain/period.ts";
import type { PersonKey } from "../domain/person.ts";
import type { ReminderStep } from "../domain/reminder-step.ts";
import type { Round } from "../domain/round.ts";
import type { UnitCode } from "../domain/unit.ts";
import type { WakingHours } from "./waking-hours.ts";

/** A time in which what people said on a channel that keeps nothing for us reached nobody. */
export interface LostTime {
	readonly channel: string;
	readonly since: Instant;
	readonly until: Instant;
	/** The channels that heard all the while. */
	readonly heard: readonly string[];
}

/** One step of one round whose time has come and that nobody acted on yet. */
export interface DueStep {
	readonly duty: Duty;
	/** As it stands for all: deadlines moved and extended. */
	readonly round: Round;
	readonly step: ReminderStep;
	/** Unique for duty, period and step: "remind:weekly:2026-W47:group h-2". */
	readonly key: string;
	/** When it was to happen: its moment, moved into waking hours. */
	readonly at: Instant;
	/** After this it says nothing true any more: the deadline for what comes before it, the close for what comes after, or the next step. */
	readonly expiresAt: Instant;
	/** It asks for what may have been said then; absent: it reminds. */
	readonly lost?: LostTime;
}

/** A unit that owes a round and has not reported it. */
export interface MissingUnit {
	readonly unit: UnitCode;
	/** A report begun: how many questions are answered of how many; null where nobody began. */
	readonly draft: { readonly answered: number; readonly asked: number } | null;
	/** What its line in a 接龙 says, where one waits for its word. */
	readonly listed?: string;
	/** It has reported, and these were changing its report: they are asked alone. Absent: it has not reported, and all of its people are. */
	readonly changedBy?: ReadonlySet<PersonKey>;
	/** Until when it is taken for this unit, where that is later than for all (重开). */
	readonly closesAt: Instant;
}

/** Somebody who may be reminded for a unit: not away, holding the post today. */
export interface Remindable {
	readonly person: PersonKey;
	readonly unit: UnitCode;
	/** reporter: asked to report. principal: told that their unit, or one below that has no principal, is behind. */
	readonly as: "reporter" | "principal";
	/** The private chats the bot reaches them in, keys that mean nothing here; the first is written to. */
	readonly chats: readonly string[];
}

/** A group where units may be named, and which: its own and those below it, as far as everybody there may see them. */
export interface NamingGroup {
	readonly chat: string;
	/** A unit is named in the first group that has it: groups come in the order own group, then those above. */
	readonly units: readonly UnitCode[];
}

/** Whom a step about lost time concerns, and where they were not heard: nobody is asked in any other place. */
export interface Unheard {
	readonly people: ReadonlySet<PersonKey>;
	readonly chats: ReadonlySet<string>;
}

/** Everything a plan follows from. */
export interface ReminderWorld {
	readonly now: Instant;
	readonly steps: readonly (DueStep & { readonly missing: readonly MissingUnit[]; readonly unheard?: Unheard })[];
	readonly people: readonly Remindable[];
	readonly groups: readonly NamingGroup[];
	/** How many messages reminded each of them today already; absent: none. */
	readonly remindedToday: ReadonlyMap<PersonKey, number>;
	/** Most messages a day that remind one person, over all groups; null: lifted, for a reason the office gave. */
	readonly cap: number | null;
	/** Outside them nothing is planned; what is planned goes out before they end, or not at all. */
	readonly hours: WakingHours;
}

/** What one message says of one round. */
export interface ReminderItem {
	readonly duty: DutyId;
	readonly period: PeriodKey;
	readonly dueAt: Instant;
	readonly closesAt: Instant;
	/** Whether the deadline is over. */
	readonly late: boolean;
	/** It reminds of nothing: it only asks for what may have been lost. */
	readonly asksOnly?: true;
	readonly units: readonly MissingUnit[];
}

/** One message: into a group, or to one person. A chat gets one, whatever is due. */
export interface PlannedReminder {
	readonly chat: string;
	readonly inGroup: boolean;
	/** Whom it is to; null in a group. */
	readonly person: PersonKey | null;
	/** principal: to somebody told only, not asked for any of it. */
	readonly as: "reporter" | "principal";
	readonly items: readonly ReminderItem[];
	/** The times in which something they said may have been lost, oldest first; none: it only reminds. */
	readonly lost: readonly LostTime[];
	/** Whom it counts for, and for which of their units. */
	readonly counted: readonly { readonly person: PersonKey; readonly unit: UnitCode; readonly duty: DutyId; readonly period: PeriodKey }[];
	readonly expiresAt: Instant;
}

/** Somebody who is missing and was not reminded. */
export interface HeldBack {
	readonly person: PersonKey;
	readonly unit: UnitCode;
	readonly duty: DutyId;
	readonly period: PeriodKey;
	readonly why: "capped" | "unreachable";
}

export interface ReminderPlan {
	readonly messages: readonly PlannedReminder[];
	readonly held: readonly HeldBack[];
	/** Units of which nobody is there to be reminded: no person, or nobody bound and no group; for an escalation, no principal who is bound. */
	readonly unreached: readonly { readonly unit: UnitCode; readonly duty: DutyId; readonly period: PeriodKey }[];
	/** What becomes of each step: done, or skipped because a newer one of its round or its expiry made it stale. */
	readonly occurrences: readonly { readonly key: string; readonly outcome: "done" | "skipped" }[];
}
