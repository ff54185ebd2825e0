import { afterEach, describe, expect, it } from "vitest";
import { newDataDir, type RunningProgram, runProgram, startProgram } from "./running-program.ts";

/** A process manager's patience between SIGTERM and SIGKILL. */
const STOP_MS = 10_000;

describe("starting and stopping", () => {
	const open: { program: RunningProgram[]; remove: (() => void)[] } = { program: [], remove: [] };
	const folder = (): string => {
		const { dataDir, remove } = newDataDir();
		open.remove.push(remove);
		return dataDir;
	};
	const start = async (env: Readonly<Record<string, string>>): Promise<RunningProgram> => {
		const program = await startProgram(env);
		open.program.push(program);
		return program;
	};
	afterEach(async () => {
		await Promise.all(open.program.splice(0).map((program) => program.end("SIGKILL")));
		for (const remove of open.remove.splice(0)) remove();
	});

	it.each([
		["DATABASE_URL", "postgresql://office:secret@db/county", "DATABASE_URL=file:./data/yixian.db"],
		["TELEGRAM_BOT_TOKEN", "1234/secret", "TELEGRAM_BOT_TOKEN=123456789:"],
	])("is refused with the name of a wrong %s and an example", async (variable, value, example) => {
		const { code, stdout, stderr } = await runProgram([], { DATA_DIR: folder(), [variable]: value });
		expect(code).toBe(1);
		expect(stdout).toBe("");
		expect(stderr).toContain(`${variable}：`);
		expect(stderr).toContain(example);
		expect(stderr).not.toContain("secret");
		expect(stderr).not.toContain("    at ");
	});

	it("names every wrong variable at once", async () => {
		const { stderr } = await runProgram([], { DATA_DIR: folder(), PORT: "70000", LIMITS: "maybe", LOG_LEVEL: "loud" });
		for (const variable of ["PORT", "LIMITS", "LOG_LEVEL"]) expect(stderr).toContain(`${variable}：`);
	});

	it("refuses a data folder that another one uses, and names its process, and a port that is taken; the other goes on, and stops although a reader hangs", async () => {
		const dataDir = folder();
		const program = await start({ DATA_DIR: dataDir });
		const second = await runProgram([], { DATA_DIR: dataDir });
		expect(second.code).toBe(1);
		expect(second.stderr).toContain(`进程号 ${program.pid}`);
		const third = await runProgram([], { DATA_DIR: folder(), DEMO: "0", PORT: new URL(program.url).port });
		expect(third.code).toBe(1);
		expect(third.stderr).toContain("PORT");
		expect(third.stderr).not.toContain("    at ");
		expect((await fetch(`${program.url}/readyz`)).ok).toBe(true);
		const stream = await fetch(`${program.url}/api/events`);
		expect(stream.status).toBe(200);
		expect(await program.end("SIGTERM")).toMatchObject({ code: 0 });
		await stream.body?.cancel().catch(() => undefined);
	});

	it.each([
		["that cannot be made", () => "/dev/null/yixian"],
		["whose path is too long for a socket in it", (folder: string) => `${folder}/${"a".repeat(120)}`],
	])("refuses a data folder %s, in words", async (_why, dataDir) => {
		const { code, stderr } = await runProgram([], { DATA_DIR: dataDir(folder()) });
		expect(code).toBe(1);
		expect(stderr).toContain("DATA_DIR=./data");
		expect(stderr).not.toContain("    at ");
	});

	it("refuses an address this machine does not have, in words", async () => {
		const { code, stderr } = await runProgram([], { DATA_DIR: folder(), DEMO: "0", HOST: "192.0.2.1" });
		expect(code).toBe(1);
		expect(stderr).toContain("HOST=127.0.0.1");
		expect(stderr).not.toContain("    at ");
	});

	it("refuses to show the demo county to other machines", async () => {
		const { code, stderr } = await runProgram([], { DATA_DIR: folder(), HOST: "0.0.0.0" });
		expect(code).toBe(1);
		expect(stderr).toContain("HOST 不能是 0.0.0.0");
	});

	it("ends with 0 on SIGTERM and on SIGINT, is there again on the next start, and takes the lock over from one that was killed", async () => {
		const dataDir = folder();
		const first = await start({ DATA_DIR: dataDir });
		const asked = performance.now();
		expect(await first.end("SIGTERM")).toMatchObject({ code: 0, signal: null });
		expect(performance.now() - asked).toBeLessThan(STOP_MS);
		const second = await start({ DATA_DIR: dataDir });
		console.log(`ready after ${Math.round(first.readyMs)} ms on an empty data folder, ${Math.round(second.readyMs)} ms on the next start`);
		expect(second.printed()).toContain("演示县");
		await second.end("SIGKILL");
		const third = await start({ DATA_DIR: dataDir });
		expect(await third.end("SIGINT")).toMatchObject({ code: 0 });
	});
});
