// npm run bench: 200 people go through the weekly report on this program and on its peers, over one fake Bot API server, in one run.
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { PEERS, type Subject, YARDSTICK, yixian } from "./bench/subjects.ts";
import { type Measured, measure } from "./bench/talk.ts";

const [runsGiven, peopleGiven, only] = process.argv.slice(2);
const RUNS = Number(runsGiven ?? 5);
const PEOPLE = Number(peopleGiven ?? 200);

const median = (values: readonly number[]): number => [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;

const once = async (subject: Subject): Promise<Measured> => {
	const folder = mkdtempSync(path.join(os.tmpdir(), "yixian-bench-"));
	try {
		return await measure(subject, folder, PEOPLE);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
};

const subjects = [yixian, ...PEERS, YARDSTICK].filter(({ name }) => only === undefined || name.includes(only));
const results = new Map<Subject, Measured[]>(subjects.map((subject) => [subject, []]));
// In turn, so that a noisy minute falls on all of them.
for (let run = 0; run < RUNS; run += 1) for (const subject of subjects) results.get(subject)?.push(await once(subject));

const figures = subjects.map((subject) => {
	const runs = results.get(subject) ?? [];
	const of = (pick: (one: Measured) => number): number => median(runs.map(pick));
	return {
		subject,
		turns: of((one) => one.turnsPerSecond),
		p50: of((one) => one.p50Ms),
		p99: of((one) => one.p99Ms),
		messages: of((one) => one.messagesPerReport),
	};
});

console.log(`${PEOPLE} people, seven turns each, all at once; medians of ${RUNS} runs`);
console.log("| subject | turns/s | p50 ms | p99 ms | messages per report |\n|---|---|---|---|---|");
for (const { subject, turns, p50, p99, messages } of figures)
	console.log(`| ${subject.name} | ${turns.toFixed(0)} | ${p50.toFixed(0)} | ${p99.toFixed(0)} | ${messages.toFixed(1)} |`);

const own = figures.find(({ subject }) => subject === yixian);
const peers = figures.filter(({ subject }) => PEERS.includes(subject));
if (own && peers.length > 0) {
	const fastest = Math.max(...peers.map(({ turns }) => turns));
	const calmest = Math.min(...peers.map(({ p99 }) => p99));
	console.log(`turns/s against the fastest peer: ${(own.turns / fastest).toFixed(2)} (target: at least 2)`);
	console.log(`p99 against the best peer: ${(own.p99 / calmest).toFixed(2)} (target: at most 0.5)`);
}
