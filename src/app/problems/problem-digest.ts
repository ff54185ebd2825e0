import { type DateText, dateOf, type Instant, instantAt, periodOf } from "../../domain/period.ts";
import type { PersonKey } from "../../domain/person.ts";
import type { Problem } from "../../domain/problem.ts";
import { problemLamp } from "../../domain/problem-lamp.ts";
import type { ChatRef } from "../../ports/chat.ts";
import type { Ids } from "../../ports/ids.ts";
import type { ReminderRecord } from "../../ports/reminders.ts";
import type { Effect, NewMessage, Store } from "../../ports/store.ts";
import { WakingHours } from "../../reminders/waking-hours.ts";
import type { ProblemView } from "../../views/problems.ts";
import type { CountyHolder, LoadedCounty } from "../county-holder.ts";
import { privateChatsOf } from "../people/private-chats.ts";
import type { TurnWorld } from "../turns/turn.ts";
import { alikeLines, countProblems, problemLine } from "./describe-problem.ts";
import { type DigestReader, officeOf, ownersOf, principalsOf } from "./digest-readers.ts";

/** The hour of the day at which the week's lists go out. */
const MORNING = "08:30";
const MOST_LISTED = 10;
const MOST_ALIKE = 3;

type Digest = Extract<ProblemView, { key: "problem-digest" }>;

/** What is said to whom, and of which problems it is the first word that they are overdue. */
interface Told {
	readonly person: PersonKey;
	readonly view: Digest;
	readonly overdue: readonly Problem[];
	/** Counted against the person's cap of the day. */
	readonly capped: boolean;
}

/** Once a problem is overdue its principal hears of it, and again when a new due date has passed. */
const overdueKey = ({ number, dueOn }: Problem): string => `problem-overdue:${number}:${dueOn}`;

/**
 * Tells once a week, on its first working day at 08:30 or when the program is back, who has which problems in hand, heads of units what is overdue there,
 * and the office what nobody was given; on other working days heads of units what has just become overdue. One message a person, within waking hours and
 * caps; what is said and that it was said are one commit. Called every minute; returns how many messages were written.
 */
export const createProblemDigest = ({
	store,
	counties,
	ids,
	isServed,
}: {
	readonly store: Store;
	readonly counties: CountyHolder;
	readonly ids: Ids;
	readonly isServed: TurnWorld["isServed"];
}): ((now: Instant) => Promise<number>) => {
	let lookedOn: DateText | null = null;
	return async (now) => {
		const loaded = counties.current;
		const today = dateOf(now);
		if (!loaded || lookedOn === today || now < instantAt(today, MORNING)) return 0;
		const hours = new WakingHours(loaded.county.data.rules, loaded.rounds.calendar);
		if (!hours.includes(now)) return 0;
		const week = `problem-digest:${periodOf("week", today)}`;
		const open = await store.openProblems(null);
		const red = open.filter(
			(problem) => problem.owner !== null && problem.state !== "closing" && problemLamp(problem, today, loaded.county.data.rules) === "red",
		);
		const known = new Set((await store.occurrences([week, ...red.map(overdueKey)])).map(({ key }) => key));
		const fresh = red.filter((problem) => !known.has(overdueKey(problem)));
		const told = known.has(week) ? principalDigests(loaded, fresh, fresh, today) : weekly(loaded, open, red, fresh, today);
		const effects = await effectsOf({ store, ids, isServed }, told, {
			now,
			today,
			week,
			expiresAt: hours.end(now),
			cap: Number(loaded.county.data.rules["remind-cap"]),
		});
		const reached = new Set(effects.overdue.map(({ number }) => number));
		const keys = [...(known.has(week) ? [] : [week]), ...fresh.filter(({ number }) => reached.has(number)).map(overdueKey)];
		if (keys.length > 0)
			await store.commit([
				...keys.map((key): Effect => ({ do: "record-occurrence", occurrence: { key, outcome: "done", at: now } })),
				...effects.all,
			]);
		lookedOn = today;
		return effects.all.filter((effect) => effect.do === "enqueue-message").length;
	};
};

