import type { DutyId } from "../domain/duty.ts";
import type { Instant, PeriodKey } from "../domain/period.ts";
import type { PersonKey } from "../domain/person.ts";
import type { UnitCode } from "../domain/unit.ts";
import type { AccountRef, ChatRef } from "./chat.ts";

export interface BoundAccount {
	readonly account: AccountRef;
	readonly person: PersonKey;
	/** Where the bot reaches this account alone; null until it wrote there once. */
	readonly privateChat: ChatRef | null;
}

/** A group the bot is or was in. Absent for the room's groups, which are made from units. */
export interface KnownGroup {
	readonly chat: ChatRef;
	readonly title: string;
	/** The unit it was bound to by 绑定群; null before. */
	readonly unit: UnitCode | null;
	readonly member: boolean;
	readonly admin: boolean;
	/** Whether the bot reads plain talk there. */
	readonly seesAll: boolean;
	readonly updatedAt: Instant;
}

/** A saved dialog of one person about one subject (a unit's round). `state` is the dialog engine's saved state, as JSON data. */
export interface SavedSession {
	readonly id: string;
	readonly person: PersonKey;
	/** What it is about, unique per person: "weekly:2026-W47:210921108". */
	readonly subject: string;
	readonly duty: DutyId;
	readonly period: PeriodKey;
	readonly unit: UnitCode;
	readonly chat: ChatRef;
	/** The one the person's next words go to; the others are paused. */
	readonly active: boolean;
	readonly answered: number;
	readonly asked: number;
	readonly state: unknown;
	readonly updatedAt: Instant;
}

export interface BindingCode {
	/** SHA-256 of the normalised code: codes themselves are not stored. */
	readonly hash: string;
	readonly person: PersonKey;
	readonly expiresAt: Instant;
	readonly usedAt: Instant | null;
}

/** Something left for a person or a unit to do, opened by their next message or the dispatcher. */
export interface Task {
	readonly id: string;
	readonly kind: "confirm-proxy";
	readonly unit: UnitCode;
	/** The report number it is about. */
	readonly report: number;
	readonly createdAt: Instant;
	readonly doneAt: Instant | null;
}

export interface AuditEntry {
	readonly at: Instant;
	/** A person's key, or "system" / "shell". Never a name. */
	readonly actor: string;
	/** "report:submitted", "county:imported", "account:bound", … */
	readonly event: string;
	readonly subject: string;
	readonly facts: Readonly<Record<string, unknown>>;
}
