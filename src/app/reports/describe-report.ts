import type { County } from "../../domain/county.ts";
import type { DutyId, QuestionId } from "../../domain/duty.ts";
import { currentVersion, isConfirmed, type PlainAnswer, type Report, type ReportVersion } from "../../domain/report.ts";
import { countingVersion, judgedBy, principalsOf, reviewersOf, standOf } from "../../domain/review.ts";
import { compileFlow } from "../../flows/compile-flow.ts";
import type { ReportRow, SubmittedReport } from "../../views/report.ts";
import type { Turn } from "../turns/turn.ts";
import { LOOSE_FILES } from "./loose-files.ts";

/** A line of a version: `key` is the same in every version and period, `question` the form's that it answers (null: none, or no longer). */
export interface ReportLine {
	readonly key: string;
	readonly question: QuestionId | null;
	readonly row: ReportRow;
}

/** What an item is called where it is listed: as in the summary its author confirmed, as far as the form still has it, else its id. */
export const questionName = (county: County, dutyId: DutyId, id: QuestionId): string => {
	const duty = county.duty(dutyId);
	return (duty ? compileFlow(duty, county).questions : []).find((question) => question.id === id)?.name ?? id;
};

/** The lines of a version, figures first. */
export const linesOf = (county: County, report: Pick<Report, "duty">, version: ReportVersion): ReportLine[] => {
	const duty = county.duty(report.duty);
	const questions = duty ? compileFlow(duty, county).questions : [];
	const figures = version.entries.map((entry): ReportLine => {
		const indicator = county.indicator(entry.indicator);
		return {
			key: `figure ${entry.indicator}`,
			question: questions.find((question) => question.kind === "number" && question.indicator === entry.indicator)?.id ?? null,
			row: {
				kind: "figure",
				label: indicator?.name ?? entry.indicator,
				measure: indicator?.measure ?? "",
				increment: entry.increment,
				total: entry.total,
				approximate: entry.approximate,
				reason: entry.reason,
			},
		};
	});
	const plain = version.answers.map((answer): ReportLine => {
		const question = questions.find(({ id }) => id === answer.question);
		return { key: `answer ${answer.question}`, question: question?.id ?? null, row: plainRow(answer, question?.name ?? answer.question) };
	});
	return [...figures, ...plain];
};

const plainRow = (answer: PlainAnswer, label: string): ReportRow => {
	switch (answer.kind) {
		case "text":
			return { kind: "text", label, text: answer.text };
		case "choice":
			return { kind: "text", label, text: answer.option };
		case "yesno":
			return { kind: "yesno", label, yes: answer.yes };
		case "files":
			return { kind: "files", label: answer.question === LOOSE_FILES ? null : label, count: answer.files.length };
		default:
			return answer satisfies never;
	}
};

/** A report as the chat shows it: its current version, on time or late by its first, as the round stands now. */
export const describeReport = (turn: Pick<Turn, "county" | "rounds" | "today" | "isAway">, report: Report): SubmittedReport => {
	const { county, rounds } = turn;
	const version = currentVersion(report);
	return {
		number: report.number,
		version: version.version,
		title: county.duty(report.duty)?.name ?? report.duty,
		unit: county.unit(report.unit)?.name ?? report.unit,
		period: report.period,
		at: version.sentAt,
		by: county.person(version.by)?.name ?? version.by,
		late: rounds.isLate(report.duty, report.period, judgedBy(report)),
		proxy: version.source === "proxy",
		confirmed: isConfirmed(report),
		...inReview(turn, report),
		rows: linesOf(county, report, version).map(({ row }) => row),
	};
};

/** Where its newest version does not count yet: who is to approve it, and what counts meanwhile. */
const inReview = (turn: Pick<Turn, "county" | "today" | "isAway">, report: Report): Pick<SubmittedReport, "review"> => {
	const state = standOf(report);
	if (state === "counts") return {};
	const { by } = reviewersOf(
		principalsOf(turn.county, report.unit, turn.today, (key) => turn.isAway(key)),
		currentVersion(report).by,
	);
	return { review: { state, by: by.map(({ name }) => name), counts: countingVersion(report)?.version ?? null } };
};
