import type { DutyId } from "./duty.ts";
import type { Instant, PeriodKey } from "./period.ts";
import type { PersonKey } from "./person.ts";
import type { UnitCode } from "./unit.ts";

/** A time during which the program stood still. */
export interface Outage {
	readonly from: Instant;
	readonly until: Instant;
}

/**
 * What was decided about one round beside the duty's rule: `extend` (延期) moves the deadline of all to `until`, `reopen` (重开) takes one unit's
 * report, as late, until then. Only ever added; of several extensions the newest counts.
 */
export interface RoundChange {
	readonly id: string;
	readonly kind: "extend" | "reopen";
	readonly duty: DutyId;
	readonly period: PeriodKey;
	/** The unit a round is reopened for; null for an extension, which is for all. */
	readonly unit: UnitCode | null;
	readonly until: Instant;
	/** In the words of whoever decided it; empty where the program did. */
	readonly reason: string;
	/** Null: the program itself, which gives back what an outage took. */
	readonly by: PersonKey | null;
	readonly at: Instant;
	/** What the program gives back; absent from what people decided. */
	readonly outage?: Outage;
}
