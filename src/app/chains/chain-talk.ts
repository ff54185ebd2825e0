import type { County } from "../../domain/county.ts";
import { dateOf } from "../../domain/period.ts";
import type { Person } from "../../domain/person.ts";
import type { UnitCode } from "../../domain/unit.ts";
import { correctsLine, opensChain, readLineWord } from "../../language/chain-words.ts";
import { accountKey, type ChatRef, chatKey } from "../../ports/chat.ts";
import type { Inbound } from "../../ports/intake.ts";
import type { Store } from "../../ports/store.ts";
import type { CountyHolder, LoadedCounty } from "../county-holder.ts";
import { ownUnits } from "./confirm-line.ts";
import { isOurList } from "./read-list.ts";
import { isShownIn, readSeen, seenKey } from "./shown-lines.ts";

export interface ChainTalkParts {
	readonly store: Pick<Store, "load">;
	readonly counties: Pick<CountyHolder, "current">;
	readonly groupUnit: (chat: ChatRef) => UnitCode | null;
}

/**
 * Of group talk that is not addressed to the bot: the lists about our reports, and the words on a line that was shown there to their sender's unit. All by
 * people who are bound; whatever a stranger types is nobody's business. Nothing is looked up for talk that is neither.
 */
export const chainTalk = async (parts: ChainTalkParts, updates: readonly Inbound[]): Promise<ReadonlySet<Inbound>> => {
	const loaded = parts.counties.current;
	const lists = updates.filter((update) => opensChain(wordsOf(update)));
	const words = updates.filter((update) => readLineWord(wordsOf(update), true) !== null || correctsLine(wordsOf(update)));
	if (!loaded || lists.length + words.length === 0) return new Set();
	const people = await peopleBehind(parts.store, loaded.county, [...lists, ...words]);
	const bound = (update: Inbound): boolean => people.has(accountKey(update.sender));
	return new Set([...(await ourLists(parts, loaded, lists.filter(bound))), ...(await wordsOnLines(parts, words.filter(bound), people))]);
};

const wordsOf = ({ chat, content, anonymous }: Inbound): string =>
	chat.kind === "group" && content.kind === "text" && anonymous !== true ? content.text : "";

const peopleBehind = async (
	store: Pick<Store, "load">,
	county: County,
	updates: readonly Inbound[],
): Promise<ReadonlyMap<string, Person>> => {
	const { accounts } = await store.load({ accounts: updates.map(({ sender }) => sender) });
	return new Map(
		accounts.flatMap(({ account, person: key }) => {
			const person = county.person(key);
			return person ? [[accountKey(account), person] as const] : [];
		}),
	);
};

const ourLists = async ({ store, groupUnit }: ChainTalkParts, loaded: LoadedCounty, lists: readonly Inbound[]): Promise<Inbound[]> => {
	const foreign = lists.flatMap(({ chat }) => (groupUnit(chat) === null ? [chat] : []));
	const { groups } = foreign.length === 0 ? { groups: [] } : await store.load({ groups: foreign });
	const unitOf = (chat: ChatRef): UnitCode | null =>
		groupUnit(chat) ?? groups.find((group) => chatKey(group.chat) === chatKey(chat))?.unit ?? null;
	return lists.filter((update) => {
		const group = unitOf(update.chat);
		return (
			group !== null &&
			isOurList({ county: loaded.county, directory: loaded.directory, today: dateOf(update.sentAt), group }, wordsOf(update))
		);
	});
};

const wordsOnLines = async (
	{ store }: ChainTalkParts,
	said: readonly Inbound[],
	people: ReadonlyMap<string, Person>,
): Promise<Inbound[]> => {
	const unitsOf = ({ sender, sentAt }: Inbound): UnitCode[] => {
		const person = people.get(accountKey(sender));
		return person ? ownUnits({ today: dateOf(sentAt) }, { person }) : [];
	};
	const units = [...new Set(said.flatMap(unitsOf))];
	if (units.length === 0) return [];
	const { chainLines, settings } = await store.load({ chainLinesOf: units, settings: said.map(({ chat }) => seenKey(chat)) });
	const seen = new Map(settings.map(({ key, value }) => [key, readSeen(value)]));
	return said.filter((update) => {
		const own = unitsOf(update);
		return chainLines.some((line) => own.includes(line.unit) && isShownIn(line, update.chat, seen.get(seenKey(update.chat)) ?? []));
	});
};
