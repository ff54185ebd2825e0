import type { CountyData } from "../domain/county.ts";
import { fromMillionths, toMillionths } from "../domain/decimal.ts";
import { defaultRules, type Rules } from "../domain/rule.ts";
import * as rows from "./county-rows.ts";
import type { Dialect } from "./dialect.ts";
import type { EffectOf } from "./effects.ts";
import type { Read, Statement } from "./engine.ts";
import type {
	CalendarDay as CalendarRow,
	Duty as DutyRow,
	Indicator as IndicatorRow,
	Person as PersonRow,
	Post as PostRow,
	Project as ProjectRow,
	Rule as RuleRow,
	Target as TargetRow,
	Unit as UnitRow,
	CountyVersion as VersionRow,
} from "./generated/client.ts";
import { startStatements } from "./rounds.ts";
import { insert, lastOfEach, type Table, table, upsert } from "./table.ts";

const PLACED = { place: "int", endedAt: "text" } as const;
const VERSION = table<VersionRow>("CountyVersion", { version: "int", previous: "int", at: "text" });
const UNIT = table<UnitRow>("Unit", {
	code: "text",
	name: "text",
	kind: "text",
	parent: "text",
	aliasesJson: "text",
	validFrom: "text",
	validTo: "text",
	successor: "text",
	exemptJson: "text",
	...PLACED,
});
const PERSON = table<PersonRow>("Person", { key: "text", name: "text", phone: "text", ...PLACED });
const POST_KEY = { person: "text", unit: "text", role: "text", title: "text", validFrom: "text", validTo: "text" } as const;
const POST = table<PostRow>("Post", { ...POST_KEY, ...PLACED });
const PROJECT = table<ProjectRow>("Project", { id: "text", name: "text", aliasesJson: "text", department: "text", ...PLACED });
const INDICATOR = table<IndicatorRow>("Indicator", {
	id: "text",
	project: "text",
	name: "text",
	aliasesJson: "text",
	measure: "text",
	places: "int",
	yearEnd: "text",
	...PLACED,
});
const TARGET = table<TargetRow>("Target", {
	unit: "text",
	indicator: "text",
	year: "int",
	annual: "bigint",
	fourYearValue: "bigint",
	fourYearFirst: "int",
	planJson: "text",
	opening: "bigint",
	...PLACED,
});
const DUTY = table<DutyRow>("Duty", {
	id: "text",
	name: "text",
	cadence: "text",
	unitsJson: "text",
	opensJson: "text",
	dueJson: "text",
	closesJson: "text",
	remindersJson: "text",
	review: "bool",
	questionsJson: "text",
	...PLACED,
});
const CALENDAR = table<CalendarRow>("CalendarDay", { date: "text", works: "bool", note: "text", ...PLACED });
const RULE = table<RuleRow>("Rule", { id: "text", value: "bigint", endedAt: "text" });

/** Replaces the office's data. The keys of CountyVersion refuse an import that was compared with anything but the newest version. */
export const countyStatements = (dialect: Dialect, { from, data, at, dutiesSince }: EffectOf<"replace-county">): Statement[] => {
	const replace = <Row extends object>(target: Table<Row>, key: readonly (keyof Row & string)[], current: readonly Row[]): Statement[] => [
		// Everything is ended, then what is still there begins again: one statement each, whatever the size of the workbook.
		{ sql: `UPDATE "${target.name}" SET "endedAt" = ? WHERE "endedAt" IS NULL`, args: [at] },
		...upsert(dialect, target, key)(lastOfEach(current, (row) => JSON.stringify(key.map((column) => row[column])))),
	];
	const rules = Object.entries(data.rules).map(([id, value]) => ({ id, value: toMillionths(value), endedAt: null }));
	return [
		...insert(dialect, VERSION)([{ version: from + 1, previous: from === 0 ? null : from, at }]),
		...replace(UNIT, ["code"], referredFirst(data.units.map(rows.unitToRow))),
		...replace(PERSON, ["key"], data.people.map(rows.personToRow)),
		...replace(POST, Object.keys(POST_KEY) as (keyof typeof POST_KEY)[], rows.postsToRows(data.people)),
		...replace(PROJECT, ["id"], data.projects.map(rows.projectToRow)),
		...replace(INDICATOR, ["id"], data.indicators.map(rows.indicatorToRow)),
		...replace(TARGET, ["unit", "indicator", "year"], data.targets.map(rows.targetToRow)),
		...replace(DUTY, ["id"], data.duties.map(rows.dutyToRow)),
		...startStatements(
			dialect,
			data.duties.map(({ id }) => id),
			dutiesSince ?? at,
		),
		...replace(RULE, ["id"], rules),
		...replace(CALENDAR, ["date"], data.calendar.map(rows.dayToRow)),
	];
};

/**
 * Units after those they refer to. Any order is taken, but while a reference hangs in the air SQLite looks through every report for each
 * further unit it writes.
 */
const referredFirst = (units: readonly UnitRow[]): UnitRow[] => {
	const byCode = new Map(units.map((unit) => [unit.code, unit]));
	const ordered = new Set<UnitRow>();
	const entered = new Set<UnitRow>();
	const enter = (unit: UnitRow | undefined): void => {
		if (!unit || entered.has(unit)) return;
		entered.add(unit);
		enter(byCode.get(unit.parent ?? ""));
		enter(byCode.get(unit.successor ?? ""));
		ordered.add(unit);
	};
	for (const unit of byCode.values()) enter(unit);
	return [...ordered];
};

/** The office's data as last imported, each sheet in its own order, and its version. */
export const loadCounty = async (read: Read): Promise<{ version: number; data: CountyData | null }> => {
	const [newest] = await read<{ version: bigint | null }>('SELECT MAX("version") AS "version" FROM "CountyVersion"', []);
	const version = Number(newest?.version ?? 0);
	if (version === 0) return { version, data: null };
	const current = <Row>(name: string): Promise<Row[]> => read<Row>(`SELECT * FROM "${name}" WHERE "endedAt" IS NULL ORDER BY "place"`, []);
	const data: CountyData = {
		units: (await current<UnitRow>("Unit")).map(rows.unitFromRow),
		people: rows.peopleFromRows(await current<PersonRow>("Person"), await current<PostRow>("Post")),
		projects: (await current<ProjectRow>("Project")).map(rows.projectFromRow),
		indicators: (await current<IndicatorRow>("Indicator")).map(rows.indicatorFromRow),
		targets: rows.targetsFromRows(await current<TargetRow>("Target")),
		duties: (await current<DutyRow>("Duty")).map(rows.dutyFromRow),
		rules: rulesFromRows(await read<RuleRow>('SELECT * FROM "Rule" WHERE "endedAt" IS NULL', [])),
		calendar: (await current<CalendarRow>("CalendarDay")).map(rows.dayFromRow),
	};
	return { version, data };
};

/** A rule that the program learned after the import stands at its default. */
const rulesFromRows = (stored: readonly RuleRow[]): Rules => {
	const defaults = defaultRules();
	const known = stored.filter(({ id }) => id in defaults).map(({ id, value }) => [id, fromMillionths(value)]);
	return { ...defaults, ...Object.fromEntries(known) };
};
