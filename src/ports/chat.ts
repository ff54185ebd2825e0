/** A chat on a channel, as one bot account sees it. `id` is the platform's own. */
export interface ChatRef {
	readonly channel: string;
	/** The bot's account on that channel: update ids and chats belong to it. */
	readonly account: string;
	readonly id: string;
	readonly kind: "private" | "group";
}

/** Somebody's account on a channel, as the platform names it; never a display name. */
export interface AccountRef {
	readonly channel: string;
	readonly id: string;
}

export const chatKey = (chat: ChatRef): string => `${chat.channel}/${chat.account}/${chat.id}`;
export const accountKey = (account: AccountRef): string => `${account.channel}/${account.id}`;
