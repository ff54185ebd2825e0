import { openSync, rmSync, writeSync } from "node:fs";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { isBuilt } from "./build.mjs";
import { runChild } from "./child.mjs";
import { isGenerated } from "./generate.mjs";
import { install, isInstalled } from "./install.mjs";
import { showStep } from "./progress.mjs";
import { inProject, readIfThere, root } from "./project.mjs";

const LOCK = inProject(".set-up.lock");
const RETRY_MS = 300;

/** @typedef {"install" | "generate" | "build"} Need */

/**
 * Each step in its order: whether it is done already, and how to do it. Heavy tools run in a child, so that a server started
 * afterwards in this process does not carry their memory.
 * @type {readonly { need: Need, title: string, isDone: () => boolean, run: (title: string) => Promise<unknown> }[]}
 */
const STEPS = [
	{ need: "install", title: "安装依赖 installing packages from the lock file", isDone: isInstalled, run: install },
	{
		need: "generate",
		title: "生成数据库代码 generating the database client",
		isDone: isGenerated,
		run: (title) => showStep(title, () => runChild(process.execPath, [inProject("scripts", "generate.mjs")], { cwd: root, show: false })),
	},
	{
		need: "build",
		title: "构建程序 building the program",
		isDone: isBuilt,
		run: (title) => showStep(title, () => runChild(process.execPath, [inProject("scripts", "build.mjs")], { cwd: root, show: false })),
	},
];

/** @param {number} pid */
const isAlive = (pid) => {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error instanceof Error && "code" in error && error.code === "EPERM";
	}
};

/** Takes the set-up lock, waiting while another living process holds it. Returns how to give it back. */
const takeLock = async () => {
	for (let told = false; ; ) {
		try {
			writeSync(openSync(LOCK, "wx"), String(process.pid));
			return () => rmSync(LOCK, { force: true });
		} catch (error) {
			if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
		}
		const holder = Number(readIfThere(LOCK));
		if (holder > 0 && !isAlive(holder)) {
			rmSync(LOCK, { force: true });
			continue;
		}
		if (!told) process.stderr.write(`另一个进程（${holder}）正在准备，请稍候 waiting for another set-up\n`);
		told = true;
		await sleep(RETRY_MS);
	}
};

/**
 * Does what is missing of the needs, in order, with progress on standard error. When nothing is missing it prints nothing.
 * Rejects with ChildFailed when a step fails.
 * @param {readonly Need[]} needs
 */
export const setUp = async (needs) => {
	const steps = STEPS.filter((step) => needs.includes(step.need));
	if (steps.every((step) => step.isDone())) return;
	const release = await takeLock();
	try {
		const total = steps.length + 1;
		process.stderr.write(`1/${total} 检查环境 checking: Node ${process.version}\n    ✓\n`);
		for (const [index, step] of steps.entries()) {
			const title = `${index + 2}/${total} ${step.title}`;
			if (step.isDone()) process.stderr.write(`${title}\n    ✓ 已就绪 nothing to do\n`);
			else await step.run(title);
		}
	} finally {
		release();
	}
};
