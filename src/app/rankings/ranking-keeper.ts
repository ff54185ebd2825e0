import { type Cadence, type Instant, type PeriodKey, shiftPeriod } from "../../domain/period.ts";
import type { Log } from "../../ports/log.ts";
import type { Effect, Store } from "../../ports/store.ts";
import type { CountyHolder, LoadedCounty } from "../county-holder.ts";
import { basisOf, makeRanking, PERIODS_BEHIND } from "./make-ranking.ts";
import { closedPeriods, type RankingSeries, rankedSeries, spanOf } from "./ranking-series.ts";

/** Closed periods back from the present that are frozen after the program stood still, or corrected when a report of theirs comes in. */
export const PERIODS_KEPT: Readonly<Record<Cadence, number>> = { week: 4, month: 2, quarter: 2, year: 2 };

/** What may make a ranking due or out of date. */
const CHANGING: readonly Effect["do"][] = ["add-report-version", "replace-county", "add-round-change"];

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
		if (effects.some(({ do: kind }) => CHANGING.includes(kind))) this.#settled = null;
	}

	/** Freezes what is to be frozen at an instant; returns how many rankings that were. */
	async freezeDue(now: Instant): Promise<number> {
		const loaded = this.#parts.counties.current;
		if (!loaded) return 0;
		const closed = rankedSeries(loaded.county).map((series) => ({
			series,
			periods: closedPeriods(series, loaded.rounds, now, PERIODS_KEPT[series.cadence]),
		}));
		const looked = JSON.stringify(closed.map(({ series, periods }) => [series.duty.id, periods]));
		if (looked === this.#settled) return 0;
		let frozen = 0;
		for (const { series, periods } of closed) frozen += await this.#freeze(loaded, series, periods, now);
		this.#settled = looked;
		return frozen;
	}

	async #freeze(loaded: LoadedCounty, series: RankingSeries, periods: readonly PeriodKey[], now: Instant): Promise<number> {
		const spans = periods.map((period) => ({ period, span: spanOf(series, period, loaded.rounds) }));
		const rounds = spans.flatMap(({ span }) => span.rounds).sort();
		const [oldest] = periods;
		const [first] = rounds;
		const [newest, last] = [periods.at(-1), rounds.at(-1)];
		if (oldest === undefined || newest === undefined || first === undefined || last === undefined) return 0;
		const { store, log } = this.#parts;
		const { duty } = series;
		const reported = await store.reportedBetween(duty.id, shiftPeriod(first, -PERIODS_BEHIND), last);
		const heads = await store.rankingHeads(duty.id, oldest, newest);
		let frozen = 0;
		for (const { period, span } of spans) {
			if (!reported.some((one) => span.rounds.includes(one.period))) continue;
			const head = heads.find((one) => one.period === period);
			if (head?.reports === basisOf(series, span, reported, loaded.rounds)) continue;
			const parts = { store, county: loaded.county, countyVersion: loaded.version, rounds: loaded.rounds };
			const made = await makeRanking(parts, series, period, now);
			if (!made) continue;
			const ranking = { ...made, edition: (head?.edition ?? 0) + 1 };
			await store.commit([
				{ do: "save-ranking", ranking },
				{
					do: "add-audit",
					entry: {
						at: now,
						actor: "system",
						event: ranking.edition === 1 ? "ranking:frozen" : "ranking:corrected",
						subject: `ranking:${duty.id}:${period}`,
						facts: { edition: ranking.edition, rules: ranking.rules.version, county: ranking.countyVersion },
					},
				},
			]);
			log.info("ranking:frozen", { duty: duty.id, period, edition: ranking.edition });
			frozen += 1;
		}
		return frozen;
	}
}
