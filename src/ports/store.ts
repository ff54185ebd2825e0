import type { Absence } from "../domain/absence.ts";
import type { CountyData } from "../domain/county.ts";
import type { DutyId } from "../domain/duty.ts";
import type { IndicatorId } from "../domain/indicator.ts";
import type { Instant, PeriodKey } from "../domain/period.ts";
import type { PersonKey } from "../domain/person.ts";
import type { Ranking } from "../domain/ranking.ts";
import type { Report, ReportVersion } from "../domain/report.ts";
import type { RoundChange } from "../domain/round-change.ts";
import type { Standing } from "../domain/standing.ts";
import type { UnitCode } from "../domain/unit.ts";
import type { BulletinEffect, BulletinStore } from "./bulletins.ts";
import type { BurdenStore } from "./burden.ts";
import type { ChainEffect, ChainLine } from "./chains.ts";
import type { AccountRef, ChatRef } from "./chat.ts";
import type { NoticeEffect, NoticeStore } from "./notices.ts";
import type { ProblemEffect, ProblemStore } from "./problems.ts";
import type { QueuedMessage, QueueEffect, QueueStore } from "./queues.ts";
import type { AuditEntry, BindingCode, BoundAccount, KnownGroup, SavedSession, Task } from "./records.ts";
import type { ReminderEffect, ReminderStore } from "./reminders.ts";
import type { ReviewEffect, ReviewStore } from "./reviews.ts";

export type { InboxItem, Job, NewMessage, QueuedMessage } from "./queues.ts";
export type { AuditEntry, BindingCode, BoundAccount, KnownGroup, SavedSession, Task } from "./records.ts";

/** One change; a turn's effects are committed together or not at all. */
export type Effect =
	| NoticeEffect
	| BulletinEffect
	| ChainEffect
	| ProblemEffect
	| ReminderEffect
	| ReviewEffect
	| QueueEffect
	/** That a person has one session a subject is judged on what the whole commit leaves. */
	| { readonly do: "save-session"; readonly session: SavedSession }
	| { readonly do: "drop-session"; readonly id: string }
	| {
			readonly do: "add-report-version";
			readonly report: { readonly number: number; readonly duty: DutyId; readonly period: PeriodKey; readonly unit: UnitCode };
			readonly version: ReportVersion;
	  }
	| { readonly do: "confirm-report"; readonly report: number; readonly at: Instant; readonly by: PersonKey }
	| { readonly do: "save-standings"; readonly standings: readonly Standing[] }
	/** A private chat already known stays when this one is null: it is the account's, whoever holds it. */
	| {
			readonly do: "bind-account";
			readonly account: AccountRef;
			readonly person: PersonKey;
			readonly privateChat: ChatRef | null;
			readonly at: Instant;
	  }
	| { readonly do: "unbind-account"; readonly account: AccountRef; readonly at: Instant }
	| { readonly do: "add-code"; readonly code: BindingCode }
	/** Refuses the commit when the code is unknown, used or revoked. */
	| { readonly do: "use-code"; readonly hash: string; readonly at: Instant }
	/** Makes every unused code of a person useless (a new one replaces the old). */
	| { readonly do: "revoke-codes"; readonly person: PersonKey; readonly at: Instant }
	| { readonly do: "record-code-failure"; readonly account: AccountRef; readonly at: Instant }
	| { readonly do: "add-task"; readonly task: Task }
	| { readonly do: "finish-task"; readonly id: string; readonly at: Instant }
	/** Replaces the office's data by keys: vanished rows are marked ended, never deleted. `from` is the version it was compared with. */
	| {
			readonly do: "replace-county";
			readonly from: number;
			readonly data: CountyData;
			readonly at: Instant;
			/** When the duties that were never there before began, where that is not `at`: a demo has a past. */
			readonly dutiesSince?: Instant;
	  }
	| { readonly do: "add-round-change"; readonly change: RoundChange }
	| { readonly do: "add-absence"; readonly absence: Absence }
	| { readonly do: "end-absence"; readonly id: string; readonly at: Instant }
	/** Refuses the commit when the edition is there: what is frozen never changes. */
	| { readonly do: "save-ranking"; readonly ranking: Ranking }
	/** Adds or replaces what is known of a group. */
	| { readonly do: "save-group"; readonly group: KnownGroup }
	/** Queued messages, bindings, open dialogs and the group's row follow a chat to its new id. */
	| { readonly do: "move-chat"; readonly from: ChatRef; readonly toId: string }
	| { readonly do: "set-setting"; readonly key: string; readonly value: string }
	| { readonly do: "add-audit"; readonly entry: AuditEntry };

