import { addDays, addMs, dateOf, daysOf, type Instant, instantAt, type PeriodKey, periodOf, shiftPeriod } from "../../domain/period.ts";
import type { WorkingCalendar } from "../../domain/working-calendar.ts";
import type { Ids } from "../../ports/ids.ts";
import type { Effect, Store } from "../../ports/store.ts";
import { WakingHours } from "../../reminders/waking-hours.ts";
import type { CountyHolder } from "../county-holder.ts";
import { officeChats } from "../people/office-chats.ts";
import type { TurnWorld } from "../turns/turn.ts";
import type { LimitsOf } from "./channel-count.ts";
import { describeBurden } from "./describe-burden.ts";

const AT = "08:30";
/** What comes later than this is no news any more. */
const LATEST_MS = 10 * 24 * 60 * 60 * 1000;

/** Kept once for each month whose figures went out, or were passed over. */
export const burdenKey = (month: PeriodKey): string => `burden:${month}`;

/**
 * On the first working day of a month each of the supervision office gets last month's figures, once. A month without anything is passed over, and so is one whose
 * time is over by more than ten days. Called every minute.
 */
export const createBurdenDigest = ({
	store,
	counties,
	ids,
	isServed,
	limitsOf,
}: {
	readonly store: Store;
	readonly counties: CountyHolder;
	readonly ids: Ids;
	readonly isServed: TurnWorld["isServed"];
	readonly limitsOf: LimitsOf;
}): ((now: Instant) => Promise<void>) => {
	let settled: PeriodKey | null = null;
	return async (now) => {
		const county = counties.current?.county;
		if (!county) return;
		const month = shiftPeriod(periodOf("month", dateOf(now)), -1);
		const waking = new WakingHours(county.data.rules, county.calendar);
		const at = digestAt(county.calendar, waking, shiftPeriod(month, 1));
		if (month === settled || now < at) return;
		if ((await store.occurrences([burdenKey(month)])).length > 0) {
			settled = month;
			return;
		}
		const pass = (): Promise<void> => store.commit([occurred(month, "skipped", now)]);
		if (now > addMs(at, LATEST_MS)) return pass();
		if (!waking.includes(now)) return;
		const chats = await officeChats({ store, county, day: dateOf(now), isServed });
		if (chats.length === 0) return;
		const view = await describeBurden({ store, county, month, now, limitsOf });
		if (view.key !== "burden" || view.figures.reached + view.figures.groupMessages + view.figures.replies === 0) return pass();
		const messages = chats.map(
			({ person, chat }): Effect => ({
				do: "enqueue-message",
				message: {
					id: ids.next(),
					chat,
					view,
					dedupeKey: `${burdenKey(month)}:${person}`,
					priority: "broadcast",
					createdAt: now,
					expiresAt: addMs(at, LATEST_MS),
					addressee: person,
					answers: null,
					card: null,
				},
			}),
		);
		await store.commit([...messages, occurred(month, "done", now)]);
	};
};

const occurred = (month: PeriodKey, outcome: "done" | "skipped", at: Instant): Effect => ({
	do: "record-occurrence",
	occurrence: { key: burdenKey(month), outcome, at },
});

/** When the figures of the month before go out in a month. */
export const digestAt = (calendar: WorkingCalendar, waking: WakingHours, month: PeriodKey): Instant =>
	waking.next(instantAt(calendar.nextWorkingDay(addDays(daysOf(month).first, -1)), AT));
