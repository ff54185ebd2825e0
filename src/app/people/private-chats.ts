import type { ChatRef } from "../../ports/chat.ts";
import type { BoundAccount } from "../../ports/store.ts";
import type { TurnWorld } from "../turns/turn.ts";

/** The private chats in which these accounts are reached; one with a bot that was replaced or switched off reaches nobody. */
export const privateChatsOf = (accounts: readonly BoundAccount[], { isServed }: Pick<TurnWorld, "isServed">): ChatRef[] =>
	accounts.flatMap(({ privateChat }) => (privateChat !== null && isServed(privateChat) ? [privateChat] : []));
