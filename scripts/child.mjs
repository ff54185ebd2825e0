import { spawn } from "node:child_process";
import process from "node:process";

/** How much of a silent child's output is kept to be shown when it fails. */
const KEPT_CHARACTERS = 20_000;

/** A child process ended badly; `output` is the end of what it printed. */
export class ChildFailed extends Error {
	/**
	 * @param {string} command
	 * @param {number | string} how exit code or signal
	 * @param {string} output
	 */
	constructor(command, how, output) {
		super(`${command}: ${how}`);
		this.exitCode = typeof how === "number" ? how : 1;
		this.output = output;
	}
}

/**
 * Runs a program and waits for it. SIGINT, SIGTERM and SIGHUP reach it too. Rejects with ChildFailed unless it exits with 0.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv, show: boolean }} options show: its output goes to our terminal, else it is kept for the error
 * @returns {Promise<void>}
 */
export const runChild = (program, args, { cwd, env = process.env, show }) =>
	new Promise((resolve, reject) => {
		const child = spawn(program, args, { cwd, env, stdio: show ? "inherit" : ["ignore", "pipe", "pipe"] });
		let output = "";
		const keep = (/** @type {Buffer} */ chunk) => {
			output = (output + chunk.toString()).slice(-KEPT_CHARACTERS);
		};
		child.stdout?.on("data", keep);
		child.stderr?.on("data", keep);

		const forward = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal);
		const signals = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);
		for (const signal of signals) process.on(signal, forward);
		const done = () => {
			for (const signal of signals) process.off(signal, forward);
		};
		child.once("error", (error) => {
			done();
			reject(new ChildFailed(program, error.message, output));
		});
		child.once("close", (code, signal) => {
			done();
			if (code === 0) resolve();
			else reject(new ChildFailed([program, ...args].join(" "), code ?? signal ?? "?", output));
		});
	});
