import { spawnSync } from "node:child_process";
import process from "node:process";
import { describe, expect, it } from "vitest";
import { installHint } from "../../scripts/install.mjs";
import { inProject } from "../../scripts/project.mjs";

const run = (nodeVersion: string, ...args: string[]): { status: number | null; stderr: string } => {
	const pretend = `Object.defineProperty(process.versions, "node", { value: "${nodeVersion}" })`;
	const url = `data:text/javascript,${encodeURIComponent(pretend)}`;
	const { status, stderr } = spawnSync(process.execPath, ["--import", url, inProject("scripts", "run.mjs"), ...args], { encoding: "utf8" });
	return { status, stderr };
};

describe("npm run", () => {
	it.each(["18.20.4", "20.18.3", "21.7.0", "22.11.0"])("refuses Node %s in words, before anything is installed", (version) => {
		const { status, stderr } = run(version, "start");
		expect(status).toBe(1);
		expect(stderr).toContain("一线通需要 Node.js 20.19 以上");
		expect(stderr).not.toContain("    at ");
	});

	it.each(["20.19.0", "22.12.0", "24.0.0"])("takes Node %s, and names the commands when there is no such one", (version) => {
		const { status, stderr } = run(version, "strat");
		expect(status).toBe(1);
		expect(stderr).toContain("no such command: strat");
		expect(stderr).toContain("start import");
	});
});

describe("a failed installation", () => {
	it.each([
		["gyp ERR! find Python", "python3"],
		["npm error code ENOTFOUND", "软件源"],
	])("is explained: %s", (output, hint) => {
		expect(installHint(output)).toContain(hint);
	});

	it("is left to npm's words when they say it best", () => {
		expect(installHint("npm error code EUSAGE")).toBe("");
	});
});