/** What a group of turns wants loaded, in as few queries as there are kinds. */
export interface FactKeys {
	readonly accounts?: readonly AccountRef[];
	/** All open sessions of these people. */
	readonly sessionsOf?: readonly PersonKey[];
	readonly reports?: readonly { readonly duty: DutyId; readonly period: PeriodKey; readonly unit: UnitCode }[];
	readonly reportNumbers?: readonly number[];
	/** Newest `historyLength` standings of these pairs. */
	readonly standings?: readonly { readonly unit: UnitCode; readonly indicator: IndicatorId }[];
	readonly messages?: readonly string[];
	/** Hashes; revoked codes are not found. */
	readonly codes?: readonly string[];
	/** Failed code attempts of these accounts since an instant. */
	readonly codeFailures?: { readonly accounts: readonly AccountRef[]; readonly since: Instant };
	/** Unfinished tasks of these units. */
	readonly tasksOf?: readonly UnitCode[];
	/** Lines of a 接龙 that wait for the word of these units. */
	readonly chainLinesOf?: readonly UnitCode[];
	readonly groups?: readonly ChatRef[];
	readonly settings?: readonly string[];
}

export interface Facts {
	readonly accounts: readonly BoundAccount[];
	readonly sessions: readonly SavedSession[];
	readonly reports: readonly Report[];
	/** Newest first within a pair. */
	readonly standings: readonly Standing[];
	readonly messages: readonly QueuedMessage[];
	readonly codes: readonly BindingCode[];
	readonly codeFailures: readonly { readonly account: AccountRef; readonly count: number; readonly oldest: Instant }[];
	readonly tasks: readonly Task[];
	/** In the order of their units, duties and periods. */
	readonly chainLines: readonly ChainLine[];
	readonly groups: readonly KnownGroup[];
	/** Those ever set. */
	readonly settings: readonly { readonly key: string; readonly value: string }[];
}

/** Who has reported in a round, and who has begun. */
export interface RoundStates {
	/** One a unit whose report counts; `late` and `sentAt` are what on time is judged by, as it was said then (judgedBy, RoundBook.isLate). */
	readonly reported: readonly { readonly unit: UnitCode; readonly late: boolean; readonly sentAt: Instant }[];
	/** Units whose report nobody has approved yet, and that has no earlier version that counts. */
	readonly pending: readonly { readonly unit: UnitCode; readonly state: "waiting" | "returned" }[];
	/** One an open dialog, in the order of their ids. */
	readonly begun: readonly { readonly unit: UnitCode; readonly answered: number; readonly asked: number }[];
}

/** What decides about rounds beside the workbook. */
export interface RoundRecords {
	/** In the order they were made. */
	readonly changes: readonly RoundChange[];
	/** Those not taken back, of whatever days. */
	readonly absences: readonly Absence[];
	/** When each duty was first imported. */
	readonly starts: readonly { readonly duty: DutyId; readonly at: Instant }[];
}

/** A unit's report in a period that counts: late and sent as it is judged by (judgedBy, RoundBook.isLate), in how many versions that count. */
export interface ReportedInPeriod {
	readonly period: PeriodKey;
	readonly unit: UnitCode;
	readonly late: boolean;
	readonly sentAt: Instant;
	readonly versions: number;
}

