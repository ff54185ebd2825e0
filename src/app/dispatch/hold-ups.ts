/** Chats that refuse within this time are no chance: it is the whole account that is too fast. */
const TOGETHER_MS = 1000;

/**
 * What keeps messages back besides the pace: chats that asked for patience, and a channel that is out of reach. After a pause of the whole channel one
 * message goes as a probe, and the others when it came through. In milliseconds of a steady clock.
 */
export class HoldUps {
	readonly #chats = new Map<string, number>();
	#refusals: { readonly chat: string; readonly at: number; readonly until: number }[] = [];
	#pausedUntil: number | null = null;
	#probe: string | null = null;

	/** When this chat may get something; 0 when nothing holds it. */
	chatFreeAt(chat: string): number {
		return this.#chats.get(chat) ?? 0;
	}

	/**
	 * A send has to be tried again at `until`. For the channel's sake everything pauses; else its chat is held, and when two chats ask for patience within
	 * a second, everything pauses for the longest. True when that begins a pause.
	 */
	retry(chat: string, blame: "message" | "chat" | "channel", now: number, until: number): boolean {
		if (blame === "channel") return this.#pause(until);
		this.#chats.set(chat, Math.max(until, this.chatFreeAt(chat)));
		if (blame === "message") return false;
		this.#refusals = [...this.#refusals.filter(({ at }) => at > now - TOGETHER_MS), { chat, at: now, until }];
		if (this.#refusals.every((other) => other.chat === chat)) return false;
		return this.#pause(Math.max(...this.#refusals.map((refusal) => refusal.until)));
	}

	/** When anything may be sent: Infinity while a probe is under way, 0 when nothing is held. */
	freeAt(): number {
		if (this.#pausedUntil === null) return 0;
		return this.#probe === null ? this.#pausedUntil : Number.POSITIVE_INFINITY;
	}

	/** A send begins; the first after a pause is its probe. */
	begin(message: string): void {
		if (this.#pausedUntil !== null) this.#probe = message;
	}

	/** A send ended; `reached`: the platform took or refused it, so it is there. True when that ends a pause. */
	end(message: string, reached: boolean): boolean {
		if (this.#probe !== message) return false;
		this.#probe = null;
		if (reached) this.#pausedUntil = null;
		return reached;
	}

	/** The next moment at which a chat is let go. */
	nextAt(): number {
		return Math.min(Number.POSITIVE_INFINITY, ...this.#chats.values());
	}

	/** Lets go of the chats whose time has come; true when there were any. */
	letGo(now: number): boolean {
		const over = [...this.#chats].filter(([, until]) => until <= now);
		for (const [chat] of over) this.#chats.delete(chat);
		return over.length > 0;
	}

	#pause(until: number): boolean {
		const begins = this.#pausedUntil === null;
		this.#pausedUntil = Math.max(until, this.#pausedUntil ?? 0);
		return begins;
	}
}
