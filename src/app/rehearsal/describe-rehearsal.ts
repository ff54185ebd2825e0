import { addDays, type DateText, dateOf } from "../../domain/period.ts";
import type { PersonKey } from "../../domain/person.ts";
import type { UnitCode } from "../../domain/unit.ts";
import type { RehearsalPage, RehearsalPageChat, RehearsalPageDay, RehearsalPageLine } from "../../views/rehearsal.ts";
import { askedOf, type BurdenTotals, type PersonBurden } from "../burden/burden-totals.ts";
import { personLine } from "../people/named.ts";
import type { Rehearsal, RehearsedLine } from "./rehearsal.ts";
import { type CountedRehearsal, isOwnAccord } from "./rehearsal-totals.ts";

/** So many of those who get most are shown at the top. */
const TOP = 10;

/** A rehearsal as a page: what it amounts to, its days, and every chat with everything said in it. */
export const describeRehearsal = (rehearsal: Rehearsal, { totals, burden }: CountedRehearsal): RehearsalPage => {
	const { county } = rehearsal;
	const byAnchor = new Map<string, RehearsedLine[]>();
	for (const line of rehearsal.lines) {
		const anchor = anchorOf(line.chat);
		const known = byAnchor.get(anchor);
		if (known) known.push(line);
		else byAnchor.set(anchor, [line]);
	}
	const chats = chatsOf(rehearsal, burden, byAnchor);
	const known = new Map(chats.map((chat) => [chat.anchor, chat]));
	const top = burden.people.filter((one) => askedOf(one) > 0).slice(0, TOP);
	const touched = new Set(burden.people.filter((one) => askedOf(one) > 0).map(({ person }) => person));
	return {
		totals,
		top: top.flatMap(({ person }) => known.get(anchorOf({ person })) ?? []),
		days: daysOf(rehearsal, known),
		chats,
		untouched: county.data.people.filter(({ key }) => !touched.has(key)).length,
	};
};

const anchorOf = (chat: RehearsedLine["chat"]): string => ("group" in chat ? `g-${chat.group}` : `p-${chat.person}`);

const chatsOf = (
	rehearsal: Rehearsal,
	burden: BurdenTotals,
	byAnchor: ReadonlyMap<string, readonly RehearsedLine[]>,
): RehearsalPageChat[] => {
	const { county, to } = rehearsal;
	const counts = new Map(burden.people.map((one) => [one.person, one]));
	const groups = county.data.units.flatMap(({ code, name }): RehearsalPageChat[] => {
		const lines = byAnchor.get(anchorOf({ group: code }));
		return lines
			? [{ ...chatOf(rehearsal, lines), anchor: anchorOf({ group: code }), kind: "group", name, unit: name, post: "", habit: null }]
			: [];
	});
	const place = new Map(county.data.units.map(({ code }, index) => [code, index]));
	const unitOf = (key: PersonKey): UnitCode | undefined => county.person(key)?.posts[0]?.unit;
	const people = county.data.people
		.filter(({ key }) => byAnchor.has(anchorOf({ person: key })) || counts.has(key))
		.toSorted((a, b) => (place.get(unitOf(a.key) ?? ("" as UnitCode)) ?? 0) - (place.get(unitOf(b.key) ?? ("" as UnitCode)) ?? 0))
		.map((person): RehearsalPageChat => {
			const anchor = anchorOf({ person: person.key });
			const line = personLine(county, person, to);
			const lines = byAnchor.get(anchor) ?? [];
			return {
				...chatOf(rehearsal, lines),
				...figuresOf(counts.get(person.key)),
				anchor,
				kind: "person",
				name: line.name,
				unit: line.unit,
				post: line.post,
				habit: habitOfPerson(rehearsal, lines, person.key),
			};
		});
	return [...groups, ...people];
};

const figuresOf = (
	one: PersonBurden | undefined,
): Pick<RehearsalPageChat, "messages" | "mentions" | "questions" | "replies" | "minutes"> => ({
	messages: one ? one.sent.reminder + one.sent.notice + one.sent.told : 0,
	mentions: one?.mentions ?? 0,
	questions: one?.sent.question ?? 0,
	replies: one?.replies ?? 0,
	minutes: one?.minutes ?? 0,
});

/** What is said in a chat, with the figures a group has. */
const chatOf = (
	{ county }: Rehearsal,
	lines: readonly RehearsedLine[],
): Pick<RehearsalPageChat, "messages" | "mentions" | "questions" | "replies" | "minutes" | "lines"> => ({
	messages: lines.filter(isOwnAccord).length,
	mentions: lines.reduce((sum, { counted, chat }) => sum + ("group" in chat ? counted.length : 0), 0),
	questions: 0,
	replies: lines.filter(({ by }) => by !== null).length,
	minutes: 0,
	lines: lines.map(
		({ at, by, text, buttons, priority }): RehearsalPageLine => ({
			at,
			by: by === null ? null : (county.person(by)?.name ?? by),
			text,
			buttons,
			own: priority === "answer" ? null : priority,
		}),
	),
});

/** The habit of a person who reported in these lines, or for whose unit nobody else does. */
const habitOfPerson = ({ county, owed }: Rehearsal, lines: readonly RehearsedLine[], person: PersonKey): RehearsalPageChat["habit"] => {
	if (!lines.some(({ by }) => by === person)) return null;
	const units = new Set(county.person(person)?.posts.map(({ unit }) => unit));
	return owed.find(({ unit }) => units.has(unit.code))?.habit ?? null;
};

const daysOf = ({ county, from, to, lines, reports }: Rehearsal, known: ReadonlyMap<string, RehearsalPageChat>): RehearsalPageDay[] => {
	const own = new Map<DateText, Map<string, Told>>();
	for (const { at, text, priority, view, chat } of lines) {
		if (priority !== "reminder" && priority !== "broadcast") continue;
		const kind = "group" in chat ? "group" : "person";
		const day = own.get(dateOf(at)) ?? new Map<string, Told>();
		own.set(dateOf(at), day);
		const key = `${at} ${view} ${kind}`;
		const told = day.get(key) ?? { at, kind: priority, text, texts: new Set(), to: [] };
		day.set(key, told);
		const anchor = anchorOf(chat);
		told.texts.add(text);
		told.to.push({ anchor, kind, name: known.get(anchor)?.name ?? "" });
	}
	const days: RehearsalPageDay[] = [];
	for (let day = from; day <= to; day = addDays(day, 1))
		days.push({
			day,
			works: county.calendar.works(day),
			reports: reports.filter(({ at }) => dateOf(at) === day).length,
			own: [...(own.get(day)?.values() ?? [])].map(({ texts, ...told }) => ({ ...told, wordings: texts.size - 1 })),
		});
	return days;
};

/** What many were told at one minute. */
interface Told {
	readonly at: RehearsedLine["at"];
	readonly kind: "reminder" | "broadcast";
	readonly text: string;
	readonly texts: Set<string>;
	readonly to: { anchor: string; kind: "person" | "group"; name: string }[];
}
