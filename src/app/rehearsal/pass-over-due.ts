import type { Instant } from "../../domain/period.ts";
import type { Effect, Store } from "../../ports/store.ts";
import { dueSteps } from "../../reminders/due-steps.ts";
import { WakingHours } from "../../reminders/waking-hours.ts";
import type { LoadedCounty } from "../county-holder.ts";

/** Notes the reminders that were due before a moment as passed over: a rehearsal does not make up for them on its first morning. */
export const passOverDue = async (store: Store, { county, rounds }: LoadedCounty, at: Instant): Promise<void> => {
	const hours = new WakingHours(county.data.rules, county.calendar);
	const steps = dueSteps({ duties: county.data.duties, rounds, hours, now: at });
	await store.commit(steps.map(({ key }): Effect => ({ do: "record-occurrence", occurrence: { key, outcome: "skipped", at } })));
};
