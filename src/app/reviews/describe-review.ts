import type { FileRef } from "../../domain/file.ts";
import { parsePeriod, shiftPeriod } from "../../domain/period.ts";
import { currentVersion, type Report, type ReportVersion } from "../../domain/report.ts";
import { countingVersion, decisionOf, judgedBy } from "../../domain/review.ts";
import type { ViewButton } from "../../views/button.ts";
import type { ReportRow } from "../../views/report.ts";
import type { ReturnedLine, ReviewedReport, ReviewRow } from "../../views/reviews.ts";
import type { ViewOf } from "../../views/view.ts";
import { describeReport, linesOf, questionName, type ReportLine } from "../reports/describe-report.ts";
import type { Turn } from "../turns/turn.ts";

/** A report as lists and answers name it. */
export const reviewedReport = ({ county, rounds }: Pick<Turn, "county" | "rounds">, report: Report): ReviewedReport => ({
	number: report.number,
	version: currentVersion(report).version,
	title: county.duty(report.duty)?.name ?? report.duty,
	unit: county.unit(report.unit)?.name ?? report.unit,
	period: report.period,
	late: rounds.isLate(report.duty, report.period, judgedBy(report)),
});

/** The items sent back, by their names. */
export const returnedLines = ({ county }: Pick<Turn, "county">, report: Report, version: number): ReturnedLine[] =>
	(decisionOf(report, version)?.fields ?? []).map(({ question, reason }) => ({
		label: questionName(county, report.duty, question),
		reason,
	}));

/** What the reviewer looks at: the whole report beside that of the period before; of a later version what changed, unless the whole is asked for. */
export const reviewAsked = async (
	turn: Turn,
	report: Report,
	more: { readonly office?: "none" | "unreached" | null; readonly whole?: boolean; readonly newer?: boolean } = {},
): Promise<ViewOf<"review-asked">> => {
	const { county } = turn;
	const version = currentVersion(report);
	const { rows: _rows, ...head } = describeReport(turn, report);
	const old = report.versions.at(-2) ?? null;
	const lines = linesOf(county, report, version);
	const before = await earlierLines(turn, report);
	const was = old === null || more.whole === true ? null : new Map(linesOf(county, report, old).map((line) => [line.key, line.row]));
	const back = old === null ? [] : (decisionOf(report, old.version)?.fields ?? []);
	const changed = was === null ? lines : lines.filter(({ key, row }) => !isSame(row, was.get(key)));
	const rows = changed.map(
		({ key, row, question }): ReviewRow => ({
			row,
			before: before.get(key) ?? null,
			was: was?.get(key) ?? null,
			returned: back.find((field) => field.question === question)?.reason ?? null,
		}),
	);
	const there = new Set(lines.map(({ key }) => key));
	return {
		key: "review-asked",
		report: head,
		rows,
		unchanged: was === null ? null : lines.filter((line) => !changed.includes(line)).map(({ row }) => row.label ?? ""),
		gone: was === null ? [] : [...was].filter(([key]) => !there.has(key)).map(([, row]) => row.label ?? ""),
		empty: was === null ? unanswered(turn, report, lines) : [],
		office: more.office ?? null,
		closesAt: closesAt(turn, report),
		newer: more.newer ?? false,
		files: filesOf(version).filter(({ hash }) => was === null || old === null || !filesOf(old).some((file) => file.hash === hash)),
		buttons: buttonsOf(report, was !== null),
	};
};

const unanswered = ({ county }: Pick<Turn, "county">, { duty }: Report, lines: readonly ReportLine[]): string[] =>
	(county.duty(duty)?.questions ?? [])
		.filter(({ id, when }) => when === null && !lines.some(({ question }) => question === id))
		.map(({ id }) => questionName(county, duty, id));

const filesOf = ({ answers }: ReportVersion): readonly FileRef[] =>
	answers.flatMap((answer) => (answer.kind === "files" ? answer.files : []));

const isSame = (row: ReportRow, other: ReportRow | undefined): boolean => JSON.stringify(row) === JSON.stringify(other);

/** When the round stops taking reports of this unit. */
export const closesAt = ({ county, rounds }: Pick<Turn, "county" | "rounds">, report: Report) => {
	const duty = county.duty(report.duty);
	return duty ? rounds.round(duty, report.period, report.unit).closesAt : currentVersion(report).sentAt;
};

const buttonsOf = (report: Report, inPart: boolean): ViewButton[] => {
	const version = currentVersion(report).version;
	const button = (word: "approve" | "send-back" | "show-whole", what: "approve" | "return" | "show"): ViewButton => ({
		label: { word },
		action: { do: "review", what, report: report.number, version },
	});
	return [button("approve", "approve"), button("send-back", "return"), ...(inPart ? [button("show-whole", "show")] : [])];
};

/** The lines of the same unit's report of the period before, as far as it counts. */
const earlierLines = async (turn: Turn, { duty, period, unit }: Report): Promise<ReadonlyMap<string, ReportRow>> => {
	const earlier = await turn.set.report({ duty, period: shiftPeriod(period, -1), unit });
	const version: ReportVersion | null = earlier && countingVersion(earlier);
	if (!earlier || !version || parsePeriod(earlier.period).cadence !== parsePeriod(period).cadence) return new Map();
	return new Map(linesOf(turn.county, earlier, version).map(({ key, row }) => [key, row]));
};
