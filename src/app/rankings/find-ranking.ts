import type { Duty } from "../../domain/duty.ts";
import { type Instant, type PeriodKey, parsePeriod, shiftPeriod } from "../../domain/period.ts";
import type { Ranking } from "../../domain/ranking.ts";
import { makeRanking, type RankingParts } from "./make-ranking.ts";
import { rankedDuties } from "./round-figures.ts";

/** Frozen rankings looked back over for the one before. */
const LOOK_BACK = 60;

/** A ranking with the frozen one before it, against which changes of place are told. */
export interface FoundRanking {
	readonly duty: Duty;
	readonly ranking: Ranking;
	readonly before: Ranking | null;
}

/** The duty whose ranking is meant: of the named period's cadence, else the first; null where none is ranked. */
export const rankedDuty = (parts: RankingParts, period: PeriodKey | null): Duty | null => {
	const duties = rankedDuties(parts.county);
	return (period === null ? duties[0] : duties.find((duty) => duty.cadence === parsePeriod(period).cadence)) ?? null;
};

/**
 * The ranking of a period: frozen, else as it stands. Without a period that of the open round once anybody has reported in it, else the last frozen one.
 * Null where nobody reported.
 */
export const findRanking = async (parts: RankingParts, duty: Duty, asked: PeriodKey | null, now: Instant): Promise<FoundRanking | null> => {
	const { store, rounds } = parts;
	const ranking = asked === null ? await current(parts, duty, now) : await inPeriod(parts, duty, asked, now);
	if (!ranking) return null;
	const { period } = ranking;
	const [head] = await store.rankingHeads(duty.id, shiftPeriod(period, -LOOK_BACK), shiftPeriod(period, -1));
	const before = head ? await store.ranking(duty.id, head.period) : null;
	return { duty, ranking, before: before && rounds.notOwed(duty, before.period) === null ? before : null };
};

const inPeriod = async (parts: RankingParts, duty: Duty, period: PeriodKey, now: Instant): Promise<Ranking | null> => {
	const frozen = await parts.store.ranking(duty.id, period);
	if (frozen) return frozen;
	const made = await makeRanking(parts, duty, period, now);
	return made.units.some(({ reported }) => reported) ? made : null;
};

const current = async (parts: RankingParts, duty: Duty, now: Instant): Promise<Ranking | null> => {
	const [taking] = parts.rounds.taking(duty, now, null);
	const open = taking ? await inPeriod(parts, duty, taking.period, now) : null;
	if (open) return open;
	const latest = taking?.period ?? parts.rounds.nextAfter(duty, now).period;
	const [head] = await parts.store.rankingHeads(duty.id, shiftPeriod(latest, -LOOK_BACK), latest);
	if (head) return parts.store.ranking(duty.id, head.period);
	// Not frozen yet: the round before closed a moment ago, or is still open beside the newest.
	return inPeriod(parts, duty, shiftPeriod(latest, -1), now);
};
