import type { ChatRef } from "../ports/chat.ts";

/** The columns a chat is kept in. */
export interface ChatColumns {
	readonly chatChannel: string;
	readonly chatAccount: string;
	readonly chatId: string;
	readonly chatKind: string;
}

export const chatToColumns = (chat: ChatRef): ChatColumns => ({
	chatChannel: chat.channel,
	chatAccount: chat.account,
	chatId: chat.id,
	chatKind: chat.kind,
});

export const chatFromColumns = (row: ChatColumns): ChatRef => ({
	channel: row.chatChannel,
	account: row.chatAccount,
	id: row.chatId,
	kind: row.chatKind as ChatRef["kind"],
});

/** Whether two references name one chat. */
export const isSameChat = (a: ChatRef, b: ChatRef): boolean => a.channel === b.channel && a.account === b.account && a.id === b.id;
