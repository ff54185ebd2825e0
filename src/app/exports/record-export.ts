import type { Duty } from "../../domain/duty.ts";
import { dateOf, daysOf, type Instant, type PeriodKey, parsePeriod, periodOf, shiftPeriod } from "../../domain/period.ts";
import type { PersonKey } from "../../domain/person.ts";
import type { PlainAnswer, Report, ReportVersion } from "../../domain/report.ts";
import { decisionOf } from "../../domain/review.ts";
import type { UnitCode } from "../../domain/unit.ts";
import type { ExportColumn, ExportSheet, ExportValue } from "../../views/export.ts";
import { weeksIn } from "../rankings/ranking-series.ts";
import type { ExportParts } from "./export-parts.ts";
import { reportsOf } from "./reports-of.ts";

/** Whose record it is: all a unit reported, or all one person sent. */
export interface RecordOf {
	readonly name: string;
	readonly units: readonly UnitCode[];
	readonly person: PersonKey | null;
}

/** Every version of every report over a span, a line an answer, in the words it was given in, with the hashes of its files. */
export const recordExport = async (parts: ExportParts, of: RecordOf, span: PeriodKey, at: Instant): Promise<ExportSheet> => {
	const { county, store } = parts;
	const keys = county.data.duties.flatMap((duty) =>
		periodsIn(parts, duty, span, at).flatMap((period) => of.units.map((unit) => ({ duty: duty.id, period, unit }))),
	);
	const reports = (await reportsOf(store, keys)).sort((a, b) => a.number - b.number);
	const isTheirs = ({ by }: ReportVersion): boolean => of.person === null || by === of.person;
	const meant = reports.filter(({ versions }) => versions.some(isTheirs));
	return {
		heading: { of: "record", name: of.name, from: span, at, reports: meant.length },
		columns: COLUMNS,
		rows: meant.flatMap((report) => report.versions.filter(isTheirs).flatMap((version) => linesOf(parts, report, version))),
		totals: null,
		frozen: 3,
	};
};

/** The rounds of a duty that belong to a span and have begun. */
const periodsIn = ({ rounds }: ExportParts, duty: Duty, span: PeriodKey, at: Instant): PeriodKey[] => {
	const { cadence } = duty;
	const begun = periodOf(cadence, dateOf(at));
	if (cadence === "week" && parsePeriod(span).cadence !== "week") return weeksIn(duty, span, rounds).filter((week) => week <= begun);
	const { first, last } = daysOf(span);
	const until = [periodOf(cadence, last), begun].sort()[0] as PeriodKey;
	const found: PeriodKey[] = [];
	for (let period = periodOf(cadence, first); period <= until; period = shiftPeriod(period, 1)) found.push(period);
	return found;
};

const COLUMNS: readonly ExportColumn[] = [
	{ is: { column: "number" }, format: "number", width: 8 },
	{ is: { column: "round" }, format: "text", width: 13 },
	{ is: { column: "unit" }, format: "text", width: 14 },
	{ is: { column: "duty" }, format: "text", width: 10 },
	{ is: { column: "version" }, format: "number", width: 6 },
	{ is: { column: "sent-at" }, format: "moment", width: 17 },
	{ is: { column: "person" }, format: "text", width: 14 },
	{ is: { column: "source" }, format: "text", width: 8 },
	{ is: { column: "state" }, format: "text", width: 7 },
	{ is: { column: "question" }, format: "text", width: 24 },
	{ is: { column: "as-written" }, format: "text", width: 28 },
	{ is: { column: "answer" }, format: "text", width: 28 },
	{ is: { column: "reason" }, format: "text", width: 24 },
	{ is: { column: "hash" }, format: "text", width: 20 },
];

const linesOf = ({ county, rounds }: ExportParts, report: Report, version: ReportVersion): ExportValue[][] => {
	const duty = county.duty(report.duty);
	const label = (question: string): string => duty?.questions.find(({ id }) => id === question)?.label ?? question;
	const head: ExportValue[] = [
		String(report.number),
		{ period: report.period },
		county.unit(report.unit)?.name ?? report.unit,
		duty?.name ?? report.duty,
		String(version.version),
		version.sentAt,
		county.person(version.by)?.name ?? version.by,
		{ word: version.source },
		{ word: inReview(report, version) ?? (rounds.isLate(report.duty, report.period, version) ? "late" : "on-time") },
	];
	const figures = version.entries.map(({ indicator, written, total, increment, reason }): ExportValue[] => {
		const known = county.indicator(indicator);
		const measure = known?.measure ?? "";
		return [...head, known?.name ?? indicator, written, { figure: { increment, total, measure } }, reason, null];
	});
	const answers = version.answers.flatMap((answer): ExportValue[][] => {
		const lines = answerLines(answer);
		return lines.map(({ words, hash }) => [...head, label(answer.question), words, null, null, hash]);
	});
	return [...figures, ...answers];
};

/** Whether a version has no approval though it needs one. */
const inReview = (report: Report, { version, review }: ReportVersion): "waiting" | "returned" | null => {
	const decision = decisionOf(report, version)?.decision ?? null;
	if (review !== true || decision === "approved") return null;
	return decision === null ? "waiting" : "returned";
};

const answerLines = (answer: PlainAnswer): { words: ExportValue; hash: string | null }[] => {
	switch (answer.kind) {
		case "text":
			return [{ words: answer.text, hash: null }];
		case "choice":
			return [{ words: answer.option, hash: null }];
		case "yesno":
			return [{ words: { word: answer.yes ? "yes" : "no" }, hash: null }];
		case "files":
			return answer.files.map(({ name, hash }) => ({ words: name, hash }));
		default:
			return answer satisfies never;
	}
};
