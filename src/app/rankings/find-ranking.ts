import { type Instant, type PeriodKey, shiftPeriod } from "../../domain/period.ts";
import type { Ranking } from "../../domain/ranking.ts";
import { makeRanking, type RankingParts } from "./make-ranking.ts";
import { type RankingSeries, spanOf } from "./ranking-series.ts";

/** Frozen rankings looked back over for the one before. */
const LOOK_BACK = 60;

/** A ranking with the frozen one before it, against which changes of place are told. */
export interface FoundRanking {
	readonly series: RankingSeries;
	readonly ranking: Ranking;
	readonly before: Ranking | null;
	/** The duty's rounds it covers, oldest first. */
	readonly rounds: readonly PeriodKey[];
}

/**
 * The ranking of a period: frozen, else as it stands. Without a period that of the open round once anybody has reported in it, else the last frozen one.
 * Null where nobody reported.
 */
export const findRanking = async (
	parts: RankingParts,
	series: RankingSeries,
	asked: PeriodKey | null,
	now: Instant,
): Promise<FoundRanking | null> => {
	const ranking = asked === null ? await current(parts, series, now) : await inPeriod(parts, series, asked, now);
	return ranking && withBefore(parts, series, ranking);
};

/** A ranking beside the frozen one before it. */
export const withBefore = async (parts: RankingParts, series: RankingSeries, ranking: Ranking): Promise<FoundRanking> => {
	const { period } = ranking;
	const [head] = await parts.store.rankingHeads(series.duty.id, shiftPeriod(period, -LOOK_BACK), shiftPeriod(period, -1));
	const isOwed = head !== undefined && spanOf(series, head.period, parts.rounds).rounds.length > 0;
	const { rounds } = spanOf(series, period, parts.rounds);
	return { series, ranking, rounds, before: isOwed ? await parts.store.ranking(series.duty.id, head.period) : null };
};

const inPeriod = async (parts: RankingParts, series: RankingSeries, period: PeriodKey, now: Instant): Promise<Ranking | null> => {
	const frozen = await parts.store.ranking(series.duty.id, period);
	if (frozen) return frozen;
	const made = await makeRanking(parts, series, period, now);
	return made?.units.some(({ reported }) => reported) ? made : null;
};

const current = async (parts: RankingParts, series: RankingSeries, now: Instant): Promise<Ranking | null> => {
	const { duty } = series;
	const [taking] = parts.rounds.taking(duty, now, null);
	const open = taking ? await inPeriod(parts, series, taking.period, now) : null;
	if (open) return open;
	const latest = taking?.period ?? parts.rounds.nextAfter(duty, now).period;
	const [head] = await parts.store.rankingHeads(duty.id, shiftPeriod(latest, -LOOK_BACK), latest);
	if (head) return parts.store.ranking(duty.id, head.period);
	// Not frozen yet: the round before closed a moment ago, or is still open beside the newest.
	return inPeriod(parts, series, shiftPeriod(latest, -1), now);
};
