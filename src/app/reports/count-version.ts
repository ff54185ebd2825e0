import type { Person } from "../../domain/person.ts";
import { currentVersion, type Entry, type Report } from "../../domain/report.ts";
import { countingVersion } from "../../domain/review.ts";
import { restate, type Standing } from "../../domain/standing.ts";
import type { LedgerNote } from "../../views/report.ts";
import { fileProblems } from "../problems/report-problems.ts";
import type { Turn } from "../turns/turn.ts";
import type { ReportKey } from "../turns/working-set.ts";
import { openingOf } from "./opening.ts";

/**
 * Makes a report's newest version count: the totals that follow from it, and its problems in the ledger under the name of whoever sent it. `counted` is whether
 * an earlier version counted. Null where the ledger has nothing to do with it.
 */
export const countVersion = async (
	turn: Turn,
	sender: Person,
	report: Report,
	counted = report.versions.length > 1,
): Promise<LedgerNote | null> => {
	const version = currentVersion(report);
	const { standings } = await settleEntries(turn, report, version.entries);
	if (standings.length > 0) turn.add({ do: "save-standings", standings });
	const duty = turn.county.duty(report.duty);
	const unit = turn.county.unit(report.unit);
	if (!duty || !unit) return null;
	const filed = { duty, unit, number: report.number, isFirst: !counted, answers: version.answers };
	return fileProblems(turn, { person: sender, privateChat: null }, filed);
};

/** Whether any version but the newest counts. */
export const countedBefore = (report: Report): boolean => countingVersion({ ...report, versions: report.versions.slice(0, -1) }) !== null;

/** The entries with increment and total as they stand at this moment, and every standing that changes with them. */
export const settleEntries = async (
	turn: Turn,
	{ duty, period, unit }: ReportKey,
	given: readonly Entry[],
): Promise<{ entries: Entry[]; standings: Standing[] }> => {
	const entries: Entry[] = [];
	const standings: Standing[] = [];
	for (const entry of given) {
		const indicator = turn.county.indicator(entry.indicator);
		if (!indicator) continue;
		const known = await turn.set.standings(unit, indicator.id, duty);
		const { basis, increment, total, asOf } = entry;
		const standing: Standing = { unit, indicator: indicator.id, duty, period, basis, increment, total, asOf };
		const opening = await openingOf(turn.set, turn.county, unit, indicator, duty);
		const changed = restate(known, standing, indicator, opening);
		const settled = changed[0] ?? standing;
		entries.push({ ...entry, increment: settled.increment, total: settled.total });
		standings.push(...changed);
	}
	return { entries, standings };
};