/** All of a week's messages; whoever works on what is overdue sees so in their own list. */
const weekly = (
	loaded: LoadedCounty,
	open: readonly Problem[],
	red: readonly Problem[],
	fresh: readonly Problem[],
	today: DateText,
): Told[] => {
	const heads = principalDigests(loaded, red, fresh, today);
	const owners = ownersOf(loaded, open, today).map(
		(reader): Told => ({
			person: reader.person,
			view: digestOf(loaded, "owner", reader, today),
			overdue: heads.find(({ person }) => person === reader.person)?.overdue ?? [],
			capped: true,
		}),
	);
	const working = new Set(owners.map(({ person }) => person));
	const principals = heads.filter(({ person }) => !working.has(person));
	const unassigned = open.filter(({ owner, state }) => owner === null && state !== "closing");
	const view: Digest = {
		key: "problem-digest",
		for: "office",
		unit: loaded.county.root.name,
		counts: countProblems(loaded.county, open, today),
		...listed(loaded, unassigned, today),
		alike: alikeLines(loaded.county, open, MOST_ALIKE),
		buttons: [],
	};
	const office = open.length === 0 ? [] : officeOf(loaded, today);
	return [...owners, ...principals, ...office.map((person): Told => ({ person, view, overdue: [], capped: false }))];
};

const principalDigests = (loaded: LoadedCounty, red: readonly Problem[], fresh: readonly Problem[], today: DateText): Told[] =>
	principalsOf(loaded, red, today).map((reader) => ({
		person: reader.person,
		view: digestOf(loaded, "principal", reader, today),
		overdue: reader.problems.filter((problem) => fresh.includes(problem)),
		capped: true,
	}));

const listed = ({ county }: LoadedCounty, problems: readonly Problem[], today: DateText): Pick<Digest, "problems" | "left"> => ({
	problems: problems.slice(0, MOST_LISTED).map((problem) => problemLine(county, problem, today)),
	left: Math.max(0, problems.length - MOST_LISTED),
});

const digestOf = (loaded: LoadedCounty, reader: "owner" | "principal", { units, problems }: DigestReader, today: DateText): Digest => ({
	key: "problem-digest",
	for: reader,
	unit: units.map((code) => loaded.county.unit(code)?.name ?? code).join("、"),
	counts: countProblems(loaded.county, problems, today),
	...listed(loaded, problems, today),
	alike: [],
	buttons: [],
});

/** The messages with what is recorded of them; `overdue`: problems of whose delay somebody was told, or could not be. */
const effectsOf = async (
	{ store, ids, isServed }: { readonly store: Store; readonly ids: Ids; readonly isServed: TurnWorld["isServed"] },
	told: readonly Told[],
	when: { readonly now: Instant; readonly today: DateText; readonly week: string; readonly expiresAt: Instant; readonly cap: number },
): Promise<{ readonly all: readonly Effect[]; readonly overdue: readonly Problem[] }> => {
	if (told.length === 0) return { all: [], overdue: [] };
	const people = [...new Set(told.map(({ person }) => person))];
	const accounts = await store.accountsOfPeople(people);
	const counts = new Map((await store.remindedOn(when.today, people)).map(({ person, count }) => [person, count]));
	const all: Effect[] = [];
	const records: ReminderRecord[] = [];
	const overdue: Problem[] = [];
	for (const one of told) {
		const [chat] = privateChatsOf(
			accounts.filter(({ person }) => person === one.person),
			{ isServed },
		);
		const spared = one.capped && (counts.get(one.person) ?? 0) >= when.cap;
		const message = chat && !spared ? messageOf(ids.next(), chat, one, when) : null;
		if (message) all.push({ do: "enqueue-message", message });
		// Whoever was spared by the cap hears of what is overdue on the next working day.
		if (!spared) overdue.push(...one.overdue);
		records.push({
			at: when.now,
			day: when.today,
			person: one.person,
			unit: null,
			kind: "problem",
			subject: when.week,
			message: message?.id ?? null,
			inGroup: false,
			outcome: spared ? "capped" : message ? "sent" : "unreachable",
		});
	}
	all.push({ do: "add-reminder-records", records });
	return { all, overdue };
};

const messageOf = (
	id: string,
	chat: ChatRef,
	{ person, view }: Told,
	{ now, today, week, expiresAt }: { readonly now: Instant; readonly today: DateText; readonly week: string; readonly expiresAt: Instant },
): NewMessage => ({
	id,
	chat,
	view,
	dedupeKey: `${week}:${today}:${view.for}:${person}`,
	priority: "reminder",
	createdAt: now,
	expiresAt,
	addressee: person,
	answers: null,
	card: null,
});
