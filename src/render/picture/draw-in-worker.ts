import { type ForkOptions, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { DrawPng } from "./drawing.ts";

const TIME_MS = 30_000;

/** Where the worker's code lies (`worker.js` beside the built program, or `worker.ts` while developing), and a limit other than half a minute. */
export interface DrawInWorkerOptions {
	readonly workerUrl: URL;
	readonly timeMs?: number;
}

/** Draws in a process a picture, one after another: a native library's memory is only given back, and its crash only survived, that way. */
export const drawInWorker = ({ workerUrl, timeMs = TIME_MS }: DrawInWorkerOptions): DrawPng => {
	let before: Promise<unknown> = Promise.resolve();
	return (drawing) => {
		const drawn = before.then(() => drawOnce(drawing, workerUrl, timeMs));
		before = drawn.catch(() => undefined);
		return drawn;
	};
};

const drawOnce = (drawing: Parameters<DrawPng>[0], url: URL, timeMs: number): Promise<Uint8Array> =>
	new Promise((resolve, reject) => {
		const options: ForkOptions = {
			serialization: "advanced",
			stdio: ["ignore", "ignore", "ignore", "ipc"],
			execArgv: url.pathname.endsWith(".ts") ? ["--import", "tsx"] : [],
		};
		const child = fork(fileURLToPath(url), [], options);
		const timer = setTimeout(() => child.kill("SIGKILL"), timeMs);
		child.once("message", (png) => (png instanceof Uint8Array ? resolve(png) : reject(new Error("the drawing process sent no picture"))));
		child.once("error", reject);
		child.once("exit", (code, signal) => {
			clearTimeout(timer);
			reject(new Error(`the drawing process ended: ${signal ?? code}`));
		});
		child.send(drawing, (error) => error && reject(error));
	});
