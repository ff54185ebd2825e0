import type { Unit } from "../../domain/unit.ts";
import type { ChatRef } from "../../ports/chat.ts";
import type { KnownGroup } from "../../ports/store.ts";
import type { TurnWorld } from "../turns/turn.ts";

/**
 * The groups a unit is spoken to in: those bound to it, else the one a channel makes from it, where anybody concerned is on that channel: a group made
 * from a unit is there whether or not anybody reads it.
 */
export const unitGroups = (
	unit: Unit,
	known: readonly KnownGroup[],
	isUsed: (channel: string) => boolean,
	{ isServed, groupChat }: Pick<TurnWorld, "isServed" | "groupChat">,
): ChatRef[] => {
	const bound = known.filter((group) => group.member && group.unit === unit.code && isServed(group.chat)).map(({ chat }) => chat);
	const made = groupChat(unit);
	if (bound.length > 0) return bound;
	return made !== null && isServed(made) && isUsed(made.channel) ? [made] : [];
};
