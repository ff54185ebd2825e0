import { addMs, type DateText, epochMsOf, type Instant, instantAt } from "../../src/domain/period.ts";

/** A clock and timers that stand still until they are moved. */
export class ManualTimers {
	#now: Instant;
	#steadyMs = 0;
	#waiting: { readonly at: number; readonly run: () => void }[] = [];

	constructor(now: Instant = instantAt("2026-11-16" as DateText, "09:30")) {
		this.#now = now;
	}

	readonly now = (): Instant => this.#now;
	readonly nowMs = (): number => epochMsOf(this.#now);
	readonly steadyMs = (): number => this.#steadyMs;
	readonly later = (ms: number, run: () => void): (() => void) => {
		const timer = { at: this.#steadyMs + ms, run };
		this.#waiting.push(timer);
		return () => {
			this.#waiting = this.#waiting.filter((one) => one !== timer);
		};
	};

	/** Moves on; whatever is due by then goes off, in order. */
	pass(ms: number): void {
		this.#now = addMs(this.#now, ms);
		this.#steadyMs += ms;
		for (;;) {
			const [due] = this.#waiting.filter(({ at }) => at <= this.#steadyMs).sort((a, b) => a.at - b.at);
			if (!due) return;
			this.#waiting = this.#waiting.filter((one) => one !== due);
			due.run();
		}
	}
}
