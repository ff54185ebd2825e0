import { LIMITS } from "./file/limits.ts";
import { checkFile } from "./file/open-workbook.ts";
import { problem, Refusal } from "./file/refusal.ts";
import type { WorkbookReading } from "./read-workbook.ts";
import { startWorker } from "./start-worker.ts";

/** Reads workbooks beside the program's own work. */
export interface WorkbookReader {
	/** Never rejects: what cannot be read, or not within the limits of time and memory, comes back as a problem. */
	read(bytes: Uint8Array): Promise<WorkbookReading>;
}

/** Where the worker's code lies (`worker.js` beside the built program, or `worker.ts` while developing), and limits other than the usual. */
export interface WorkbookReaderOptions {
	readonly workerUrl: URL;
	readonly timeMs?: number;
	readonly heapMb?: number;
}

/** A reader that starts one worker thread a workbook, one after another, and ends it at the limits. */
export const createWorkbookReader = ({
	workerUrl,
	timeMs = LIMITS.timeMs,
	heapMb = LIMITS.heapMb,
}: WorkbookReaderOptions): WorkbookReader => {
	let before: Promise<unknown> = Promise.resolve();
	return {
		read(bytes) {
			try {
				checkFile(bytes);
			} catch (cause) {
				if (cause instanceof Refusal) return Promise.resolve({ ok: false, problems: [cause.problem] });
				throw cause;
			}
			const reading = before.then(() => readOnce(bytes, workerUrl, timeMs, heapMb));
			before = reading;
			return reading;
		},
	};
};

const readOnce = (bytes: Uint8Array, workerUrl: URL, timeMs: number, heapMb: number): Promise<WorkbookReading> =>
	new Promise((resolve) => {
		const worker = startWorker(workerUrl, {
			workerData: bytes,
			resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: 32 },
		});
		let ended = false;
		const end = (reading: WorkbookReading): void => {
			if (ended) return;
			ended = true;
			clearTimeout(timer);
			void worker.terminate();
			resolve(reading);
		};
		const timer = setTimeout(() => end({ ok: false, problems: [problem("too-heavy", { what: "time" })] }), timeMs);
		worker.once("message", (reading: WorkbookReading) => end(reading));
		worker.once("error", (cause) => end({ ok: false, problems: [deathOf(cause)] }));
		worker.once("exit", () => end({ ok: false, problems: [problem("reader-failed", { reason: "exit" })] }));
	});

const deathOf = (cause: Error): ReturnType<typeof problem> =>
	"code" in cause && cause.code === "ERR_WORKER_OUT_OF_MEMORY"
		? problem("too-heavy", { what: "memory" })
		: problem("reader-failed", { reason: cause.message.slice(0, 200) });
