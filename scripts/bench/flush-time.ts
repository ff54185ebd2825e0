import { mkdtempSync, rmSync } from "node:fs";
import { open } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { median } from "./figures.ts";

const FLUSHES = 200;
const PAGE = Buffer.alloc(4096, 1);

/** How long this machine's disk takes to put one page onto itself for good, in milliseconds: the median of many, where the benchmarks write. */
export const flushMs = async (): Promise<number> => {
	const folder = mkdtempSync(path.join(os.tmpdir(), "yixian-flush-"));
	const handle = await open(path.join(folder, "pages"), "w");
	try {
		const took: number[] = [];
		for (let index = 0; index < FLUSHES; index += 1) {
			await handle.write(PAGE);
			const began = performance.now();
			await handle.datasync();
			took.push(performance.now() - began);
		}
		return median(took);
	} finally {
		await handle.close();
		rmSync(folder, { recursive: true, force: true });
	}
};

export const flushWords = async (): Promise<string> => `a flush of the disk takes ${(await flushMs()).toFixed(2)} ms`;
