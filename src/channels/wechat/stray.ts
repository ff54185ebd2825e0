/** Code of Wechaty and of what only it brings along. */
const FAMILY =
	/[\\/]node_modules[\\/](?:wechaty|wechat4u|@juzibot|@grpc|brolog|memory-card|watchdog|state-switch|rx-queue|gerror|file-box|(?:axios|follow-redirects|open-graph|promise-retry|request|ws)[\\/])/u;
const FRAME = /^\s+at .*?((?:file:\/\/)?[\\/\w][^()]*?):\d+:\d+\)?$/gmu;

/** Whether a stack begins in Wechaty's family: Node's own files aside, its first one lies there. */
export const isOfWechaty = (stack: string | undefined): boolean => {
	const files = [...(stack ?? "").matchAll(FRAME)].map(([, file = ""]) => file).filter((file) => !file.startsWith("node:"));
	return FAMILY.test(files[0] ?? "");
};

/**
 * What Wechaty's family throws where nobody can catch it ends nothing but itself, until the returned call; anything else ends the process as ever. Puppets
 * throw so when a gateway is out of reach.
 */
export const catchStray = (told: (error: unknown) => void): (() => void) => {
	const caught = (error: unknown): void => {
		if (!(error instanceof Error && isOfWechaty(error.stack))) throw error;
		told(error);
	};
	process.on("uncaughtException", caught);
	return () => void process.off("uncaughtException", caught);
};

/** Lines of Wechaty's family hold what people write, and addresses with the token in them: none reaches the terminal. */
export const hushConsole = (terminal: Pick<Console, "error" | "warn" | "info" | "log">): void => {
	for (const method of ["error", "warn", "info", "log"] as const) {
		const write = terminal[method].bind(terminal);
		terminal[method] = (...words: unknown[]) => {
			// Above this one: whoever called.
			const caller = new Error().stack?.split("\n").slice(2).join("\n");
			if (!isOfWechaty(caller)) write(...words);
		};
	}
};
