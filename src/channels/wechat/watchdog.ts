import { FAILURES_IN_A_ROW, IDLE_LOOKS, SILENT_LOOKS } from "./limits.ts";

/** Counts looks at a bot rather than time: a machine that slept has not been silent. */
export interface Watchdog {
	/** The bot gave a sign of life; `did`: it did something, too. */
	heard(did: boolean): void;
	/** The bot told of an error: whether it is the first since the last look, one of many, or the last that is waited for. */
	failed(): "first" | "another" | "last";
	/** A look at the bot; `shows`: somebody is logged in, or a code waits. Why it has to make room for a fresh one; null while it is well. */
	look(shows: boolean): "silent" | "idle" | null;
}

/** Watches one bot. */
export const createWatchdog = (): Watchdog => {
	let silent = 0;
	let idle = 0;
	let failures = 0;
	return {
		heard(did) {
			silent = 0;
			if (!did) return;
			idle = 0;
			failures = 0;
		},
		failed() {
			failures += 1;
			if (failures === 1) return "first";
			return failures < FAILURES_IN_A_ROW ? "another" : "last";
		},
		look(shows) {
			silent += 1;
			failures = 0;
			idle = shows ? 0 : idle + 1;
			if (silent > SILENT_LOOKS) return "silent";
			return idle > IDLE_LOOKS ? "idle" : null;
		},
	};
};
