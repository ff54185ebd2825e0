import type { BotCommandScope } from "grammy/types";
import type { MenuLine, MenuPlace } from "../../ports/channel.ts";
import type { Log } from "../../ports/log.ts";
import type { Calls } from "./client.ts";
import { describeFailure, readFailure } from "./failure.ts";

/** Longest description of a command, most commands of a menu (setMyCommands). */
const MAX_DESCRIPTION = 256;
const MAX_COMMANDS = 100;

const scopeOf = (place: MenuPlace): BotCommandScope => {
	if (place === "private") return { type: "all_private_chats" };
	if (place === "groups") return { type: "all_group_chats" };
	return { type: "chat", chat_id: place.id };
};

/** Shows commands in a place; without any, the place shows those of the wider one again. False when it did not work now. */
export const createMenus =
	({ calls, log }: { readonly calls: Pick<Calls, "setMyCommands" | "deleteMyCommands">; readonly log: Log }) =>
	async (place: MenuPlace, lines: readonly MenuLine[]): Promise<boolean> => {
		const scope = scopeOf(place);
		const commands = lines
			.filter(({ word, text }) => /^[a-z0-9_]{1,32}$/u.test(word) && text !== "")
			.slice(0, MAX_COMMANDS)
			.map(({ word, text }) => ({ command: word, description: text.slice(0, MAX_DESCRIPTION) }));
		try {
			if (commands.length > 0) await calls.setMyCommands({ scope, commands });
			else await calls.deleteMyCommands({ scope });
			return true;
		} catch (error) {
			log.debug("telegram:menu-not-set", { reason: describeFailure(readFailure(error)) });
			return false;
		}
	};
