import { writeFile } from "node:fs/promises";
import type { OfficialPuppetNpmName } from "wechaty";
import type { Log } from "../../ports/log.ts";
import { describeFailure } from "./failure.ts";
import type { Bot } from "./puppet.ts";
import { catchStray, hushConsole } from "./stray.ts";

/** Wechaty's own watchdog restarts a puppet in place and leaks a listener each time: it never fires, ours takes a fresh bot. */
const NEVER_SECONDS = 7 * 24 * 60 * 60;

/** Wechaty, loaded once and silenced. Rejects when it is not installed. */
const loadWechaty = async () => {
	const [{ log: ofMost }, { log: ofWechaty, WechatyBuilder }] = await Promise.all([import("brolog"), import("wechaty")]);
	for (const loud of [ofMost, ofWechaty]) loud.level("silent");
	return WechatyBuilder;
};

/**
 * Makes fresh bots on a puppet, by the name of its package. `memory`: the file (without its ending) in which some puppets keep their login. The call rejects
 * when Wechaty is not installed. From the first call on, what Wechaty throws or writes to the console is kept from the rest of the process.
 */
export const botsOf = (puppet: string, token: string | null, memory: string, log: Log): (() => Promise<Bot>) => {
	let isLoose = false;
	let loading: ReturnType<typeof loadWechaty> | null = null;
	return async () => {
		if (!isLoose) {
			isLoose = true;
			hushConsole(console);
			catchStray((error) => log.warn("wechat:stray-error", describeFailure(error)));
		}
		loading ??= loadWechaty();
		const builder = await loading.catch((error: unknown) => {
			loading = null;
			throw error;
		});
		// Who has this file is logged in: nobody else may read it.
		await writeFile(`${memory}.memory-card.json`, "{}", { flag: "wx", mode: 0o600 }).catch(() => undefined);
		return builder.build({
			name: memory,
			puppet: puppet as OfficialPuppetNpmName,
			puppetOptions: { timeoutSeconds: NEVER_SECONDS, ...(token !== null && { token }) },
		});
	};
};

/** Whether an error says that a package is not installed. */
export const isMissing = (error: unknown): boolean =>
	error instanceof Error && "code" in error && (error.code === "ERR_MODULE_NOT_FOUND" || error.code === "MODULE_NOT_FOUND");
