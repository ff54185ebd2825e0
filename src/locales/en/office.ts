import type { GroupAudience, GroupLine, OfficeView } from "../../views/office.ts";
import type { SentencesOf } from "../catalogue.ts";
import { formats } from "./formats.ts";
import { describeDifference, describeNotes, describeProblems } from "./workbook.ts";

const BLIND = "In this group I see only commands that begin with /, replies to me and mentions.";
const MAKE_SEE =
	"To let me see everything: make me an administrator; or whoever made me sends /setprivacy to BotFather, chooses Disable, and adds me again.";

const titled = (title: string): string => (title === "" ? "a group" : `the group "${title}"`);

const AUDIENCES: Readonly<Record<GroupAudience, (unit: string) => string>> = {
	county: () => "Here I tell the county's totals and who has not reported; about one unit I answer in private.",
	around: (unit) => `Here I tell of ${unit} and its villages; about other units I answer in private.`,
	own: (unit) => `Here I tell of ${unit}; about other units I answer in private.`,
};

const CHANNELS: Readonly<Record<string, string>> = { room: "Room", telegram: "Telegram", wechat: "WeChat" };

const REASONS: Readonly<Record<string, string>> = {
	"bad-token": "the token is wrong or revoked",
	"another-bot": "the token belongs to another bot now, please start again",
	"another-poller": "another program uses the same token",
	"served-elsewhere": "another Yixian serves this bot",
	webhook: "this bot had a webhook, which is being removed",
	unreachable: "no network",
	"timed-out": "the network is too slow",
	"bad-answer": "its answers make no sense, perhaps the network interferes",
	"server-error": "its server fails, tried again by itself",
	flood: "it asks to slow down, tried again by itself",
	refused: "it refused",
	"not-taken-in": "what came in could not be stored, is the disk full",
	store: "the database does not answer, is the disk full",
};

const groupLine = ({ title, unit, member, seesAll }: GroupLine): string =>
	`· ${title === "" ? "(no title known)" : title}: ${unit ?? "not bound"}, ${member ? (seesAll ? "sees everything" : "sees /commands, replies and mentions only") : "removed, please add me again"}`;

const size = (bytes: number | null): string => {
	if (bytes === null) return "unknown";
	const mega = bytes / 1_000_000;
	return mega >= 1000 ? `${(mega / 1000).toFixed(1)} GB` : `${mega.toFixed(1)} MB`;
};

export const office: SentencesOf<OfficeView["key"]> = {
	"import-needs-file": () => "Please send the workbook (.xlsx). I check it and show what changes before anything does.",
	"import-started": () => "Checking the workbook, one moment.",
	"import-applying": () => "Importing, one moment.",
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
	"group-greeting": ({ seesAll, unit, example }) =>
		[
			"Hello, I am Yixian: reports, progress, and who has not reported.",
			...(seesAll
				? ["I see all that is said here, but heed and keep only commands, replies to me and mentions."]
				: [BLIND, "Send /weekly instead of 周报, or write to me in private.", MAKE_SEE]),
			unit === null
				? `Supervision office, please send here: /bindgroup ${example ?? "大巴镇"} (this group's unit). Until then I tell of units in private only.`
				: `This is still the group of ${unit}.`,
		].join("\n"),
	"group-blind": () => ["My rights in this group changed.", BLIND, MAKE_SEE].join("\n"),
	"group-left": ({ title, unit }) =>
		[
			`Yixian was removed from ${titled(title)}${unit === null ? "" : ` (${unit})`}.`,
			`Nothing is sent there any more. Please add it again${unit === null ? "." : "; the binding is kept."}`,
		].join("\n"),
	"group-bound": ({ unit, before, audience }) =>
		[
			before === null ? `Bound: this is the group of ${unit}.` : `Bound anew: this was the group of ${before}, now of ${unit}.`,
			AUDIENCES[audience](unit),
			"Everybody here reads that: please check who is in. To change it: /bindgroup UNIT; to end it: /bindgroup none.",
		].join("\n"),
	"group-unit": ({ unit, example }) =>
		unit === null
			? `This group is not bound. Please send: /bindgroup ${example}.`
			: `This is the group of ${unit}. To change it: /bindgroup UNIT; to end it: /bindgroup none.`,
	"group-unbound": ({ unit, example }) =>
		unit === null
			? `This group was not bound. To bind it: /bindgroup ${example}.`
			: `Ended: this is no longer the group of ${unit}; I tell of units in private only. To bind it: /bindgroup ${example}.`,
	"group-made-of-unit": ({ unit }) => `This is the group of ${unit} by its making; it needs no binding.`,
	"bind-group-elsewhere": ({ example }) => `Please add me to the group and send it there: /bindgroup ${example}.`,
	status: (view) =>
		[
			`Self-check (${formats.moment(view.at)}, version ${view.version})`,
			"Messengers:",
			...view.channels.map(
				({ id, name, state, reason, seesGroups }) =>
					`· ${CHANNELS[id] ?? id}${name === null ? "" : ` ${name}`}: ${state === "up" ? "up" : state === "starting" ? "connecting" : `down (${REASONS[reason] ?? reason})`}${seesGroups === null ? "" : seesGroups ? "; privacy mode off" : "; privacy mode on: where it is no administrator it sees /commands, replies and mentions only"}`,
			),
			...(view.groups.length === 0 ? [] : [`Groups: ${view.groups.length}`, ...view.groups.map(groupLine)]),
			`Messages: ${view.inbox} to answer, ${view.outbox} to send, ${view.parked} given up in the last day`,
			`People: ${view.bound} of ${view.people} bound`,
			`Background: ${view.lastTick === null ? "no tick yet" : `last tick ${formats.moment(view.lastTick)}`}, ${view.jobs} jobs waiting`,
			`Calendar: days off known for ${view.calendar.known.join(", ")}${view.calendar.provisional.length === 0 ? "" : `; ${view.calendar.provisional.join(", ")} not published, weekends only (provisional): fill in sheet 日历 and import it`}`,
			`Storage: database ${size(view.databaseBytes)}, disk free ${size(view.diskFreeBytes)}`,
		].join("\n"),
};
