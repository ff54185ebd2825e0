import { addDays, type DateText, instantAt, wallClock } from "../../domain/period.ts";
import type { RehearsalWords } from "../rehearsal.ts";
import { formats } from "./formats.ts";

const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

const span = (from: DateText, to: DateText): string => `${formats.day(from)} ${from.slice(0, 4)} to ${formats.day(to)} ${to.slice(0, 4)}`;

const daysIn = (from: DateText, to: DateText): number => {
	let days = 1;
	for (let day = from; day < to; day = addDays(day, 1)) days += 1;
	return days;
};

/** One place, half up; of whole counts. */
const average = (count: number, over: number): string => (over === 0 ? "0" : String(Math.round((count * 10) / over) / 10));

export const rehearsal: RehearsalWords = {
	usage: "usage: npm run rehearse -- --from 2026-12-21 --to 2027-01-10 [--out FOLDER] [--habits FILE.csv] [--seed TEXT] [--bound]",
	badDate: (option, found) => `${option} takes a date, such as ${option} 2026-12-21${found === "" ? "." : `; found "${found}".`}`,
	outOfOrder: (from, to) => `--from ${from} comes after --to ${to}.`,
	tooLong: (days, most) => `At most ${most} days at a time; this is ${days}.`,
	exists: (folder) => `${folder} is there already; nothing was rehearsed. Name a new folder with --out.`,
	cannotWrite: (folder) => `Cannot write to ${folder}.`,
	cannotReadHabits: (file) => `Cannot read ${file}`,
	badHabit: (line, text) =>
		`Line ${line} of the habits, "${text}", is not understood. A line is: unit name or code,habit. Habits: pasted, guided, reminded, last-minute, late, wrong, half, silent. Units of one name are told apart by code.`,
	begun: (county, from, to, demo) => `Rehearsing ${county}${demo ? " (demo)" : ""}, ${span(from, to)}. Nothing is sent to anybody.`,
	day: (day, played, of) => `${formats.day(day)} (${played}/${of} days)`,
	summary: (totals) => [
		`Reports owed ${totals.rounds.reduce((sum, { owed }) => sum + owed, 0)}, on time ${totals.rounds.reduce((sum, { onTime }) => sum + onTime, 0)}, late ${totals.rounds.reduce((sum, { late }) => sum + late, 0)}.`,
		`Reached unasked: ${totals.reached} of ${totals.people} people; ${totals.messages} private messages, ${totals.groupMessages} in groups, ${totals.mentions} mentions; at most ${totals.most} a person, ${totals.median} in the middle.`,
		`Reporting: ${totals.questions} questions, ${totals.replies} replies, about ${totals.minutes} minutes.`,
		`In quiet hours or on days off: ${totals.kept.quiet}; over a day's cap: ${totals.kept.overCap}; after they had reported: ${totals.kept.reported}.`,
		`Held back: ${totals.held.capped} by the cap, ${totals.held.reported} because the report came, ${totals.held.expired} out of date.`,
		...(totals.troubles === 0 ? [] : [`${totals.troubles} things went wrong inside; see totals.json.`]),
	],
	wrote: (folder) => `Open ${folder}/index.html; the data is in messages.json and totals.json.`,
	fileName: "site.jpg",

	title: (county) => `${county}: rehearsal`,
	span: (from, to) => `${span(from, to)}, ${daysIn(from, to)} days`,
	note: "Played on a fake clock with simulated people; nothing was sent to anybody. Every word of the bot is what the program would really send.",
	nav: { totals: "Totals", weeks: "Weeks", rounds: "Rounds", top: "Most", days: "Days", groups: "Groups", people: "People" },
	tiles: (totals) => {
		const weeks = Math.max(1, daysIn(totals.from, totals.to) / 7);
		return [
			{ figure: average(totals.messages + totals.mentions, totals.reached * weeks), label: "a person and week", more: "of those reached" },
			{ figure: String(totals.reached), label: "people reached", more: `of ${totals.people}` },
			{ figure: String(totals.reminders), label: "reminders", more: `${totals.mentions} of them named in groups` },
			{ figure: String(totals.messages), label: "private messages", more: "unasked; answers not counted" },
			{ figure: String(totals.groupMessages), label: "group messages", more: "unasked" },
			{ figure: String(totals.questions), label: "questions", more: "asked while reporting" },
			{ figure: String(totals.replies), label: "replies", more: `about ${totals.minutes} minutes` },
			{ figure: String(totals.most), label: "most for one", more: `${totals.median} in the middle` },
		];
	},
	kept: ({ kept, troubles }) => [
		{ isKept: kept.quiet === 0, text: `${kept.quiet} messages in quiet hours or on days off` },
		{ isKept: kept.overCap === 0, text: `${kept.overCap} times somebody was reminded beyond the cap of a day` },
		{ isKept: kept.reported === 0, text: `${kept.reported} reminders to those who had reported` },
		{ isKept: troubles === 0, text: `${troubles} things that went wrong inside` },
	],
	held: ({ held, office }) =>
		`Held back: ${held.capped} by the cap, ${held.reported} because the report came, ${held.expired} out of date; ${held.unreachable} could be reached nowhere. The supervision office itself got ${office}, not counted here.`,
	weekColumns: ["Week", "Reached", "Private", "Groups", "Mentions", "Questions", "Replies"],
	period: formats.period,
	moment: formats.moment,
	roundColumns: ["Round", "Due", "Owed", "On time", "Late", "Missing"],
	stillOpen: "still open",
	habits: "Simulated people have habits",
	habit: (habit) =>
		({
			pasted: { name: "one message", does: "all of it in one message, in good time" },
			guided: { name: "guided", does: "question by question, in good time" },
			reminded: { name: "when reminded", does: "report when a reminder comes" },
			"last-minute": { name: "last minute", does: "a few minutes before the deadline" },
			late: { name: "late", does: "after the deadline" },
			wrong: { name: "slips", does: "nonsense, another measure, a wrong figure first" },
			half: { name: "half", does: "stop after two answers, go on when reminded" },
			silent: { name: "silent", does: "never answer" },
		})[habit],
	reports: (count) => `${count} reports`,
	arrived: (count) => `${count} reports came in`,
	group: (unit) => `${unit} (group)`,
	times: (count) => `${count} times`,
	dayTitle: (day) => `${WEEKDAYS[wallClock(instantAt(day, "12:00")).weekday - 1]}, ${formats.day(day)}`,
	dayOff: "day off",
	quietDay: "nothing was said unasked",
	recipients: (count, wordings) => `to ${count} chats${wordings === 0 ? "" : ` (each its own words, ${wordings} more)`}: `,
	chatFigures: ({ kind, messages, mentions, questions, replies, minutes }) =>
		kind === "group"
			? `${messages} unasked, ${mentions} mentions, ${replies} said by people`
			: `${messages} unasked, ${mentions} mentions, ${questions} questions, ${replies} replies, about ${minutes} minutes`,
	untouched: (people) => `${people} more people, to whom the bot says nothing unasked.`,
	comma: ", ",
	search: "Find a person or unit",
	nothingSaid: "Nothing in private; named in a group only.",
	own: { reminder: "reminder", broadcast: "unasked" },
};
