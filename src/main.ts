import type { Config } from "./config.ts";
import { ConfigError, loadConfig } from "./config.ts";
import type { Log } from "./ports/log.ts";
import { compileLate } from "./program/compile-late.ts";
import { LANGUAGE } from "./program/language.ts";
import { createLog } from "./program/system.ts";
import { shellWords } from "./render/shell.ts";

const words = shellWords(LANGUAGE);
const complain = (text: string): void => void process.stderr.write(`${text}\n`);

/** Serves until SIGTERM or SIGINT; a second signal right behind the first (npm adds its own) changes nothing. */
const start = async (config: Config, log: Log): Promise<void> => {
	compileLate();
	const { serve } = await import("./program/serve.ts");
	const serving = await serve(config, log);
	for (const line of serving.banner) process.stdout.write(`${line}\n`);
	let stopping: Promise<void> | null = null;
	const stop = (): void => {
		if (stopping) return;
		complain(words.closing);
		stopping = serving.stop().then(
			() => process.exit(0),
			(error: unknown) => {
				log.error("stop:failed", { error });
				process.exit(1);
			},
		);
	};
	process.on("SIGTERM", stop);
	process.on("SIGINT", stop);
};

const run = async (config: Config, log: Log, [command, ...args]: readonly string[]): Promise<void> => {
	if (command === undefined) return start(config, log);
	const shell = await import("./program/shell-commands.ts");
	const { backupCommand } = await import("./program/backup-command.ts");
	const { rehearseCommand } = await import("./program/rehearse-command.ts");
	const rehearse = (from: Config, _log: Log, given: readonly string[]): Promise<0 | 1 | 2> => rehearseCommand(from, given);
	const commands = {
		rehearse,
		import: shell.importCommand,
		template: shell.templateCommand,
		invite: shell.inviteCommand,
		backup: backupCommand,
	};
	if (!Object.hasOwn(commands, command)) throw new Error(`no such command: ${command}`);
	process.exitCode = await commands[command as keyof typeof commands](config, log, args);
};

/** What went wrong, in words where there are some. */
const tell = async (error: unknown, config: Config | null): Promise<void> => {
	if (error instanceof ConfigError) return complain(error.message);
	const { failureWords } = await import("./program/failure-words.ts");
	const mendable = config && failureWords(error, config);
	complain(mendable ?? (error instanceof Error ? (error.stack ?? error.message) : String(error)));
};

let config: Config | null = null;
try {
	const loaded = loadConfig();
	config = loaded.config;
	for (const warning of loaded.warnings) complain(warning);
	await run(config, createLog(config.logLevel), process.argv.slice(2));
} catch (error) {
	await tell(error, config);
	process.exitCode = 1;
}
