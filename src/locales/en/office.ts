import type { ChannelLine, GroupAudience, GroupLine, OfficeView, StatusNeed } from "../../views/office.ts";
import type { ViewOf } from "../../views/view.ts";
import type { SentencesOf } from "../catalogue.ts";
import { channelName, reasonText, size } from "./alarms.ts";
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

const groupLine = ({ title, unit, member, seesAll }: GroupLine): string =>
	`· ${title === "" ? "(no title known)" : title}: ${unit ?? "not bound"}, ${member ? (seesAll ? "sees everything" : "sees /commands, replies and mentions only") : "removed, please add me again"}`;

const need = (one: StatusNeed): string => {
	switch (one.what) {
		case "channel-down":
			return `${channelName(one.channel)} is down: ${reasonText(one.reason)}`;
		case "tick-late":
			return `the schedule stopped at ${formats.moment(one.at)}: please start Yixian again`;
		case "disk-low":
			return `only ${size(one.freeBytes)} left on the disk: please make room`;
		case "outbox-stuck":
			return `messages wait since ${formats.moment(one.since)}`;
		case "rebind":
			return `${channelName(one.channel)} has new ids; to be bound again: ${[...(one.people > 0 ? [`${one.people} people (${one.names.join(", ")}${one.people > one.names.length ? ", …" : ""}): /invite all`] : []), ...(one.units.length > 0 ? [`groups of ${one.units.join(", ")}: /bindgroup in each`] : [])].join("; ")}`;
		case "groups-left":
			return `removed from ${one.count} groups: please add it again`;
		case "groups-unbound":
			return `${one.count} groups are not bound: send /bindgroup UNIT there`;
		case "jobs-failed":
			return `${one.count} jobs failed within a week: please ask again`;
		case "no-backup":
			return one.last === null ? "never backed up: npm run backup" : `last backup ${formats.moment(one.last)}: please make another`;
		case "targets":
			return `no targets for ${one.year}: without them there are no per cents and no ranking; fill in sheet 任务`;
		case "calendar":
			return `days off of ${one.year} not known, weekends and the holidays of the law only (provisional): fill in sheet 日历 before 1 Jan ${one.year}`;
		default:
			return one satisfies never;
	}
};

const channelLine = ({ id, name, state, reason, seesGroups }: ChannelLine): string =>
	[
		`· ${channelName(id)}${name === null ? "" : ` ${name}`}: ${state === "up" ? "up" : state === "starting" ? "connecting" : `down (${reasonText(reason)})`}`,
		...(seesGroups === null
			? []
			: [seesGroups ? "privacy mode off" : "privacy mode on: where it is no administrator it sees /commands, replies and mentions only"]),
	].join("; ");

const groupsOf = ({ groups, groupCounts: { bound, unbound, left } }: ViewOf<"status">): string[] => {
	const all = bound + unbound + left;
	if (all === 0) return [];
	const more = all - groups.length;
	return [
		`Groups: ${all} (${bound} bound, ${unbound} not, ${left} left)`,
		...groups.map(groupLine),
		...(more > 0 ? [`· and ${more} more`] : []),
	];
};

const backupOf = ({ lastBackup }: ViewOf<"status">): string =>
	lastBackup === undefined ? "" : lastBackup === null ? ", never backed up" : `, last backup ${formats.moment(lastBackup)}`;

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
			...(view.needs.length === 0 ? ["All is well."] : ["Needs a hand:", ...view.needs.map((one) => `· ${need(one)}`)]),
			"Messengers:",
			...view.channels.map(channelLine),
			...groupsOf(view),
			`Messages: ${view.inbox} to answer, ${view.outbox} to send${view.oldestWaiting === null ? "" : ` (oldest ${formats.moment(view.oldestWaiting)})`}, ${view.parked} given up in the last day`,
			`Reminders today: ${view.reminders.sent} sent, ${view.reminders.capped} people spared by the cap, ${view.reminders.unreachable} reached nowhere`,
			`People: ${view.bound} of ${view.people} bound`,
			`Background: ${view.lastTick === null ? "no tick yet" : `last tick ${formats.moment(view.lastTick)}`}, next ${formats.moment(view.nextTick)}; ${view.jobs} jobs waiting, ${view.failedJobs} failed within a week`,
			`Calendar: days off known for ${view.calendar.known.join(", ")}`,
			`Storage: database ${size(view.databaseBytes)}, disk free ${size(view.diskFreeBytes)}${backupOf(view)}`,
		].join("\n"),
};
