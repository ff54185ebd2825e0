import type { Instant } from "../../domain/period.ts";

/** What is to happen when: earliest first, and at one moment in the order it was put down. */
export class Agenda<T> {
	readonly #entries = new Map<Instant, T[]>();
	/** Rising. */
	readonly #times: Instant[] = [];

	put(at: Instant, entry: T): void {
		const there = this.#entries.get(at);
		if (there) {
			there.push(entry);
			return;
		}
		this.#entries.set(at, [entry]);
		let low = 0;
		let high = this.#times.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			if ((this.#times[middle] ?? "") < at) low = middle + 1;
			else high = middle;
		}
		this.#times.splice(low, 0, at);
	}

	/** The earliest moment; null when nothing is left. */
	get next(): Instant | null {
		return this.#times[0] ?? null;
	}

	/** Takes out what is to happen at the earliest moment. */
	take(): T[] {
		const at = this.#times.shift();
		if (at === undefined) return [];
		const entries = this.#entries.get(at) ?? [];
		this.#entries.delete(at);
		return entries;
	}
}
