import { addMs, dateOf, daysOf, type Instant, instantAt, type PeriodKey, periodOf, shiftPeriod } from "../../domain/period.ts";
import type { Ids } from "../../ports/ids.ts";
import type { Effect, Store } from "../../ports/store.ts";
import { WakingHours } from "../../reminders/waking-hours.ts";
import type { CountyHolder, LoadedCounty } from "../county-holder.ts";
import { officeChats } from "../people/office-chats.ts";
import { spanOf } from "../rankings/ranking-series.ts";
import type { TurnWorld } from "../turns/turn.ts";
import { coverageOf } from "./coverage.ts";
import { figureLines } from "./figure-lines.ts";
import { reportsIn } from "./quarter-reports.ts";

const AT = "08:30";
/** What comes later than this is no news any more. */
const LATEST_MS = 10 * 24 * 60 * 60 * 1000;

const keyOf = (quarter: PeriodKey): string => `analysis:${quarter}`;

/**
 * When everything a quarter's analysis rests on is closed: its quarterly reports, and the last round its figures are taken from. Null where nobody owes anything
 * of it.
 */
const closedAt = ({ county, rounds }: LoadedCounty, quarter: PeriodKey): Instant | null => {
	const ends = [
		...county.data.duties
			.filter((duty) => duty.cadence === "quarter" && rounds.notOwed(duty, quarter) === null)
			.map((duty) => rounds.round(duty, quarter, null).closesAt),
		...figureLines(county).lines.flatMap(({ series }) => {
			const span = spanOf(series, periodOf(series.cadence, daysOf(quarter).last), rounds);
			return span.rounds.length > 0 ? [span.closesAt] : [];
		}),
	];
	return ends.sort().at(-1) ?? null;
};

/**
 * On the first working day after a quarter's reports are closed each of the supervision office is told once that the material for the analysis meeting can be
 * made, and how many quarterly reports are in. A quarter of which nothing was reported is passed over, and so is one that closed more than ten days ago. Called
 * every minute.
 */
export const createAnalysisReminder = ({
	store,
	counties,
	ids,
	isServed,
}: {
	readonly store: Store;
	readonly counties: CountyHolder;
	readonly ids: Ids;
	readonly isServed: TurnWorld["isServed"];
}): ((now: Instant) => Promise<void>) => {
	let settled: PeriodKey | null = null;
	return async (now) => {
		const loaded = counties.current;
		if (!loaded) return;
		const { county, rounds } = loaded;
		const quarter = shiftPeriod(periodOf("quarter", dateOf(now)), -1);
		if (quarter === settled) return;
		const closed = closedAt(loaded, quarter);
		if (closed === null) return;
		const waking = new WakingHours(county.data.rules, county.calendar);
		const at = waking.next(instantAt(county.calendar.nextWorkingDay(dateOf(closed)), AT));
		if (now < at) return;
		if ((await store.occurrences([keyOf(quarter)])).length > 0) {
			settled = quarter;
			return;
		}
		const pass = (): Promise<void> => store.commit([occurred(quarter, "skipped", now)]);
		if (now > addMs(at, LATEST_MS)) return pass();
		if (!waking.includes(now)) return;
		const chats = await officeChats({ store, county, day: dateOf(now), isServed });
		if (chats.length === 0) return;
		const source = { store, county, rounds };
		const asked = { period: quarter, asOf: daysOf(quarter).last, now };
		const reports = await reportsIn(source, asked);
		const covered = await Promise.all(figureLines(county).lines.map((line) => coverageOf(source, line, asked)));
		if (reports.every(({ reported }) => reported === 0) && covered.every((one) => one.reports === 0)) return pass();
		const messages = chats.map(
			({ person, chat }): Effect => ({
				do: "enqueue-message",
				message: {
					id: ids.next(),
					chat,
					view: {
						key: "analysis-due",
						period: quarter,
						reports: reports.map(({ title, due, reported }) => ({ title, due, reported })),
						buttons: [{ label: { word: "make-analysis" }, action: { do: "say", text: `/analysis ${quarter}` } }],
					},
					dedupeKey: `${keyOf(quarter)}:${person}`,
					priority: "broadcast",
					createdAt: now,
					expiresAt: addMs(at, LATEST_MS),
					addressee: person,
					answers: null,
					card: null,
				},
			}),
		);
		await store.commit([...messages, occurred(quarter, "done", now)]);
	};
};

const occurred = (quarter: PeriodKey, outcome: "done" | "skipped", at: Instant): Effect => ({
	do: "record-occurrence",
	occurrence: { key: keyOf(quarter), outcome, at },
});
