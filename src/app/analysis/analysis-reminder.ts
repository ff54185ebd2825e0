import { dateOf, daysOf, type Instant, instantAt, type PeriodKey, periodOf, shiftPeriod } from "../../domain/period.ts";
import type { LoadedCounty } from "../county-holder.ts";
import { createOfficeDigest, DIGEST_TIME, type DigestParts } from "../people/office-digest.ts";
import { spanOf } from "../rankings/ranking-series.ts";
import { coverageOf } from "./coverage.ts";
import { figureLines } from "./figure-lines.ts";
import { reportsIn } from "./quarter-reports.ts";

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
 * made, and how many quarterly reports are in. A quarter of which nothing was reported is passed over.
 */
export const createAnalysisReminder = (parts: DigestParts): ((now: Instant) => Promise<void>) => {
	// Worked out from every round of a quarter: once for each.
	let known: { readonly loaded: LoadedCounty; readonly quarter: PeriodKey; readonly closed: Instant | null } | null = null;
	return createOfficeDigest(
		parts,
		(loaded, waking, now) => {
			const quarter = lastQuarter(now);
			if (known?.loaded !== loaded || known.quarter !== quarter) known = { loaded, quarter, closed: closedAt(loaded, quarter) };
			if (known.closed === null) return null;
			const { calendar } = loaded.county;
			return {
				key: `analysis:${quarter}`,
				at: waking.next(instantAt(calendar.nextWorkingDay(dateOf(known.closed)), DIGEST_TIME)),
			};
		},
		async ({ county, rounds }, now) => {
			const quarter = lastQuarter(now);
			const source = { store: parts.store, county, rounds };
			const asked = { period: quarter, asOf: daysOf(quarter).last, now };
			const reports = await reportsIn(source, asked);
			const covered = await Promise.all(figureLines(county).lines.map((line) => coverageOf(source, line, asked)));
			if (reports.every(({ reported }) => reported === 0) && covered.every((one) => one.reports === 0)) return null;
			return {
				key: "analysis-due",
				period: quarter,
				reports: reports.map(({ title, due, reported }) => ({ title, due, reported })),
				buttons: [{ label: { word: "make-analysis" }, action: { do: "say", text: `/analysis ${quarter}` } }],
			};
		},
	);
};

const lastQuarter = (now: Instant): PeriodKey => shiftPeriod(periodOf("quarter", dateOf(now)), -1);
