import type { ExportView } from "../../views/export.ts";
import type { SentencesOf } from "../catalogue.ts";
import type { ExportWords } from "../export.ts";
import { channelsText } from "./burden.ts";
import { formats } from "./formats.ts";
import { PROBLEM_STATE_WORDS } from "./problems.ts";

const { moment, period } = formats;

const PARTS = { increment: "this period", total: "total", annual: "annual target", percent: "of annual target" } as const;

/** Words of exported sheets. */
export const exportWords: ExportWords = {
	name: (heading) => {
		switch (heading.of) {
			case "round":
				return `${heading.title} ${period(heading.period)}`;
			case "ranking":
				return `Ranking ${period(heading.period)}`;
			case "receipts":
				return `Receipts ${heading.number}`;
			case "record":
				return heading.name;
			case "ledger":
				return "Problems";
			case "burden":
				return `Burden ${period(heading.month)}`;
			case "material":
				return "Contents";
			default:
				return heading satisfies never;
		}
	},
	title: (heading) => {
		switch (heading.of) {
			case "round":
				return `${heading.title}, ${period(heading.period)}`;
			case "ranking":
				return `${heading.title}: ranking, ${period(heading.period)}`;
			case "receipts":
				return `Receipts of notice ${heading.number}`;
			case "record":
				return `Reports of ${heading.name}`;
			case "ledger":
				return `Problems${heading.unit === null ? "" : ` of ${heading.unit}`}${heading.span === null ? "" : `, ${period(heading.span)}`}${heading.only === null ? "" : `, ${heading.only}`}`;
			case "burden":
				return `What was asked of people, ${period(heading.month)}`;
			case "material":
				return `${heading.title}: material, ${period(heading.period)}`;
			default:
				return heading satisfies never;
		}
	},
	note: (heading) => {
		const asOf = `exported ${moment(heading.at)}`;
		switch (heading.of) {
			case "round":
				return `Due ${moment(heading.dueAt)}; ${heading.reported} of ${heading.due} reported, ${heading.onTime} on time; ${asOf}.`;
			case "ranking":
				return `${heading.edition === 0 ? "As it stands" : heading.edition === 1 ? "Final" : `Correction ${heading.edition - 1}`}; rules ${heading.rules}; ${asOf}.`;
			case "receipts":
				return `${heading.head}; ${heading.confirmed} of ${heading.asked} confirmed; ${asOf}.`;
			case "record":
				return `From ${period(heading.from)}: ${heading.reports} reports, every version as it was sent; ${asOf}.`;
			case "ledger":
				return `${heading.problems} problems; ${asOf}.`;
			case "burden":
				return `${heading.reached} people reached, ${heading.messages} messages to them and ${heading.groupMessages} to groups, about ${heading.minutes} minutes of writing (an estimate); ${heading.channels.length > 0 ? `${channelsText(heading.channels)}, answers counted in; ` : ""}${asOf}.`;
			case "material":
				return `${heading.reported} of ${heading.due} units reported and approved, ${heading.files} files; ${asOf}.`;
			default:
				return heading satisfies never;
		}
	},
	fileName: (heading) => {
		switch (heading.of) {
			case "round":
				return `${heading.title} ${period(heading.period)}`;
			case "ranking":
				return `ranking ${period(heading.period)}`;
			case "receipts":
				return `receipts of notice ${heading.number}`;
			case "record":
				return `reports of ${heading.name}`;
			case "ledger":
				return `problems${heading.unit === null ? "" : `_${heading.unit}`}`;
			case "burden":
				return `burden_${period(heading.month)}`;
			case "material":
				return "contents";
			default:
				return heading satisfies never;
		}
	},
	columns: {
		code: "Code",
		unit: "Unit",
		within: "Within",
		state: "State",
		"sent-at": "Sent",
		person: "Reporter",
		name: "Name",
		post: "Post",
		source: "Source",
		version: "Version",
		round: "Period",
		duty: "Report",
		number: "Number",
		question: "Question",
		answer: "Answer",
		"as-written": "As written",
		reason: "Reason",
		files: "Files",
		hash: "File hash",
		rank: "Rank",
		score: "Score",
		lamp: "Lamp",
		due: "Rounds owed",
		"on-time": "On time",
		"confirmed-at": "Confirmed",
		"reminded-at": "Reminded",
		project: "Project",
		problem: "Problem",
		owner: "Owner",
		"due-on": "Due",
		"raised-at": "Raised",
		"solved-on": "Solved",
		changes: "Events",
		reminders: "Reminders",
		notices: "Notices",
		told: "Other messages",
		mentions: "Named in groups",
		questions: "Questions",
		answers: "Answers to them",
		replies: "Sent by them",
		minutes: "Minutes (estimate)",
		spared: "Spared",
		"approved-by": "Approved by",
		"approved-at": "Approved",
		file: "File",
		size: "Size (KB)",
		part: "Archive",
		lacking: "Lacking",
	},
	figure: (label, measure, part) => (part === "percent" ? `${label} ${PARTS[part]}` : `${label} ${PARTS[part]} (${measure})`),
	score: { completion: "Completion", change: "Change", "on-time": "On time", problems: "Problems solved" },
	asReported: (increment, total, measure) => `+${increment} ${measure}, total ${total} ${measure}`,
	period,
	words: {
		"on-time": "on time",
		late: "late",
		waiting: "waiting for approval",
		returned: "returned",
		begun: "begun",
		missing: "missing",
		own: "own",
		proxy: "by others",
		confirmed: "confirmed",
		silent: "silent",
		unreachable: "not reached",
		guest: "not listed",
		total: "Total",
		"no-part": "not ranked",
		green: "green",
		yellow: "yellow",
		red: "red",
		yes: "yes",
		no: "no",
		...PROBLEM_STATE_WORDS,
		"lacks-report": "report and material",
		"lacks-files": "material",
		"too-large": "file too large, left out",
		lost: "file kept no more",
	},
};

export const exports: SentencesOf<ExportView["key"]> = {
	"export-started": () => "Writing the sheets; they come when they are ready.",
	"export-what": ({ unit, period: example }) =>
		[
			"What is to be exported? For example:",
			`/export 周报 ${period(example)}`,
			`/export 排名 ${period(example)}`,
			"/export 回执 12",
			"/export ledger (also: /export ledger 大巴镇, /export ledger overdue)",
			"/export burden 2026-10",
			"/export material 2026-Q3 (the units' reports and files, as an archive)",
			`/export ${unit} 今年 (all reports of the unit)`,
			"/export 王伟 (all reports of the person)",
		].join("\n"),
	"export-too-large": () => "Too much for one workbook. Please ask for less: one township, or one month.",
	"export-empty": () => "There is nothing to export.",
};
