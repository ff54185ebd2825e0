import type { Absence } from "../domain/absence.ts";
import type { DutyId } from "../domain/duty.ts";
import type { DateText, Instant, PeriodKey } from "../domain/period.ts";
import type { PersonKey } from "../domain/person.ts";
import type { RoundChange } from "../domain/round-change.ts";
import type { UnitCode } from "../domain/unit.ts";
import type { RoundRecords } from "../ports/store.ts";
import type { Dialect } from "./dialect.ts";
import type { EffectOf } from "./effects.ts";
import type { Read, Statement } from "./engine.ts";
import type {
	Absence as AbsenceRow,
	RoundChange as ChangeRow,
	OutageExtension as OutageRow,
	DutyStart as StartRow,
} from "./generated/client.ts";
import { insert, runsOf, table } from "./table.ts";

const CHANGE = table<Omit<ChangeRow, "position">>("RoundChange", {
	id: "text",
	kind: "text",
	duty: "text",
	period: "text",
	unit: "text",
	until: "text",
	reason: "text",
	by: "text",
	at: "text",
});
const OUTAGE = table<OutageRow>("OutageExtension", {
	id: "text",
	duty: "text",
	period: "text",
	until: "text",
	stoodFrom: "text",
	stoodUntil: "text",
	at: "text",
});
const ABSENCE = table<Omit<AbsenceRow, "position">>("Absence", {
	id: "text",
	person: "text",
	deputy: "text",
	first: "text",
	last: "text",
	at: "text",
	endedAt: "text",
});
const START = table<StartRow>("DutyStart", { duty: "text", at: "text" });

type Away = EffectOf<"add-absence">;
type Back = EffectOf<"end-absence">;

/** What people decided, and what the program gave back, each in its table. */
export const changeStatements = (dialect: Dialect, effects: readonly EffectOf<"add-round-change">[]): Statement[] => {
	const decided = effects.flatMap(({ change: { by, outage: _, ...change } }) => (by === null ? [] : [{ ...change, by }]));
	const given = effects.flatMap(({ change }) => (change.by === null ? [toOutageRow(change)] : []));
	return [...insert(dialect, CHANGE)(decided), ...insert(dialect, OUTAGE)(given)];
};

const toOutageRow = ({ id, duty, period, until, at, outage }: RoundChange): OutageRow => {
	if (!outage) throw new Error(`round change ${id} is nobody's and gives nothing back`);
	return { id, duty, period, until, stoodFrom: outage.from, stoodUntil: outage.until, at };
};

const fromOutageRow = (row: OutageRow): RoundChange => ({
	id: row.id,
	kind: "extend",
	duty: row.duty as DutyId,
	period: row.period as PeriodKey,
	unit: null,
	until: row.until as Instant,
	reason: "",
	by: null,
	at: row.at as Instant,
	outage: { from: row.stoodFrom as Instant, until: row.stoodUntil as Instant },
});

/** An absence ended before stays ended when it was. */
export const absenceStatements = (dialect: Dialect, effects: readonly (Away | Back)[]): Statement[] =>
	runsOf(effects).flatMap((run) =>
		run[0]?.do === "add-absence"
			? insert(dialect, ABSENCE)((run as Away[]).map(({ absence }) => ({ ...absence, endedAt: null })))
			: (run as Back[]).map(({ id, at }) => ({
					sql: 'UPDATE "Absence" SET "endedAt" = ? WHERE "id" = ? AND "endedAt" IS NULL',
					args: [at, id],
				})),
	);

/** The first import a duty comes with is when it began, whatever happens to it later. */
export const startStatements = (dialect: Dialect, duties: readonly DutyId[], at: Instant): Statement[] =>
	insert(dialect, START, "ON CONFLICT DO NOTHING")([...new Set(duties)].map((duty) => ({ duty, at })));

const fromChangeRow = ({ position: _, ...row }: ChangeRow): RoundChange => ({
	...row,
	kind: row.kind as RoundChange["kind"],
	duty: row.duty as DutyId,
	period: row.period as PeriodKey,
	unit: row.unit as UnitCode | null,
	until: row.until as Instant,
	by: row.by as PersonKey,
	at: row.at as Instant,
});

const earlierFirst = (a: RoundChange, b: RoundChange): number => (a.at < b.at ? -1 : Number(a.at > b.at));

/** What decides about rounds beside the workbook: changes in the order they were made, absences not taken back, and when each duty began. */
export const roundRecords = async (read: Read): Promise<RoundRecords> => ({
	changes: [
		...(await read<ChangeRow>('SELECT * FROM "RoundChange" ORDER BY "position"', [])).map(fromChangeRow),
		...(await read<OutageRow>('SELECT * FROM "OutageExtension" ORDER BY "at", "id"', [])).map(fromOutageRow),
	].sort(earlierFirst),
	absences: (await read<AbsenceRow>('SELECT * FROM "Absence" WHERE "endedAt" IS NULL ORDER BY "position"', [])).map(
		({ position: _, endedAt: __, ...row }): Absence => ({
			...row,
			person: row.person as PersonKey,
			deputy: row.deputy as PersonKey,
			first: row.first as DateText,
			last: row.last as DateText,
			at: row.at as Instant,
		}),
	),
	starts: (await read<StartRow>('SELECT "duty", "at" FROM "DutyStart" ORDER BY "duty"', [])).map(({ duty, at }) => ({
		duty: duty as DutyId,
		at: at as Instant,
	})),
});
