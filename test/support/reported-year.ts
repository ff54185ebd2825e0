import { CountyHolder, type LoadedCounty } from "../../src/app/county-holder.ts";
import type { CountyData } from "../../src/domain/county.ts";
import { add, compare, type Decimal, decimal, round, shareOf, subtract, ZERO } from "../../src/domain/decimal.ts";
import type { DutyId, QuestionId } from "../../src/domain/duty.ts";
import type { Indicator } from "../../src/domain/indicator.ts";
import { addDays, type DateText, daysOf, type Instant, instantAt, type PeriodKey, shiftPeriod } from "../../src/domain/period.ts";
import { plannedPercent } from "../../src/domain/plan.ts";
import { afterEvent, type ProblemEvent } from "../../src/domain/problem.ts";
import { owes } from "../../src/domain/round.ts";
import type { Unit, UnitCode } from "../../src/domain/unit.ts";
import type { Effect } from "../../src/ports/store.ts";
import type { OpenStore } from "../../src/store/open-store.ts";
import { demoData, openIn, temporaryFolder } from "./demo-store.ts";

const WEEKLY = "weekly" as DutyId;
const AUTHOR = "DC01";

/** What a unit wrote in a monthly or quarterly report, by question. */
export interface WrittenReport {
	readonly duty: "monthly" | "quarterly";
	readonly period: string;
	readonly unit: UnitCode;
	readonly on: string;
	readonly answers: Readonly<Record<string, string>>;
	/** Nobody has approved it. */
	readonly waits?: true;
}

/** A problem of the ledger, and when it was solved. */
export interface LedgerProblem {
	readonly unit: UnitCode;
	readonly on: string;
	readonly text: string;
	readonly dueOn: string;
	readonly solvedOn?: string;
}

export interface ReportedYear {
	/** The first and the last week reported. */
	readonly from?: string;
	readonly until: string;
	readonly change?: (data: CountyData) => CountyData;
	/** Per cent of its plan a unit reaches; between 70 and 115 without. */
	readonly share?: (unit: Unit, indicator: Indicator) => number;
	/** Whether a unit sends a week's report. */
	readonly sends?: (unit: Unit, week: PeriodKey) => boolean;
	/** The day a week's reports are sent; its Thursday where null, and without. */
	readonly sentOn?: (week: PeriodKey) => string | null;
	readonly written?: readonly WrittenReport[];
	readonly problems?: readonly LedgerProblem[];
}

/** The demo county as if its program had begun on 1 January 2026, in a store of its own. */
export interface OpenYear {
	readonly opened: OpenStore;
	readonly counties: CountyHolder;
	readonly loaded: LoadedCounty;
	/** What a unit reported of an indicator in all, through a week. */
	readonly totalOf: (unit: UnitCode, indicator: string, week: string) => Decimal;
}

const usualShare = (unit: Unit, indicator: Indicator): number =>
	70 + ([...`${unit.code}${indicator.id}`].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) % 9973, 7) % 46);

const thursday = (week: PeriodKey): DateText => addDays(daysOf(week).first, 3);

