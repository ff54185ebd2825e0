import { addDays, dateOf, epochMsOf, type Instant, instantAt, wallClock } from "../../domain/period.ts";
import type { NamedInPart, RemindedRound, ReminderView } from "../../views/reminders.ts";
import type { ViewOf } from "../../views/view.ts";
import type { SentencesOf } from "../catalogue.ts";
import { channelName } from "./alarms.ts";
import { listedWords } from "./chains.ts";
import { formats } from "./formats.ts";
import { report } from "./report.ts";

const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const DAY_MS = 86_400_000;

const clock = (at: Instant): string => formats.moment(at).slice(formats.day(dateOf(at)).length + 1);

/** "today 17:00", "tomorrow (20 Nov) 17:00", "Monday (23 Nov) 12:00"; farther away the date alone. */
const when = (at: Instant, from: Instant): string => {
	const [day, today] = [dateOf(at), dateOf(from)];
	if (day === today) return `today ${clock(at)}`;
	const near = at > from && epochMsOf(instantAt(day, "00:00")) - epochMsOf(instantAt(today, "00:00")) < 7 * DAY_MS;
	if (!near) return formats.moment(at);
	const name = day === addDays(today, 1) ? "tomorrow" : WEEKDAYS[wallClock(at).weekday - 1];
	return `${name} (${formats.day(day)}) ${clock(at)}`;
};

const inPart = (names: readonly string[], count: number): string =>
	`${names.join(", ")}${count > names.length ? ` and ${count - names.length} more` : ""}`;
const part = ({ names, count }: NamedInPart): string => (names.length === 0 ? "" : `: ${inPart(names, count)}`);

/** All names in one breath: those of a township behind its name. */
const breath = ({ silent, silentElsewhere }: RemindedRound): string => {
	const groups = silent.map(({ within, units, count }) =>
		units.length === 0 ? `${count} of ${within ?? ""}` : within === null ? inPart(units, count) : `${within}: ${inPart(units, count)}`,
	);
	return `${groups.join("; ")}${silentElsewhere ? `; ${silentElsewhere.units} in ${silentElsewhere.groups} other townships` : ""}`;
};

/** The names for those who know their township: without its name. */
const list = (round: RemindedRound): string => {
	const [only] = round.silent;
	if (!round.silentElsewhere && only && round.silent.length === 1 && only.units.length > 0) return inPart(only.units, only.count);
	return breath(round);
};

const titleOf = ({ late, period, title }: RemindedRound): string => (late ? `${title}, ${formats.period(period)}` : title);

const limit = ({ late, dueAt, closesAt }: RemindedRound, at: Instant): string =>
	late ? `the deadline is over; it is taken until ${when(closesAt, at)}, as late` : `due ${when(dueAt, at)}`;

const own = (round: RemindedRound, at: Instant): string => {
	const { draft } = round;
	const head = `${list(round)}: ${titleOf(round)}`;
	if (round.listed !== undefined) return `${head}: ${listedWords(round.listed)}; ${limit(round, at)}.`;
	if (draft === null) return `${head} has not come yet; ${limit(round, at)}.`;
	if (draft.by !== null) return `${head} is being filled in by ${draft.by}, not sent yet; ${limit(round, at)}.`;
	const files = draft.files?.length ? ` (files wanted: ${draft.files.join(", ")})` : "";
	const left = `${draft.left === 1 ? "1 question left" : `${draft.left} questions left`}${files}`;
	return `${head} ${draft.left === 0 ? "is filled in, not sent yet" : `is begun, ${left}`}; ${limit(round, at)}.`;
};

const theirs = (round: RemindedRound, at: Instant): string => {
	const units = round.silent.map(({ within, units, count }) => {
		const names = units.length === 0 ? `${count} units` : inPart(units, count);
		return within === null ? `(${names})` : `(${within}): ${names}`;
	});
	return `Your unit ${units.join(", ")}: ${titleOf(round)} has not come yet; ${limit(round, at)}.`;
};

const named = (round: RemindedRound, at: Instant): string => `${titleOf(round)}: ${limit(round, at)}. Not come yet: ${list(round)}.`;

