/** What goes wrong with a call. "accepted": the call was done, only its answer does not arrive. */
export type Fault =
	/** Refused before anything was done. */
	| { readonly kind: "429"; readonly retryAfter: number }
	| { readonly kind: "500" }
	/** A proxy's answer: HTML. */
	| { readonly kind: "502" }
	/** A refusal in the documented shape. */
	| { readonly kind: "error"; readonly code: number; readonly description: string }
	| { readonly kind: "close-before" }
	| { readonly kind: "hang" }
	/** Done (accepted), then: half the answer, no answer, never an answer, an answer in the documented shape that says 500. */
	| { readonly kind: "half" }
	| { readonly kind: "close-after" }
	| { readonly kind: "hang-after" }
	| { readonly kind: "500-after" }
	| { readonly kind: "slow"; readonly ms: number };

export interface FaultRule {
	/** Null: every method. */
	readonly method: string | null;
	readonly fault: Fault;
	/** How many calls it strikes; endless without. */
	readonly times?: number;
	/** How many matching calls pass before it strikes. */
	readonly after?: number;
}

interface Standing {
	readonly rule: FaultRule;
	seen: number;
	struck: number;
}

/** Numbers in [0, 1) that a seed decides (mulberry32). */
export const seeded = (seed: number): (() => number) => {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
};

/** Which calls fail, and how: by rule, or by chance. */
export class FaultPlan {
	#rules: Standing[] = [];
	#chance: { next: () => number; share: number; faults: readonly Fault[]; methods: RegExp } | null = null;

	/** The newest rule that strikes decides; returns how to take it back. */
	add(rule: FaultRule): () => void {
		const standing = { rule, seen: 0, struck: 0 };
		this.#rules.unshift(standing);
		return () => {
			this.#rules = this.#rules.filter((one) => one !== standing);
		};
	}

	/** From now on this share of the calls of these methods fails with one of the faults; null ends it. */
	byChance(plan: { seed: number; share: number; faults: readonly Fault[]; methods?: RegExp } | null): void {
		this.#chance = plan && { next: seeded(plan.seed), share: plan.share, faults: plan.faults, methods: plan.methods ?? /./u };
	}

	clear(): void {
		this.#rules = [];
		this.#chance = null;
	}

	/** The fault of this call, or null. */
	strike(method: string): Fault | null {
		for (const standing of this.#rules) {
			const { rule } = standing;
			if (rule.method !== null && rule.method.toLowerCase() !== method.toLowerCase()) continue;
			standing.seen += 1;
			if (standing.seen <= (rule.after ?? 0) || standing.struck >= (rule.times ?? Number.POSITIVE_INFINITY)) continue;
			standing.struck += 1;
			return rule.fault;
		}
		const chance = this.#chance;
		if (!chance?.methods.test(method) || chance.next() >= chance.share) return null;
		return chance.faults[Math.floor(chance.next() * chance.faults.length)] ?? null;
	}
}
