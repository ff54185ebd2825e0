import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { privateChat, roomClient } from "./room-client.ts";
import { newDataDir, type RunningProgram, runProgram, startProgram } from "./running-program.ts";

const REPORTER = "210921108-2";
const WRITERS = ["210921103-2", "210921113-2", "210921108-3"];
const PHOTO = Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), Buffer.from("现场")]);

/** A data folder as a killed program left it, with a report and its photo. */
let left: ReturnType<typeof newDataDir>;
let dataDir: string;
let elsewhere: string;
let remove: (() => void)[];
let programs: RunningProgram[];

beforeAll(async () => {
	left = newDataDir();
	const program = await startProgram({ DATA_DIR: left.dataDir });
	await report(program.url);
	await program.end("SIGKILL");
});
afterAll(() => left.remove());
beforeEach(() => {
	const [data, other] = [newDataDir(), newDataDir()];
	dataDir = data.dataDir;
	elsewhere = other.dataDir;
	remove = [data.remove, other.remove];
	programs = [];
});
afterEach(async () => {
	await Promise.all(programs.map((program) => program.end("SIGKILL")));
	for (const one of remove) one();
});

const start = async (folder = dataDir): Promise<RunningProgram> => {
	const program = await startProgram({ DATA_DIR: folder });
	programs.push(program);
	return program;
};
const backUp = (folder: string, env: Readonly<Record<string, string>> = {}) =>
	runProgram(["backup", folder], { DATA_DIR: dataDir, ...env });

const sendPhoto = async (url: string, person: string): Promise<void> => {
	const form = new FormData();
	form.set("as", person);
	form.set("file", new Blob([PHOTO]), "现场.png");
	const response = await fetch(`${url}/api/chats/${privateChat(person)}/messages`, { method: "POST", body: form });
	expect(response.status).toBe(202);
	await roomClient(url, person).replyAfter(((await response.json()) as { id: number }).id);
};

/** A report with a photo, submitted. */
const report = async (url: string): Promise<void> => {
	const client = roomClient(url, REPORTER);
	await client.ask("周报 暖棚45亩 果树120亩 养殖小区1个 问题无");
	await sendPhoto(url, REPORTER);
	expect((await client.ask("提交")).text).toMatch(/^已收到/u);
};

/** The file of a report among the backup's. */
const photoIn = (folder: string): string => {
	const files = path.join(folder, "demo", "files");
	const [hash] = readdirSync(files, { recursive: true, encoding: "utf8" }).filter((name) => /[0-9a-f]{64}$/u.test(name));
	return path.join(files, hash ?? "");
};

