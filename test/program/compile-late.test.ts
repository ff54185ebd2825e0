import { execFileSync, spawnSync } from "node:child_process";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { inProject } from "../../scripts/project.mjs";

const MODULE = pathToFileURL(inProject("src", "program", "compile-late.ts")).href;

/** Calls a small function until V8 has compiled it for speed; says after how many calls. */
const COUNT = `
	const add = (a, b) => { let sum = a; sum += b; sum ^= 3; sum += a * 2; sum -= b; return sum; };
	const compiled = new Function("of", "return (%GetOptimizationStatus(of) & 16) !== 0");
	let calls = 0;
	while (calls < 100000 && !compiled(add)) add(++calls, 1);
	console.log(calls);`;

const OPTIONS = ["--import", "tsx", "--allow-natives-syntax", "--no-concurrent-recompilation", "--no-use-osr", "--input-type=module"];

const callsUntilCompiled = (before: string): number =>
	Number(execFileSync(process.execPath, [...OPTIONS, "-e", `${before}${COUNT}`], { encoding: "utf8", cwd: inProject() }));

describe("compiling late", () => {
	it("says nothing, on whatever V8 this is", () => {
		const program = `import { compileLate } from ${JSON.stringify(MODULE)}; compileLate();`;
		const { status, stdout, stderr } = spawnSync(process.execPath, [...OPTIONS, "-e", program], { encoding: "utf8", cwd: inProject() });
		expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: "", stderr: "" });
	});

	it.skipIf(!process.versions.v8.startsWith("11."))("waits four times as long before it compiles for speed", () => {
		const late = callsUntilCompiled(`import { compileLate } from ${JSON.stringify(MODULE)}; compileLate();`);
		expect(late / callsUntilCompiled("")).toBeGreaterThan(3);
	});
});
