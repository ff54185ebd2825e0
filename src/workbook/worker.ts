import { parentPort, workerData } from "node:worker_threads";
import { readWorkbook } from "./read-workbook.ts";

// The entry of a worker thread: reads the one workbook it was started with, posts the reading, and ends.
parentPort?.postMessage(await readWorkbook(workerData as Uint8Array));
