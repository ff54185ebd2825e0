import type { Readable } from "node:stream";
import { type Dispatcher, Pool } from "undici";

/** As much of a signal as is needed here: Node's own, and that of the package grammY types. */
export interface Signal {
	readonly aborted: boolean;
	addEventListener(type: "abort", listener: () => void): void;
	removeEventListener(type: "abort", listener: () => void): void;
}

/** A request below the server's address. Without an answer for `timeoutMs`, or when `signal` is aborted, it is given up. */
export interface Asked {
	readonly path: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string | Readable;
	readonly timeoutMs: number;
	readonly signal?: Signal | undefined;
}

/** Connections to one server that are kept. */
export interface Transport {
	/** Posts and resolves with the whole body of the answer, whatever its status. Rejects with the system's or undici's error; half an answer is one. */
	post(asked: Asked): Promise<string>;
	/** A request whose answer's body is read by whoever asked. */
	get(path: string, signal: AbortSignal): Promise<Dispatcher.ResponseData>;
	/** Cuts every connection. */
	destroy(): void;
}

/** An idle connection is closed before Telegram does it, so that no message is sent into a closing one. */
const IDLE_MS = 15_000;
const MAX_CONNECTIONS = 64;

/** One request under way. */
class Exchange implements Dispatcher.DispatchHandler {
	readonly #resolve: (body: string) => void;
	readonly #reject: (error: Error) => void;
	readonly #signal: Signal | undefined;
	readonly #chunks: Buffer[] = [];
	#controller: Dispatcher.DispatchController | null = null;

	constructor(resolve: (body: string) => void, reject: (error: Error) => void, signal: Signal | undefined) {
		this.#resolve = resolve;
		this.#reject = reject;
		this.#signal = signal;
		signal?.addEventListener("abort", this.#giveUp);
	}

	onRequestStart(controller: Dispatcher.DispatchController): void {
		this.#controller = controller;
		if (this.#signal?.aborted) this.#giveUp();
	}

	onResponseStart(): void {}

	onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
		this.#chunks.push(chunk);
	}

	onResponseEnd(): void {
		this.#signal?.removeEventListener("abort", this.#giveUp);
		const [first] = this.#chunks;
		this.#resolve(first && this.#chunks.length === 1 ? first.toString() : Buffer.concat(this.#chunks).toString());
	}

	onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
		this.#signal?.removeEventListener("abort", this.#giveUp);
		this.#reject(error);
	}

	/** Nobody waits for the connection to notice. */
	readonly #giveUp = (): void => {
		const error = new Error("given up");
		this.#controller?.abort(error);
		this.#reject(error);
	};
}

/**
 * Connections to the server at this origin, one request at a time on each: undici, Node's own client below fetch, which costs half of what its older one does.
 * Nothing is tried twice: what was sent may have arrived.
 */
export const createTransport = (origin: string): Transport => {
	const pool = new Pool(origin, { connections: MAX_CONNECTIONS, pipelining: 1, keepAliveTimeout: IDLE_MS, keepAliveMaxTimeout: IDLE_MS });
	return {
		post: ({ path, headers, body, timeoutMs, signal }) =>
			new Promise((resolve, reject) => {
				const exchange = new Exchange(resolve, reject, signal);
				pool.dispatch({ path, method: "POST", headers, body, headersTimeout: timeoutMs, bodyTimeout: timeoutMs }, exchange);
			}),
		get: (path, signal) => pool.request({ path, method: "GET", signal }),
		destroy: () => void pool.destroy(),
	};
};
