import { isAwayOn } from "../../domain/absence.ts";
import { dateOf, type Instant } from "../../domain/period.ts";
import { may } from "../../domain/permission.ts";
import { type Person, type PersonKey, postsOn } from "../../domain/person.ts";
import { owes } from "../../domain/round.ts";
import type { Unit, UnitCode } from "../../domain/unit.ts";
import { type ChatRef, chatKey } from "../../ports/chat.ts";
import type { BoundAccount, KnownGroup, RoundStates, SavedSession, Store } from "../../ports/store.ts";
import type { DueStep, LostTime, MissingUnit, NamingGroup, Remindable, ReminderWorld, Unheard } from "../../reminders/reminder-plan.ts";
import type { WakingHours } from "../../reminders/waking-hours.ts";
import type { LoadedCounty } from "../county-holder.ts";
import { unitGroups } from "../groups/unit-groups.ts";
import { privateChatsOf } from "../people/private-chats.ts";
import { namedOrAll } from "../reports/named-or-all.ts";
import type { TurnWorld } from "../turns/turn.ts";

/** A step and the units that owe its round and are asked about. */
export interface AskedStep {
	readonly step: DueStep;
	readonly units: readonly Unit[];
}

export interface GatherParts {
	readonly store: Pick<Store, "roundStates" | "accountsOfPeople" | "knownGroups" | "remindedOn" | "load">;
	readonly loaded: LoadedCounty;
	readonly chats: Pick<TurnWorld, "isServed" | "groupChat">;
	readonly now: Instant;
	readonly hours: WakingHours;
	/** See ReminderWorld. */
	readonly cap: number | null;
}

/** What a plan follows from, and what its messages are written with. */
export interface GatheredWorld {
	readonly world: ReminderWorld;
	/** The chats behind the keys of the plan. */
	readonly chats: ReadonlyMap<string, ChatRef>;
	/** Open reports of the people asked. */
	readonly drafts: readonly SavedSession[];
}

/** The units that owe a step's round and are still there. */
export const owingUnits = ({ county, rounds }: Pick<LoadedCounty, "county" | "rounds">, { duty, round }: DueStep, now: Instant): Unit[] => {
	const day = rounds.owingDay(duty, round.period);
	const today = dateOf(now);
	return county.data.units.filter((unit) => owes(duty, unit, day) && (unit.validTo === null || unit.validTo >= today));
};

/** Reads who is missing, who is there to be reminded and where they are reached. */
export const gatherWorld = async (parts: GatherParts, asked: readonly AskedStep[]): Promise<GatheredWorld> => {
	const { store, now, hours, cap } = parts;
	const found = await missingIn(parts, asked);
	const units = new Set(found.flatMap(({ missing }) => missing.map(({ unit }) => unit)));
	const steps = await withLines(store, found, [...units]);
	const asks = new Set(steps.map(({ step }): Remindable["as"] => (step.way === "principals" ? "principal" : "reporter")));
	const people = [...units].flatMap((code) => [...asks].flatMap((as) => peopleOf(parts, code, as)));
	const keys = [...new Set(people.map(({ person }) => person))];
	const accounts = accountsByPerson(keys.length === 0 ? [] : await store.accountsOfPeople(keys));
	const chats = new Map<string, ChatRef>();
	const keep = (chat: ChatRef): string => {
		chats.set(chatKey(chat), chat);
		return chatKey(chat);
	};
	const remindable = people.map((one) => ({ ...one, chats: privateChatsOf(accounts.get(one.person) ?? [], parts.chats).map(keep) }));
	const groups = units.size === 0 ? [] : await namingGroups(parts, units, remindable, accounts, keep);
	const tallies = keys.length === 0 ? [] : await store.remindedOn(dateOf(now), keys);
	const remindedToday = new Map(tallies.map(({ person, count }) => [person, count]));
	const begun = new Set(steps.flatMap(({ missing }) => missing.flatMap(({ unit, draft }) => (draft === null ? [] : [unit]))));
	const drafters = [...new Set(people.filter(({ unit }) => begun.has(unit)).map(({ person }) => person))];
	const drafts = drafters.length === 0 ? [] : (await store.load({ sessionsOf: drafters })).sessions;
	const asking = steps.map((step) => {
		if (!step.lost) return step;
		const missing = step.missing.map((one) => (one.changedBy ? { ...one, changedBy: changing(step.lost, step, one, drafts) } : one));
		return { ...step, missing, unheard: unheardIn(step.lost, { keys, accounts, chats, drafts }) };
	});
	return { world: { now, steps: asking, people: remindable, groups, remindedToday, cap, hours }, chats, drafts };
};

