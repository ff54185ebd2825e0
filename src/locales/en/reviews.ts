import type { ReportRow } from "../../views/report.ts";
import type { ReturnedLine, ReviewedReport, ReviewRow, ReviewView } from "../../views/reviews.ts";
import type { SentencesOf } from "../catalogue.ts";
import { formats } from "./formats.ts";
import { ledgerLines, reportRow, shortRow } from "./report-lines.ts";

const name = (report: Pick<ReviewedReport, "unit" | "period" | "title">): string =>
	`${report.unit}, ${report.title} of ${formats.period(report.period)}`;

const same = (one: ReportRow, other: ReportRow): boolean => JSON.stringify(one) === JSON.stringify(other);

const line = ({ row, before, was, returned }: ReviewRow, change: boolean): string => {
	const old = change && was !== null ? `\n  Was: ${shortRow(was)}` : "";
	const asked = returned === null ? "" : `\n  Sent back because: ${returned}`;
	const compared =
		before === null ? "" : same(row, before) ? "\n  (as in the period before)" : `\n  The period before: ${shortRow(before)}`;
	return `· ${reportRow(row)}${old}${asked}${change ? "" : compared}`;
};

const returnedLine = ({ label, reason }: ReturnedLine): string => `· ${label}: ${reason}`;

const left = (count: number): string => (count === 0 ? "" : `\n${count} more waiting for you: send /review.`);

export const reviews: SentencesOf<ReviewView["key"]> = {
	"review-asked": ({ report, rows, unchanged, gone, empty, office, closesAt, newer }) =>
		[
			...(newer ? [`There is a version ${report.version} now; please look at this one:`] : []),
			`To be approved: ${name(report)} (no. ${report.number}${report.version > 1 ? `, version ${report.version}` : ""})`,
			`${report.by}, ${formats.moment(report.at)}, ${report.late ? "late" : "on time"}${report.proxy ? ", entered for the unit" : ""}`,
			...(office === null
				? []
				: [office === "none" ? "The unit has no principal today: the office decides." : "No principal is bound: the office decides."]),
			...(unchanged === null
				? []
				: [rows.length + gone.length === 0 ? "Nothing changed since the version before." : "Changed since the version before:"]),
			...rows.map((one) => line(one, unchanged !== null)),
			...gone.map((label) => `· ${label}: no longer reported`),
			...(empty.length === 0 ? [] : [`Not answered: ${empty.join(", ")}`]),
			...(unchanged === null || unchanged.length === 0 ? [] : [`Unchanged: ${unchanged.join(", ")}`]),
			`Approve it, or return what is wrong, before ${formats.moment(closesAt)}.`,
		].join("\n"),
	"review-fields": ({ report, lines, unclear }) =>
		[
			...(unclear === null ? [] : [`“${unclear}” was not understood.`]),
			`${name(report)}: which item is to be changed?`,
			...lines.map((label, index) => `${index + 1}. ${label}`),
			"Press it, or write it with the reason: “2 the figure is wrong”.",
		].join("\n"),
	"review-reason": ({ labels, limit }) =>
		`${limit === null ? "" : `Too long, at most ${limit} characters.\n`}${labels.map((label) => `“${label}”`).join(", ")}: why? One sentence; the reporter sees it. Press further items above.`,
	"review-dropped": ({ number }) => `Not returned. No. ${number} still waits for you.`,
	"review-approved": ({ report, left: more }) =>
		`Approved: ${name(report)} (no. ${report.number}). It counts, ${report.late ? "late" : "on time"}.${left(more)}`,
	"review-returned": ({ report, fields, told, left: more }) =>
		[
			`Returned: ${name(report)} (no. ${report.number})`,
			...fields.map(returnedLine),
			told.length === 0
				? "The reporter cannot be reached; please tell them yourself."
				: `Told to ${told.join(", ")}; only these are asked again.`,
		].join("\n") + left(more),
	"review-settled": ({ report, decision, by, at }) =>
		`${name(report)} (no. ${report.number}) was ${decision} by ${by} on ${formats.moment(at)}. Nothing is left to do.`,
	"review-closed": ({ report, closedAt }) =>
		`${name(report)} closed on ${formats.moment(closedAt)} and cannot be approved any more. The office may reopen it (/reopen).`,
	"review-elsewhere": ({ report, by }) => `${name(report)} is for ${by.join(", ")} to approve.`,
	"review-list": ({ reports, elsewhere }) =>
		[
			...(reports.length === 0 ? ["Nothing waits for you."] : ["Waiting for you:"]),
			...reports.map(
				(one) =>
					`· ${name(one)} (no. ${one.number}): by ${one.by}, ${one.late ? "late" : "on time"}, ${one.closed ? "closed, to be reopened first" : `until ${formats.moment(one.closesAt)}`}`,
			),
			...(elsewhere.length === 0
				? []
				: ["Waiting for principals:", ...elsewhere.map(({ unit, title, by }) => `· ${unit} ${title}: ${by.join(", ")}`)]),
		].join("\n"),
	"report-approved": ({ report, by, way, ledger }) =>
		`${name(report)} (no. ${report.number}) was approved by ${by}${way === "office" ? " (supervision office)" : ""}. It counts, ${report.late ? "late" : "on time"}.${ledger === undefined ? "" : ledgerLines(ledger)}`,
	"report-returned": ({ report, by, way, fields, closesAt }) =>
		[
			`${name(report)} (no. ${report.number}) was returned by ${by}${way === "office" ? " (supervision office)" : ""}:`,
			...fields.map(returnedLine),
			`Only these are asked again. Please send them before ${formats.moment(closesAt)}.`,
		].join("\n"),
	"review-due": ({ title, period, units, closesAt }) =>
		`${title} of ${formats.period(period)} of ${units.join(", ")} still waits for your approval, until ${formats.moment(closesAt)}.`,
	"review-overnight": ({ reports }) =>
		[
			"Sent outside working hours, for your approval:",
			...reports.map(({ unit, title, period, number }) => `· ${unit}: ${title}, ${formats.period(period)} (no. ${number})`),
			"Send /review to read.",
		].join("\n"),
	"review-overdue": ({ title, period, to, waiting, returned }) =>
		[
			`${title} of ${formats.period(period)} is closed; what was not approved does not count:`,
			...(waiting.length === 0 ? [] : [`Waiting: ${waiting.join(", ")}`]),
			...(returned.length === 0 ? [] : [`Returned, not sent again: ${returned.join(", ")}`]),
			to === "office" ? "To take one all the same: /reopen UNIT PERIOD reason." : "The office may reopen it; then it is yours to approve.",
		].join("\n"),
};
