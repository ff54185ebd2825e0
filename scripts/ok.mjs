// npm run ok: format, lint, types, walls, lock file, migrations, tests. `-- --no-tests` leaves the tests to `npm test`.
import process from "node:process";
import { ChildFailed, runChild } from "./child.mjs";
import { inProject, root } from "./project.mjs";

/** @param {...string} parts */
const tool = (...parts) => inProject("node_modules", ...parts);

/** @type {readonly (readonly [name: string, args: readonly string[]])[]} */
const CHECKS = [
	["format and lint", [tool("@biomejs", "biome", "bin", "biome"), "check", "--error-on-warnings", "."]],
	["types", [tool("typescript-native", "bin", "tsc"), "--noEmit", "-p", "."]],
	["walls", [inProject("scripts", "walls.mjs")]],
	["lock file", [inProject("scripts", "check-lock.mjs")]],
	["migrations", ["--import", "tsx", inProject("scripts", "check-migrations.ts")]],
];
/** @type {readonly [name: string, args: readonly string[]]} */
const TESTS = ["tests", [tool("vitest", "vitest.mjs"), "run"]];

const steps = process.argv.includes("--no-tests") ? CHECKS : [...CHECKS, TESTS];
/** @type {string[]} */
const failed = [];
for (const [name, args] of steps) {
	const started = performance.now();
	console.log(`── ${name}`);
	try {
		await runChild(process.execPath, args, { cwd: root, show: true });
	} catch (error) {
		if (!(error instanceof ChildFailed)) throw error;
		failed.push(name);
	}
	console.log(`   ${failed.includes(name) ? "✗" : "✓"} ${name}, ${((performance.now() - started) / 1000).toFixed(1)} s`);
}
if (failed.length > 0) {
	console.error(`not ok: ${failed.join(", ")}`);
	process.exitCode = 1;
} else {
	console.log("ok");
}
