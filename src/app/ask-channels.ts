import type { Channel, ChannelHealth, SendingLimits } from "../ports/channel.ts";
import type { ChatRef } from "../ports/chat.ts";

/** What the program asks the messengers in service, whichever they are at that moment. `limited`: their sending limits are kept. */
export const askChannels = (channels: ReadonlyMap<string, Channel>, limited: boolean) => {
	const healths = (): { readonly id: string; readonly health: ChannelHealth }[] =>
		[...channels.values()].map((channel) => ({ id: channel.id, health: channel.health() }));
	/** What a messenger's sending is limited to; null where it is not in service, or nothing is limited. */
	const limitsOf = (channel: string): SendingLimits | null => (limited ? (channels.get(channel)?.limits ?? null) : null);
	return {
		healths,
		limitsOf,
		/** Those on which a message may wait for long without anything being wrong: for its turn, or for the morning. */
		unhurried: () => [...channels.keys()].filter((id) => limitsOf(id)?.keepsQuiet || limitsOf(id)?.betweenChatsMs),
		/** Those that are down, and why ("telegram down: bad-token"). */
		down: () => healths().flatMap(({ id, health }) => (health.state === "down" ? [`${id} down: ${health.reason}`] : [])),
		/** Whether a chat is one of the bot accounts in service. */
		isServed: ({ channel, account }: ChatRef): boolean => channels.get(channel)?.account === account,
		/** The most bytes of a file that reaches a chat. */
		largestFile: ({ channel }: ChatRef): number => channels.get(channel)?.can.maxFileBytes ?? 0,
		/** An address that opens a bot and binds with this code at one tap; null where no messenger has one. */
		bindingLink: (code: string): string | null => {
			for (const channel of channels.values()) {
				const link = channel.bindingLink?.(code) ?? null;
				if (link !== null) return link;
			}
			return null;
		},
	};
};
