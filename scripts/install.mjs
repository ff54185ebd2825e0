import { existsSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import process from "node:process";
import { ChildFailed, runChild } from "./child.mjs";
import { showStep } from "./progress.mjs";
import { fingerprint, inProject, readIfThere, root } from "./project.mjs";

/** @typedef {{ version?: string, optional?: boolean, link?: boolean }} LockEntry */

const STAMP = inProject("node_modules", ".yixian-stamp");
const LOCK_FILE = inProject("package-lock.json");

/** The lock file, and what native code was built for: a new Node major needs a new build. */
const wantedStamp = () => fingerprint(readIfThere(LOCK_FILE) ?? "", process.versions.modules, process.platform, process.arch);

/**
 * Packages of a lock file by their folder.
 * @param {string} file
 * @returns {Record<string, LockEntry>}
 */
const packagesOf = (file) => {
	const text = readIfThere(file);
	if (text === undefined) return {};
	const { "": _ours, ...packages } = JSON.parse(text).packages;
	return packages;
};

/** npm's own record of what lies in node_modules says the same as the lock file: somebody installed by hand. */
const holdsTheLock = () => {
	const present = packagesOf(inProject("node_modules", ".package-lock.json"));
	return Object.entries(packagesOf(LOCK_FILE)).every(([folder, entry]) =>
		present[folder] ? present[folder].version === entry.version : entry.optional === true,
	);
};

/** The one package with native code loads: it was built, and for this Node. */
const nativeCodeLoads = () => {
	try {
		const Database = createRequire(inProject("package.json"))("better-sqlite3");
		new Database(":memory:").close();
		return true;
	} catch {
		return false;
	}
};

/** Whether node_modules is what the lock file says, for this Node. Costs a millisecond when a stamp says so. */
export const isInstalled = () => {
	if (readIfThere(STAMP) === wantedStamp()) return true;
	if (!holdsTheLock() || !nativeCodeLoads()) return false;
	writeFileSync(STAMP, wantedStamp());
	return true;
};

/**
 * Environment of the installation: development packages are wanted whatever NODE_ENV says; native code is compiled against the headers
 * that came with Node where they did; and an engine of Prisma's that is never used is not downloaded (npm before 11 runs that script,
 * and leaves it alone when it is told of any existing file). So nothing but the package registry has to be reachable.
 */
const installEnvironment = () => {
	const nodedir = path.dirname(path.dirname(process.execPath));
	const hasHeaders = existsSync(path.join(nodedir, "include", "node", "node.h"));
	return {
		...process.env,
		JOBS: "max",
		PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
		...(hasHeaders ? { npm_package_config_node_gyp_nodedir: nodedir, npm_config_nodedir: nodedir } : {}),
	};
};

/** How far npm has come, from the folders that are there: it prints nothing itself until it is done. */
const progressDetail = () => {
	const folders = Object.entries(packagesOf(LOCK_FILE)).filter(([, entry]) => !entry.optional);
	return () => {
		const missing = folders.filter(([folder]) => !existsSync(inProject(folder, "package.json"))).length;
		return missing > 0
			? `已就位 ${folders.length - missing}/${folders.length} 个包 packages`
			: "包已齐，正在编译数据库组件，约一两分钟 compiling better-sqlite3, a minute or two";
	};
};

/**
 * What a person can do about a failed installation, from npm's own words; "" when they say it best.
 * @param {string} output
 */
export const installHint = (output) => {
	if (/gyp ERR|node-gyp/.test(output)) {
		return [
			"数据库组件 better-sqlite3 没有编译成功。请先装好 python3、make 和 C++ 编译器，再运行一次同样的命令。",
			"better-sqlite3 did not compile: install python3, make and a C++ compiler (Debian: apt-get install python3 make g++), then repeat.",
		].join("\n");
	}
	if (/ENOTFOUND|ETIMEDOUT|ECONNREFUSED|ECONNRESET|EAI_AGAIN/.test(output)) {
		return "连不上 npm 的软件源。请检查网络和代理，或用 npm config 换一个能访问的源，再试一次。\nThe npm registry cannot be reached: check network, proxy and npm's registry setting.";
	}
	return "";
};

/**
 * Runs the npm that started us, or the one on the path.
 * @param {readonly string[]} args
 */
const runNpm = (args) => {
	const npm = process.env.npm_execpath;
	const options = { cwd: root, env: installEnvironment(), show: false };
	if (npm?.endsWith("npm-cli.js")) return runChild(process.execPath, [npm, ...args], options);
	return runChild(process.platform === "win32" ? "npm.cmd" : "npm", args, options);
};

/**
 * Installs from the lock file with `npm ci`, showing progress. Rejects with ChildFailed, whose output is npm's own words and a hint.
 * @param {string} title
 */
export const install = (title) =>
	showStep(
		title,
		async () => {
			try {
				await runNpm(["ci", "--include=dev", "--no-audit", "--no-fund"]);
			} catch (error) {
				if (error instanceof ChildFailed) error.output += `\n${installHint(error.output)}`;
				throw error;
			}
			writeFileSync(STAMP, wantedStamp());
		},
		progressDetail(),
	);
