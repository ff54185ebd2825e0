import { epochMsOf, type Instant } from "../../domain/period.ts";
import type { Clock } from "../../ports/clock.ts";

/** Whether it is a quiet hour, by the clock on the wall, and when that ends on the steady one. */
export class Quiet {
	readonly #keeps: boolean;
	readonly #clock: Clock;
	readonly #steadyMs: () => number;
	readonly #quietUntil: (now: Instant) => Instant | null;
	#until: Instant | null = null;

	/** `keeps`: whether there are any; `quietUntil`: when those end in which an instant lies, null where it lies in none. */
	constructor(
		keeps: boolean,
		parts: { readonly clock: Clock; readonly steadyMs: () => number; readonly quietUntil: (now: Instant) => Instant | null },
	) {
		this.#keeps = keeps;
		this.#clock = parts.clock;
		this.#steadyMs = parts.steadyMs;
		this.#quietUntil = parts.quietUntil;
	}

	/** Whether it was one at the last look. */
	get reigns(): boolean {
		return this.#until !== null;
	}

	/** Looks at the clock; true when quiet hours have begun or ended since the last look. */
	look(): boolean {
		if (!this.#keeps) return false;
		const before = this.reigns;
		this.#until = this.#quietUntil(this.#clock.now());
		return before !== this.reigns;
	}

	/** When to look again: Infinity outside quiet hours. A clock on the wall that jumps is seen at the next tick's look. */
	get endsAt(): number {
		if (this.#until === null) return Number.POSITIVE_INFINITY;
		return this.#steadyMs() + Math.max(1, epochMsOf(this.#until) - epochMsOf(this.#clock.now()));
	}
}
