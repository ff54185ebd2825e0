import type { Duty } from "../../domain/duty.ts";
import { dateOf, type Instant, type PeriodKey, periodOf, shiftPeriod } from "../../domain/period.ts";
import type { Log } from "../../ports/log.ts";
import type { Effect, Store } from "../../ports/store.ts";
import type { CountyHolder, LoadedCounty } from "../county-holder.ts";
import { makeRanking, PERIODS_BEHIND, reportsBehind } from "./make-ranking.ts";
import { rankedDuties } from "./round-figures.ts";

/** Closed rounds back from the present that are frozen after the program stood still, or corrected when a report of theirs comes in. */
const ROUNDS_KEPT = 4;

export interface RankingKeeperParts {
	readonly store: Store;
	readonly counties: CountyHolder;
	readonly log: Log;
}

/**
 * Freezes rankings when their round closes, and adds an edition (更正) when a report behind a frozen one came in since. What is frozen is found in the store,
 * so that a repeat freezes nothing twice, and rounds that closed while the program stood still are made up for.
 */
export class RankingKeeper {
	readonly #parts: RankingKeeperParts;
	/** The closed rounds of the last look; null: reports came in, or nobody looked yet. */
	#settled: string | null = null;

	constructor(parts: RankingKeeperParts) {
		this.#parts = parts;
	}

	/** Takes up what was just committed: new reports make a look worth while. */
	note(effects: readonly Effect[]): void {
		if (effects.some(({ do: kind }) => kind === "add-report-version" || kind === "replace-county")) this.#settled = null;
	}

	/** Freezes what is to be frozen at an instant; returns how many rankings that were. */
	async freezeDue(now: Instant): Promise<number> {
		const loaded = this.#parts.counties.current;
		if (!loaded) return 0;
		const closed = rankedDuties(loaded.county).map((duty) => ({ duty, periods: closedRounds(loaded, duty, now) }));
		const looked = JSON.stringify(closed.map(({ duty, periods }) => [duty.id, periods]));
		if (looked === this.#settled) return 0;
		let frozen = 0;
		for (const { duty, periods } of closed) frozen += await this.#freeze(loaded, duty, periods, now);
		this.#settled = looked;
		return frozen;
	}

	async #freeze(loaded: LoadedCounty, duty: Duty, periods: readonly PeriodKey[], now: Instant): Promise<number> {
		const [oldest] = periods;
		const newest = periods.at(-1);
		if (oldest === undefined || newest === undefined) return 0;
		const { store, log } = this.#parts;
		const reported = await store.reportedBetween(duty.id, shiftPeriod(oldest, -PERIODS_BEHIND), newest);
		const heads = await store.rankingHeads(duty.id, oldest, newest);
		const due = periods.flatMap((period) => {
			if (!reported.some((one) => one.period === period)) return [];
			const head = heads.find((one) => one.period === period);
			return head?.reports === reportsBehind(reported, period) ? [] : [{ period, edition: (head?.edition ?? 0) + 1 }];
		});
		for (const { period, edition } of due) {
			const parts = { store, county: loaded.county, countyVersion: loaded.version, rounds: loaded.rounds };
			const ranking = { ...(await makeRanking(parts, duty, period, now)), edition };
			await store.commit([
				{ do: "save-ranking", ranking },
				{
					do: "add-audit",
					entry: {
						at: now,
						actor: "system",
						event: edition === 1 ? "ranking:frozen" : "ranking:corrected",
						subject: `ranking:${duty.id}:${period}`,
						facts: { edition, rules: ranking.rules.version, county: ranking.countyVersion },
					},
				},
			]);
			log.info("ranking:frozen", { duty: duty.id, period, edition });
		}
		return due.length;
	}
}

/** The last few rounds of a duty that are closed, oldest first. */
const closedRounds = ({ rounds }: LoadedCounty, duty: Duty, now: Instant): PeriodKey[] => {
	const current = periodOf(duty.cadence, dateOf(now));
	const near = Array.from({ length: ROUNDS_KEPT + 1 }, (_, back) => shiftPeriod(current, -back));
	return near
		.filter((period) => rounds.notOwed(duty, period) === null && rounds.round(duty, period, null).closesAt < now)
		.slice(0, ROUNDS_KEPT)
		.reverse();
};
