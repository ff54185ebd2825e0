import { isComplete, type Landing } from "./part-sender.ts";
import { type Recorder, recordLanding } from "./record-landing.ts";

/** So many are marked whatever else there is to do. */
const AT_ONCE = 50;

/** Sends that ended and that the store does not know of yet. They are marked many at a time. */
export class Landings {
	readonly #recorder: Recorder;
	readonly #steadyMs: () => number;
	/** How long the first of them may wait for others. */
	readonly #waitMs: number;
	#unmarked: readonly Landing[] = [];
	#since = 0;

	constructor(recorder: Recorder, steadyMs: () => number, waitMs: number) {
		this.#recorder = recorder;
		this.#steadyMs = steadyMs;
		this.#waitMs = waitMs;
	}

	add(landing: Landing): void {
		if (this.#unmarked.length === 0) this.#since = this.#steadyMs();
		this.#unmarked = [...this.#unmarked, landing];
	}

	/** When they are marked at the latest; Infinity when there are none. */
	get dueAt(): number {
		return this.#unmarked.length === 0 ? Number.POSITIVE_INFINITY : this.#since + this.#waitMs;
	}

	/** Tells the store of them, and `settled` of those it knows of, one after another; unless there may be more soon. Rejects when the store refuses. */
	async mark(mayWait: boolean, settled: (landing: Landing) => void): Promise<void> {
		if (this.#unmarked.length === 0) return;
		if (mayWait && this.#unmarked.length < AT_ONCE && this.#steadyMs() < this.dueAt) return;
		const complete = this.#unmarked.filter(isComplete);
		const others = this.#unmarked.filter((landing) => !isComplete(landing));
		const { store, clock } = this.#recorder;
		if (complete.length > 0) {
			await store.markSent(
				complete.map(({ message }) => message.id),
				clock.now(),
			);
			this.#settle(complete, settled);
		}
		for (const landing of others) {
			await recordLanding(landing, this.#recorder);
			this.#settle([landing], settled);
		}
	}

	#settle(landings: readonly Landing[], settled: (landing: Landing) => void): void {
		const marked = new Set(landings);
		this.#unmarked = this.#unmarked.filter((landing) => !marked.has(landing));
		this.#since = this.#steadyMs();
		for (const landing of landings) settled(landing);
	}
}
