import type { OfficialPuppetNpmName } from "wechaty";
import type { Bot } from "./puppet.ts";

/** Wechaty's own watchdog restarts a puppet in place and leaks a listener each time: it never fires, ours takes a fresh bot. */
const NEVER_SECONDS = 7 * 24 * 60 * 60;

/** Makes a fresh bot on a puppet, by the name of its package. `memory`: the file (without its ending) some puppets keep their login in. Rejects when Wechaty is not installed. */
export const botsOf =
	(puppet: string, token: string | null, memory: string): (() => Promise<Bot>) =>
	async () => {
		const { log, WechatyBuilder } = await import("wechaty");
		// Its lines hold what people write.
		log.level("silent");
		return WechatyBuilder.build({
			name: memory,
			puppet: puppet as OfficialPuppetNpmName,
			puppetOptions: { timeoutSeconds: NEVER_SECONDS, ...(token !== null && { token }) },
		});
	};

/** Whether an error says that a package is not installed. */
export const isMissing = (error: unknown): boolean =>
	error instanceof Error && "code" in error && (error.code === "ERR_MODULE_NOT_FOUND" || error.code === "MODULE_NOT_FOUND");
