import type { County } from "../../domain/county.ts";
import { currentVersion, firstVersion, isConfirmed, type Report, type ReportVersion } from "../../domain/report.ts";
import { compileFlow } from "../../flows/compile-flow.ts";
import type { ReportRow, SubmittedReport } from "../../views/report.ts";
import type { Turn } from "../turns/turn.ts";
import { LOOSE_FILES } from "./loose-files.ts";

/** The lines of a version, figures first; named as in the summary its author confirmed, as far as the form still has the question, else by the question's id. */
const rowsOf = (county: County, report: Report, version: ReportVersion): ReportRow[] => {
	const duty = county.duty(report.duty);
	const questions = duty ? compileFlow(duty, county).questions : [];
	const figures = version.entries.map((entry): ReportRow => {
		const indicator = county.indicator(entry.indicator);
		return {
			kind: "figure",
			label: indicator?.name ?? entry.indicator,
			measure: indicator?.measure ?? "",
			increment: entry.increment,
			total: entry.total,
			approximate: entry.approximate,
			reason: entry.reason,
		};
	});
	const plain = version.answers.map((answer): ReportRow => {
		const label = questions.find((question) => question.id === answer.question)?.name ?? answer.question;
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
	});
	return [...figures, ...plain];
};

/** A report as the chat shows it: its current version, on time or late by its first, as the round stands now. */
export const describeReport = ({ county, rounds }: Pick<Turn, "county" | "rounds">, report: Report): SubmittedReport => {
	const version = currentVersion(report);
	return {
		number: report.number,
		version: version.version,
		title: county.duty(report.duty)?.name ?? report.duty,
		unit: county.unit(report.unit)?.name ?? report.unit,
		period: report.period,
		at: version.sentAt,
		by: county.person(version.by)?.name ?? version.by,
		late: rounds.isLate(report.duty, report.period, firstVersion(report)),
		proxy: version.source === "proxy",
		confirmed: isConfirmed(report),
		rows: rowsOf(county, report, version),
	};
};
