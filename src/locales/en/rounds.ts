import type { AwaySlip, RoundSlip, RoundView } from "../../views/rounds.ts";
import type { SentencesOf } from "../catalogue.ts";
import { formats } from "./formats.ts";

const SLIPS: Readonly<Record<RoundSlip, string>> = {
	unit: "Please name the unit.",
	period: "Please name the period.",
	time: "Please say until when.",
	"unclear-time": "The day or the time is not clear.",
	reason: "Please give a reason.",
	"too-early": "The new time has to be later than now, and than the present deadline.",
	"too-late": "That is too far away: 60 days at most. Please check the date.",
};

const AWAY_SLIPS: Readonly<Record<AwaySlip, (name: string) => string>> = {
	days: () => "The days of the leave were not understood.",
	past: () => "These days are over.",
	"too-long": () => "180 days at most. For longer, ask the supervision office to change the post.",
	deputy: () => "Please say who stands in.",
	oneself: () => "You cannot stand in for yourself.",
	elsewhere: (name) => `There is no "${name}" in your unit. Whoever stands in has to be of the same unit.`,
	"deputy-away": (name) => `${name} is away on these days too. Please name somebody else.`,
};

const days = (first: Parameters<typeof formats.day>[0], last: typeof first): string =>
	first === last ? `on ${formats.day(first)}` : `from ${formats.day(first)} to ${formats.day(last)}`;

const unitList = (units: readonly string[]): string =>
	units.length <= 10 ? units.join(", ") : `${units.slice(0, 10).join(", ")} and ${units.length - 10} more`;

export const rounds: SentencesOf<RoundView["key"]> = {
	"round-slip": ({ command, slip, stands, unit, period, until }) =>
		[
			SLIPS[slip] + (stands === null ? "" : ` The deadline is ${formats.moment(stands)} now.`),
			command === "reopen"
				? `For example: /reopen ${unit} ${period} figures to be corrected\nWithout a time it stays open to the next working day; else write it before the reason: 到${until.slice(0, 10)}`
				: `For example: /extend ${period} ${until.slice(0, 10)} 12:00 heavy snow`,
		].join("\n"),
	"round-not-owed": ({ title, period, why }) =>
		why === "no-working-day"
			? `${formats.period(period)} has no working day: no ${title} is due.`
			: `The ${title} of ${formats.period(period)} was over before this began to be used: it is not owed.`,
	"round-takes-reports": ({ title, unit, period, closesAt }) =>
		`${unit}, ${title}, ${formats.period(period)}: still taken until ${formats.moment(closesAt)}, no need to reopen.`,
	"round-reopened": ({ title, unit, period, until, reason, told }) =>
		`Reopened: ${unit}, ${title}, ${formats.period(period)}, until ${formats.moment(until)}. Reason: ${reason}\n${told > 0 ? "The unit was told." : "Nobody of the unit is bound yet: please ring them."} What comes now counts as late.`,
	"round-reopened-for-you": ({ title, unit, period, until, reason }) =>
		`${unit}: ${title}, ${formats.period(period)}, was reopened; you may report or change it until ${formats.moment(until)}. Reason: ${reason}`,
	"deadline-extended": ({ titles, period, dueAt, dayOff, reason, silent, told, madeOnTime }) =>
		[
			`Extended: ${titles.join(", ")}, ${formats.period(period)}, now due ${formats.moment(dueAt)}${dayOff ? " (a day off)" : ""}. Reason: ${reason}`,
			...(madeOnTime > 0 ? [`${madeOnTime} reports sent since the old deadline count as on time now.`] : []),
			`${silent} units have not reported; told in ${told} chats.`,
		].join("\n"),
	"outage-extended-for-you": ({ units, from, until, rounds: given }) => {
		const sorry = `${unitList(units)}: Yixian stood still from ${formats.moment(from)} to ${formats.moment(until)}, over your deadline. We are sorry`;
		const [one] = given;
		if (one && given.length === 1)
			return `${sorry}: ${one.title}, ${formats.period(one.period)}, is now due ${formats.moment(one.dueAt)}; until then it counts as on time.`;
		const lines = given.map(
			(round) =>
				`- ${round.title}, ${formats.period(round.period)}: ${formats.moment(round.dueAt)}${round.units.length < units.length ? ` (${unitList(round.units)})` : ""}`,
		);
		return [`${sorry}. What you have not reported is now due as follows; until then it counts as on time:`, ...lines].join("\n");
	},
	"outage-extended": ({ from, until, rounds: given }) =>
		[
			`Yixian stood still from ${formats.moment(from)} to ${formats.moment(until)}. Deadlines within were moved:`,
			...given.map(
				({ title, period, dueAt, silent, told }) =>
					`${title}, ${formats.period(period)}: now due ${formats.moment(dueAt)}; ${silent} units have not reported, told in ${told} chats.`,
			),
		].join("\n"),
	"deadline-extended-for-you": ({ title, units, period, dueAt, reason }) =>
		`${unitList(units)}: ${title}, ${formats.period(period)}, is now due ${formats.moment(dueAt)}. Reason: ${reason}`,
	"away-slip": ({ slip, name, first, last }) =>
		`${AWAY_SLIPS[slip](name)}\nFor example: /away ${first} - ${last} deputy 王伟 (of your unit)`,
	"away-begun": ({ first, last, deputy, dialogs, told }) =>
		[
			`You are away ${days(first, last)}; ${deputy.name} (${deputy.post}) stands in.`,
			...(dialogs > 0 ? [`${dialogs} unfinished reports went to ${deputy.name}.`] : []),
			told ? `${deputy.name} was told.` : `${deputy.name} is not bound yet: please tell them yourself.`,
			"It ends by itself; back earlier, send /return.",
		].join("\n"),
	"away-deputy": ({ person, first, last, dialogs }) =>
		[
			`${person.name} (${person.post}) is away ${days(first, last)}; you stand in.`,
			...(dialogs > 0 ? [`${dialogs} unfinished reports came to you.`] : []),
			"Send /todo to see what is owed.",
		].join("\n"),
	"away-ended": ({ deputy }) => `You are back; ${deputy} no longer stands in.`,
	"away-ended-deputy": ({ name }) => `${name} is back: you no longer stand in.`,
	"not-away": () => "You are not on leave.",
};
