import type { VillageSum } from "../../dialog/facts.ts";
import type { County } from "../../domain/county.ts";
import { sum } from "../../domain/decimal.ts";
import type { Duty } from "../../domain/duty.ts";
import type { IndicatorId } from "../../domain/indicator.ts";
import { type DateText, daysOf, type PeriodKey } from "../../domain/period.ts";
import { owes } from "../../domain/round.ts";
import type { Unit } from "../../domain/unit.ts";
import type { Store } from "../../ports/store.ts";
import { indicatorsOf } from "./figures.ts";

/** The villages' duty of the same cadence that asks for an indicator, and the villages of a unit that owe it. */
const villageDuty = (county: County, duty: Duty, unit: Unit, day: DateText): { duty: Duty; villages: Unit[] } | null => {
	const villages = county.children(unit.code).filter((child) => child.kind === "village");
	for (const other of county.data.duties) {
		if (other.id === duty.id || other.cadence !== duty.cadence) continue;
		const owing = villages.filter((village) => owes(other, village, day));
		if (owing.length > 0) return { duty: other, villages: owing };
	}
	return null;
};

/**
 * For each indicator any village reported in a period: the sum of their increments, how many did and how many were to.
 * Empty where no village duty exists. Reads what is committed.
 */
export const villageSums = async (
	store: Store,
	county: County,
	duty: Duty,
	unit: Unit,
	period: PeriodKey,
): Promise<Record<IndicatorId, VillageSum>> => {
	const found = villageDuty(county, duty, unit, daysOf(period).first);
	if (!found) return {};
	const wanted = indicatorsOf(found.duty, county).map((indicator) => indicator.id);
	const standings = await store.standingsOf(
		found.villages.map((village) => village.code),
		wanted,
		found.duty.id,
		period,
	);
	const sums: Record<IndicatorId, VillageSum> = {};
	for (const indicator of wanted) {
		const now = standings.filter((standing) => standing.indicator === indicator && standing.period === period);
		if (now.length > 0)
			sums[indicator] = { sum: sum(now.map((standing) => standing.increment)), reported: now.length, of: found.villages.length };
	}
	return sums;
};
