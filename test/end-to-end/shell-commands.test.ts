import { cpSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { httpGet, httpPost } from "../channels/room/http-call.ts";
import { setCell, smallWorkbook } from "../support/small-workbook.ts";
import { workbookBytes } from "../support/workbook-bytes.ts";
import { type Message, roomClient } from "./room-client.ts";
import { newDataDir, type RunningProgram, runProgram, startProgram } from "./running-program.ts";

const CLERK = "李建国（演示）";
const WORKBOOK = "工作簿.xlsx";
const CODE = /[2-9A-HJKMNP-Z]{8}/u;

describe("the shell's commands and the program that serves", () => {
	/** A data folder after 「npm run template」 and 「npm run import」, with the workbook in it; cases that need one work on a copy. */
	let imported: ReturnType<typeof newDataDir>;
	let folder: ReturnType<typeof newDataDir>;
	let workbook: string;
	let running: RunningProgram[] = [];
	const env = () => ({ DATA_DIR: folder.dataDir });
	const start = async (more: Readonly<Record<string, string>> = {}): Promise<RunningProgram> => {
		const program = await startProgram({ ...env(), ...more });
		running.push(program);
		return program;
	};
	const stop = (program: RunningProgram) => program.end();
	const codeFor = async (name: string): Promise<string> =>
		CODE.exec((await runProgram(["invite", name], env())).stdout.split("\t")[3] ?? "")?.[0] ?? "";
	const copyImported = (): void => cpSync(imported.dataDir, folder.dataDir, { recursive: true });

	beforeAll(async () => {
		imported = newDataDir();
		const written = path.join(imported.dataDir, WORKBOOK);
		expect(await runProgram(["template", written, "--demo"], { DATA_DIR: imported.dataDir })).toMatchObject({ code: 0, stderr: "" });
		expect(await runProgram(["import", written, "--yes"], { DATA_DIR: imported.dataDir })).toMatchObject({ code: 0, stderr: "" });
	});
	afterAll(() => imported.remove());
	beforeEach(() => {
		folder = newDataDir();
		workbook = path.join(folder.dataDir, WORKBOOK);
	});
	afterEach(async () => {
		await Promise.all(running.map((program) => program.end("SIGKILL")));
		running = [];
		folder.remove();
	});
	/** Opens a session in the room with a binding code, and gives a client that speaks in its private chat. */
	const enter = async (url: string, code: string) => {
		const session = await httpPost(`${url}/api/session`, { code });
		expect(session.status).toBe(201);
		const cookie = session.headers["set-cookie"]?.[0]?.split(";")[0] ?? "";
		const { json } = await httpGet(`${url}/api/me/options`, { cookie });
		const client = roomClient(url, json.people[0].id, { cookie });
		return { session, cookie, options: json, ask: (text: string): Promise<Message> => client.ask(text) };
	};

	it("lead from an empty folder to a county in which a bound clerk is answered, also beyond this machine", async () => {
		expect(await runProgram([], { ...env(), HOST: "0.0.0.0" })).toMatchObject({ code: 1 });
		copyImported();
		const program = await start({ HOST: "0.0.0.0" });
		expect(program.printed()).toContain("正式库：阜新蒙古族自治县");
		const url = `http://127.0.0.1:${new URL(program.url).port}`;
		expect((await httpGet(`${url}/api/me/options`, { host: "yixian.county.example" })).status).toBe(401);
		const foreign = await httpPost(`${url}/api/session`, { code: "22222222" }, { origin: "http://evil.example" });
		expect(foreign.status).toBe(403);
		expect((await httpPost(`${url}/api/session`, { code: "22222222" })).status).toBe(403);

		const code = await codeFor(CLERK);
		const clerk = await enter(url, code);
		expect(clerk.session.json).toMatchObject({ name: CLERK, unit: "县督查考核办" });
		expect(clerk.options.people).toHaveLength(1);
		expect((await clerk.ask("帮助")).text).toContain("导入");
		expect((await clerk.ask("未报")).text).toMatch(/应报36 已报0/u);
		expect((await httpPost(`${url}/api/session`, { code })).status).toBe(403);
		const otherChat = `${url}/api/chats/p-${clerk.options.people[0].id}/messages`;
		expect((await httpGet(otherChat)).status).toBe(401);

		const nobody = await runProgram(["invite", "没有这个人"], env());
		expect(nobody).toMatchObject({ code: 1, stdout: "" });
		expect(nobody.stderr).toContain("没有这个人");
		const written = path.join(folder.dataDir, "取回.xlsx");
		expect(await runProgram(["template", written], env())).toMatchObject({ code: 0 });
		const again = await runProgram(["import", written, "--yes"], env());
		expect(again).toMatchObject({ code: 0, stderr: "" });
		expect(again.stdout).not.toContain("已导入");
		expect((await fetch(`${url}/readyz`)).ok).toBe(true);
	});

	it("write a code for everyone who has none, once each", async () => {
		copyImported();
		const { code, stdout } = await runProgram(["invite", "all"], env());
		const codes = stdout
			.trim()
			.split("\n")
			.map((line) => line.split("\t")[3] ?? "");
		expect(code).toBe(0);
		expect(codes.length).toBeGreaterThan(500);
		expect(codes.every((one) => CODE.test(one))).toBe(true);
		expect(new Set(codes).size).toBe(codes.length);
	});

	it("never mix the demo's county with the real one", async () => {
		const demo = await start();
		expect(demo.printed()).toContain("演示县");
		const said = await roomClient(demo.url, "210921108-2").ask("周报 暖棚45亩 果树120亩 养殖小区1个 没有问题");
		expect(said.text).toContain("请核对");
		// The import goes to the real store although the demo is what runs.
		const brought = await runProgram(["import", path.join(imported.dataDir, WORKBOOK), "--yes"], env());
		expect(brought).toMatchObject({ code: 0 });
		expect(brought.stdout).toContain("正在运行的是演示县");
		expect((await fetch(`${demo.url}/api/me/options`)).ok).toBe(true);
		await stop(demo);

		const real = await start();
		expect(real.printed()).toContain("正式库");
		expect((await httpGet(`${real.url}/api/clock`)).status).toBe(404);
		const clerk = await enter(real.url, await codeFor(CLERK));
		expect((await clerk.ask("未报")).text).not.toContain("正在填");
		await stop(real);

		const demoAgain = await start({ DEMO: "1" });
		expect((await roomClient(demoAgain.url, "210921108-2").ask("提交")).text).toContain("已收到");
		expect(existsSync(path.join(folder.dataDir, "demo", "demo.db"))).toBe(true);
		expect(existsSync(path.join(folder.dataDir, "yixian.db"))).toBe(true);
	});

	it("keep a county empty until something is imported, where the demo is switched off", async () => {
		const program = await start({ DEMO: "0" });
		expect(program.printed()).toContain("还没有导入工作簿");
		expect((await httpPost(`${program.url}/api/session`, { code: "22222222" })).status).toBe(403);
		const brought = await runProgram(["import", path.join(imported.dataDir, WORKBOOK), "--yes"], { ...env(), DEMO: "0" });
		expect(brought.stdout).toContain("正在运行的程序已换用新数据");
		const invited = await runProgram(["invite", CLERK], { ...env(), DEMO: "0" });
		const clerk = await enter(program.url, CODE.exec(invited.stdout.split("\t")[3] ?? "")?.[0] ?? "");
		expect((await clerk.ask("进度")).text).toContain("阜新蒙古族自治县");
	});

	it("refuse what is no workbook, and a mistake by sheet, row and column; ask before they import; and have imported nothing then", async () => {
		const sheets = smallWorkbook();
		setCell(sheets, "任务", 2, "年度任务", "很多");
		setCell(sheets, "人员", 3, "角色", "皇帝");
		writeFileSync(workbook, workbookBytes(sheets));
		const mistaken = await runProgram(["import", workbook, "--yes"], env());
		expect(mistaken.code).toBe(1);
		expect(mistaken.stderr).toMatch(/任务.*第2行.*年度任务/u);
		expect(mistaken.stderr).toMatch(/人员.*第3行.*角色/u);

		writeFileSync(workbook, "代码,名称\n1,二\n");
		const refused = await runProgram(["import", workbook, "--yes"], env());
		expect(refused).toMatchObject({ code: 1, stdout: "" });
		expect(refused.stderr).toContain("xlsx");
		expect(refused.stderr).not.toContain("    at ");
		const missing = await runProgram(["import", path.join(folder.dataDir, "没有.xlsx"), "--yes"], env());
		expect(missing).toMatchObject({ code: 1 });

		const asked = await runProgram(["import", path.join(imported.dataDir, WORKBOOK)], env());
		expect(asked.code).toBe(1);
		expect(asked.stdout).toContain("没有导入");
		expect((await start()).printed()).toContain("演示县");
	});

	it("take one file: without one, with two, or with an option they do not know, they show the usage and do nothing", async () => {
		for (const args of [
			["invite"],
			["import", workbook, workbook, "--yes"],
			["template", workbook, "x.xlsx"],
			["import", workbook, "--no"],
		])
			expect(await runProgram(args, env())).toMatchObject({
				code: 2,
				stdout: "",
				stderr: expect.stringMatching(`用法.*npm run ${args[0]}`),
			});
		expect(existsSync(workbook)).toBe(false);
	});

	it("write the empty workbook before anything is imported, say so where they cannot, have nobody to invite, and make no store for it", async () => {
		expect(await runProgram(["template", workbook], env())).toMatchObject({ code: 0 });
		expect(readFileSync(workbook).subarray(0, 2).toString()).toBe("PK");
		const unwritten = await runProgram(["template", path.join(folder.dataDir, "没有的文件夹", WORKBOOK)], env());
		expect(unwritten).toMatchObject({ code: 1, stderr: expect.stringContaining("写不了文件") });
		expect(unwritten.stderr).not.toContain("    at ");
		const invited = await runProgram(["invite", "all"], env());
		expect(invited).toMatchObject({ code: 1, stderr: expect.stringContaining("还没有导入工作簿") });
		expect(existsSync(path.join(folder.dataDir, "yixian.db"))).toBe(false);
		expect(existsSync(path.join(folder.dataDir, "demo"))).toBe(false);
	});

	it("name the database when that is what cannot be used", async () => {
		for (const file of [folder.dataDir, path.join(imported.dataDir, WORKBOOK)]) {
			const refused = await runProgram(["invite", "all"], { ...env(), DATABASE_URL: `file:${file}`, DEMO: "0" });
			expect(refused).toMatchObject({ code: 1, stdout: "" });
			expect(refused.stderr).toContain(`数据库 ${file} 打不开`);
		}
	});

	it.runIf(existsSync("/proc/self"))("refuse a data folder the system cannot make, at once", async () => {
		const refused = await runProgram(["import", path.join(imported.dataDir, WORKBOOK), "--yes"], { DATA_DIR: "/proc/none/data" });
		expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining("数据文件夹 /proc/none/data 不能用") });
	});
});