const lostWords = (lost: NonNullable<ViewOf<"reminder">["lost"]>, rounds: readonly RemindedRound[]): string => {
	const names = [...new Set(lost.map(({ channel }) => channelName(channel)))].join(" and ");
	const spans = lost.map(
		({ since, until }) => `${formats.moment(since)} to ${dateOf(since) === dateOf(until) ? clock(until) : formats.moment(until)}`,
	);
	const titles = [...new Set(rounds.map(({ title }) => title))].join(", ");
	return `${names} was cut off from ${spans.join(" and from ")}: what was said then did not arrive. If ${titles} was sent, please send it again.`;
};

/** Who is behind, where that is what it is about. */
const inGroup = (rounds: readonly RemindedRound[], at: Instant): string => {
	const lines = rounds.filter(({ asksOnly }) => !asksOnly).map((round) => named(round, at));
	return [...lines, "If yours was sent, never mind."].join(lines.length > 1 ? "\n" : " ");
};

const again = (asked: string, words: string): string => `"/remind ${asked === "" ? "" : `${asked} `}不限 ${words}"`;

export const reminders: SentencesOf<ReminderView["key"]> = {
	reminder: ({ to, at, rounds, lost = [] }) => {
		const head = lost.length === 0 ? [] : [lostWords(lost, rounds)];
		switch (to) {
			case "reporter":
				return [...head, ...rounds.map((round) => own(round, at))].join("\n");
			case "principal":
				return [...rounds.map((round) => theirs(round, at)), "Please see to it."].join(rounds.length > 1 ? "\n" : " ");
			case "group":
				return [...head, inGroup(rounds, at)].join(head.length > 0 && !rounds.every(({ asksOnly }) => asksOnly) ? "\n" : " ");
			default:
				return to satisfies never;
		}
	},
	"round-digest": ({ rounds, buttons }) => {
		const told = rounds.map((round) =>
			round.due === round.reported
				? `${round.title}, ${formats.period(round.period)}: all ${round.due} reported, ${round.onTime} on time.`
				: report.missing({ key: "missing", ...round, buttons: [] }, formats),
		);
		return [...told, ...(buttons.length > 1 ? ["To remind of one of them, press its name."] : [])].join("\n");
	},
	"reminders-sent": ({ rounds, recent, units, groups, people, spared, cap, unreached, mayLift, asked }) => {
		const ways = [...(groups > 0 ? [`in ${groups} groups`] : []), ...(people > 0 ? [`${people} people alone`] : [])];
		return [
			...rounds.map(({ title, period, missing, reported }) =>
				missing === 0
					? `${title}, ${formats.period(period)}: all ${reported} reported, nobody to remind.`
					: `${title}, ${formats.period(period)}: ${missing} missing${reported > 0 ? `; the ${reported} who reported were left alone` : ""}.`,
			),
			...recent.map(({ title, at }) => `${title}: reminded at ${clock(at)}, not again now.`),
			...(units > 0 ? [`Reminded: ${units} units (${ways.join(", ")}).`] : []),
			...(spared.count > 0
				? [
						`Spared, reminded ${cap} times today already: ${spared.count} people${part(spared)}.${mayLift ? ` If it cannot wait, send ${again(asked, "reason")}.` : ""}`,
					]
				: []),
			...(unreached.count > 0
				? [`Out of reach: ${unreached.count} units${part(unreached)}. Please ring them${mayLift ? ", or /invite their people" : ""}.`]
				: []),
		].join("\n");
	},
	"remind-later": ({ why, at, mayLift, asked }) =>
		why === "quiet"
			? `Nobody is disturbed at this hour: no reminder was sent. It is possible from ${formats.moment(at)}.`
			: `Today is a day off: no reminder was sent. It is possible from ${formats.moment(at)}.${mayLift ? ` If it cannot wait, send ${again(asked, "reason")}.` : ""}`,
	"reminded-already": ({ at, mayLift, asked }) =>
		`They were reminded at ${clock(at)}, and not again now. ${mayLift ? `If it cannot wait, send ${again(asked, "reason")}.` : "Please wait for an hour."}`,
	"remind-needs-reason": ({ asked }) => `Please give a reason, it is kept on record: ${again(asked, "flood control")}`,
	"remind-closed": ({ title, period, closedAt, missing }) =>
		missing === 0
			? `${title}, ${formats.period(period)}: all reported, nobody to remind.`
			: `${title}, ${formats.period(period)}, closed on ${formats.moment(closedAt)}; ${missing} missing, and nothing is taken any more: nobody was reminded. To let one report, /reopen.`,
};
