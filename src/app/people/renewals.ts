import type { County } from "../../domain/county.ts";
import type { DateText, Instant } from "../../domain/period.ts";
import { type Person, type PersonKey, postsOn } from "../../domain/person.ts";
import type { UnitCode } from "../../domain/unit.ts";
import type { Store } from "../../ports/store.ts";

/** The setting in which renewals are kept, as JSON. */
export const RENEWALS = "channels:renewed";

/** A messenger whose accounts and chats all got other ids: who was bound there and is to come back. */
export interface Renewal {
	readonly at: Instant;
	readonly people: readonly PersonKey[];
	/** The units of its groups, each as often as it had groups. */
	readonly groups: readonly UnitCode[];
}

/** The last renewal of each messenger that ever had one, by its id. */
export type Renewals = Readonly<Record<string, Renewal>>;

export const parseRenewals = (value: string | null): Renewals => (value === null ? {} : (JSON.parse(value) as Renewals));

/** Who and what was bound on a messenger before its renewal and is not again. */
export interface NotBack extends Omit<Renewal, "people"> {
	readonly channel: string;
	readonly people: readonly Person[];
}

/** For each messenger that was renewed and is not complete again: whom of those in office it lacks, in the workbook's order, and the groups of which units. */
export const notYetBack = async (
	store: Pick<Store, "setting" | "accountsOn" | "knownGroups">,
	county: County,
	day: DateText,
): Promise<NotBack[]> => {
	const renewals = Object.entries(parseRenewals(await store.setting(RENEWALS)));
	const known = renewals.length === 0 ? [] : await store.knownGroups();
	const lacking: NotBack[] = [];
	for (const [channel, renewal] of renewals) {
		const bound = new Set((await store.accountsOn(channel)).map(({ person }) => person));
		const were = new Set(renewal.people);
		const people = county.data.people.filter(({ key }) => were.has(key) && !bound.has(key));
		const inOffice = people.filter((person) => postsOn(person, day).length > 0);
		const there = known.flatMap(({ chat, member, unit }) => (chat.channel === channel && member && unit !== null ? [unit] : []));
		const groups = without(renewal.groups, there);
		if (inOffice.length + groups.length > 0) lacking.push({ channel, at: renewal.at, people: inOffice, groups });
	}
	return lacking;
};

/** What is left of a list when each of the others took one away. */
const without = <T>(all: readonly T[], others: readonly T[]): T[] => {
	const rest = [...all];
	for (const one of others) {
		const at = rest.indexOf(one);
		if (at >= 0) rest.splice(at, 1);
	}
	return rest;
};

/** Who gets a code with 邀请 全部: everybody in office who is bound nowhere, or not again where they were. */
export const peopleToInvite = async (
	store: Pick<Store, "setting" | "accountsOn" | "knownGroups" | "boundPeople">,
	county: County,
	day: DateText,
): Promise<Person[]> => {
	const bound = await store.boundPeople();
	const lost = new Set((await notYetBack(store, county, day)).flatMap(({ people }) => people.map(({ key }) => key)));
	return county.data.people.filter((person) => postsOn(person, day).length > 0 && (!bound.has(person.key) || lost.has(person.key)));
};
