/** Chance that can be repeated: the same seed gives the same course. */
export class Chance {
	#state: number;

	constructor(seed: number) {
		this.#state = seed >>> 0;
	}

	/** At least 0, below 1 (mulberry32). */
	next(): number {
		this.#state = (this.#state + 0x6d2b79f5) >>> 0;
		let mixed = this.#state;
		mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	}

	/** A whole number from 0 to `below` - 1. */
	below(below: number): number {
		return Math.floor(this.next() * below);
	}

	/** Whether something of this probability happens. */
	is(probability: number): boolean {
		return this.next() < probability;
	}

	pick<T>(from: readonly T[]): T {
		const picked = from[this.below(from.length)];
		if (picked === undefined) throw new RangeError("nothing to pick from");
		return picked;
	}
}
