/** Calls back at one moment of a steady clock; another moment replaces it. */
export class Alarm {
	readonly #steadyMs: () => number;
	readonly #later: (ms: number, run: () => void) => () => void;
	readonly #run: () => void;
	#at = Number.POSITIVE_INFINITY;
	#cancel: (() => void) | null = null;

	constructor(steadyMs: () => number, later: (ms: number, run: () => void) => () => void, run: () => void) {
		this.#steadyMs = steadyMs;
		this.#later = later;
		this.#run = run;
	}

	/** Infinity: not at all. */
	setTo(at: number): void {
		if (at === this.#at) return;
		this.#cancel?.();
		this.#cancel = null;
		this.#at = at;
		if (at === Number.POSITIVE_INFINITY) return;
		this.#cancel = this.#later(Math.max(0, Math.ceil(at - this.#steadyMs())), () => {
			this.#cancel = null;
			this.#at = Number.POSITIVE_INFINITY;
			this.#run();
		});
	}
}
