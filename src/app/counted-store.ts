import type { Store } from "../ports/store.ts";
import { SETTLED } from "./dispatch/record-landing.ts";

/** What happened since the program started. */
export interface Counts {
	turns: number;
	failedTurns: number;
	sent: number;
	retries: number;
	parked: number;
	fetched: number;
	/** People reminded, and people spared or out of reach; of each message and round. */
	reminded: number;
	held: number;
}

export const newCounts = (): Counts => ({ turns: 0, failedTurns: 0, sent: 0, retries: 0, parked: 0, fetched: 0, reminded: 0, held: 0 });

/** The store, counting what is durably done through it: a turn, a send or a try counts when it is written down. */
export const countedStore = (store: Store, counts: Counts): Store => ({
	...store,
	commit: async (effects) => {
		await store.commit(effects);
		for (const effect of effects) {
			if (effect.do === "finish-inbox" && effect.outcome === "done") counts.turns += 1;
			if (effect.do === "finish-inbox" && effect.outcome === "failed") counts.failedTurns += 1;
			if (effect.do === "add-reminder-records") {
				const sent = effect.records.filter(({ outcome }) => outcome === "sent").length;
				counts.reminded += sent;
				counts.held += effect.records.length - sent;
			}
		}
	},
	markSent: async (ids, at) => {
		await store.markSent(ids, at);
		counts.sent += ids.length;
	},
	postpone: async (...given) => {
		await store.postpone(...given);
		counts.retries += 1;
	},
	park: async (id, reason, at) => {
		await store.park(id, reason, at);
		// What was no longer needed is nothing that was given up.
		if (reason !== SETTLED) counts.parked += 1;
	},
	settleFetch: async (...given) => {
		await store.settleFetch(...given);
		counts.fetched += 1;
	},
});
