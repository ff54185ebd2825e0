import type { DutyId } from "../domain/duty.ts";
import type { Instant, PeriodKey } from "../domain/period.ts";
import type { PersonKey } from "../domain/person.ts";
import type { Report, ReportSource, ReportVersion } from "../domain/report.ts";
import type { UnitCode } from "../domain/unit.ts";
import type { FactKeys } from "../ports/store.ts";
import type { Dialect } from "./dialect.ts";
import type { EffectOf } from "./effects.ts";
import type { Read, Statement } from "./engine.ts";
import { keepingFiles } from "./files.ts";
import type {
	Answer as AnswerRow,
	ReviewDecision as DecisionRow,
	Entry as EntryRow,
	Report as ReportRow,
	ReportVersion as VersionRow,
} from "./generated/client.ts";
import { ANSWER, answerFromRow, answerToRow, ENTRY, entryFromRow, entryToRow } from "./report-rows.ts";
import { decisionFromRow } from "./reviews.ts";
import { bindList, bindRows, given, grouped, insertEach, lastOfEach, runsOf, table } from "./table.ts";

const REPORT = table<ReportRow>("Report", {
	number: "int",
	duty: "text",
	period: "text",
	unit: "text",
	confirmedAt: "text",
	confirmedBy: "text",
	counts: "bool",
	review: "text",
	judgedAt: "text",
});
const VERSION = table<VersionRow>("ReportVersion", {
	report: "int",
	version: "int",
	previous: "int",
	sentAt: "text",
	person: "text",
	source: "text",
	late: "bool",
	form: "text",
	review: "bool",
});
const KEY = { duty: "text", period: "text", unit: "text" } as const;
const CONFIRMATION = { report: "int", at: "text", by: "text" } as const;

type Added = EffectOf<"add-report-version">;
type Confirmed = EffectOf<"confirm-report">;

/** The keys of the tables refuse a report that is there, a version that is there and a version that skips one. */
export const reportStatements = (dialect: Dialect, effects: readonly (Added | Confirmed)[]): Statement[] =>
	runsOf(effects).flatMap((run) =>
		run[0]?.do === "add-report-version" ? adding(dialect, run as Added[]) : confirming(dialect, run as Confirmed[]),
	);

const addReports = insertEach(REPORT);
const addVersions = insertEach(VERSION);
const addEntries = insertEach(ENTRY);
const addAnswers = insertEach(ANSWER);

const adding = (dialect: Dialect, effects: readonly Added[]): Statement[] => {
	refuseDescending(effects);
	const first = effects.filter(({ version }) => version.version === 1);
	return [
		...addReports(
			first.map(({ report, version }) => ({ ...report, confirmedAt: null, confirmedBy: null, judgedAt: null, ...stateOf(version) })),
		),
		...addVersions(effects.map(({ report, version }) => versionToRow(report.number, version))),
		...addEntries(
			effects.flatMap(({ report, version }) =>
				version.entries.map((entry, place) => entryToRow(report.number, version.version, place, entry)),
			),
		),
		...addAnswers(
			effects.flatMap(({ report, version }) =>
				version.answers.map((answer, place) => answerToRow(report.number, version.version, place, answer)),
			),
		),
		...effects.filter(({ version }) => version.version > 1).map(restating),
		...keeping(dialect, effects),
	];
};

/** What the report's row says of its newest version. */
const stateOf = ({ review }: ReportVersion) => ({ counts: review !== true, review: review === true ? "waiting" : null });

/** What counted before goes on counting until the new version does. */
const restating = ({ report, version }: Added): Statement => {
	const { counts, review } = stateOf(version);
	return {
		sql: `UPDATE "Report" SET "counts" = ("counts" OR ?), "review" = ? WHERE "number" = ?`,
		args: [counts, review, report.number],
		changes: 1,
	};
};

/** What a report refers to is never dropped. */
const keeping = (dialect: Dialect, effects: readonly Added[]): Statement[] => {
	const hashes = effects.flatMap(({ version }) =>
		version.answers.flatMap((answer) => (answer.kind === "files" ? answer.files.map(({ hash }) => hash) : [])),
	);
	return hashes.length === 0 ? [] : [keepingFiles(dialect, hashes)];
};

