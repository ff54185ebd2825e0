import type { FileRef } from "../domain/file.ts";
import type { IndicatorId, ProjectId } from "../domain/indicator.ts";
import type { DateText, Instant } from "../domain/period.ts";
import type { PersonKey } from "../domain/person.ts";
import {
	isOpen,
	PROBLEM_STATES,
	type Problem,
	type ProblemChange,
	type ProblemCount,
	type ProblemEvent,
	type ProblemState,
	type ProblemWay,
} from "../domain/problem.ts";
import type { UnitCode } from "../domain/unit.ts";
import type { OpenProblemsOf } from "../ports/problems.ts";
import type { Dialect } from "./dialect.ts";
import type { EffectOf } from "./effects.ts";
import type { Read, Statement } from "./engine.ts";
import { keepingFiles } from "./files.ts";
import type { ProblemEvent as EventRow, Problem as ProblemRow } from "./generated/client.ts";
import { bindList, insert, lastOfEach, table, upsert } from "./table.ts";

const PROBLEM = table<ProblemRow>("Problem", {
	number: "int",
	unit: "text",
	project: "text",
	indicator: "text",
	text: "text",
	place: "text",
	filesJson: "text",
	raisedBy: "text",
	raisedFor: "text",
	via: "text",
	report: "int",
	raisedAt: "text",
	owner: "text",
	dueOn: "text",
	state: "text",
	solvedOn: "text",
	solvedBy: "text",
	events: "int",
	updatedAt: "text",
});
const EVENT = table<EventRow>("ProblemEvent", {
	problem: "int",
	seq: "int",
	previous: "int",
	at: "text",
	by: "text",
	what: "text",
	report: "int",
	changeJson: "text",
	filesJson: "text",
});

/** The key of an event refuses one that is there, its chain one without the one before. */
export const problemStatements = (dialect: Dialect, effects: readonly EffectOf<"record-problem">[]): Statement[] => {
	const problems = lastOfEach(
		effects.map(({ problem }) => problem),
		({ number }) => String(number),
	);
	const files = effects.flatMap(({ event }) => event.files.map(({ hash }) => hash));
	return [
		...upsert(dialect, PROBLEM, ["number"])(problems.map(toRow)),
		...insert(dialect, EVENT)(effects.map(({ event }) => eventRow(event))),
		...(files.length > 0 ? [keepingFiles(dialect, files)] : []),
	];
};

const toRow = ({ raisedBy, files, ...problem }: Problem): ProblemRow => ({
	...problem,
	filesJson: JSON.stringify(files),
	raisedBy: raisedBy.person,
	raisedFor: raisedBy.unit,
	via: raisedBy.via,
	report: raisedBy.report,
});

const fromRow = ({ filesJson, raisedBy, raisedFor, via, report, ...row }: ProblemRow): Problem => ({
	...row,
	unit: row.unit as UnitCode,
	project: row.project as ProjectId | null,
	indicator: row.indicator as IndicatorId | null,
	files: JSON.parse(filesJson) as FileRef[],
	raisedBy: { person: raisedBy as PersonKey, unit: raisedFor as UnitCode, via: via as ProblemWay, report },
	raisedAt: row.raisedAt as Instant,
	owner: row.owner as UnitCode | null,
	dueOn: row.dueOn as DateText,
	state: row.state as ProblemState,
	solvedOn: row.solvedOn as DateText | null,
	solvedBy: row.solvedBy as PersonKey | null,
	updatedAt: row.updatedAt as Instant,
});

const eventRow = ({ number, seq, at, by, files, change }: ProblemEvent): EventRow => ({
	problem: number,
	seq,
	previous: seq === 1 ? null : seq - 1,
	at,
	by,
	what: change.what,
	report: "report" in change ? change.report : null,
	changeJson: JSON.stringify(change),
	filesJson: JSON.stringify(files),
});

export const problemNumbered = async (read: Read, number: number): Promise<Problem | null> => {
	const [row] = await read<ProblemRow>('SELECT * FROM "Problem" WHERE "number" = ?', [number]);
	return row ? fromRow(row) : null;
};

