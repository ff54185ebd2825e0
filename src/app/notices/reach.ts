import type { County } from "../../domain/county.ts";
import type { NoticeAudience, NoticeRecipient } from "../../domain/notice.ts";
import type { DateText } from "../../domain/period.ts";
import { may, mayAnywhere } from "../../domain/permission.ts";
import { type Person, type PersonKey, postsOn } from "../../domain/person.ts";
import type { Unit, UnitCode } from "../../domain/unit.ts";
import type { ChatRef } from "../../ports/chat.ts";
import type { BoundAccount, KnownGroup, Store } from "../../ports/store.ts";
import type { AudienceText, NoticeReachText } from "../../views/notices.ts";
import { privateChatsOf } from "../people/private-chats.ts";
import type { Speaker, Turn, TurnWorld } from "../turns/turn.ts";

/** Where a notice goes, and whom it finds there. */
export interface Reach {
	readonly chats: readonly { readonly chat: ChatRef; readonly unit: UnitCode | null; readonly person: PersonKey | null }[];
	readonly recipients: readonly NoticeRecipient[];
	/** Units without a group and without people. */
	readonly empty: readonly UnitCode[];
}

interface ReachParts {
	readonly county: County;
	readonly day: DateText;
	readonly world: Pick<TurnWorld, "groupChat" | "isServed">;
	/** For wide reads. */
	readonly store: Store;
	readonly issuer: Person;
	/** Somebody on leave is not asked; whoever stands in for them holds their posts meanwhile. */
	readonly isAway: (person: PersonKey) => boolean;
}

/** What finding an audience takes in a turn of its issuer. */
export const reachParts = (turn: Turn, { person }: Speaker, store: Store): ReachParts => ({
	county: turn.county,
	day: turn.today,
	world: turn.world,
	store,
	issuer: person,
	isAway: (key) => turn.isAway(key),
});

/** A unit's people whom a notice is for. */
interface Addressed {
	readonly unit: Unit;
	readonly people: readonly Person[];
}

const isToday = (unit: Unit, day: DateText): boolean =>
	(unit.validFrom === null || unit.validFrom <= day) && (unit.validTo === null || unit.validTo >= day);

/** The units of an audience that its issuer may address, and their people there; 村干部 of a township are those of its villages. */
const addressed = ({ county, day, issuer, isAway }: ReachParts, { scope, role }: NoticeAudience): Addressed[] => {
	const named = (unit: Unit): boolean => {
		switch (scope.to) {
			case "kind":
				return unit.kind === (role === "village" && scope.kind === "township" ? "village" : scope.kind);
			case "units":
				return (
					scope.units.includes(unit.code) ||
					(role === "village" && unit.kind === "village" && unit.parent !== null && scope.units.includes(unit.parent))
				);
			case "group":
				return isMember(county, scope.unit, unit);
			default:
				return scope satisfies never;
		}
	};
	return county.data.units
		.filter((unit) => named(unit) && isToday(unit, day) && (scope.to === "group" || may(county, issuer, "notice", unit.code, day)))
		.map((unit) => ({
			unit,
			people: county
				.peopleOf(unit.code)
				.filter(
					(person) =>
						person.key !== issuer.key &&
						!isAway(person.key) &&
						postsOn(person, day).some((post) => post.unit === unit.code && (role === null || post.role === role)),
				),
		}));
};

/** Whose people sit in a unit's group: a township's with its villages, the county's all but village cadres. */
const isMember = (county: County, group: UnitCode | null, unit: Unit): boolean => {
	if (group === null) return false;
	return group === county.root.code ? unit.kind !== "village" : county.contains(group, unit.code);
};

/** Groups a unit's people are reached in, as far as they are on their channels. */
const groupsOf = (unit: Unit, people: readonly Person[], { world }: ReachParts, found: Found): ChatRef[] => {
	const bound = found.groups
		.filter((group) => group.unit === unit.code && group.member && world.isServed(group.chat))
		.map(({ chat }) => chat);
	const made = world.groupChat(unit);
	// A group made from a unit is there whether or not anybody is on that channel.
	const isUsed = made !== null && people.some(({ key }) => found.accounts(key).some(({ account }) => account.channel === made.channel));
	return isUsed && made !== null && world.isServed(made) && !bound.some(({ channel }) => channel === made.channel)
		? [...bound, made]
		: bound;
};

interface Found {
	readonly groups: readonly KnownGroup[];
	readonly accounts: (person: PersonKey) => readonly BoundAccount[];
}

const find = async ({ store }: ReachParts, units: readonly Addressed[]): Promise<Found> => {
	const groups = await store.knownGroups();
	const accounts = new Map<PersonKey, BoundAccount[]>();
	const people = [...new Set(units.flatMap((one) => one.people.map(({ key }) => key)))];
	for (const account of await store.accountsOfPeople(people))
		accounts.set(account.person, [...(accounts.get(account.person) ?? []), account]);
	return { groups, accounts: (person) => accounts.get(person) ?? [] };
};

