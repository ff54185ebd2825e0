/**
 * The pauses of somebody who types by hand: one message after another, a while between two chats, a little less in the same one, each drawn anew. A
 * pause begins when the message before has ended for certain.
 */
export class HandPace {
	readonly #between: readonly [number, number];
	readonly #withinMs: number;
	readonly #chance: () => number;
	#last: { readonly chat: string; readonly hereMs: number; readonly elsewhereMs: number; endedMs: number | null } | null = null;

	/** `between`: shortest and longest pause between two chats; `withinMs`: the shortest within one, up to twice as long. `chance`: from 0 to below 1. */
	constructor(between: readonly [number, number], withinMs: number, chance: () => number) {
		this.#between = between;
		this.#withinMs = withinMs;
		this.#chance = chance;
	}

	/** When a chat may get the next message, or (null) anybody; Infinity while one is under way. */
	freeAt(chat: string | null): number {
		if (this.#last === null) return 0;
		const { endedMs, hereMs, elsewhereMs } = this.#last;
		if (endedMs === null) return Number.POSITIVE_INFINITY;
		if (chat === null) return endedMs + Math.min(hereMs, elsewhereMs);
		return endedMs + (chat === this.#last.chat ? hereMs : elsewhereMs);
	}

	begin(chat: string): void {
		const [shortest, longest] = this.#between;
		const hereMs = this.#withinMs * (1 + this.#chance());
		this.#last = { chat, hereMs, elsewhereMs: shortest + (longest - shortest) * this.#chance(), endedMs: null };
	}

	end(nowMs: number): void {
		if (this.#last) this.#last.endedMs = nowMs;
	}
}
