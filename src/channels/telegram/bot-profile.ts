/** What getMe says of the bot, as far as decoding and groups need it. */
export interface BotProfile {
	readonly id: number;
	/** Without the @. */
	readonly username: string;
	/** Privacy mode is off: it sees every word in groups (core.telegram.org/bots/features#privacy-mode). */
	readonly readsGroups: boolean;
}