/** Opens such a county. The caller closes `opened`. */
export const openYear = async (year: ReportedYear): Promise<OpenYear> => {
	const { from = "2026-W02", until, change = (data) => data, share = usualShare, sends = () => true, sentOn = () => null } = year;
	const base: CountyData = { ...demoData, targets: demoData.targets.map((target) => ({ ...target, opening: ZERO })) };
	const data = change(base);
	const opened = await openIn(temporaryFolder(), { now: () => instantAt("2026-01-01" as DateText, "00:00") });
	const at = instantAt("2026-01-01" as DateText, "00:00");
	await opened.store.commit([{ do: "replace-county", from: 0, data, at, dutiesSince: at }]);
	const counties = new CountyHolder(opened.store);
	await counties.reload();
	const loaded = counties.current;
	if (!loaded) throw new Error("no county");
	const { county, rounds } = loaded;
	const duty = county.duty(WEEKLY);
	if (!duty) throw new Error("no weekly report");
	const totals = new Map<string, Decimal>();
	const effects: Effect[] = [];
	let number = 0;
	for (let week = from as PeriodKey; week <= until; week = shiftPeriod(week, 1)) {
		if (rounds.notOwed(duty, week) !== null) continue;
		const sent = (sentOn(week) ?? thursday(week)) as DateText;
		const [asOf = sent] = [sent, daysOf(week).last].sort();
		for (const unit of county.data.units.filter((one) => owes(duty, one, rounds.owingDay(duty, week)) && sends(one, week))) {
			number += 1;
			const entries = county.data.indicators.map((indicator) => {
				const target = county.target(unit.code, indicator.id, Number(week.slice(0, 4)));
				const own = `${unit.code} ${indicator.id}`;
				const thisYear = Number(week.slice(0, 4));
				const base = indicator.yearEnd === "carry" ? (totals.get(`${own} ${thisYear - 1}`) ?? ZERO) : ZERO;
				const before = totals.get(`${own} ${thisYear}`) ?? base;
				const planned = target ? shareOf(target.annual, plannedPercent(target, asOf)) : ZERO;
				const done = shareOf(planned, decimal(share(unit, indicator)));
				const reached = add(base, round(done, Math.min(1, indicator.places)));
				const total = compare(reached, before) < 0 ? before : reached;
				totals.set(`${own} ${thisYear}`, total);
				totals.set(`${own} ${week}`, total);
				return { indicator: indicator.id, basis: "increment" as const, increment: subtract(total, before), total, asOf };
			});
			effects.push(
				{
					do: "add-report-version",
					report: { number, duty: WEEKLY, period: week, unit: unit.code },
					version: {
						version: 1,
						sentAt: instantAt(sent, "15:30"),
						by: AUTHOR as never,
						source: "own",
						late: false,
						form: "test",
						entries: entries.map((entry) => ({ ...entry, approximate: false, reason: null, written: entry.increment })),
						answers: [],
					},
				},
				{ do: "save-standings", standings: entries.map((entry) => ({ ...entry, unit: unit.code, duty: WEEKLY, period: week })) },
			);
		}
	}
	for (const one of year.written ?? []) {
		number += 1;
		effects.push(...writtenEffects(one, number));
	}
	for (const [index, one] of (year.problems ?? []).entries()) effects.push(...problemEffects(one, index + 1));
	for (let start = 0; start < effects.length; start += 500) await opened.store.commit(effects.slice(start, start + 500));
	const totalOf = (unit: UnitCode, indicator: string, week: string): Decimal => {
		for (let back = week as PeriodKey; back >= from; back = shiftPeriod(back, -1)) {
			const total = totals.get(`${unit} ${indicator} ${back}`);
			if (total !== undefined) return total;
		}
		return ZERO;
	};
	return { opened, counties, loaded, totalOf };
};

const noon = (day: string): Instant => instantAt(day as DateText, "12:00");

const writtenEffects = ({ duty, period, unit, on, answers, waits }: WrittenReport, number: number): Effect[] => [
	{
		do: "add-report-version",
		report: { number, duty: duty as DutyId, period: period as PeriodKey, unit },
		version: {
			version: 1,
			sentAt: noon(on),
			by: AUTHOR as never,
			source: "own",
			late: false,
			form: "test",
			review: true,
			entries: [],
			answers: Object.entries(answers).map(([question, text]) => ({ question: question as QuestionId, kind: "text", text })),
		},
	},
	...(waits
		? []
		: [
				{
					do: "add-review-decision",
					report: number,
					decision: { version: 1, decision: "approved", by: AUTHOR as never, way: "office", at: noon(on), late: false, fields: [] },
				} as const,
			]),
];

const problemEffects = ({ unit, on, text, dueOn, solvedOn }: LedgerProblem, number: number): Effect[] => {
	const raised: ProblemEvent = {
		number,
		seq: 1,
		at: noon(on),
		by: AUTHOR as never,
		files: [],
		change: {
			what: "raised",
			unit,
			project: null,
			indicator: null,
			text,
			place: null,
			via: "chat",
			from: unit,
			report: null,
			dueOn: dueOn as DateText,
		},
	};
	const events = [
		raised,
		...(solvedOn === undefined
			? []
			: ([
					{ ...raised, seq: 2, at: noon(solvedOn), change: { what: "closing-asked", words: "" } },
					{ ...raised, seq: 3, at: noon(solvedOn), change: { what: "verified", words: "" } },
				] as const)),
	];
	let problem: ReturnType<typeof afterEvent> | null = null;
	return events.map((event): Effect => {
		problem = afterEvent(problem, event);
		return { do: "record-problem", problem, event };
	});
};