/** A frozen ranking without what it holds. */
export interface RankingHead {
	readonly period: PeriodKey;
	readonly edition: number;
	readonly reports: number;
}

/** How many standings of a pair are loaded. */
export const HISTORY_LENGTH = 60;

/** A commit that did not happen. `retryable`: the same effects may succeed later (busy, disk full); otherwise one of them contradicts what is stored. */
export class StoreError extends Error {
	readonly operation: string;
	readonly retryable: boolean;
	constructor(operation: string, retryable: boolean, cause: unknown) {
		super(`store: ${operation} failed`, { cause });
		this.name = "StoreError";
		this.operation = operation;
		this.retryable = retryable;
	}
}

/** The store. Every method is one transaction; commit is durable (fsync) when it resolves. */
export interface Store extends BulletinStore, BurdenStore, NoticeStore, ProblemStore, QueueStore, ReminderStore, ReviewStore {
	/** The office's data and its version (0 and null before the first import). */
	loadCounty(): Promise<{ readonly version: number; readonly data: CountyData | null }>;
	load(keys: FactKeys): Promise<Facts>;
	/** The highest report number given so far. */
	lastReportNumber(): Promise<number>;
	/**
	 * All effects or none; the result is that of applying them one after another, where what one refers to may be added by any of them.
	 * Rejects with a StoreError that is not retryable when a report, a version, a session of a subject, an id or a county version is there
	 * already or its predecessor is not, or a key names nothing. Finishing again what is finished, dropping what is not there and enqueueing
	 * a known dedupe key change nothing.
	 */
	commit(effects: readonly Effect[]): Promise<void>;

	/** All of what decides about rounds beside the workbook: read at start and after an import, then kept up with what is committed. */
	roundRecords(): Promise<RoundRecords>;
	/** How far the units of a round are, without what they wrote; of the named ones, or (null) of a whole province at once. */
	roundStates(duty: DutyId, period: PeriodKey, units: readonly UnitCode[] | null): Promise<RoundStates>;
	/** For each (unit, indicator) among the units: its newest standing with period ≤ `until` of the same cadence form, in one query. */
	standingsOf(units: readonly UnitCode[], indicators: readonly IndicatorId[], duty: DutyId, until: PeriodKey): Promise<Standing[]>;
	/** Which units reported a duty in each of the periods from one to another (of its cadence), by period and unit. */
	reportedBetween(duty: DutyId, from: PeriodKey, until: PeriodKey): Promise<ReportedInPeriod[]>;
	/** The newest edition of a frozen ranking, up to `edition` where that is given; null where there is none. */
	ranking(duty: DutyId, period: PeriodKey, edition?: number): Promise<Ranking | null>;
	/** Every edition of a duty's frozen rankings from one period to another of the same cadence, newest first. */
	rankingHeads(duty: DutyId, from: PeriodKey, until: PeriodKey): Promise<RankingHead[]>;
	accountsOf(person: PersonKey): Promise<BoundAccount[]>;
	/** The bound accounts of many people at once, oldest binding of each first. */
	accountsOfPeople(people: readonly PersonKey[]): Promise<BoundAccount[]>;
	/** Every bound account of a channel. */
	accountsOn(channel: string): Promise<BoundAccount[]>;
	/** People with at least one bound account. */
	boundPeople(): Promise<Set<PersonKey>>;

	/** Every group known on any channel. */
	knownGroups(): Promise<KnownGroup[]>;
	/**
	 * One holder at a time: true when `holder` has the lease `name` until `until`. A holder that died gives it up when its time is over, or at once
	 * where the store knows that it is the only process.
	 */
	takeLease(name: string, holder: string, now: Instant, until: Instant): Promise<boolean>;
	dropLease(name: string, holder: string): Promise<void>;
	setting(key: string): Promise<string | null>;
	/** The newest entries about a subject, newest first. */
	auditOf(subject: string, limit: number): Promise<AuditEntry[]>;
	close(): Promise<void>;
}
