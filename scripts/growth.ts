import { closeSync, cpSync, existsSync, fsyncSync, mkdirSync, mkdtempSync, openSync, renameSync, rmSync } from "node:fs";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import path from "node:path";
import { COUNTY, PROVINCE, type Size } from "./growth/county.ts";
import { fill } from "./growth/fill.ts";
import { type Figure, measureCommands, measureStart, storeMiB } from "./growth/measure.ts";

// npm run growth [-- --keep FOLDER] [--rounds N]: what commands and a start cost in a county and in a province after a year of weekly reports.
// --keep fills the two stores there once and measures copies of them; without it they are made and thrown away.

const ROUNDS = 52;

const option = (name: string): string | null => {
	const at = process.argv.indexOf(`--${name}`);
	return at < 0 ? null : (process.argv[at + 1] ?? null);
};

const rounds = Number(option("rounds") ?? ROUNDS);
const kept = option("keep");
const work = mkdtempSync(path.join(tmpdir(), "yixian-growth-"));
process.once("exit", () => rmSync(work, { recursive: true, force: true }));

const tell = (text: string): void => void process.stderr.write(`${text}\n`);

/** A folder with a filled store that may be changed. */
const filled = async (name: string, size: Size): Promise<string> => {
	const folder = path.join(work, name);
	const ready = kept === null ? null : path.join(kept, `${name}-${rounds}`);
	if (ready === null || !existsSync(ready)) {
		mkdirSync(folder);
		const began = performance.now();
		await fill(folder, size, rounds, (commits) => {
			if (commits % 20 === 0) tell(`  ${name}: ${commits} commits`);
		});
		tell(`${name}: filled in ${((performance.now() - began) / 1000).toFixed(0)} s, ${storeMiB(folder).toFixed(0)} MiB`);
		if (ready === null) return folder;
		mkdirSync(path.dirname(ready), { recursive: true });
		// Whole or not at all: a run that was broken off leaves nothing to be taken for it.
		cpSync(folder, `${ready}.part`, { recursive: true });
		renameSync(`${ready}.part`, ready);
		return folder;
	}
	cpSync(ready, folder, { recursive: true });
	return folder;
};

/** What the copy left to be written would be waited for by the first commits measured. */
const settle = (folder: string): void => {
	const file = openSync(path.join(folder, "yixian.db"), "r+");
	fsyncSync(file);
	closeSync(file);
};

const measure = async (name: string, size: Size): Promise<Figure[]> => {
	const folder = await filled(name, size);
	settle(folder);
	const figures = [...(await measureStart(folder)), ...(await measureCommands(folder))];
	rmSync(folder, { recursive: true, force: true });
	return figures;
};

const shown = (figure: Figure): string =>
	`${figure.value.toFixed(1)}${figure.cpuMs === null ? "" : ` (${figure.cpuMs.toFixed(1)})`} ${figure.unit}`;

const county = await measure("county", COUNTY);
const province = await measure("province", PROVINCE);
const unitsOf = ({ townships, villages }: Size): number => townships + villages;
const more = unitsOf(PROVINCE) / unitsOf(COUNTY);

// Waits are as long as the other programs on the machine make them: their load is part of the figures.
console.log(`Node ${process.versions.node}, ${availableParallelism()} cores, load average ${loadavg()[0]?.toFixed(1)} at the end`);
console.log(`${rounds} rounds; county ${unitsOf(COUNTY)} units, province ${unitsOf(PROVINCE)}: ${more.toFixed(1)} times as many\n`);
console.log("| median of the whole way (its processor time) | county | province | times | µs a unit | characters | target |");
console.log("|---|---:|---:|---:|---:|---:|---|");
for (const [index, large] of province.entries()) {
	const small = county[index];
	if (!small) continue;
	const perUnit = large.unit === "ms" ? ((large.value * 1000) / unitsOf(PROVINCE)).toFixed(1) : "";
	const verdict = large.target === null ? "" : `${large.target} ${large.unit}, ${large.value <= large.target ? "met" : "MISSED"}`;
	const cells = [large.what, shown(small), shown(large), (large.value / small.value).toFixed(1), perUnit, large.chars ?? "", verdict];
	console.log(`| ${cells.join(" | ")} |`);
}
