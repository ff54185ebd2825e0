import {
	type Capabilities,
	type Channel,
	NO_LIMITS,
	type OutgoingMessage,
	type SendingLimits,
	type SendOutcome,
} from "../../src/ports/channel.ts";
import type { ChatRef } from "../../src/ports/chat.ts";
import type { SimulatedTime } from "./simulated-time.ts";

export const ALL_CAPABILITIES: Capabilities = {
	buttons: true,
	edit: true,
	toast: true,
	mention: true,
	files: true,
	filesPerMessage: 10,
	maxCaption: 1024,
	maxFileBytes: 50_000_000,
	keepsMissed: true,
	pace: "fast",
	maxText: 4096,
};

/** The documented limits of the Bot API. */
export const BOT_API_LIMITS: SendingLimits = { ...NO_LIMITS, perSecond: 30, perChatPerSecond: 1, perGroupPerMinute: 20 };

/** A message as it reached the platform, and what the platform said. */
export interface Arrival {
	readonly at: number;
	readonly message: OutgoingMessage;
	readonly outcome: SendOutcome;
}

const within = (arrivals: readonly Arrival[], from: number): number => {
	let count = 0;
	for (let index = arrivals.length - 1; index >= 0 && (arrivals[index] as Arrival).at > from; index -= 1) count += 1;
	return count;
};

/**
 * A messenger on a simulated clock that counts what arrives in any second or minute and refuses what is too much, each message as long under way as
 * `travelMs` says, there and back. `decide` says what becomes of the others.
 */
export const limitedPlatform = (parts: {
	readonly time: SimulatedTime;
	readonly limits: SendingLimits;
	readonly travelMs: () => number;
	readonly decide?: (message: OutgoingMessage) => SendOutcome;
	readonly can?: Partial<Capabilities>;
	/** Is told of each message that was taken. */
	readonly landed?: (chat: ChatRef) => void;
}): { readonly channel: Channel; readonly arrivals: Arrival[]; refused: number } => {
	const { time, limits, travelMs, decide = () => ({ kind: "sent" }) } = parts;
	const byChat = new Map<string, Arrival[]>();
	const counted: Arrival[] = [];
	const platform = { arrivals: [] as Arrival[], refused: 0 };
	const tooMuch = ({ chat, card }: OutgoingMessage): boolean => {
		if (card === "toast") return false;
		const here = byChat.get(chat.id) ?? [];
		const { perSecond, perChatPerSecond, perGroupPerMinute, perMinute, betweenChatsMs } = limits;
		const last = counted.at(-1);
		return (
			(perMinute !== null && within(counted, time.now - 60_000) >= perMinute) ||
			(betweenChatsMs !== null && last !== undefined && last.message.chat.id !== chat.id && last.at > time.now - betweenChatsMs[0]) ||
			(perSecond !== null && within(counted, time.now - 1000) >= perSecond) ||
			(perChatPerSecond !== null && within(here, time.now - 1000) >= perChatPerSecond) ||
			(chat.kind === "group" && perGroupPerMinute !== null && within(here, time.now - 60_000) >= perGroupPerMinute)
		);
	};
	const arrive = (message: OutgoingMessage): SendOutcome => {
		const refused = tooMuch(message);
		if (refused) platform.refused += 1;
		const outcome: SendOutcome = refused ? { kind: "retry", afterMs: 3000, reason: "too many requests", blame: "chat" } : decide(message);
		const arrival = { at: time.now, message, outcome };
		platform.arrivals.push(arrival);
		if (message.card !== "toast") {
			counted.push(arrival);
			byChat.set(message.chat.id, [...(byChat.get(message.chat.id) ?? []), arrival]);
		}
		return outcome;
	};
	const channel: Channel = {
		id: "fake",
		account: "bot",
		can: { ...ALL_CAPABILITIES, ...parts.can },
		limits,
		start: async () => undefined,
		stop: async () => undefined,
		health: () => ({ state: "up", reason: "", name: null, seesGroups: null }),
		send: async (message) => {
			await time.after(travelMs());
			const outcome = arrive(message);
			if (outcome.kind === "sent") parts.landed?.(message.chat);
			await time.after(travelMs());
			return outcome;
		},
	};
	return Object.assign(platform, { channel });
};