describe("npm run backup", () => {
	it("copies what the program has while it goes on writing, and the copy takes the data folder's place", { timeout: 90_000 }, async () => {
		const { url, end } = await start();
		await report(url);
		let writing = true;
		let written = 0;
		const write = async (person: string): Promise<void> => {
			const client = roomClient(url, person);
			for (; writing; written += 1) await client.ask(written % 2 === 0 ? "周报" : "取消");
		};
		const writers = WRITERS.map(write);
		const backup = path.join(elsewhere, "备份 1");
		const { code, stdout, stderr } = await backUp(backup);
		const during = written;
		writing = false;
		await Promise.all(writers);
		expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
		expect(stdout).toMatch(/^已备份到 .*备份 1，并打开核对过：报告\d+份，文件1个，共\d+MB。\n$/u);
		expect(during).toBeGreaterThan(0);
		expect(readdirSync(elsewhere)).toEqual(["备份 1"]);

		// What came behind the backup is not in it.
		await roomClient(url, REPORTER).ask("取消");
		await end();

		rmSync(dataDir, { recursive: true });
		cpSync(backup, dataDir, { recursive: true });
		const restored = await start();
		const client = roomClient(restored.url, REPORTER);
		const lines = await client.messagesAfter(0);
		expect(lines.some(({ text }) => text === "取消")).toBe(false);
		const photo = lines.flatMap(({ attachments }) => attachments)[0];
		const bytes = await (await fetch(new URL(photo?.url ?? "", restored.url))).arrayBuffer();
		expect(Buffer.from(bytes)).toEqual(PHOTO);
		const again = await client.ask("周报");
		expect(again.text).toContain("已经报过了");
		expect(again.text).toContain("现场照片：1个");
		for (const person of WRITERS) expect((await roomClient(restored.url, person).ask("周报")).text).toContain("2026年第47周周报");
		expect(await restored.end()).toMatchObject({ code: 0 });
	});

	const takeLeft = (): void => cpSync(left.dataDir, dataDir, { recursive: true, filter: (file) => !file.endsWith(".sock") });

	it("copies what a killed program left, and leaves it as it was", { timeout: 60_000 }, async () => {
		takeLeft();
		const backup = path.join(elsewhere, "b");
		expect(await backUp(backup)).toMatchObject({ code: 0, stderr: "" });
		expect(existsSync(photoIn(backup))).toBe(true);
		const again = await start();
		expect((await roomClient(again.url, REPORTER).ask("周报")).text).toContain("已经报过了");
	});

	it("copies the office's own store once there is one, whatever the demo holds", { timeout: 60_000 }, async () => {
		takeLeft();
		const backup = path.join(elsewhere, "b");
		expect(await backUp(backup)).toMatchObject({ code: 0 });
		expect(readdirSync(backup)).toEqual(["demo"]);
		rmSync(backup, { recursive: true });

		const workbook = path.join(elsewhere, "w.xlsx");
		expect(await runProgram(["template", workbook, "--demo"], { DATA_DIR: dataDir })).toMatchObject({ code: 0 });
		expect(await runProgram(["import", workbook, "--yes"], { DATA_DIR: dataDir })).toMatchObject({ code: 0 });
		expect(await backUp(backup)).toMatchObject({ code: 0, stdout: expect.stringContaining("报告0份") });
		expect(readdirSync(backup)).toEqual(["yixian.db"]);
		rmSync(backup, { recursive: true });

		writeFileSync(path.join(dataDir, "yixian.db"), "别的");
		expect(await backUp(backup)).toMatchObject({ code: 1, stderr: expect.stringContaining("数据库已损坏") });
	});

	it("says what is wrong, and leaves nothing half done", { timeout: 60_000 }, async () => {
		const target = path.join(elsewhere, "b");
		expect(await runProgram(["backup"], { DATA_DIR: dataDir })).toMatchObject({ code: 2, stderr: expect.stringContaining("用法") });
		expect(await backUp(target)).toMatchObject({ code: 1, stdout: "", stderr: "还没有数据可备份。\n" });

		takeLeft();
		mkdirSync(target);
		expect(await backUp(target)).toMatchObject({ code: 1, stderr: `${target} 已经有了，没有备份。请换一个还没有的名字。\n` });
		rmSync(target, { recursive: true });
		writeFileSync(target, "");
		expect(await backUp(path.join(target, "c"))).toMatchObject({ code: 1, stderr: expect.stringContaining("写不进") });
		rmSync(target);

		const photo = photoIn(dataDir);
		writeFileSync(photo, "别的");
		expect(await backUp(target)).toMatchObject({ code: 1, stderr: expect.stringContaining("有1个报告里的文件") });
		expect(existsSync(path.join(target, "demo", "demo.db"))).toBe(true);
		rmSync(target, { recursive: true });

		truncateSync(path.join(dataDir, "demo", "demo.db"), 40_000);
		const damaged = await backUp(target);
		expect(damaged).toMatchObject({ code: 1, stderr: expect.stringContaining("数据库已损坏") });
		expect(damaged.stderr).not.toContain("    at ");
		expect(readdirSync(elsewhere)).toEqual([]);
	});
});
