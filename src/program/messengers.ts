import type { Config } from "../config.ts";
import type { Channel } from "../ports/channel.ts";
import type { Clock } from "../ports/clock.ts";
import type { Files } from "../ports/files.ts";
import type { Ids } from "../ports/ids.ts";
import type { Log } from "../ports/log.ts";
import type { Store } from "../ports/store.ts";

/** What every messenger is built from. */
export interface MessengerParts {
	readonly store: Store;
	readonly files: Files;
	readonly clock: Clock;
	readonly ids: Ids;
	readonly log: Log;
	readonly steadyMs: () => number;
	readonly later: (ms: number, run: () => void) => () => void;
}

/** The messengers that are switched on, not started yet. Their libraries are loaded only then. */
export const createMessengers = async ({ telegram }: Config, parts: MessengerParts): Promise<readonly Channel[]> => {
	if (telegram === null) return [];
	const { createTelegram } = await import("../channels/telegram/channel.ts");
	return [createTelegram({ ...parts, ...telegram, leases: parts.store })];
};
