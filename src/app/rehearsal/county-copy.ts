import type { CountyData } from "../../domain/county.ts";
import type { Duty } from "../../domain/duty.ts";
import { type DateText, dateOf, daysOf, type Instant, instantAt, type PeriodKey, periodOf, shiftPeriod } from "../../domain/period.ts";
import type { PersonKey } from "../../domain/person.ts";
import type { Report } from "../../domain/report.ts";
import type { Effect, Store } from "../../ports/store.ts";
import type { RehearsalStart } from "./fill-store.ts";

/** Periods back whose reports are copied: what rankings look back on and jumps are held against. */
const PERIODS = 60;
const AT_ONCE = 400;

/**
 * What a rehearsal of a stored county begins with on the morning of a day: its workbook, its reports, standings, open problems, decisions and leave as they
 * stood then. People's words, bindings and what is queued stay behind. Null before the first import.
 */
export const copyCounty = async (store: Store, from: DateText): Promise<Omit<RehearsalStart, "reached"> | null> => {
	const { data } = await store.loadCounty();
	if (data === null) return null;
	const morning = instantAt(from, "00:00");
	const known = knownIn(data);
	const { changes, absences, starts } = await store.roundRecords();
	const reports: Report[] = [];
	for (const duty of data.duties) reports.push(...(await reportsOf(store, duty, morning, known)));
	const past: Effect[] = reports.flatMap((report) => effectsOf(report, morning, known));
	past.push(...(await standingsOf(store, data, reports, from)));
	for (const change of changes)
		if (change.at < morning && known.duties.has(change.duty) && (change.unit === null || known.units.has(change.unit)))
			past.push({ do: "add-round-change", change: { ...change, by: change.by === null ? null : known.person(change.by) } });
	for (const absence of absences)
		if (known.people.has(absence.person) && known.people.has(absence.deputy)) past.push({ do: "add-absence", absence });
	past.push(...(await problemsOf(store, morning, known)));
	return {
		data,
		starts: new Map(
			starts.flatMap(({ duty, at }) => (known.duties.has(duty) ? [[duty, [at, morning].sort()[0] ?? morning] as const] : [])),
		),
		since: morning,
		past,
	};
};

/** What the workbook still has. Somebody it no longer has is stood for by the first person it has. */
interface Known {
	readonly units: ReadonlySet<string>;
	readonly duties: ReadonlySet<string>;
	readonly indicators: ReadonlySet<string>;
	readonly projects: ReadonlySet<string>;
	readonly people: ReadonlySet<string>;
	readonly person: (key: PersonKey) => PersonKey;
}

const knownIn = (data: CountyData): Known => {
	const people = new Set<string>(data.people.map(({ key }) => key));
	return {
		units: new Set(data.units.map(({ code }) => code)),
		duties: new Set(data.duties.map(({ id }) => id)),
		indicators: new Set(data.indicators.map(({ id }) => id)),
		projects: new Set(data.projects.map(({ id }) => id)),
		people,
		person: (key) => (people.has(key) ? key : (data.people[0]?.key ?? key)),
	};
};

/** A duty's reports of the last periods that were given by then. */
const reportsOf = async (store: Store, duty: Duty, morning: Instant, known: Known): Promise<Report[]> => {
	const last = shiftPeriod(periodOf(duty.cadence, dateOf(morning)), 1);
	const heads = await store.reportedBetween(duty.id, shiftPeriod(last, -PERIODS), last);
	const keys = heads.filter(({ unit }) => known.units.has(unit)).map(({ period, unit }) => ({ duty: duty.id, period, unit }));
	const reports: Report[] = [];
	for (let at = 0; at < keys.length; at += AT_ONCE) reports.push(...(await store.load({ reports: keys.slice(at, at + AT_ONCE) })).reports);
	return reports.filter(({ versions }) => (versions[0]?.sentAt ?? morning) < morning);
};

const effectsOf = (report: Report, morning: Instant, known: Known): Effect[] => {
	const { number, duty, period, unit, versions, confirmedAt, confirmedBy } = report;
	const given = versions.filter(({ sentAt }) => sentAt < morning);
	return [
		...given.map(
			(version): Effect => ({
				do: "add-report-version",
				report: { number, duty, period, unit },
				version: {
					...version,
					by: known.person(version.by),
					entries: version.entries.filter(({ indicator }) => known.indicators.has(indicator)),
				},
			}),
		),
		...(confirmedAt !== null && confirmedBy !== null && confirmedAt < morning
			? [{ do: "confirm-report" as const, report: number, at: confirmedAt, by: known.person(confirmedBy) }]
			: []),
	];
};

/** Where indicators stood: after the reports copied, and in the periods before those. */
const standingsOf = async (store: Store, data: CountyData, reports: readonly Report[], from: DateText): Promise<Effect[]> => {
	const copied = new Set(reports.map(({ duty, period, unit }) => `${duty} ${period} ${unit}`));
	const oldest = new Map<string, PeriodKey>();
	for (const { duty, period } of reports) if (period < (oldest.get(duty) ?? "~")) oldest.set(duty, period);
	const pairs = data.units.flatMap(({ code }) => data.indicators.map(({ id }) => ({ unit: code, indicator: id })));
	const effects: Effect[] = [];
	for (let at = 0; at < pairs.length; at += AT_ONCE) {
		const { standings } = await store.load({ standings: pairs.slice(at, at + AT_ONCE) });
		const stood = standings.filter(
			({ duty, period, unit }) =>
				copied.has(`${duty} ${period} ${unit}`) || (daysOf(period).last < from && period < (oldest.get(duty) ?? period)),
		);
		if (stood.length > 0) effects.push({ do: "save-standings", standings: stood });
	}
	return effects;
};

/** Open problems whose whole history lies before. */
const problemsOf = async (store: Store, morning: Instant, known: Known): Promise<Effect[]> => {
	const effects: Effect[] = [];
	for (const problem of await store.openProblems(null)) {
		const isKnown =
			known.units.has(problem.unit) &&
			known.units.has(problem.raisedBy.unit) &&
			(problem.owner === null || known.units.has(problem.owner)) &&
			(problem.project === null || known.projects.has(problem.project));
		if (!isKnown || problem.updatedAt >= morning) continue;
		const copy = {
			...problem,
			raisedBy: { ...problem.raisedBy, person: known.person(problem.raisedBy.person) },
			solvedBy: problem.solvedBy === null ? null : known.person(problem.solvedBy),
		};
		for (const event of await store.problemEvents(problem.number))
			effects.push({ do: "record-problem", problem: copy, event: { ...event, by: known.person(event.by) } });
	}
	return effects;
};
