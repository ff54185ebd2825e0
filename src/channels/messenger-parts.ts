import type { Clock } from "../ports/clock.ts";
import type { Files } from "../ports/files.ts";
import type { Ids } from "../ports/ids.ts";
import type { Log } from "../ports/log.ts";
import type { Store } from "../ports/store.ts";

/** What a channel on somebody else's platform is built from, whichever it is. */
export interface MessengerParts {
	/** Bytes of outgoing files. */
	readonly files: Pick<Files, "get">;
	readonly leases: Pick<Store, "takeLease" | "dropLease">;
	readonly clock: Clock;
	readonly ids: Pick<Ids, "next">;
	readonly log: Log;
	/** Milliseconds of a steady clock. */
	readonly steadyMs: () => number;
	/** Calls back later; returns how to take that back. */
	readonly later: (ms: number, run: () => void) => () => void;
}
