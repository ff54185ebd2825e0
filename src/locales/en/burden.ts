import type { Instant } from "../../domain/period.ts";
import type { BurdenCaps, BurdenFigures, BurdenLine, BurdenView, ChannelLine } from "../../views/burden.ts";
import type { ViewOf } from "../../views/view.ts";
import type { SentencesOf } from "../catalogue.ts";
import { channelName } from "./alarms.ts";
import { formats } from "./formats.ts";

const hour = (hours: string): string => {
	const minutes = Math.round(Number(hours) * 60);
	return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
};

const upTo = (sofar: Instant | null): string => (sofar === null ? "" : `, up to ${formats.moment(sofar)}`);

const since = (from: Instant | null): string[] => (from === null ? [] : [`Counted from ${formats.moment(from)} on.`]);

const caps = ({ perDay, quietFrom, quietUntil }: BurdenCaps): string =>
	`[Caps] At most ${perDay} reminders a person and day; none from ${hour(quietFrom)} to ${hour(quietUntil)} nor on days off`;

const counts = ({ messages, mentions, questions, minutes }: BurdenFigures): string =>
	[
		`${messages} private messages`,
		`named in groups ${mentions} times`,
		...(questions === null ? [] : [`${questions} questions`]),
		`about ${minutes} minutes`,
	].join(", ");

const change = (now: number, before: number): string => (now >= before ? `+${now - before}` : String(now - before));

const compared = ({ figures, before, sofar }: ViewOf<"burden">): string[] => {
	if (before === null) return [];
	const name = formats.period(before.month);
	if (sofar !== null) return [`[All of ${name}] ${counts(before.figures)}`];
	const { messages, mentions, minutes } = before.figures;
	return [
		`[Against ${name}] private ${change(figures.messages, messages)}, named ${change(figures.mentions, mentions)}, minutes ${change(figures.minutes, minutes)}`,
	];
};

const topLine = ({ person, messages, mentions, questions, minutes }: BurdenLine): string =>
	`· ${person.name} (${person.unit}): ${messages} private messages, named ${mentions} times, ${questions} questions, about ${minutes} minutes`;

/** "WeChat 310 (at most 9 in a minute, 12 kept until the morning)". */
export const channelsText = (channels: readonly ChannelLine[]): string =>
	channels
		.map(({ channel, sent, paced }) => {
			const pace = paced && [`at most ${paced.busiest} in a minute`, ...(paced.held > 0 ? [`${paced.held} kept until the morning`] : [])];
			return `${channelName(channel)} ${sent}${pace ? ` (${pace.join(", ")})` : ""}`;
		})
		.join(", ");

export const burden: SentencesOf<BurdenView["key"]> = {
	burden: (view) => {
		const { figures, held } = view;
		return [
			`What I asked of people in ${formats.period(view.month)}${upTo(view.sofar)}`,
			...since(view.since),
			`[In all] ${figures.reached} people; ${figures.messages} private messages; in groups ${figures.groupMessages} messages that named people ${figures.mentions} times`,
			`[Reports] ${figures.questions === null ? "" : `${figures.questions} questions, `}${figures.replies} replies, some ${figures.minutes} minutes`,
			...(figures.questions === null ? ["The words of that time are forgotten, so questions cannot be counted."] : []),
			...(figures.reached === 0 ? [] : [`[Each] usually ${view.median}, at most ${view.most} (messages and namings)`]),
			...compared(view),
			...(view.top.length === 0 ? [] : ["[Asked most]", ...view.top.map(topLine)]),
			caps(view.caps),
			`[Held back] reported first: ${held.reported}; cap reached: ${held.capped}; too late: ${held.expired}`,
			`[Not reached] not bound: ${held.unreachable}; could not be delivered: ${held.lost}`,
			...(view.channels ? [`[Messages sent] ${channelsText(view.channels)}, answers counted in`] : []),
			"The supervision office itself is not counted; answers are no burden. One person: /burden 王伟; last month: /burden 上月.",
		].join("\n");
	},
	"burden-of-person": (view) =>
		[
			`${view.person.name} (${view.person.unit}) in ${formats.period(view.month)}${upTo(view.sofar)}`,
			...since(view.since),
			`· ${view.reminders} reminders, ${view.notices} notices, ${view.told} other messages, in private`,
			`· named in groups ${view.mentions} times`,
			view.questions === null ? "· questions cannot be counted: the words are forgotten" : `· ${view.questions} questions`,
			`· ${view.replies} replies, some ${view.minutes} minutes`,
			...(view.answers === null ? [] : [`· ${view.answers} answers to their own words (no burden)`]),
			`· spared ${view.capped} times by the cap`,
			caps(view.caps),
		].join("\n"),
	"burden-nothing": ({ month, ahead }) =>
		ahead
			? `${formats.period(month)} is yet to come. Send /burden for this month.`
			: `Nothing was sent in ${formats.period(month)}. Send /burden for this month.`,
	"burden-by-month": ({ month }) => `Burden is counted by months, such as /burden ${month}.`,
};
