import { Worker, type WorkerOptions } from "node:worker_threads";

/** Node cannot start a thread from TypeScript (nor does `--import tsx` reach threads on Node 20): sources are started through tsx's own loader. */
export const startWorker = (url: URL, options: WorkerOptions): Worker =>
	url.pathname.endsWith(".ts")
		? new Worker(`import("tsx/esm/api").then(({ register }) => (register(), import(${JSON.stringify(url.href)})));`, {
				...options,
				eval: true,
			})
		: new Worker(url, options);
