import path from "node:path";
import type { LastLogin } from "../channels/wechat/renewal.ts";
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
	/** From 0 to below 1. */
	readonly chance: () => number;
	readonly steadyMs: () => number;
	readonly later: (ms: number, run: () => void) => () => void;
}

const LAST_LOGIN = "wechat-last-login";

/** The own id of WeChat's last login, among the store's settings. */
export const lastLoginIn = (store: Pick<Store, "setting" | "commit">): LastLogin => ({
	get: () => store.setting(LAST_LOGIN),
	set: (id) => store.commit([{ do: "set-setting", key: LAST_LOGIN, value: id }]),
});

/** The messengers that are switched on, not started yet. Their libraries are loaded only then. */
export const createMessengers = async (
	{ telegram, wechat, databaseFile }: Pick<Config, "telegram" | "wechat" | "databaseFile">,
	parts: MessengerParts,
): Promise<readonly Channel[]> => {
	const messengers: Channel[] = [];
	const leases = parts.store;
	if (telegram !== null) {
		const { createTelegram } = await import("../channels/telegram/channel.ts");
		messengers.push(createTelegram({ ...parts, ...telegram, leases }));
	}
	if (wechat !== null) {
		const { createWechat } = await import("../channels/wechat/channel.ts");
		const { botsOf } = await import("../channels/wechat/open-bot.ts");
		// Beside the database: who has it is logged in.
		const openBot = botsOf(wechat.puppet, wechat.token, path.join(path.dirname(databaseFile), "wechat"), parts.log);
		messengers.push(createWechat({ ...parts, openBot, leases, lastLogin: lastLoginIn(parts.store) }));
	}
	return messengers;
};
