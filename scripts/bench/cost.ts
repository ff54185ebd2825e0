import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { startFakeTelegram } from "../../test/support/telegram/server.ts";
import { median } from "./figures.ts";
import { end, seedProgram, startProgram } from "./program.ts";
import { yixian, yixianPasted } from "./subjects.ts";
import { measure } from "./talk.ts";

const IDLE_MS = 20_000;

/** Resident memory of a process, in MiB. Linux. */
const residentMiB = (pid: number): number =>
	Number(/VmRSS:\s+(\d+) kB/u.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;

const folderFor = (): string => mkdtempSync(path.join(os.tmpdir(), "yixian-cost-"));

/** Messages sent for a report, memory while idle with room and Telegram on, and how soon a start is ready. */
export const cost = async (runs: number): Promise<void> => {
	for (const [name, subject, target] of [
		["guided, five questions", yixian, 7],
		["pasted", yixianPasted, 2],
	] as const) {
		const folder = folderFor();
		const { messagesPerReport } = await measure(subject, folder, 20);
		rmSync(folder, { recursive: true, force: true });
		console.log(`messages sent for a report, ${name}: ${messagesPerReport.toFixed(1)} (target: at most ${target})`);
	}
	const ready: number[] = [];
	const resident: number[] = [];
	for (let run = 0; run < runs; run += 1) {
		const folder = folderFor();
		const telegram = await startFakeTelegram();
		const bot = telegram.world.bot();
		const people = Array.from({ length: 36 }, () => telegram.world.person().user.id);
		const given = { folder, token: bot.token, apiRoot: telegram.url, people };
		await seedProgram(given);
		const began = performance.now();
		const child = await startProgram(given, "on");
		ready.push(performance.now() - began);
		await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
		resident.push(residentMiB(child.pid ?? 0));
		await end(child, "SIGTERM");
		await telegram.close();
		rmSync(folder, { recursive: true, force: true });
	}
	console.log(`ready after ${median(ready).toFixed(0)} ms (target: under 2000), median of ${runs} starts`);
	console.log(
		`resident ${IDLE_MS / 1000} s after the start, room and Telegram on: ${median(resident).toFixed(0)} MiB (target: at most 120)`,
	);
};
