import { fromMillionths, toMillionths } from "../domain/decimal.ts";
import type { QuestionId } from "../domain/duty.ts";
import type { FileRef } from "../domain/file.ts";
import type { IndicatorId } from "../domain/indicator.ts";
import type { DateText } from "../domain/period.ts";
import type { Entry, PlainAnswer } from "../domain/report.ts";
import type { Answer as AnswerRow, Entry as EntryRow } from "./generated/client.ts";
import { table } from "./table.ts";

export const ENTRY = table<EntryRow>("Entry", {
	report: "int",
	version: "int",
	indicator: "text",
	place: "int",
	basis: "text",
	increment: "bigint",
	total: "bigint",
	asOf: "text",
	approximate: "bool",
	reason: "text",
	written: "text",
});

export const ANSWER = table<AnswerRow>("Answer", {
	report: "int",
	version: "int",
	question: "text",
	place: "int",
	kind: "text",
	text: "text",
	yes: "bool",
	filesJson: "text",
});

export const entryToRow = (report: number, version: number, place: number, entry: Entry): EntryRow => ({
	report,
	version,
	place,
	...entry,
	increment: toMillionths(entry.increment),
	total: toMillionths(entry.total),
});

export const entryFromRow = (row: EntryRow): Entry => ({
	indicator: row.indicator as IndicatorId,
	basis: row.basis as Entry["basis"],
	increment: fromMillionths(row.increment),
	total: fromMillionths(row.total),
	asOf: row.asOf as DateText,
	approximate: row.approximate,
	reason: row.reason,
	written: row.written,
});

export const answerToRow = (report: number, version: number, place: number, answer: PlainAnswer): AnswerRow => ({
	report,
	version,
	question: answer.question,
	place,
	kind: answer.kind,
	text: answer.kind === "text" ? answer.text : answer.kind === "choice" ? answer.option : null,
	yes: answer.kind === "yesno" ? answer.yes : null,
	filesJson: answer.kind === "files" ? JSON.stringify(answer.files) : null,
});

export const answerFromRow = (row: AnswerRow): PlainAnswer => {
	const question = row.question as QuestionId;
	const kind = row.kind as PlainAnswer["kind"];
	switch (kind) {
		case "text":
			return { question, kind, text: row.text ?? "" };
		case "choice":
			return { question, kind, option: row.text ?? "" };
		case "yesno":
			return { question, kind, yes: row.yes === true };
		case "files":
			return { question, kind, files: JSON.parse(row.filesJson ?? "[]") as FileRef[] };
		default:
			return kind satisfies never;
	}
};