/** A problem's history, oldest first. */
export const problemEvents = async (read: Read, number: number): Promise<ProblemEvent[]> =>
	(await read<EventRow>('SELECT * FROM "ProblemEvent" WHERE "problem" = ? ORDER BY "seq"', [number])).map((row) => ({
		number: row.problem,
		seq: row.seq,
		at: row.at as Instant,
		by: row.by as PersonKey,
		files: JSON.parse(row.filesJson) as FileRef[],
		change: JSON.parse(row.changeJson) as ProblemChange,
	}));

export const lastProblemNumber = async (read: Read): Promise<number> => {
	const [row] = await read<{ number: number | bigint | null }>('SELECT MAX("number") AS "number" FROM "Problem"', []);
	return Number(row?.number ?? 0);
};

const OPEN_STATES = bindList(PROBLEM_STATES.filter((state) => isOpen({ state })));

/** Open problems of some units, owners or projects, or all, by due date and number. */
export const openProblems = async (dialect: Dialect, read: Read, of: OpenProblemsOf | null): Promise<Problem[]> => {
	const open = `SELECT * FROM "Problem" WHERE "state" IN ${dialect.texts}`;
	const order = 'ORDER BY "dueOn", "number"';
	if (of === null) return (await read<ProblemRow>(`${open} ${order}`, [OPEN_STATES])).map(fromRow);
	const by = [
		["unit", of.units],
		["owner", of.owners],
		["project", of.projects],
	] as const;
	const asked = by.filter(([, keys]) => keys.length > 0);
	if (asked.length === 0) return [];
	const sql = asked.map(([column]) => `${open} AND "${column}" IN ${dialect.texts}`).join(" UNION ");
	return (
		await read<ProblemRow>(
			`${sql} ${order}`,
			asked.flatMap(([, keys]) => [OPEN_STATES, bindList(keys)]),
		)
	).map(fromRow);
};

/** The verified problems of some units that were solved between two days, by number. */
export const solvedProblems = async (
	dialect: Dialect,
	read: Read,
	units: readonly UnitCode[],
	from: DateText,
	until: DateText,
): Promise<Problem[]> =>
	(
		await read<ProblemRow>(
			`SELECT * FROM "Problem" WHERE "state" = 'closed' AND "unit" IN ${dialect.texts} AND "solvedOn" >= ? AND "solvedOn" <= ? ORDER BY "number"`,
			[bindList(units), from, until],
		)
	).map(fromRow);

/** A page of all problems, by number. */
export const problemsAfter = async (read: Read, number: number, limit: number): Promise<Problem[]> =>
	(await read<ProblemRow>('SELECT * FROM "Problem" WHERE "number" > ? ORDER BY "number" LIMIT ?', [number, limit])).map(fromRow);

/** The problems a report raised or named again, by number. */
export const problemsOfReport = async (read: Read, report: number): Promise<Problem[]> =>
	(
		await read<ProblemRow>(
			'SELECT * FROM "Problem" WHERE "number" IN (SELECT "problem" FROM "ProblemEvent" WHERE "report" = ?) ORDER BY "number"',
			[report],
		)
	).map(fromRow);

/** Problems due between two days and those of them solved in time, by the unit that is to solve them. */
export const problemCounts = async (dialect: Dialect, read: Read, from: DateText, until: DateText): Promise<ProblemCount[]> => {
	const rows = await read<{ unit: string; due: number | bigint; solved: number | bigint }>(
		`SELECT COALESCE("owner", "unit") AS "unit", COUNT(*) AS "due",
			SUM(CASE WHEN "state" = 'closed' AND "solvedOn" <= "dueOn" THEN 1 ELSE 0 END) AS "solved"
			FROM "Problem" WHERE "dueOn" >= ? AND "dueOn" <= ? AND ${dialect.checked('"state"')} <> 'withdrawn'
			GROUP BY COALESCE("owner", "unit") ORDER BY COALESCE("owner", "unit")`,
		[from, until],
	);
	return rows.map(({ unit, due, solved }) => ({ unit: unit as UnitCode, due: Number(due), solved: Number(solved) }));
};
