/** A clock that only moves when told, and what is to happen on it. Starts at a real date, so that instants are ordinary ones. */
export class SimulatedTime {
	#now = Date.UTC(2026, 10, 16, 1, 30);
	#agenda: { readonly at: number; readonly order: number; readonly run: () => void }[] = [];
	#order = 0;

	get now(): number {
		return this.#now;
	}

	/** Calls back later; returns how to take that back. */
	readonly later = (ms: number, run: () => void): (() => void) => {
		this.#order += 1;
		const entry = { at: this.#now + Math.max(0, ms), order: this.#order, run };
		this.#agenda.push(entry);
		return () => {
			this.#agenda = this.#agenda.filter((other) => other !== entry);
		};
	};

	after(ms: number): Promise<void> {
		return new Promise((resolve) => void this.later(ms, resolve));
	}

	/** Lets everything happen that is due within `ms`, one after another, each with all that follows from it at once. */
	async pass(ms: number): Promise<void> {
		const until = this.#now + ms;
		await drained();
		for (;;) {
			const [next] = this.#agenda.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at || a.order - b.order);
			if (!next) break;
			this.#agenda = this.#agenda.filter((other) => other !== next);
			this.#now = Math.max(this.#now, next.at);
			next.run();
			await drained();
		}
		this.#now = until;
	}
}

/** Every promise that can resolve without time passing has. */
const drained = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
