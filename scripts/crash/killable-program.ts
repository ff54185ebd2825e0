import { type ChildProcess, spawn } from "node:child_process";
import os from "node:os";
import process from "node:process";
import { VARIABLES } from "../../src/config.ts";

/** One run of the program, to be killed at any moment, the first ones included. */
export interface KillableProgram {
	/** Resolves when it is gone. */
	readonly gone: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
	/** The end of what it logged. */
	readonly logged: () => string;
	kill(signal?: NodeJS.Signals): void;
}

const KEPT_LOG = 4000;

/** Starts the program; neither the machine's variables nor a .env of the project say anything to it. */
export const startKillable = (main: string, env: Readonly<Record<string, string>>): KillableProgram => {
	const child: ChildProcess = spawn(process.execPath, [main], {
		env: {
			...process.env,
			...Object.fromEntries(VARIABLES.map((name) => [name, ""])),
			PORT: "0",
			LOG_LEVEL: "warn",
			LIMITS: "off",
			INIT_CWD: os.tmpdir(),
			...env,
		},
		stdio: ["ignore", "ignore", "pipe"],
	});
	let logged = "";
	child.stderr?.on("data", (chunk: Buffer) => {
		logged = (logged + chunk.toString()).slice(-KEPT_LOG);
	});
	return {
		gone: new Promise((resolve) => child.once("exit", (code, signal) => resolve({ code, signal }))),
		logged: () => logged,
		kill: (signal = "SIGKILL") => void child.kill(signal),
	};
};
