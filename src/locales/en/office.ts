import type { OfficeView } from "../../views/office.ts";
import type { SentencesOf } from "../catalogue.ts";
import { describeDifference, describeNotes, describeProblems } from "./workbook.ts";

export const office: SentencesOf<OfficeView["key"]> = {
	"import-needs-file": () => "Please send the workbook (.xlsx). I check it and show what changes before anything does.",
	"import-started": () => "Checking the workbook, one moment.",
	"import-refused": ({ problems, count, longest }) =>
		[`${count} things to mend, nothing was imported:`, describeProblems(problems, longest), "Please mend them and send it again."].join(
			"\n",
		),
	"import-different": ({ difference, notes }) =>
		`The workbook is in order. It changes:\n${describeDifference(difference)}${describeNotes(notes)}\nConfirm to apply it.`,
	"import-difference": ({ difference, notes }) =>
		`The workbook is in order. It changes:\n${describeDifference(difference)}${describeNotes(notes)}`,
	"import-unchanged": ({ notes }) => `The workbook is in order and changes nothing.${describeNotes(notes)}`,
	"import-applied": ({ units, people, duties }) => `Imported: ${units} units, ${people} people, ${duties} duties.`,
	"import-stale": () => "What is stored changed since you saw the difference. Please send the workbook again.",
	"template-started": () => "Writing the workbook; the file follows.",
};
