import type { Sheet } from "../../views/sheet.ts";
import { startWorker } from "../start-worker.ts";

/** Writes sheets as .xlsx bytes. */
export type WriteSheets = (sheets: readonly Sheet[]) => Promise<Uint8Array>;

/** 20,000 rows of 14 columns fit (docs/performance.md); the thread then ends and gives all of it back. */
const HEAP_MB = 96;

/** Writes sheets in a thread of its own, so that turns go on and the memory has a limit. Rejects when that is reached or the thread fails. */
export const writeInWorker =
	({ workerUrl, heapMb = HEAP_MB }: { readonly workerUrl: URL; readonly heapMb?: number }): WriteSheets =>
	(sheets) =>
		new Promise((resolve, reject) => {
			const worker = startWorker(workerUrl, {
				workerData: sheets,
				resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: 16 },
			});
			worker.once("message", (bytes: Uint8Array) => {
				resolve(bytes);
				void worker.terminate();
			});
			worker.once("error", reject);
			worker.once("exit", (code) => reject(new Error(`the sheet writer ended with ${code}`)));
		});
