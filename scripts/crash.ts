// npm run crash: 60 people report at once while the program is killed 200 times; nothing may be lost, doubled or left unanswered.
// npm run crash -- --power: each kill takes from the disk, too, what the program had not waited for.
import { parseArgs } from "node:util";
import { type Outcome, runCampaign } from "./crash/campaign.ts";
import { planKills, WHERE } from "./crash/plan.ts";
import { PLANTS } from "./crash/plants.ts";

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		planted: { type: "boolean", default: false },
		faults: { type: "boolean", default: false },
		power: { type: "boolean", default: false },
	},
});
const [killsGiven, seedGiven, peopleGiven] = positionals;
/** With --faults the first number says how many reports are given under them. */
const KILLS = values.faults ? 0 : Number(killsGiven ?? (values.planted ? 12 : 200));
const REPORTS = values.faults ? Number(killsGiven ?? 600) : 0;
const SEED = Number(seedGiven ?? 20_261_122);
const PEOPLE = Number(peopleGiven ?? 60);

const WHAT: Readonly<Record<(typeof WHERE)[number], string>> = {
	start: "while it starts",
	migration: "on the first start on an old store",
	intake: "after something was said",
	turn: "after updates were confirmed (turn, commit)",
	send: "while an answer is sent",
	file: "while a photo is fetched",
	import: "while a workbook is checked or imported",
	job: "while a workbook is written",
	move: "while a group is upgraded",
};

const tell = ({ wrong, kills, reports, updates, messages, repeats, startMs }: Outcome, seconds: number): void => {
	if (KILLS > 0) console.log("| killed | times |\n|---|---|");
	for (const where of KILLS > 0 ? WHERE : []) console.log(`| ${WHAT[where]} | ${kills[where] ?? 0} |`);
	console.log(`${updates} updates, ${reports} reports, ${messages} messages, ${repeats} of them repeated`);
	console.log(`${seconds.toFixed(0)} s in all, ${startMs.toFixed(0)} ms from a start to its first call`);
	for (const one of wrong) console.log(`WRONG: ${one}`);
	if (wrong.length === 0) console.log("nothing lost, nothing doubled, nobody left without an answer");
};

const run = async (plant: (typeof PLANTS)[string] | null): Promise<Outcome> => {
	const startedMs = performance.now();
	const kills = planKills(KILLS, SEED);
	const told = (done: number): void => void process.stderr.write(`\r${done}/${KILLS}`);
	const outcome = await runCampaign({
		kills,
		seed: SEED,
		people: PEOPLE,
		plant,
		reportsUnderFaults: REPORTS,
		...(values.power ? { cutsPower: true } : {}),
		told,
	});
	process.stderr.write("\r");
	tell(outcome, (performance.now() - startedMs) / 1000);
	return outcome;
};

if (values.planted) {
	// The tool itself is tried: every one of these faults has to be found, so this ends with 1.
	for (const plant of Object.values(PLANTS)) {
		console.log(`planted: ${plant.what}`);
		const { wrong } = await run(plant);
		process.exitCode = 1;
		if (!plant.shows.test(wrong.join("\n"))) {
			console.log("NOT FOUND");
			process.exitCode = 2;
			break;
		}
	}
} else if ((await run(null)).wrong.length > 0) process.exitCode = 1;