/** Who was changing a unit's report in a chat of the channel that was away. */
const changing = (
	lost: LostTime | undefined,
	{ duty, round }: DueStep,
	{ unit }: MissingUnit,
	drafts: readonly SavedSession[],
): ReadonlySet<PersonKey> =>
	new Set(
		drafts.flatMap((draft) =>
			draft.duty === duty.id && draft.period === round.period && draft.unit === unit && draft.active && draft.chat.channel === lost?.channel
				? [draft.person]
				: [],
		),
	);

/** Who may have spoken in vain in a time: bound on that channel, on none that heard all the while, and not heard since. */
const unheardIn = (
	lost: LostTime,
	{
		keys,
		accounts,
		chats,
		drafts,
	}: {
		readonly keys: readonly PersonKey[];
		readonly accounts: ReadonlyMap<PersonKey, readonly BoundAccount[]>;
		readonly chats: ReadonlyMap<string, ChatRef>;
		readonly drafts: readonly SavedSession[];
	},
): Unheard => {
	const since = new Set(drafts.flatMap(({ person, updatedAt }) => (updatedAt >= lost.until ? [person] : [])));
	const hadNoOther = (key: PersonKey): boolean => {
		const channels = (accounts.get(key) ?? []).map(({ account }) => account.channel);
		return channels.includes(lost.channel) && !channels.some((channel) => lost.heard.includes(channel));
	};
	return {
		people: new Set(keys.filter((key) => hadNoOther(key) && !since.has(key))),
		chats: new Set([...chats].flatMap(([key, { channel }]) => (channel === lost.channel ? [key] : []))),
	};
};

const missingIn = async ({ store, loaded }: GatherParts, asked: readonly AskedStep[]): Promise<ReminderWorld["steps"]> => {
	const known = new Map<string, RoundStates>();
	const steps: ReminderWorld["steps"][number][] = [];
	for (const { step, units } of asked) {
		const { duty, round } = step;
		const key = `${duty.id} ${round.period}`;
		const states = known.get(key) ?? (await store.roundStates(duty.id, round.period, namedOrAll(units)));
		known.set(key, states);
		const there = sentUnits(states);
		const drafts = furthestDrafts(states);
		const missing = units
			.filter(({ code }) => !there.has(code) || (step.lost !== undefined && drafts.has(code)))
			.map(
				({ code }): MissingUnit => ({
					unit: code,
					// Who they are is known when their dialogs are.
					...(there.has(code) ? { changedBy: new Set() } : {}),
					draft: drafts.get(code) ?? null,
					closesAt: loaded.rounds.round(duty, round.period, code).closesAt,
				}),
			);
		steps.push({ ...step, missing });
	}
	return steps;
};

/** With what waits in a 接龙 for the word of the units that are missing. */
const withLines = async (
	store: Pick<Store, "load">,
	steps: ReminderWorld["steps"],
	units: readonly UnitCode[],
): Promise<ReminderWorld["steps"]> => {
	const { chainLines } = units.length === 0 ? { chainLines: [] } : await store.load({ chainLinesOf: units });
	if (chainLines.length === 0) return steps;
	return steps.map((step) => {
		const lines = chainLines.filter(({ duty, period }) => duty === step.duty.id && period === step.round.period);
		const words = new Map(lines.map((line) => [line.unit, line.words]));
		return {
			...step,
			missing: step.missing.map((one) => ({ ...one, ...(words.has(one.unit) ? { listed: words.get(one.unit) ?? "" } : {}) })),
		};
	});
};

