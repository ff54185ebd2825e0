import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { lockProblems, mendLock } from "../../scripts/lock.mjs";
import { inProject } from "../../scripts/project.mjs";

const lock = {
	packages: {
		"": {},
		"node_modules/tool": {
			version: "1.0.0",
			dev: true,
			optionalDependencies: { "tool-linux-x64-musl": "1.0.0", "tool-darwin-arm64": "1.0.0" },
		},
		"node_modules/zod": { version: "4.0.0", resolved: "https://registry.example/zod.tgz" },
	},
};

describe("the lock file", () => {
	it("names no host and lists every platform's packages", () => {
		expect(lockProblems(JSON.parse(readFileSync(inProject("package-lock.json"), "utf8")))).toEqual([]);
	});

	it("is found wrong when it names a host or misses a platform", () => {
		expect(lockProblems(lock)).toEqual([
			expect.stringContaining("node_modules/zod names a host"),
			expect.stringContaining("node_modules/tool-linux-x64-musl is missing"),
			expect.stringContaining("node_modules/tool-darwin-arm64 is missing"),
		]);
	});

	it("is mended for platforms whose names carry a compiler", () => {
		const optionalDependencies = { "tool-win32-x64-msvc": "1.0.0", "tool-linux-arm-gnueabihf": "1.0.0" };
		const { packages } = mendLock({ packages: { "": {}, "node_modules/tool": { optionalDependencies } } });
		expect(packages["node_modules/tool-win32-x64-msvc"]).toMatchObject({ os: ["win32"], cpu: ["x64"] });
		expect(packages["node_modules/tool-linux-arm-gnueabihf"]).toMatchObject({ os: ["linux"], cpu: ["arm"], libc: ["glibc"] });
	});

	it("is mended without touching what was right", () => {
		const mended = mendLock(lock);
		expect(lockProblems(mended)).toEqual([]);
		expect(mended.packages["node_modules/tool-linux-x64-musl"]).toEqual({
			version: "1.0.0",
			cpu: ["x64"],
			dev: true,
			optional: true,
			os: ["linux"],
			libc: ["musl"],
		});
		expect(mended.packages["node_modules/zod"]).toEqual({ version: "4.0.0" });
		expect(Object.keys(mended.packages)[0]).toBe("");
	});
});

describe("package.json", () => {
	const { dependencies, devDependencies, optionalDependencies, allowScripts } = JSON.parse(readFileSync(inProject("package.json"), "utf8"));

	it("pins every package to one version", () => {
		const versions = Object.values<string>({ ...dependencies, ...devDependencies, ...optionalDependencies });
		expect(versions.filter((version) => !/^(npm:[^@]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
	});

	it("says of every package with an install script whether it may run", () => {
		const packages: Record<string, { hasInstallScript?: boolean }> = JSON.parse(
			readFileSync(inProject("package-lock.json"), "utf8"),
		).packages;
		const scripted = Object.entries(packages).filter(([, entry]) => entry.hasInstallScript);
		expect(scripted.map(([folder]) => folder.replace("node_modules/", "")).sort()).toEqual(Object.keys(allowScripts).sort());
	});
});
