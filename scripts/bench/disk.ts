import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import process from "node:process";
import { compilePreload } from "../preload.ts";
import { flushMs } from "./flush-time.ts";
import { againstPeers, measureAll } from "./speed.ts";
import { PEERS, yixian } from "./subjects.ts";

/** Milliseconds every flush takes longer than the machine's own. */
const SLOWER_BY = [0, 0.25, 0.5, 1, 2, 5, 10];

/** Has the processes started from now on wait longer for the disk, every flush of theirs. Linux, with a C compiler. */
const slowDown = (library: string, ms: number): void => {
	process.env.LD_PRELOAD = library;
	process.env.YIXIAN_FLUSH_US = String(ms * 1000);
};

/**
 * The talk of `speed` on slower and slower disks: what SQLite waits for is what a machine's disk takes to flush, and that differs by a factor of a hundred
 * between a server's with a cache of its own and an office computer's.
 */
export const disk = async (runs: number, people: number): Promise<void> => {
	const folder = mkdtempSync(path.join(os.tmpdir(), "yixian-disk-"));
	try {
		const library = compilePreload("scripts/bench/slow-disk.c", folder);
		const ownMs = await flushMs();
		console.log(
			`${people} people, seven turns each, all at once; medians of ${runs} runs; a flush of this disk takes ${ownMs.toFixed(2)} ms`,
		);
		console.log("| a flush takes | turns/s | p99 ms | fastest peer's turns/s | best peer's p99 ms | turns/s against it | p99 against it |");
		console.log("|---|---|---|---|---|---|---|");
		for (const more of SLOWER_BY) {
			slowDown(library, more);
			const figures = await measureAll([yixian, ...PEERS], runs, people);
			const [own, ...peers] = figures;
			const ratio = againstPeers(figures);
			if (!own || !ratio) continue;
			const fastest = Math.max(...peers.map(({ turnsPerSecond }) => turnsPerSecond));
			const best = Math.min(...peers.map(({ p99Ms }) => p99Ms));
			console.log(
				`| ${(ownMs + more).toFixed(2)} ms | ${own.turnsPerSecond.toFixed(0)} | ${own.p99Ms.toFixed(0)} | ${fastest.toFixed(0)} | ${best.toFixed(0)} | ${ratio.turns.toFixed(2)} | ${ratio.p99.toFixed(2)} |`,
			);
		}
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
};
