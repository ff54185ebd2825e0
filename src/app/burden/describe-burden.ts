import type { County } from "../../domain/county.ts";
import {
	addDays,
	type DateText,
	dateOf,
	daysOf,
	type Instant,
	instantAt,
	type PeriodKey,
	periodOf,
	shiftPeriod,
} from "../../domain/period.ts";
import type { Person } from "../../domain/person.ts";
import type { Rules } from "../../domain/rule.ts";
import type { Store } from "../../ports/store.ts";
import type { BurdenCaps, BurdenFigures, BurdenLine } from "../../views/burden.ts";
import type { View } from "../../views/view.ts";
import { personLine } from "../people/named.ts";
import { askedOf, type BurdenTotals, isQuiet, type PersonBurden } from "./burden-totals.ts";
import { type BurdenAskedOf, gatherBurden } from "./gather-burden.ts";

/** As many as a telephone shows beside the figures. */
const TOP = 5;

/** 减负 as a view; what is not known is told as not known. */
export const describeBurden = async (asked: BurdenAskedOf): Promise<View> => {
	const { store, county, month, now } = asked;
	const nothing = await nothingKnown(asked);
	if (nothing) return nothing;
	const totals = await gatherBurden(asked);
	const monthBefore = shiftPeriod(month, -1);
	const before = (await isKnown(store, monthBefore)) ? await gatherBurden({ ...asked, month: monthBefore }) : null;
	return {
		key: "burden",
		month,
		sofar: sofar(month, now),
		since: await sinceIn(store, month),
		figures: figuresOf(totals, remembers(county.data.rules, month, now)),
		median: totals.median,
		most: totals.most,
		top: topOf(totals, county, dateOf(now)),
		caps: capsOf(county.data.rules),
		held: totals.held,
		before:
			before === null || isQuiet(before)
				? null
				: { month: monthBefore, figures: figuresOf(before, remembers(county.data.rules, monthBefore, now)) },
		...(totals.channels.length === 0 ? {} : { channels: totals.channels }),
		buttons: [],
	};
};

/** 减负 王伟 as a view. */
export const describePersonsBurden = async (asked: BurdenAskedOf & { readonly person: Person }): Promise<View> => {
	const { store, county, month, now, person } = asked;
	const nothing = await nothingKnown(asked);
	if (nothing) return nothing;
	const totals = await gatherBurden(asked);
	const one = totals.people.find((other) => other.person === person.key);
	const remembered = remembers(county.data.rules, month, now);
	return {
		key: "burden-of-person",
		month,
		sofar: sofar(month, now),
		since: await sinceIn(store, month),
		person: personLine(county, person, dateOf(now)),
		reminders: one?.sent.reminder ?? 0,
		notices: remembered ? (one?.sent.notice ?? 0) : 0,
		told: remembered ? (one?.sent.told ?? 0) : (one?.sent.told ?? 0) + (one?.sent.notice ?? 0),
		mentions: one?.mentions ?? 0,
		questions: remembered ? (one?.sent.question ?? 0) : null,
		answers: remembered ? (one?.sent.answer ?? 0) : null,
		replies: one?.replies ?? 0,
		minutes: one?.minutes ?? 0,
		capped: one?.capped ?? 0,
		caps: capsOf(county.data.rules),
		buttons: [],
	};
};

const nothingKnown = async ({ store, month, now }: BurdenAskedOf): Promise<View | null> => {
	const ahead = month > periodOf("month", dateOf(now));
	return ahead || !(await isKnown(store, month)) ? { key: "burden-nothing", month, ahead, buttons: [] } : null;
};

/** Whether anything was written by the end of a month. */
const isKnown = async (store: Store, month: PeriodKey): Promise<boolean> => {
	const first = await store.firstWritten();
	return first !== null && dateOf(first) <= daysOf(month).last;
};

/** From when a month is counted, where that is behind its first day. */
const sinceIn = async (store: Store, month: PeriodKey): Promise<Instant | null> => {
	const first = await store.firstWritten();
	return first !== null && dateOf(first) > daysOf(month).first ? first : null;
};

const sofar = (month: PeriodKey, now: Instant): Instant | null => (now < instantAt(addDays(daysOf(month).last, 1), "00:00") ? now : null);

/** Whether the words of a whole month are still there: they are kept as long as sheet 细则 says. */
export const remembers = (rules: Rules, month: PeriodKey, now: Instant): boolean =>
	daysOf(month).first > addDays(dateOf(now), -Math.floor(Number(rules["keep-words"])));

const figuresOf = (totals: BurdenTotals, remembered: boolean): BurdenFigures => ({
	reached: totals.reached,
	messages: totals.messages,
	groupMessages: totals.groupMessages,
	mentions: totals.mentions,
	questions: remembered ? totals.questions : null,
	replies: totals.replies,
	minutes: totals.minutes,
});

const topOf = ({ people, median }: BurdenTotals, county: County, day: DateText): BurdenLine[] =>
	people
		.filter((one) => askedOf(one) > median)
		.slice(0, TOP)
		.flatMap((one) => {
			const person = county.person(one.person);
			if (!person) return [];
			const { mentions, minutes } = one;
			return [{ person: personLine(county, person, day), messages: messagesOf(one), mentions, questions: one.sent.question, minutes }];
		});

const messagesOf = ({ sent }: PersonBurden): number => sent.reminder + sent.notice + sent.told;

const capsOf = (rules: Rules): BurdenCaps => ({
	perDay: rules["remind-cap"],
	quietFrom: rules["quiet-from"],
	quietUntil: rules["quiet-until"],
});