/** Within one statement the keys alone would take version 2 before version 1. */
const refuseDescending = (effects: readonly Added[]): void => {
	const seen = new Map<number, number>();
	for (const { report, version } of effects) {
		const before = seen.get(report.number);
		if (before !== undefined && version.version !== before + 1)
			throw new Error(`version ${version.version} of report ${report.number} does not follow ${before}`);
		seen.set(report.number, version.version);
	}
};

const confirming = (dialect: Dialect, effects: readonly Confirmed[]): Statement[] => {
	const confirmations = lastOfEach(effects, ({ report }) => String(report)).map(({ report, at, by }) => ({ report, at, by }));
	return [
		{
			sql: `UPDATE "Report" SET "confirmedAt" = k."at", "confirmedBy" = k."by" FROM ${given(dialect, CONFIRMATION)} k
				WHERE "Report"."number" = k."report"`,
			args: [bindRows(CONFIRMATION, confirmations)],
			changes: confirmations.length,
		},
	];
};

const versionToRow = (report: number, version: ReportVersion): VersionRow => ({
	report,
	version: version.version,
	previous: version.version === 1 ? null : version.version - 1,
	sentAt: version.sentAt,
	person: version.by,
	source: version.source,
	late: version.late,
	form: version.form,
	review: version.review === true,
});

/** Reports by round and unit and by number, in the order of their numbers. */
export const loadReports = async (
	dialect: Dialect,
	read: Read,
	keys: NonNullable<FactKeys["reports"]>,
	numbers: readonly number[],
): Promise<Report[]> => {
	const byKey =
		keys.length === 0
			? []
			: await read<ReportRow>(
					`SELECT p.* FROM ${given(dialect, KEY)} k CROSS JOIN "Report" p
						WHERE p."duty" = k."duty" AND p."period" = k."period" AND p."unit" = k."unit"`,
					[bindRows(KEY, keys)],
				);
	const byNumber =
		numbers.length === 0 ? [] : await read<ReportRow>(`SELECT * FROM "Report" WHERE "number" IN ${dialect.ints}`, [bindList(numbers)]);
	return withVersions(
		dialect,
		read,
		lastOfEach([...byKey, ...byNumber], ({ number }) => String(number)),
	);
};

/** The highest report number given so far, 0 when none. */
export const lastReportNumber = async (read: Read): Promise<number> => {
	const [row] = await read<{ last: bigint | null }>('SELECT MAX("number") AS "last" FROM "Report"', []);
	return Number(row?.last ?? 0);
};

const withVersions = async (dialect: Dialect, read: Read, rows: readonly ReportRow[]): Promise<Report[]> => {
	if (rows.length === 0) return [];
	const numbers = bindList(rows.map(({ number }) => number));
	const parts = <Row>(name: string, order: string): Promise<Row[]> =>
		read<Row>(`SELECT * FROM "${name}" WHERE "report" IN ${dialect.ints} ORDER BY "report", "version"${order}`, [numbers]);
	const versions = grouped(await parts<VersionRow>("ReportVersion", ""), ({ report }) => String(report));
	const entries = grouped(await parts<EntryRow>("Entry", ', "place"'), ofVersion);
	const answers = grouped(await parts<AnswerRow>("Answer", ', "place"'), ofVersion);
	const decisions = grouped(await parts<DecisionRow>("ReviewDecision", ""), ({ report }) => String(report));
	const versionOf = (row: VersionRow): ReportVersion => ({
		version: row.version,
		sentAt: row.sentAt as Instant,
		by: row.person as PersonKey,
		source: row.source as ReportSource,
		late: row.late,
		form: row.form,
		...(row.review ? { review: true as const } : {}),
		entries: (entries.get(ofVersion(row)) ?? []).map(entryFromRow),
		answers: (answers.get(ofVersion(row)) ?? []).map(answerFromRow),
	});
	return [...rows]
		.sort((a, b) => a.number - b.number)
		.map((row) => ({
			number: row.number,
			duty: row.duty as DutyId,
			period: row.period as PeriodKey,
			unit: row.unit as UnitCode,
			versions: (versions.get(String(row.number)) ?? []).map(versionOf),
			...decided(decisions.get(String(row.number)) ?? []),
			confirmedAt: row.confirmedAt as Instant | null,
			confirmedBy: row.confirmedBy as PersonKey | null,
		}));
};

const decided = (rows: readonly DecisionRow[]): Pick<Report, "decisions"> =>
	rows.length === 0 ? {} : { decisions: rows.map(decisionFromRow) };

const ofVersion = ({ report, version }: { report: number; version: number }): string => `${report} ${version}`;
