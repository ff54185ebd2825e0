import { addMs } from "../domain/period.ts";
import type { Clock } from "../ports/clock.ts";
import type { Ids } from "../ports/ids.ts";
import type { Store } from "../ports/store.ts";

/** How long the lease on an account lasts, and after how long it is renewed. */
const LEASE_MS = 90_000;
const LEASE_RENEWAL_MS = 20_000;

/** The right to serve one account. */
export interface Lease {
	/** Takes or renews it when that is due; false when another process has it. Rejects when the store does. */
	hold(): Promise<boolean>;
	drop(): Promise<void>;
}

/** The lease `name`, held under an id of this process. */
export const createLease = (parts: {
	readonly name: string;
	readonly leases: Pick<Store, "takeLease" | "dropLease">;
	readonly ids: Pick<Ids, "next">;
	readonly clock: Clock;
	readonly steadyMs: () => number;
}): Lease => {
	const holder = parts.ids.next();
	let takenMs: number | null = null;
	return {
		async hold() {
			const nowMs = parts.steadyMs();
			if (takenMs !== null && nowMs - takenMs < LEASE_RENEWAL_MS) return true;
			const now = parts.clock.now();
			takenMs = (await parts.leases.takeLease(parts.name, holder, now, addMs(now, LEASE_MS))) ? nowMs : null;
			return takenMs !== null;
		},
		async drop() {
			if (takenMs === null) return;
			takenMs = null;
			await parts.leases.dropLease(parts.name, holder);
		},
	};
};
