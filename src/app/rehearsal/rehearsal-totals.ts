import { dateOf, type PeriodKey, periodOf } from "../../domain/period.ts";
import type { Person, PersonKey } from "../../domain/person.ts";
import { WakingHours } from "../../reminders/waking-hours.ts";
import type { RehearsalRound, RehearsalTotals, RehearsalWeek } from "../../views/rehearsal.ts";
import type { View } from "../../views/view.ts";
import { burdenKindOf } from "../burden/burden-kind.ts";
import { BurdenCount, type BurdenTotals } from "../burden/burden-totals.ts";
import { HABITS } from "./habit.ts";
import type { Rehearsal, RehearsedLine } from "./rehearsal.ts";

/** What a rehearsal asked of everybody, person by person, as 减负 counts it. The supervision office asks; what it is told is counted apart. */
export interface CountedRehearsal {
	readonly totals: RehearsalTotals;
	readonly burden: BurdenTotals;
}

/** Counts a rehearsal. */
export const countRehearsal = (rehearsal: Rehearsal): CountedRehearsal => {
	const { county, lines, reminders } = rehearsal;
	const office = officeOf(county.data.people);
	const whole = new BurdenCount();
	const weeks = new Map<PeriodKey, BurdenCount>();
	const weekOf = (day: RehearsedLine["at"]): BurdenCount => {
		const week = periodOf("week", dateOf(day));
		const count = weeks.get(week) ?? new BurdenCount();
		weeks.set(week, count);
		return count;
	};
	for (const line of lines) for (const count of [whole, weekOf(line.at)]) countLine(count, line, office);
	for (const record of reminders) if (!office.has(record.person)) for (const count of [whole, weekOf(record.at)]) count.addReminder(record);
	for (const became of rehearsal.unsent) whole.addMessage({ person: null, inGroup: false, kind: "reminder", became });
	const burden = whole.totals();
	return {
		burden,
		totals: {
			county: county.root.name,
			from: rehearsal.from,
			to: rehearsal.to,
			seed: rehearsal.seed,
			people: county.data.people.length,
			reached: burden.reached,
			messages: burden.messages,
			groupMessages: burden.groupMessages,
			mentions: burden.mentions,
			questions: burden.questions,
			replies: burden.replies,
			minutes: burden.minutes,
			median: burden.median,
			most: burden.most,
			reminders: reminders.filter(({ outcome }) => outcome === "sent").length,
			office: lines.filter((line) => isOwnAccord(line) && "person" in line.chat && office.has(line.chat.person)).length,
			held: burden.held,
			kept: keptOf(rehearsal, office),
			weeks: [...weeks].sort(([a], [b]) => (a < b ? -1 : 1)).map(([week, count]) => weekLine(week, count.totals())),
			rounds: roundsOf(rehearsal),
			habits: HABITS.map(({ id }) => ({ habit: id, reports: rehearsal.owed.filter(({ habit }) => habit === id).length })),
			troubles: rehearsal.troubles.length,
		},
	};
};

const officeOf = (people: readonly Person[]): ReadonlySet<PersonKey> =>
	new Set(people.filter(({ posts }) => posts.length > 0 && posts.every(({ role }) => role === "supervisor")).map(({ key }) => key));

/** Said by the program without having been asked. */
export const isOwnAccord = ({ priority }: Pick<RehearsedLine, "priority">): boolean => priority === "reminder" || priority === "broadcast";

const countLine = (count: BurdenCount, { at, by, chat, view, priority, counted }: RehearsedLine, office: ReadonlySet<PersonKey>): void => {
	if (by !== null) {
		if (!office.has(by)) count.addReply({ person: by, at });
		return;
	}
	const inGroup = "group" in chat;
	const person = inGroup ? (counted[0] ?? null) : chat.person;
	if (person !== null && office.has(person)) return;
	count.addMessage({ person, inGroup, kind: burdenKindOf(priority ?? "answer", view ?? ""), became: "sent" });
};

const weekLine = (week: PeriodKey, { reached, messages, groupMessages, mentions, questions, replies }: BurdenTotals): RehearsalWeek => ({
	week,
	reached,
	messages,
	groupMessages,
	mentions,
	questions,
	replies,
});

/** Said at once because a colleague did something: at the hour they chose, not the program. */
const AFTER_A_COLLEAGUE: ReadonlySet<string> = new Set<View["key"]>([
	...(["review-asked", "report-approved", "report-returned", "proxy-confirm", "proxy-confirmed", "proxy-corrected"] as const),
	...(["away-deputy", "away-ended-deputy", "bulletin-to-approve", "bulletin-decided"] as const),
]);

/** How often the program broke what it promises: in quiet hours or on days off, over the cap of a day, to those who had reported. All should be 0. */
const keptOf = ({ county, lines, reminders, reports }: Rehearsal, office: ReadonlySet<PersonKey>): RehearsalTotals["kept"] => {
	const hours = new WakingHours(county.data.rules, county.calendar);
	const cap = Number(county.data.rules["remind-cap"]);
	const own = lines.filter((line) => isOwnAccord(line) && !("person" in line.chat && office.has(line.chat.person)));
	const perDay = new Map<string, Set<string>>();
	for (const { person, day, message, outcome } of reminders)
		if (outcome === "sent" && message !== null) {
			const key = `${person} ${day}`;
			perDay.set(key, (perDay.get(key) ?? new Set()).add(message));
		}
	const reportedAt = new Map(reports.map(({ duty, period, unit, at }) => [`${duty}:${period} ${unit}`, at]));
	return {
		quiet: own.filter(({ at, view }) => !hours.includes(at) && !AFTER_A_COLLEAGUE.has(view ?? "")).length,
		overCap: [...perDay.values()].filter((messages) => messages.size > cap).length,
		reported: reminders.filter(({ outcome, kind, subject, unit, at }) => {
			const reported = reportedAt.get(`${subject} ${unit}`);
			return outcome === "sent" && kind === "round" && reported !== undefined && reported < at;
		}).length,
	};
};

/** Every round with reports owed in the span, in the order of their deadlines. */
const roundsOf = ({ owed, reports, to }: Rehearsal): RehearsalRound[] => {
	const given = new Map(reports.map((report) => [`${report.duty} ${report.period} ${report.unit}`, report]));
	const rounds = new Map<string, RehearsalRound>();
	for (const { duty, round, unit } of owed) {
		const key = `${duty.id} ${round.period}`;
		const before: RehearsalRound = rounds.get(key) ?? {
			title: duty.name,
			period: round.period,
			dueAt: round.dueAt,
			owed: 0,
			onTime: 0,
			late: 0,
			open: dateOf(round.closesAt) > to,
		};
		const report = given.get(`${key} ${unit.code}`);
		rounds.set(key, {
			...before,
			owed: before.owed + 1,
			onTime: before.onTime + (report && !report.late ? 1 : 0),
			late: before.late + (report?.late ? 1 : 0),
		});
	}
	return [...rounds.values()].sort((a, b) => (a.dueAt === b.dueAt ? 0 : a.dueAt < b.dueAt ? -1 : 1));
};
