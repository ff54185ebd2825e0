import { parentPort, workerData } from "node:worker_threads";
import type { Sheet } from "../../views/sheet.ts";
import { writeSheets } from "./write-sheets.ts";

// The entry of a worker thread: writes the sheets it was started with, posts the bytes, and ends.
const bytes = await writeSheets(workerData as readonly Sheet[]);
parentPort?.postMessage(bytes);
