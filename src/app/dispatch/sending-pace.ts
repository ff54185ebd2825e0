import type { SendingLimits } from "../../ports/channel.ts";
import type { ChatRef } from "../../ports/chat.ts";

/** As fast as the channel takes it. */
export const NO_LIMITS: SendingLimits = { perSecond: null, perChatPerSecond: null, perGroupPerMinute: null };

/** Milliseconds until each limit allows the next message; keeps only what the limits need to know. */
export class SendingPace {
	readonly #limits: SendingLimits;
	#all: number[] = [];
	readonly #byChat = new Map<string, number[]>();

	constructor(limits: SendingLimits) {
		this.#limits = limits;
	}

	/** How long to wait before a message to this chat may go; 0 for now. */
	waitMs(chat: ChatRef, nowMs: number): number {
		const { perSecond, perChatPerSecond, perGroupPerMinute } = this.#limits;
		const sent = this.#byChat.get(chat.id) ?? [];
		return Math.max(
			within(this.#all, perSecond, 1000, nowMs),
			within(sent, perChatPerSecond, 1000, nowMs),
			chat.kind === "group" ? within(sent, perGroupPerMinute, 60_000, nowMs) : 0,
		);
	}

	/** Counts a message that goes out now. */
	note(chat: ChatRef, nowMs: number): void {
		this.#all = [...this.#all.filter((at) => at > nowMs - 1000), nowMs];
		if (this.#limits.perChatPerSecond === null && this.#limits.perGroupPerMinute === null) return;
		const sent = (this.#byChat.get(chat.id) ?? []).filter((at) => at > nowMs - 60_000);
		this.#byChat.set(chat.id, [...sent, nowMs]);
	}
}

/** Waiting time until fewer than `limit` sends lie in the last `spanMs`. */
const within = (sends: readonly number[], limit: number | null, spanMs: number, nowMs: number): number => {
	if (limit === null) return 0;
	const recent = sends.filter((at) => at > nowMs - spanMs);
	const oldest = recent[recent.length - limit];
	return oldest === undefined ? 0 : oldest + spanMs - nowMs;
};
