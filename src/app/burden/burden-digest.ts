import { addDays, dateOf, daysOf, type Instant, instantAt, type PeriodKey, periodOf, shiftPeriod } from "../../domain/period.ts";
import type { WorkingCalendar } from "../../domain/working-calendar.ts";
import type { WakingHours } from "../../reminders/waking-hours.ts";
import { createOfficeDigest, DIGEST_TIME, type DigestParts } from "../people/office-digest.ts";
import type { LimitsOf } from "./channel-count.ts";
import { describeBurden } from "./describe-burden.ts";

/** Kept once for each month whose figures went out, or were passed over. */
export const burdenKey = (month: PeriodKey): string => `burden:${month}`;

/** On the first working day of a month each of the supervision office gets last month's figures, once. A month without anything is passed over. */
export const createBurdenDigest = (parts: DigestParts & { readonly limitsOf: LimitsOf }): ((now: Instant) => Promise<void>) =>
	createOfficeDigest(
		parts,
		({ county }, waking, now) => {
			const month = lastMonth(now);
			return { key: burdenKey(month), at: digestAt(county.calendar, waking, shiftPeriod(month, 1)) };
		},
		async ({ county }, now) => {
			const { store, limitsOf } = parts;
			const view = await describeBurden({ store, county, month: lastMonth(now), now, limitsOf });
			const isEmpty = view.key !== "burden" || view.figures.reached + view.figures.groupMessages + view.figures.replies === 0;
			return isEmpty ? null : view;
		},
	);

const lastMonth = (now: Instant): PeriodKey => shiftPeriod(periodOf("month", dateOf(now)), -1);

/** When the figures of the month before go out in a month. */
export const digestAt = (calendar: WorkingCalendar, waking: WakingHours, month: PeriodKey): Instant =>
	waking.next(instantAt(calendar.nextWorkingDay(addDays(daysOf(month).first, -1)), DIGEST_TIME));
