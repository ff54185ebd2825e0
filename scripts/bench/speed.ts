import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { median } from "./figures.ts";
import { flushWords } from "./flush-time.ts";
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

/** The medians of a subject's runs. */
export interface Figures extends Measured {
	readonly subject: Subject;
}

/** Measures every subject so often, in turn, so that a noisy minute falls on all of them. */
export const measureAll = async (subjects: readonly Subject[], runs: number, people: number): Promise<readonly Figures[]> => {
	const results = new Map<Subject, Measured[]>(subjects.map((subject) => [subject, []]));
	for (let run = 0; run < runs; run += 1) for (const subject of subjects) results.get(subject)?.push(await once(subject, people));
	return subjects.map((subject) => {
		const of = (pick: (one: Measured) => number): number => median((results.get(subject) ?? []).map(pick));
		return {
			subject,
			turnsPerSecond: of((one) => one.turnsPerSecond),
			p50Ms: of((one) => one.p50Ms),
			p99Ms: of((one) => one.p99Ms),
			messagesPerReport: of((one) => one.messagesPerReport),
			cpuMs: of((one) => one.cpuMs),
		};
	});
};

/** This program's turns per second in those of the fastest peer, and its p99 in that of the best; null where one of both was not measured. */
export const againstPeers = (figures: readonly Figures[]): { readonly turns: number; readonly p99: number } | null => {
	const own = figures.find(({ subject }) => subject === yixian);
	const peers = figures.filter(({ subject }) => PEERS.includes(subject));
	if (!own || peers.length === 0) return null;
	return {
		turns: own.turnsPerSecond / Math.max(...peers.map(({ turnsPerSecond }) => turnsPerSecond)),
		p99: own.p99Ms / Math.min(...peers.map(({ p99Ms }) => p99Ms)),
	};
};

/** People go through the weekly report on this program and on its peers, over one fake Bot API server each. `only`: subjects whose names hold it. */
export const speed = async (runs: number, people: number, only: string): Promise<void> => {
	const subjects = [yixian, ...PEERS, YARDSTICK].filter(({ name }) => name.includes(only));
	const figures = await measureAll(subjects, runs, people);
	console.log(`${people} people, seven turns each, all at once; medians of ${runs} runs; ${await flushWords()}`);
	console.log("| subject | turns/s | p50 ms | p99 ms | messages per report | CPU ms a turn |\n|---|---|---|---|---|---|");
	for (const { subject, turnsPerSecond, p50Ms, p99Ms, messagesPerReport, cpuMs } of figures)
		console.log(
			`| ${subject.name} | ${turnsPerSecond.toFixed(0)} | ${p50Ms.toFixed(0)} | ${p99Ms.toFixed(0)} | ${messagesPerReport.toFixed(1)} | ${cpuMs.toFixed(2)} |`,
		);
	const ratio = againstPeers(figures);
	if (!ratio) return;
	console.log(`turns/s against the fastest peer: ${ratio.turns.toFixed(2)} (target: at least 2)`);
	console.log(`p99 against the best peer: ${ratio.p99.toFixed(2)} (target: at most 0.5)`);
};
