import { County } from "../domain/county.ts";
import { add, type Decimal } from "../domain/decimal.ts";
import type { Duty } from "../domain/duty.ts";
import { addDays, type DateText, daysOf, type Instant, instantAt, type PeriodKey } from "../domain/period.ts";
import type { Person } from "../domain/person.ts";
import type { Entry } from "../domain/report.ts";
import { baseOf, type Standing } from "../domain/standing.ts";
import type { UnitCode } from "../domain/unit.ts";
import { compileFlow } from "../flows/compile-flow.ts";
import type { Effect, Store } from "../ports/store.ts";
import type { DemoFigure } from "../workbook/demo/demo-history.ts";
import { RUNNING } from "./rankings/ranking-poster.ts";
import { targetIn } from "./reports/figures.ts";
import { roomPrivateChat } from "./room-directory.ts";

/**
 * Fills an empty store with the demo county in one commit: its people bound to the room under their keys, and the weeks before the demo begins
 * reported. Does nothing when a county is there already.
 */
export const seedDemo = async (store: Store, data: County["data"], history: readonly DemoFigure[], at: Instant): Promise<void> => {
	if ((await store.loadCounty()).version > 0) return;
	const county = new County(data);
	const dutiesSince = history.map(({ period }) => openingOf(period)).sort()[0] ?? at;
	await store.commit([
		{ do: "replace-county", from: 0, data, at, dutiesSince },
		{ do: "record-occurrence", occurrence: { key: RUNNING, outcome: "done", at } },
		...bindEverybody(county, at),
		...pastReports(county, history),
	]);
};

const bindEverybody = (county: County, at: Instant): Effect[] =>
	county.data.people.map((person) => {
		const account = { channel: "room", id: person.key };
		return { do: "bind-account", account, person: person.key, privateChat: roomPrivateChat(account), at };
	});

/** One report per unit and week, sent by the unit's first reporter the day before it was due. */
export const pastReports = (county: County, history: readonly DemoFigure[]): Effect[] => {
	const effects: Effect[] = [];
	const standings: Standing[] = [];
	let number = 0;
	for (const [key, figures] of grouped(history)) {
		const [period, unit] = key.split(" ") as [PeriodKey, UnitCode];
		const duty = county.data.duties.find(
			(one) =>
				one.cadence === "week" && figures.every((figure) => one.questions.some((question) => question.indicator === figure.indicator)),
		);
		const author = county.peopleOf(unit).find((person) => person.posts.some((post) => post.unit === unit && post.role === "reporter"));
		if (!duty || !author) continue;
		const entries = figures.map((figure) => entryOf(county, duty, figure, standings));
		number += 1;
		effects.push({
			do: "add-report-version",
			report: { number, duty: duty.id, period, unit },
			version: {
				version: 1,
				sentAt: sentAt(period),
				by: (author satisfies Person).key,
				source: "own",
				late: false,
				form: compileFlow(duty, county).version,
				entries: entries.map(({ entry }) => entry),
				answers: [],
			},
		});
		effects.push({ do: "save-standings", standings: entries.map(({ standing }) => standing) });
		standings.push(...entries.map(({ standing }) => standing));
	}
	return effects;
};

/** Duties are as old as what was reported of them. */
const openingOf = (period: PeriodKey): Instant => instantAt(daysOf(period).first, "00:00");
const sentAt = (period: PeriodKey): Instant => instantAt(thursdayOf(period), "15:30");
const thursdayOf = (period: PeriodKey): DateText => addDays(daysOf(period).first, 3);

const grouped = (history: readonly DemoFigure[]): [string, DemoFigure[]][] => {
	const groups = new Map<string, DemoFigure[]>();
	for (const figure of history) {
		const key = `${figure.period} ${figure.unit}`;
		groups.set(key, [...(groups.get(key) ?? []), figure]);
	}
	return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
};

const entryOf = (county: County, duty: Duty, figure: DemoFigure, earlier: readonly Standing[]): { entry: Entry; standing: Standing } => {
	const indicator = county.indicator(figure.indicator);
	if (!indicator) throw new Error(`the demo's history names an unknown indicator: ${figure.indicator}`);
	const own = earlier.filter((standing) => standing.unit === figure.unit && standing.indicator === figure.indicator);
	const base = baseOf(own, figure.period, indicator, targetIn(county, figure.unit, figure.indicator, figure.period));
	const total: Decimal = add(base.total, figure.increment);
	const asOf = thursdayOf(figure.period);
	const entry: Entry = {
		indicator: figure.indicator,
		basis: "increment",
		increment: figure.increment,
		total,
		asOf,
		approximate: false,
		reason: null,
		written: figure.increment,
	};
	return {
		entry,
		standing: {
			unit: figure.unit,
			indicator: figure.indicator,
			duty: duty.id,
			period: figure.period,
			basis: "increment",
			increment: figure.increment,
			total,
			asOf,
		},
	};
};
