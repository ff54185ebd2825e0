import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { seedDemo } from "../../../src/app/demo-seed.ts";
import { readConfig } from "../../../src/config.ts";
import { type DateText, instantAt } from "../../../src/domain/period.ts";
import { rehearseCommand } from "../../../src/program/rehearse-command.ts";
import { openStore } from "../../../src/store/open-store.ts";
import { demoHistory } from "../../../src/workbook/demo/demo-history.ts";
import { temporaryFolder } from "../../support/demo-store.ts";
import { smallDemo } from "../../support/rehearsed.ts";

const TIMEOUT_MS = 120_000;
const MIGRATIONS = new URL("../../../prisma/migrations", import.meta.url).pathname;

let said = "";
beforeEach(() => {
	said = "";
	const take = (text: unknown): boolean => {
		said += String(text);
		return true;
	};
	vi.spyOn(process.stdout, "write").mockImplementation(take);
	vi.spyOn(process.stderr, "write").mockImplementation(take);
});
afterEach(() => vi.restoreAllMocks());

const inFolder = (folder: string, ...args: string[]): Promise<number> => rehearseCommand(readConfig({ DATA_DIR: folder }), args);

describe("npm run rehearse", () => {
	it("says in a sentence what is wrong with the days, and plays nothing", async () => {
		const folder = temporaryFolder();
		const refusals: [string[], number, string][] = [
			[[], 2, "用法"],
			[["--from", "2026-11-02"], 2, "用法"],
			[["--from", "2026-11-02", "--to", "2026-11-03", "--quick"], 2, "用法"],
			[["--from", "11月2日", "--to", "2026-11-03"], 1, "--from 要写一个日期"],
			[["--from", "2026-11-02", "--to", "2026-02-30"], 1, "--to 要写一个日期"],
			[["--from", "2026-11-03", "--to", "2026-11-02"], 1, "请对调"],
			[["--from", "2026-01-01", "--to", "2027-12-31"], 1, "最多演练400天"],
			[["--from", "2026-11-02", "--to", "2026-11-03", "--out", folder], 1, "已经有了"],
		];
		for (const [args, code, words] of refusals) {
			said = "";
			await expect(inFolder(folder, ...args)).resolves.toBe(code);
			expect(said).toContain(words);
		}
		expect(readdirSync(folder)).toEqual([]);
	});

	it(
		"rehearses the imported county from a copy, with the habits of a file, and leaves the real store as it was",
		async () => {
			const folder = temporaryFolder();
			const data = smallDemo(["210921105", "210921102"]);
			const databaseFile = path.join(folder, "yixian.db");
			const opened = await openStore({
				databaseUrl: `file:${databaseFile}`,
				migrationsDir: MIGRATIONS,
				filesDir: path.join(folder, "files"),
			});
			await seedDemo(opened.store, data, demoHistory(data), instantAt("2026-11-16" as DateText, "09:00"));
			await opened.close();
			const hash = (): string => createHash("sha256").update(readFileSync(databaseFile)).digest("hex");
			const before = hash();
			const habits = path.join(folder, "habits.csv");
			const out = path.join(folder, "out");

			writeFileSync(habits, "旧庙镇,不报\n东梁镇,早起\n");
			const args = ["--from", "2026-11-19", "--to", "2026-11-23", "--out", out, "--habits", habits];
			await expect(inFolder(folder, ...args)).resolves.toBe(1);
			expect(said).toContain("第2行“东梁镇,早起”");

			writeFileSync(habits, "\ufeff旧庙镇,不报\n210921102,pasted\n");
			await expect(inFolder(folder, ...args)).resolves.toBe(0);
			expect(said).not.toContain("（演示县）");
			expect(readdirSync(out).sort()).toEqual(["index.html", "messages.json", "totals.json"]);
			expect(statSync(out).mode & 0o777).toBe(0o700);
			const totals = JSON.parse(readFileSync(path.join(out, "totals.json"), "utf8"));
			expect(totals.rounds).toContainEqual(
				expect.objectContaining({ title: "周报", period: "2026-W47", owed: 2, onTime: 1, late: 0, open: false }),
			);
			expect(totals.kept).toEqual({ quiet: 0, overCap: 0, reported: 0 });
			const messages: { by: string | null; text: string }[] = JSON.parse(readFileSync(path.join(out, "messages.json"), "utf8"));
			// What was reported before counts: the totals go on from there.
			expect(messages.some(({ by, text }) => by === null && text.includes("请核对") && /累计[1-9]\d{2,}/u.test(text))).toBe(true);
			expect(hash()).toBe(before);
		},
		TIMEOUT_MS,
	);

	it(
		"plays the demo county where nothing is imported, and gives its folder another name rather than write over one",
		async () => {
			const folder = temporaryFolder();
			mkdirSync(path.join(folder, "rehearsal-2026-11-21-2026-11-21"));
			await expect(inFolder(folder, "--from", "2026-11-21", "--to", "2026-11-21")).resolves.toBe(0);
			expect(said).toContain("（演示县）");
			expect(existsSync(path.join(folder, "rehearsal-2026-11-21-2026-11-21-2", "index.html"))).toBe(true);
			expect(readdirSync(folder).sort()).toEqual(["rehearsal-2026-11-21-2026-11-21", "rehearsal-2026-11-21-2026-11-21-2"]);
		},
		TIMEOUT_MS,
	);
});
