import process from "node:process";
import { pathToFileURL } from "node:url";
import { ChildFailed } from "./child.mjs";
import { inProject } from "./project.mjs";
import { setUp } from "./set-up.mjs";

/** @typedef {import("./set-up.mjs").Need} Need */

/**
 * Goes on in this very process as if `file` had been started with these arguments: signals, standard input and exit code are its own.
 * @param {string} file
 * @param {readonly string[]} args
 */
const become = async (file, args) => {
	process.argv = [process.argv[0] ?? "node", file, ...args];
	await import(pathToFileURL(file).href);
};

/** @param {string} name @param {readonly string[]} args */
const becomeTypeScript = async (name, args) => {
	(await import("tsx/esm/api")).register();
	await become(inProject("scripts", name), args);
};

/** @param {...string} before */
const program =
	(...before) =>
	(/** @type {readonly string[]} */ args) =>
		become(inProject("dist", "main.js"), [...before, ...args]);

/**
 * What each command needs done first, and what it then is.
 * @type {Readonly<Record<string, { needs: readonly Need[], go: (args: readonly string[]) => Promise<unknown> }>>}
 */
const COMMANDS = {
	start: { needs: ["install", "generate", "build"], go: program() },
	import: { needs: ["install", "generate", "build"], go: program("import") },
	template: { needs: ["install", "generate", "build"], go: program("template") },
	invite: { needs: ["install", "generate", "build"], go: program("invite") },
	backup: { needs: ["install", "generate", "build"], go: program("backup") },
	rehearse: { needs: ["install", "generate", "build"], go: program("rehearse") },
	test: {
		needs: ["install", "generate", "build"],
		go: (args) => become(inProject("node_modules", "vitest", "vitest.mjs"), ["run", ...args]),
	},
	ok: { needs: ["install", "generate"], go: (args) => become(inProject("scripts", "ok.mjs"), args) },
	read: { needs: ["install"], go: (args) => becomeTypeScript("read.ts", args) },
	play: { needs: ["install"], go: (args) => becomeTypeScript("play.ts", args) },
	bench: { needs: ["install", "generate", "build"], go: (args) => becomeTypeScript("bench.ts", args) },
	crash: { needs: ["install", "generate", "build"], go: (args) => becomeTypeScript("crash.ts", args) },
	pictures: { needs: ["install", "generate", "build"], go: (args) => becomeTypeScript("pictures.ts", args) },
	growth: { needs: ["install", "generate", "build"], go: (args) => becomeTypeScript("growth.ts", args) },
	fuzz: { needs: ["install", "generate"], go: (args) => becomeTypeScript("fuzz.ts", args) },
	generate: { needs: ["install"], go: async () => (await import("./generate.mjs")).generate() },
	lock: { needs: [], go: (args) => become(inProject("scripts", "lock.mjs"), args) },
	"new-migration": { needs: ["install"], go: (args) => becomeTypeScript("new-migration.ts", args) },
};

/**
 * Runs one of the project's commands after doing what it needs. A set-up step that fails is told with its own output, and sets the exit code.
 * @param {string | undefined} name
 * @param {readonly string[]} args
 */
export const run = async (name, args) => {
	const command = COMMANDS[name ?? ""];
	if (!command) {
		console.error(`没有这个命令 no such command: ${name ?? ""}\n可用 available: ${Object.keys(COMMANDS).join(" ")}`);
		process.exitCode = 1;
		return;
	}
	try {
		await setUp(command.needs);
	} catch (error) {
		if (!(error instanceof ChildFailed)) throw error;
		console.error(`${error.output}\n准备没有完成 set-up failed: ${error.message}`);
		process.exitCode = error.exitCode;
		return;
	}
	await command.go(args);
};
