import type { Chance } from "./chance.ts";
import type { Honest } from "./honest.ts";

/** Somebody who means harm. */
export interface Hostile {
	readonly account: string;
	/** Does one thing. */
	act(chance: Chance): void;
	/** Says something in private. */
	say(text: string): void;
}

/** One of the abusers whom the office gives a new code when they lost their binding. */
export interface Insider {
	readonly key: string;
	readonly name: string;
	readonly account: string;
	bind(code: string): void;
}

/** A messenger in a fuzzed run: everybody on it, and what can be seen of what it was given to send. */
export interface Place {
	readonly actors: readonly Hostile[];
	readonly insiders: readonly Insider[];
	readonly honest: readonly Honest[];
	/** What must not stand in the log. */
	readonly secret: string;
	/** The office says something in private. */
	tellFromOffice(text: string): void;
	/** Resolves when everything that was said is taken in. */
	taken(): Promise<void>;
	/** How much was sent since the last look and what is wrong with it; older things are let go of. `isHeard`: whether something was rightly said in a chat. */
	look(isHeard: (chat: string) => boolean): { readonly sent: number; readonly faults: readonly string[] };
}
