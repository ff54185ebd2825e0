import { type ChatRef, chatKey } from "../../ports/chat.ts";
import type { KnownGroup } from "../../ports/store.ts";
import type { Turn } from "../turns/turn.ts";

/** What the audit calls a group. */
export const groupSubject = (chat: ChatRef): string => `group:${chatKey(chat)}`;

/**
 * The group a turn happens in as a member sees it: what is known, or what can be told from the chat alone where the bot was added before its time or
 * while it was down.
 */
export const groupHere = (turn: Turn): KnownGroup =>
	turn.group?.member
		? turn.group
		: {
				chat: turn.chat,
				title: turn.group?.title ?? "",
				unit: turn.group?.unit ?? null,
				member: true,
				admin: false,
				seesAll: turn.world.seesGroups(turn.chat.channel),
				updatedAt: turn.now,
			};

/** Keeps a row of the group somebody speaks in, where there is none or it says that the bot left. Groups made from units need none. */
export const keepGroup = (turn: Turn): void => {
	if (!turn.inGroup || turn.world.groupUnit(turn.chat) !== null || turn.group?.member === true) return;
	turn.add({ do: "save-group", group: groupHere(turn) });
};
