import process from "node:process";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { fuzz } from "../test/abuse/fuzz/fuzz.ts";
import { fuzzRoom } from "../test/abuse/fuzz/room-fuzz.ts";

// npm run fuzz [-- COUNT SEED]: a twentieth of COUNT hostile calls of the room, COUNT hostile messages, presses and files on a fake Telegram, then a flood of
// a fifth as many, against the whole program. Exits with 1 when anything was wrong. What is looked at: docs/security.md.

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
const telegram = await fuzz({ acts, seed, collect, progress: (done) => process.stderr.write(`  ${done}\n`) });

const { heap, flood, effects } = telegram;
console.log(
	`seed ${seed}: ${telegram.acts} hostile acts, ${telegram.turns} turns, ${telegram.calls} calls of the Bot API in ${telegram.seconds} s`,
);
console.log(`honest reports that came out exactly right: ${telegram.reports}`);
console.log(
	`effects judged: ${Object.entries(effects)
		.map(([kind, count]) => `${kind} ${count}`)
		.join(", ")}`,
);
console.log(`one sender's flood of ${flood.messages} at once: nobody else waited for more than ${flood.longestWait} turns`);
console.log(`heap after collecting: ${heap[0]} MiB after a tenth, ${heap[1]} MiB at the end`);
console.log(
	`room: ${room.calls} calls, answered ${Object.entries(room.statuses)
		.map(([status, count]) => `${status}: ${count}`)
		.join(", ")}`,
);
const grown = heap[1] - heap[0];
const violations = [
	...telegram.violations,
	...room.violations,
	...(grown > MOST_GROWTH_MIB ? [`the heap grew by ${grown} MiB, more than ${MOST_GROWTH_MIB}`] : []),
];
console.log(violations.length === 0 ? "nothing that was not allowed" : `NOT ALLOWED, ${violations.length}:\n${violations.join("\n")}`);
process.exitCode = violations.length === 0 ? 0 : 1;
