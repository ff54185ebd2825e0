import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import process from "node:process";
import { inProject } from "../../scripts/project.mjs";
import { VARIABLES } from "../../src/config.ts";

/** How a process ended and everything it printed. */
export interface Ended {
	readonly code: number | null;
	readonly signal: NodeJS.Signals | null;
	readonly stdout: string;
	readonly stderr: string;
}

/** The real program, serving. */
export interface RunningProgram {
	readonly url: string;
	readonly pid: number;
	/** What it told the terminal so far. */
	readonly printed: () => string;
	/** Milliseconds from the start of the process to the first answer of /readyz that says yes. */
	readonly readyMs: number;
	/** Ends it with a signal (SIGTERM unless said otherwise) and waits until it is gone. */
	end(signal?: NodeJS.Signals): Promise<Ended>;
}

const START_MS = 60_000;
const POLL_MS = 15;
const OPENED = /一线通已启动：(\S+)/u;

const MAIN = inProject("dist", "main.js");

/** An empty data folder, and how to remove it. */
export const newDataDir = (): { readonly dataDir: string; remove(): void } => {
	const dataDir = mkdtempSync(path.join(os.tmpdir(), "yixian-"));
	return { dataDir, remove: () => rmSync(dataDir, { recursive: true, force: true }) };
};

/** An environment in which neither the machine's variables nor a .env of the project say anything: empty means unset, and wins. */
const environment = (given: Readonly<Record<string, string>>): NodeJS.ProcessEnv => ({
	...process.env,
	...Object.fromEntries(VARIABLES.map((name) => [name, ""])),
	PORT: "0",
	LOG_LEVEL: "warn",
	INIT_CWD: os.tmpdir(),
	...given,
});

const launch = (args: readonly string[], env: Readonly<Record<string, string>>, main: string) => {
	const child: ChildProcess = spawn(process.execPath, [main, ...args], { env: environment(env), stdio: ["ignore", "pipe", "pipe"] });
	let stdout = "";
	let stderr = "";
	child.stdout?.on("data", (chunk: Buffer) => {
		stdout += chunk.toString();
	});
	child.stderr?.on("data", (chunk: Buffer) => {
		stderr += chunk.toString();
	});
	const ended = new Promise<Ended>((resolve) => child.once("close", (code, signal) => resolve({ code, signal, stdout, stderr })));
	return { child, ended, stdout: () => stdout };
};

/** Runs one of the program's commands (none: it starts serving, or is refused) and waits for its end. */
export const runProgram = (args: readonly string[], env: Readonly<Record<string, string>>, main = MAIN): Promise<Ended> =>
	launch(args, env, main).ended;

const isReady = async (url: string): Promise<boolean> => {
	try {
		return (await fetch(`${url}/readyz`)).ok;
	} catch {
		return false;
	}
};

/** Starts the program and waits until it is ready to answer. Rejects with what it printed when it ends before, or takes a minute. */
export const startProgram = async (env: Readonly<Record<string, string>>, main = MAIN): Promise<RunningProgram> => {
	const started = performance.now();
	const { child, ended, stdout } = launch([], env, main);
	let gone: Ended | null = null;
	void ended.then((how) => {
		gone = how;
	});
	for (;;) {
		const url = OPENED.exec(stdout())?.[1];
		if (url && (await isReady(url))) {
			return {
				url,
				pid: child.pid ?? 0,
				printed: stdout,
				readyMs: performance.now() - started,
				end: (signal = "SIGTERM") => {
					child.kill(signal);
					return ended;
				},
			};
		}
		if (gone) throw new Error(`the program ended while starting: ${JSON.stringify(gone)}`);
		if (performance.now() - started > START_MS) {
			child.kill("SIGKILL");
			throw new Error(`the program is not ready after ${START_MS} ms: ${stdout()}`);
		}
		await new Promise((resolve) => setTimeout(resolve, POLL_MS));
	}
};
