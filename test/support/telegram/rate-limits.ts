import { tooMany } from "./api-error.ts";

/** Telegram's documented limits ("Bots FAQ"): 30 messages a second, about one a second in one chat with short bursts, 20 a minute in a group. */
const RULES = {
	overall: { count: 30, spanMs: 1000 },
	chat: { count: 3, spanMs: 3000 },
	group: { count: 20, spanMs: 60_000 },
} as const;
/** What lies between sending and arriving may squeeze messages together by this much. */
const TOLERANCE_MS = 100;

interface Window {
	times: number[];
	blockedUntil: number;
}

/** Counts what a bot sends and refuses what is too much; while it waits out retry_after everything of that scope is refused. */
export class RateLimits {
	readonly #windows = new Map<string, Window>();

	/** Notes one message at a time of the steady clock. Throws 429. */
	note(chat: number, isGroup: boolean, atMs: number): void {
		const scopes: [string, { count: number; spanMs: number }][] = [
			["all", RULES.overall],
			[`chat ${chat}`, RULES.chat],
			...(isGroup ? ([[`group ${chat}`, RULES.group]] as [string, { count: number; spanMs: number }][]) : []),
		];
		for (const [name, rule] of scopes) this.#check(this.#window(name, rule.spanMs, atMs), rule, atMs);
		for (const [name] of scopes) this.#windows.get(name)?.times.push(atMs);
	}

	#check(window: Window, rule: { count: number; spanMs: number }, atMs: number): void {
		if (window.blockedUntil > atMs) throw tooMany(Math.ceil((window.blockedUntil - atMs) / 1000));
		const oldest = window.times[window.times.length - rule.count];
		if (oldest === undefined) return;
		const seconds = Math.max(1, Math.ceil((oldest + rule.spanMs - atMs) / 1000));
		window.blockedUntil = atMs + seconds * 1000;
		throw tooMany(seconds);
	}

	#window(name: string, spanMs: number, atMs: number): Window {
		const window = this.#windows.get(name) ?? { times: [], blockedUntil: 0 };
		this.#windows.set(name, window);
		while (window.times[0] !== undefined && window.times[0] <= atMs - spanMs + TOLERANCE_MS) window.times.shift();
		return window;
	}
}
