import { setTimeout as pause } from "node:timers/promises";
import Database from "better-sqlite3";
import { type Fault, seeded } from "../../test/support/telegram/faults.ts";
import type { UpdateJson } from "../../test/support/telegram/json.ts";
import type { Province } from "./people.ts";

/** Each strikes as often as it stands here. */
const FAULTS: readonly Fault[] = [
	{ kind: "429", retryAfter: 1 },
	{ kind: "500" },
	{ kind: "502" },
	{ kind: "half" },
	{ kind: "close-before" },
	{ kind: "close-after" },
	{ kind: "500-after" },
	{ kind: "slow", ms: 700 },
];
const ANOTHER_POLLER: Fault = { kind: "error", code: 409, description: "Conflict: terminated by other getUpdates request" };
const METHODS = /^(?:getUpdates|sendMessage|editMessageText|answerCallbackQuery|sendDocument|getFile|download)$/iu;
/** Most time between two of the greater faults: after each the program waits up to some seconds before it asks again. */
const LULL_MS = 12_000;
/** Of all calls. */
const SHARE = 0.01;

/** Lets calls fail by chance, Telegram go away, updates come again and others write into the database, until so many reports were given. */
export const underFaults = async (county: Province, file: string, reports: number, seed: number): Promise<void> => {
	const random = seeded(seed);
	const { world, bot } = county;
	const known = new Map<number, UpdateJson>();
	const events: readonly (() => Promise<void> | void)[] = [
		async () => {
			const comeBack = await county.goDown();
			await pause(200 + random() * 1500);
			await comeBack();
		},
		async () => {
			const other = new Database(file, { timeout: 5000 });
			try {
				other.exec("BEGIN IMMEDIATE");
				await pause(200 + random() * 3000);
			} finally {
				other.close();
			}
		},
		() => void world.faults.add({ method: "getUpdates", fault: ANOTHER_POLLER, times: 1 }),
		() => {
			const waiting = new Set(bot.updates.waiting);
			const confirmed = [...known.values()].filter((update) => !waiting.has(update));
			for (let times = 0; times < 5; times += 1) {
				const again = confirmed[Math.floor(random() * confirmed.length)];
				if (again) bot.updates.pushAgain(again);
			}
		},
	];
	const stop = world.onCall(() => {
		for (const update of bot.updates.waiting) known.set(update.update_id, update);
	});
	world.faults.byChance({ seed, share: SHARE, faults: FAULTS, methods: METHODS });
	try {
		while (county.counts().reports < reports) {
			await pause(random() * LULL_MS);
			await events[Math.floor(random() * events.length)]?.();
		}
	} finally {
		stop();
		world.faults.clear();
	}
};
