import process from "node:process";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { fuzz } from "../test/abuse/fuzz/fuzz.ts";
import { fuzzRoom } from "../test/abuse/fuzz/room-fuzz.ts";

// npm run fuzz [-- COUNT SEED]: a twentieth of COUNT hostile calls of the room, COUNT hostile messages, presses and files on a fake Telegram, a fifth of COUNT
// on a WeChat made for tests, each with a flood of a fifth as many at its end, against the whole program. Exits with 1 when anything was wrong. What is looked at: docs/security.md.

/** MiB the heap may grow from the first tenth to the end; what the fake keeps of the run is among them. */
const MOST_GROWTH_MIB = 50;

const [acts = 100_000, seed = 1] = process.argv.slice(2).map(Number);
if (!Number.isSafeInteger(acts) || acts < 100 || !Number.isSafeInteger(seed)) {
	console.error("npm run fuzz [-- COUNT SEED]: COUNT from 100, SEED a whole number");
	process.exit(2);
}
setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

const room = await fuzzRoom({ calls: Math.max(100, Math.floor(acts / 20)), seed });
const violations = [...room.violations];
for (const on of ["telegram", "wechat"] as const) {
	const count = on === "telegram" ? acts : Math.max(100, Math.floor(acts / 5));
	const run = await fuzz({ on, acts: count, seed, collect, progress: (done) => process.stderr.write(`  ${on} ${done}\n`) });
	const { heap, flood, effects } = run;
	const grown = heap[1] - heap[0];
	violations.push(...run.violations.map((fault) => `${on}: ${fault}`));
	if (grown > MOST_GROWTH_MIB) violations.push(`${on}: the heap grew by ${grown} MiB, more than ${MOST_GROWTH_MIB}`);
	const what = on === "telegram" ? "calls of the Bot API" : "messages of the bot";
	console.log(`${on}, seed ${seed}: ${run.acts} hostile acts, ${run.turns} turns, ${run.sent} ${what} in ${run.seconds} s`);
	console.log(`honest reports that came out exactly right: ${run.reports}`);
	console.log(
		`effects judged: ${Object.entries(effects)
			.map(([kind, each]) => `${kind} ${each}`)
			.join(", ")}`,
	);
	console.log(`one sender's flood of ${flood.messages} at once: nobody else waited for more than ${flood.longestWait} turns`);
	console.log(`heap after collecting: ${heap[0]} MiB after a tenth, ${heap[1]} MiB at the end`);
}
console.log(
	`room: ${room.calls} calls, answered ${Object.entries(room.statuses)
		.map(([status, count]) => `${status}: ${count}`)
		.join(", ")}`,
);
console.log(violations.length === 0 ? "nothing that was not allowed" : `NOT ALLOWED, ${violations.length}:\n${violations.join("\n")}`);
process.exitCode = violations.length === 0 ? 0 : 1;
