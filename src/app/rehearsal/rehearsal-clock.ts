import { epochMsOf, type Instant } from "../../domain/period.ts";
import type { Clock } from "../../ports/clock.ts";

/** A clock that only moves when told, with the timers that hang on it. */
export class RehearsalClock implements Clock {
	#now: Instant;
	#timers: { readonly at: number; readonly run: () => void }[] = [];

	constructor(start: Instant) {
		this.#now = start;
	}

	now(): Instant {
		return this.#now;
	}

	readonly steadyMs = (): number => epochMsOf(this.#now);

	readonly later = (ms: number, run: () => void): (() => void) => {
		const timer = { at: this.steadyMs() + ms, run };
		this.#timers.push(timer);
		return () => {
			this.#timers = this.#timers.filter((one) => one !== timer);
		};
	};

	/** Moves forward; timers that are over by then go off. */
	moveTo(at: Instant): void {
		this.#now = at;
		const due = this.#timers.filter((timer) => timer.at <= epochMsOf(at));
		this.#timers = this.#timers.filter((timer) => !due.includes(timer));
		for (const timer of due) timer.run();
	}
}
