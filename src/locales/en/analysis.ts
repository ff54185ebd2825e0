import type { AnalysisLine, AnalysisView, ReportsIn } from "../../views/analysis.ts";
import type { SentencesOf } from "../catalogue.ts";
import { formats } from "./formats.ts";

const { period: name, quantity, day } = formats;

const line = ({ label, measure, total, annual, percent, planned, lamp, red, worst }: AnalysisLine): string => {
	if (annual === null) return `${label}: ${quantity(total, measure)}, no target`;
	const behind = red === 0 ? "" : `; ${red} red, slowest ${worst}`;
	return `${label}: ${total}/${quantity(annual, measure)}, ${percent}% (plan ${planned}%), ${lamp}${behind}`;
};

const reportsLine = ({ title, due, reported }: Pick<ReportsIn, "title" | "due" | "reported">): string =>
	`${title}: ${reported} of ${due} in`;

export const analysis: SentencesOf<AnalysisView["key"]> = {
	"analysis-started": ({ period }) =>
		`Writing the quarter's analysis${period === null ? "" : ` of ${name(period)}`}; it comes here when done.`,
	"analysis-none": ({ period }) =>
		period === null
			? "Which quarter? For example: /analysis 2026-Q3"
			: `Nothing was reported in ${name(period)} yet. Another quarter: /analysis 2026-Q3`,
	analysis: ({ period, asOf, over, lines, moreLines, problems, reports, pictures }) =>
		[
			`Analysis of ${name(period)} (${over ? "" : "not over yet, "}as of ${day(asOf)})`,
			...lines.map(line),
			...(moreLines > 0 ? [`${moreLines} more indicators in the document`] : []),
			`Problems: ${problems.raised} new, ${problems.solved} solved; ${problems.open} open, ${problems.overdue} overdue`,
			...(reports.length > 0 ? [reports.map(reportsLine).join("; ")] : []),
			`Here is the document${pictures ? " with its pictures" : ""}; edit next steps and agenda in it.${pictures ? "" : " A picture could not be made: please ask again later."}`,
		].join("\n"),
	"analysis-due": ({ period, reports }) =>
		[
			`The reports of ${name(period)} are closed: the analysis meeting can be prepared.`,
			...(reports.length > 0 ? [reports.map(reportsLine).join("; ")] : []),
			"Send /analysis for document, pictures and agenda.",
		].join("\n"),
};
