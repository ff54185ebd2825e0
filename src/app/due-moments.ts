import { dateOf, type Instant, periodOf, shiftPeriod } from "../domain/period.ts";
import type { Store } from "../ports/store.ts";
import { momentsBetween } from "../reminders/moments.ts";
import { WakingHours } from "../reminders/waking-hours.ts";
import { digestAt } from "./burden/burden-digest.ts";
import type { CountyHolder } from "./county-holder.ts";

/** Every instant after `from`, up to and including `until`, at which runDue has something to do, in order and each once. */
export type DueMoments = (from: Instant, until: Instant) => Promise<Instant[]>;

/** The moments of rounds, days and reminders, those at which notices are reminded of, and those at which 减负 is sent. None before the first import. */
export const createDueMoments =
	({ store, counties }: { readonly store: Pick<Store, "noticesToRemind">; readonly counties: Pick<CountyHolder, "current"> }): DueMoments =>
	async (from, until) => {
		const loaded = counties.current;
		if (!loaded) return [];
		const { county, rounds } = loaded;
		const hours = new WakingHours(county.data.rules, county.calendar);
		const scheduled = momentsBetween({ duties: county.data.duties, rounds, hours, from, until });
		const notices = (await store.noticesToRemind(until)).flatMap(({ remindAt }) => (remindAt === null ? [] : [hours.next(remindAt)]));
		const digests: Instant[] = [];
		for (let month = periodOf("month", dateOf(from)); month <= periodOf("month", dateOf(until)); month = shiftPeriod(month, 1))
			digests.push(digestAt(county.calendar, hours, month));
		return [...new Set([...scheduled, ...[...notices, ...digests].filter((at) => from < at && at <= until)])].sort();
	};
