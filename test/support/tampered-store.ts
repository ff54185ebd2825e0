import type { Effect, Facts, Store } from "../../src/ports/store.ts";

/** A store a test can hold up, cut off and make fail. */
export interface TamperedStore {
	readonly store: Store;
	/** Turns wait from now on; the returned call lets them go, as one group. */
	holdTurns(): () => void;
	/** Whether the power is off. */
	readonly isCut: boolean;
	/** As if the process had died: no call answers any more, and what is under way is never answered. */
	cut(): void;
	/** While set, a commit it names an error for is refused with it. */
	refuse: ((effects: readonly Effect[]) => Error | null) | null;
	/** While set, facts pass through it: a test may make them such that reading them throws. */
	spoil: ((facts: Facts) => Facts) | null;
	/** While set, told of every call that was answered, what was given to it and what came back. */
	watch: ((name: string, given: readonly unknown[], answer: unknown) => void) | null;
	/** While set, the first call of this method is the moment of the power cut: neither it nor anything after it happens. */
	cutAt: keyof Store | null;
}

const never = (): Promise<never> => new Promise(() => undefined);

/** Stands before a store and passes everything through until told otherwise. */
export const tamperedStore = (real: Store): TamperedStore => {
	let gate: Promise<void> = Promise.resolve();
	let dead = false;
	const handler: ProxyHandler<Store> = {
		get(target, name, receiver) {
			const member: unknown = Reflect.get(target, name, receiver);
			if (typeof member !== "function") return member;
			return async (...given: unknown[]): Promise<unknown> => {
				if (name === "pendingInbox") await gate;
				if (name === tampered.cutAt) dead = true;
				if (dead) return never();
				const error = name === "commit" ? tampered.refuse?.(given[0] as readonly Effect[]) : null;
				if (error) throw error;
				const answer: unknown = await member.apply(target, given);
				if (dead) return never();
				tampered.watch?.(String(name), given, answer);
				return name === "load" && tampered.spoil ? tampered.spoil(answer as Facts) : answer;
			};
		},
	};
	const tampered: TamperedStore = {
		get isCut() {
			return dead;
		},
		store: new Proxy(real, handler),
		holdTurns() {
			let open = (): void => undefined;
			gate = new Promise((resolve) => {
				open = resolve;
			});
			return open;
		},
		cut() {
			dead = true;
		},
		refuse: null,
		spoil: null,
		watch: null,
		cutAt: null,
	};
	return tampered;
};
