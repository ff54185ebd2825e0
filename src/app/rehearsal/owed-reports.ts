import type { County } from "../../domain/county.ts";
import type { Duty } from "../../domain/duty.ts";
import { dateOf, daysOf, type Instant, type PeriodKey, periodOf, shiftPeriod } from "../../domain/period.ts";
import { owes } from "../../domain/round.ts";
import type { RoundBook } from "../../domain/round-book.ts";
import type { UnitCode } from "../../domain/unit.ts";
import type { Store } from "../../ports/store.ts";
import { type HabitId, habitOf } from "./habit.ts";
import type { PlannedReport } from "./planned-report.ts";

/** Rounds from before the span that may still be taken. */
const LOOK_BACK = 2;
/** Rounds that open in the span for a period behind it. */
const LOOK_AHEAD = 1;

/** Every report that a unit owes in a round that takes reports within a span and that it has not given before, with the habit of its people. */
export const owedReports = async (of: {
	readonly county: County;
	readonly rounds: RoundBook;
	readonly store: Pick<Store, "roundStates">;
	readonly start: Instant;
	readonly end: Instant;
	readonly seed: string;
	/** Habits that are not drawn. */
	readonly habits: ReadonlyMap<UnitCode, HabitId>;
}): Promise<PlannedReport[]> => {
	const { county, rounds, seed } = of;
	const owed: PlannedReport[] = [];
	for (const duty of county.data.duties)
		for (const period of periodsOf(duty, of.start, of.end)) {
			const round = rounds.round(duty, period, null);
			if (rounds.notOwed(duty, period) !== null || round.closesAt < of.start || round.opensAt >= of.end) continue;
			const { reported } = await of.store.roundStates(duty.id, period, null);
			const given = new Set(reported.map(({ unit }) => unit));
			for (const unit of county.data.units) {
				if (!owes(duty, unit, rounds.owingDay(duty, period)) || given.has(unit.code)) continue;
				const habit = of.habits.get(unit.code) ?? habitOf(seed, unit.code);
				owed.push({ duty, unit, round, habit, key: `${seed} ${duty.id} ${period} ${unit.code}` });
			}
		}
	return owed;
};

const periodsOf = (duty: Duty, start: Instant, end: Instant): PeriodKey[] => {
	const last = shiftPeriod(periodOf(duty.cadence, dateOf(end)), LOOK_AHEAD);
	const periods: PeriodKey[] = [];
	for (
		let period = shiftPeriod(periodOf(duty.cadence, dateOf(start)), -LOOK_BACK);
		daysOf(period).first <= daysOf(last).first;
		period = shiftPeriod(period, 1)
	)
		periods.push(period);
	return periods;
};
