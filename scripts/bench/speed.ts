import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { median } from "./figures.ts";
import { PEERS, type Subject, YARDSTICK, yixian } from "./subjects.ts";
import { type Measured, measure } from "./talk.ts";

const once = async (subject: Subject, people: number): Promise<Measured> => {
	const folder = mkdtempSync(path.join(os.tmpdir(), "yixian-bench-"));
	try {
		return await measure(subject, folder, people);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
};

/** People go through the weekly report on this program and on its peers, over one fake Bot API server each. `only`: subjects whose names hold it. */
export const speed = async (runs: number, people: number, only: string): Promise<void> => {
	const subjects = [yixian, ...PEERS, YARDSTICK].filter(({ name }) => name.includes(only));
	const results = new Map<Subject, Measured[]>(subjects.map((subject) => [subject, []]));
	// In turn, so that a noisy minute falls on all of them.
	for (let run = 0; run < runs; run += 1) for (const subject of subjects) results.get(subject)?.push(await once(subject, people));
	const figures = subjects.map((subject) => {
		const of = (pick: (one: Measured) => number): number => median((results.get(subject) ?? []).map(pick));
		return {
			subject,
			turns: of((one) => one.turnsPerSecond),
			p50: of((one) => one.p50Ms),
			p99: of((one) => one.p99Ms),
			messages: of((one) => one.messagesPerReport),
			cpu: of((one) => one.cpuMs),
		};
	});
	console.log(`${people} people, seven turns each, all at once; medians of ${runs} runs`);
	console.log("| subject | turns/s | p50 ms | p99 ms | messages per report | CPU ms a turn |\n|---|---|---|---|---|---|");
	for (const { subject, turns, p50, p99, messages, cpu } of figures)
		console.log(
			`| ${subject.name} | ${turns.toFixed(0)} | ${p50.toFixed(0)} | ${p99.toFixed(0)} | ${messages.toFixed(1)} | ${cpu.toFixed(2)} |`,
		);
	const own = figures.find(({ subject }) => subject === yixian);
	const peers = figures.filter(({ subject }) => PEERS.includes(subject));
	if (!own || peers.length === 0) return;
	console.log(
		`turns/s against the fastest peer: ${(own.turns / Math.max(...peers.map(({ turns }) => turns))).toFixed(2)} (target: at least 2)`,
	);
	console.log(`p99 against the best peer: ${(own.p99 / Math.min(...peers.map(({ p99 }) => p99))).toFixed(2)} (target: at most 0.5)`);
};
