/** A send, and its end; null while it is under way. */
export interface Arrival {
	readonly begunMs: number;
	endedMs: number | null;
}

/** How many ends the quickest way is taken from: a line may become slower. */
const ENDS_KEPT = 60;
/** How many even distances may be made up for when a timer came late. */
const MAKE_UP = 3;

/**
 * At most `most` arrivals at the platform in any span, at even distances. When something arrives is not known: later than it was sent by the quickest way,
 * and by as much more as its end came later than the quickest would have; what is under way may arrive now. So the first messages over new, slow
 * connections and those right behind them over warm ones do not come in a heap.
 */
export class ArrivalWindow {
	readonly #most: number;
	readonly #spanMs: number;
	readonly #distanceMs: number;
	/** Those that may lie in the span still, oldest first. */
	#arrivals: Arrival[] = [];
	/** How long the last ones took. */
	readonly #ways: number[] = [];
	/** When the next is due at even distances. */
	#evenAt = 0;

	constructor(most: number, spanMs: number) {
		this.#most = most;
		this.#spanMs = spanMs;
		this.#distanceMs = spanMs / most;
	}

	/** When the next may be sent. */
	freeAt(nowMs: number): number {
		this.#forget(nowMs);
		if (this.#arrivals.length === 0) return 0;
		const full =
			this.#arrivals.length < this.#most
				? undefined
				: this.#momentsAt(nowMs)
						.sort((a, b) => a - b)
						.at(-this.#most);
		return Math.max(full === undefined ? 0 : full + this.#spanMs, this.#evenAt);
	}

	/** Counts one that is sent now. */
	begin(nowMs: number): Arrival {
		this.#forget(nowMs);
		const arrival: Arrival = { begunMs: nowMs, endedMs: null };
		this.#arrivals.push(arrival);
		this.#evenAt = Math.max(this.#evenAt, nowMs - MAKE_UP * this.#distanceMs) + this.#distanceMs;
		return arrival;
	}

	end(arrival: Arrival, nowMs: number): void {
		arrival.endedMs = nowMs;
		this.#ways.push(nowMs - arrival.begunMs);
		if (this.#ways.length > ENDS_KEPT) this.#ways.shift();
	}

	/** When each counts as having arrived, shifted by the quickest way, which all have in common. */
	#momentsAt(nowMs: number): number[] {
		const quickest = Math.min(...this.#ways, Number.POSITIVE_INFINITY);
		const shift = Number.isFinite(quickest) ? quickest : 0;
		return this.#arrivals.map(({ begunMs, endedMs }) => Math.max(begunMs, (endedMs ?? nowMs) - shift));
	}

	#forget(nowMs: number): void {
		const over = (at: Arrival): boolean => at.endedMs !== null && at.endedMs <= nowMs - this.#spanMs;
		if (this.#arrivals.some(over)) this.#arrivals = this.#arrivals.filter((arrival) => !over(arrival));
	}
}