/** Finds where an audience is reached: a unit in its groups, its people alone where it has none or they are not on its channels; nobody twice. */
export const reachOf = async (parts: ReachParts, audience: NoticeAudience): Promise<Reach> => {
	const units = addressed(parts, audience);
	const { scope, role } = audience;
	const recipient = (unit: Unit, person: Person, reach: NoticeRecipient["reach"]): NoticeRecipient => ({
		unit: unit.code,
		person: person.key,
		reach,
		confirmedAt: null,
		remindedAt: null,
	});
	if (scope.to === "group") {
		const chat: ChatRef = { channel: scope.channel, account: scope.account, id: scope.id, kind: "group" };
		return {
			chats: parts.world.isServed(chat) ? [{ chat, unit: scope.unit, person: null }] : [],
			recipients: units.flatMap(({ unit, people }) => people.map((person) => recipient(unit, person, "group"))),
			empty: [],
		};
	}
	const found = await find(parts, units);
	const groups = new Map(units.map(({ unit, people }) => [unit.code, role === null ? groupsOf(unit, people, parts, found) : []]));
	const inGroup = new Set<PersonKey>();
	for (const { unit, people } of units) {
		const channels = new Set(groups.get(unit.code)?.map(({ channel }) => channel));
		for (const { key } of people) {
			const accounts = found.accounts(key);
			// Somebody not bound yet may read it in the group all the same.
			if (channels.size > 0 && (accounts.length === 0 || accounts.some(({ account }) => channels.has(account.channel)))) inGroup.add(key);
		}
	}
	const alone = new Map<PersonKey, ChatRef>();
	const recipients: NoticeRecipient[] = [];
	for (const { unit, people } of units)
		for (const person of people) {
			const [chat] = privateChatsOf(found.accounts(person.key), parts.world);
			if (inGroup.has(person.key)) recipients.push(recipient(unit, person, "group"));
			else if (chat) {
				alone.set(person.key, chat);
				recipients.push(recipient(unit, person, "private"));
			} else recipients.push(recipient(unit, person, "none"));
		}
	return {
		chats: [
			...units.flatMap(({ unit }) => (groups.get(unit.code) ?? []).map((chat) => ({ chat, unit: unit.code, person: null }))),
			...[...alone].map(([person, chat]) => ({ chat, unit: null, person })),
		],
		recipients,
		empty: units.filter(({ unit, people }) => people.length === 0 && groups.get(unit.code)?.length === 0).map(({ unit }) => unit.code),
	};
};

/** What the issuer is told of it. */
export const reachText = (turn: Turn, { chats, recipients, empty }: Reach): NoticeReachText => {
	const { county } = turn;
	const nameOf = (code: UnitCode): string => county.unit(code)?.name ?? code;
	const unreached = new Map(
		recipients.flatMap(({ person, unit, reach }) =>
			reach === "none" ? [[person, `${nameOf(unit)} ${county.person(person)?.name ?? person}`] as const] : [],
		),
	);
	return {
		groups: chats.filter(({ chat }) => chat.kind === "group").length,
		people: chats.filter(({ chat }) => chat.kind === "private").length,
		unreached: [...unreached.values()],
		empty: empty.map(nameOf),
		...waitingOf(turn, chats),
	};
};

/** What waits for the morning of a notice that goes out now. */
const waitingOf = ({ world, now }: Turn, chats: Reach["chats"]): Pick<NoticeReachText, "waits"> => {
	const silent = chats.flatMap(({ chat }) => {
		const until = world.silentUntil(chat, now);
		return until === null ? [] : [{ chat, until }];
	});
	const [first] = silent;
	if (!first) return {};
	const groups = silent.filter(({ chat }) => chat.kind === "group").length;
	const channels = [...new Set(silent.map(({ chat }) => chat.channel))];
	return { waits: { channels, groups, people: silent.length - groups, until: first.until } };
};

/** An audience in words. */
export const audienceText = (county: County, { scope, role }: NoticeAudience): AudienceText => {
	const to: AudienceText["to"] =
		scope.to === "kind"
			? { kind: scope.kind }
			: scope.to === "units"
				? { units: scope.units.map((code) => county.unit(code)?.name ?? code) }
				: { group: scope.title };
	return { to, role };
};

/** The first unit of an audience its issuer may not address; undefined when they may. A group that belongs to no unit is for those who may address everybody. */
export const beyondRights = (county: County, issuer: Person, { scope }: NoticeAudience, day: DateText): Unit | null => {
	const mayOn = (code: UnitCode): boolean => may(county, issuer, "notice", code, day);
	if (!mayAnywhere(issuer, "notice", day)) return county.root;
	switch (scope.to) {
		case "kind":
			return null;
		case "units":
			return county.unit(scope.units.find((code) => !mayOn(code)) ?? ("" as UnitCode)) ?? null;
		case "group":
			return mayOn(scope.unit ?? county.root.code) ? null : (county.unit(scope.unit ?? county.root.code) ?? county.root);
		default:
			return scope satisfies never;
	}
};

/** Whom a notice is for when nothing is said: every township its issuer may address, else their own unit. */
export const usualAudience = (county: County, issuer: Person, own: UnitCode, day: DateText): NoticeAudience => {
	const townships = county.data.units.some(
		(unit) => unit.kind === "township" && isToday(unit, day) && may(county, issuer, "notice", unit.code, day),
	);
	return { scope: townships ? { to: "kind", kind: "township" } : { to: "units", units: [own] }, role: null };
};
