import type { Channel } from "../../src/ports/channel.ts";
import type { Clock } from "../../src/ports/clock.ts";
import type { Files } from "../../src/ports/files.ts";
import type { Log } from "../../src/ports/log.ts";
import type { Store } from "../../src/ports/store.ts";
import type { Elsewhere } from "./demo-elsewhere.ts";
import type { Stage } from "./stage.ts";

/** What one run of the program has for its messengers. */
export interface RunParts {
	readonly store: Store;
	readonly files: Files;
	readonly clock: Clock;
	readonly log: Log;
	readonly steadyMs: () => number;
	readonly later: (ms: number, run: () => void) => () => void;
}

/** A messenger made for tests, with the demo's people and groups on it. It goes on while the program is stopped. */
export interface Platform extends Stage {
	/** What people and groups are called there. */
	readonly place: Elsewhere;
	/** The channel of one run, not started yet. */
	channel(parts: RunParts): Channel;
	/** The power goes: nothing of the run that was is heard or shown any more. */
	cut(): void;
	/** Resolves when everything that was delivered is taken in. */
	taken(): Promise<void>;
	close(): Promise<void>;
}

/** Where people can be beside the room. Times are milliseconds of the universe's clocks. */
export const openPlatform = async (
	on: "telegram" | "wechat",
	timing: { readonly nowMs: () => number; readonly steadyMs: () => number },
): Promise<Platform> => {
	// Each loads a library of its own.
	switch (on) {
		case "telegram":
			return (await import("./telegram/telegram-stage.ts")).TelegramStage.open(timing);
		case "wechat":
			return (await import("./wechat/wechat-stage.ts")).WechatStage.open(timing);
		default:
			return on satisfies never;
	}
};
