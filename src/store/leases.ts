import type { Instant } from "../domain/period.ts";
import type { Statement } from "./engine.ts";

/** Changes one row when the lease is the holder's now: it was free, its time was over, or the holder had it already. */
export const takingLease = (name: string, holder: string, now: Instant, until: Instant): Statement => ({
	sql: `INSERT INTO "Lease" ("name", "holder", "until") VALUES (?, ?, ?)
		ON CONFLICT ("name") DO UPDATE SET "holder" = excluded."holder", "until" = excluded."until"
		WHERE "Lease"."holder" = excluded."holder" OR "Lease"."until" <= ?`,
	args: [name, holder, until, now],
});

export const droppingLease = (name: string, holder: string): Statement => ({
	sql: 'DELETE FROM "Lease" WHERE "name" = ? AND "holder" = ?',
	args: [name, holder],
});

/** For the process that has the store to itself: whoever held a lease is dead. */
export const droppingLeases = (): Statement => ({ sql: 'DELETE FROM "Lease"', args: [] });
