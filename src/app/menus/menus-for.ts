import type { CommandId } from "../../domain/command.ts";
import type { County } from "../../domain/county.ts";
import type { DateText } from "../../domain/period.ts";
import { type Person, postsOn } from "../../domain/person.ts";
import { menuWord } from "../../language/command-words.ts";
import type { MenuLine, MenuPlace } from "../../ports/channel.ts";
import type { BoundAccount } from "../../ports/store.ts";
import { commandsFor } from "../commands/commands-for.ts";

/** A menu and where it shows. */
export interface Menu {
	readonly place: MenuPlace;
	readonly lines: readonly MenuLine[];
}

/** A longer menu is not read on a telephone. */
const MOST_LINES = 20;
/** Longest text of a line that messengers take, in UTF-16 code units. */
const LONGEST_TEXT = 256;

const STRANGER: readonly CommandId[] = ["help", "bind"];
const GROUP: readonly CommandId[] = ["weekly", "progress", "missing", "help"];
/** Of use in a group only or once in a while, of none without words behind them, or offered as a button where it is wanted. */
const NOT_IN_PRIVATE: ReadonlySet<CommandId> = new Set([
	"bind-group",
	"scan",
	"publish",
	"chase",
	"withdraw",
	"received",
	"reopen",
	"extend",
	"unbind",
	"advance",
	"resolve",
	"verify",
	"send-back",
	"assign",
	"drop-problem",
]);

/** What a person finds in the menu of their private chat on a day: what they may use, help always among it. */
const menuOf = (county: County, person: Person, day: DateText): readonly CommandId[] => {
	const commands = commandsFor(county, person, day).filter((id) => !NOT_IN_PRIVATE.has(id) && id !== "help");
	return [...commands.slice(0, MOST_LINES - 1), "help"];
};

/** The menus a bot account shows: for strangers, for groups, and for each bound person their own. Chats in `known` that are nobody's now get none of their own. */
export const menusFor = (of: {
	readonly channel: string;
	readonly account: string;
	/** Null before the first import. */
	readonly county: County | null;
	readonly day: DateText;
	readonly bound: readonly BoundAccount[];
	/** Ids of private chats that have a menu of their own. */
	readonly known: readonly string[];
	readonly text: (id: CommandId) => string;
}): Menu[] => {
	const lines = (ids: readonly CommandId[]): MenuLine[] =>
		ids.map((id) => ({ word: menuWord(id), text: of.text(id).slice(0, LONGEST_TEXT) }));
	const own = new Map<string, readonly MenuLine[]>(of.known.map((id) => [id, []]));
	for (const { person: key, privateChat } of of.bound) {
		const person = of.county?.person(key);
		if (privateChat?.account !== of.account || !of.county || !person || postsOn(person, of.day).length === 0) continue;
		own.set(privateChat.id, lines(menuOf(of.county, person, of.day)));
	}
	return [
		{ place: "private", lines: lines(STRANGER) },
		{ place: "groups", lines: lines(GROUP) },
		...[...own].map(
			([id, menu]): Menu => ({
				place: { channel: of.channel, account: of.account, id, kind: "private" },
				lines: menu,
			}),
		),
	];
};