/** The units that have done their part: their report counts, or waits for its approval. */
export const sentUnits = ({ reported, pending }: RoundStates): Set<UnitCode> =>
	new Set([...reported, ...pending.filter(({ state }) => state === "waiting")].map(({ unit }) => unit));

/** Of several people of a unit who have begun, whoever is furthest. */
const furthestDrafts = ({ begun }: RoundStates): Map<UnitCode, NonNullable<MissingUnit["draft"]>> =>
	new Map(begun.toSorted((a, b) => a.answered - b.answered).map(({ unit, answered, asked }) => [unit, { answered, asked }]));

/**
 * Who is asked for a unit: its people who report, its principals only where it has no others; or its principals, of a village those of its township.
 * Nobody who is away.
 */
const peopleOf = ({ loaded, now }: GatherParts, code: UnitCode, as: Remindable["as"]): Omit<Remindable, "chats">[] => {
	const { county, absences } = loaded;
	const today = dateOf(now);
	const present = (unit: UnitCode): Person[] =>
		county.peopleOf(unit).filter(({ key }) => !absences.some((absence) => absence.person === key && isAwayOn(absence, today)));
	const leads = (person: Person, unit: UnitCode): boolean =>
		postsOn(person, today).some((post) => post.unit === unit && post.role === "principal");
	const chosen = (): Person[] => {
		const own = present(code);
		if (as === "reporter") {
			const reporting = own.filter((person) => may(county, person, "report", code, today));
			const others = reporting.filter((person) =>
				postsOn(person, today).some((post) => post.unit === code && post.role !== "principal" && post.role !== "supervisor"),
			);
			return others.length > 0 ? others : reporting;
		}
		const principals = own.filter((person) => leads(person, code));
		const parent = county.unit(code)?.parent ?? null;
		if (principals.length > 0 || parent === null || parent === county.root.code) return principals;
		return present(parent).filter((person) => leads(person, parent));
	};
	return chosen().map(({ key }) => ({ person: key, unit: code, as }));
};

const accountsByPerson = (accounts: readonly BoundAccount[]): Map<PersonKey, BoundAccount[]> => {
	const byPerson = new Map<PersonKey, BoundAccount[]>();
	for (const account of accounts) byPerson.set(account.person, [...(byPerson.get(account.person) ?? []), account]);
	return byPerson;
};

/** A unit is named in its own groups and in those of the unit directly above, where 未报 names it too. */
const namingGroups = async (
	{ store, loaded: { county }, chats }: GatherParts,
	units: ReadonlySet<UnitCode>,
	people: readonly Remindable[],
	accounts: ReadonlyMap<PersonKey, readonly BoundAccount[]>,
	keep: (chat: ChatRef) => string,
): Promise<NamingGroup[]> => {
	const known = new Map<UnitCode | null, KnownGroup[]>();
	for (const group of await store.knownGroups()) known.set(group.unit, [...(known.get(group.unit) ?? []), group]);
	const channels = new Map<UnitCode, Set<string>>();
	for (const { unit, person } of people)
		for (const { account } of accounts.get(person) ?? []) channels.set(unit, (channels.get(unit) ?? new Set()).add(account.channel));
	const named = new Map<string, { readonly depth: number; readonly units: UnitCode[] }>();
	for (const code of units) {
		const unit = county.unit(code);
		const above = unit?.parent ? county.unit(unit.parent) : undefined;
		for (const group of [unit, above]) {
			if (!group) continue;
			for (const chat of unitGroups(group, known.get(group.code) ?? [], (channel) => channels.get(code)?.has(channel) ?? false, chats)) {
				const key = keep(chat);
				const there = named.get(key);
				if (there) there.units.push(code);
				else named.set(key, { depth: group.code === county.root.code ? 0 : 1, units: [code] });
			}
		}
	}
	return [...named].sort(([, a], [, b]) => b.depth - a.depth).map(([chat, group]) => ({ chat, units: group.units }));
};
