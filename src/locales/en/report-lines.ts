import type { LedgerNote, ReportRow } from "../../views/report.ts";
import { formats } from "./formats.ts";

/** A line of a submitted report. */
export const reportRow = (one: ReportRow): string => {
	switch (one.kind) {
		case "figure": {
			const reason = one.reason === null ? "" : `\n  reason: ${one.reason}`;
			return `${one.label}: ${one.approximate ? "about " : ""}+${formats.quantity(one.increment, one.measure)}, total ${formats.quantity(one.total, one.measure)}${reason}`;
		}
		case "text":
			return `${one.label}: ${one.text}`;
		case "yesno":
			return `${one.label}: ${one.yes ? "yes" : "no"}`;
		case "files":
			return `${one.label ?? "Other files"}: ${one.count} files`;
		default:
			return one satisfies never;
	}
};

/** More of an earlier text is not needed to see what changed. */
const SHORT = 80;

/** What a line says, without its name and reason: to stand beside a newer one. */
export const shortRow = (one: ReportRow): string => {
	switch (one.kind) {
		case "figure":
			return `+${formats.quantity(one.increment, one.measure)}, total ${formats.quantity(one.total, one.measure)}`;
		case "text":
			return one.text.length > SHORT ? `${one.text.slice(0, SHORT)}…` : one.text;
		case "yesno":
			return one.yes ? "yes" : "no";
		case "files":
			return `${one.count} files`;
		default:
			return one satisfies never;
	}
};

/** Problems told one by one; the others are counted. */
const MOST_RAISED = 5;

/** What became of a report's problems, each on a line of its own. */
export const ledgerLines = ({ raised, still, leftOut }: LedgerNote): string =>
	[
		...raised
			.slice(0, MOST_RAISED)
			.map(({ number, text, dueOn }) => `In the ledger: problem ${number}, ${text} (due ${formats.day(dueOn)})`),
		...(raised.length > MOST_RAISED ? [`… ${raised.length} in all: /problems`] : []),
		...(still.length > 0 ? [`Known and not solved yet: ${still.join(", ")}.`] : []),
		...(leftOut.length > 0 ? [`Not named this time and still open: ${leftOut.join(", ")}. When it is solved: /resolve ${leftOut[0]}`] : []),
	]
		.map((line) => `\n${line}`)
		.join("");
