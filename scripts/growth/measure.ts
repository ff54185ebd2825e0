import { spawn } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { projectRoot } from "../../src/config.ts";
import type { County } from "../../src/domain/county.ts";
import type { PersonKey } from "../../src/domain/person.ts";
import type { Unit } from "../../src/domain/unit.ts";
import { reporterOf, SUPERVISOR } from "./county.ts";
import { Running } from "./running.ts";
import { silentTownships } from "./year.ts";

/** One figure of a county; `target` where issue and design name one. */
export interface Figure {
	readonly what: string;
	readonly value: number;
	readonly unit: "ms" | "MiB";
	/** Processor time, where it was taken. */
	readonly cpuMs: number | null;
	/** The longest answer, in characters. */
	readonly chars: number | null;
	readonly target: number | null;
}

const RUNS = 9;
const STARTS = 5;
const MIB = 1024 * 1024;

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Someone says something; asked again and again, or by one person after another. */
interface Asked {
	readonly what: string;
	readonly by: (run: number) => PersonKey;
	readonly texts: readonly string[];
	readonly target: number | null;
}

const asked = (county: County): Asked[] => {
	const townships = silentTownships(county);
	const at = (run: number): Unit => {
		const unit = townships[run % townships.length];
		if (!unit) throw new Error("no township is left to report");
		return unit;
	};
	const supervisor = (): PersonKey => SUPERVISOR;
	const reporter = (run: number): PersonKey => reporterOf(at(run));
	return [
		{ what: "未报", by: supervisor, texts: ["未报"], target: 200 },
		{ what: "未报 村周报", by: supervisor, texts: ["未报 村周报"], target: 200 },
		{ what: "未报 大巴镇", by: supervisor, texts: [`未报 ${at(0).name}`], target: 200 },
		{ what: "进度", by: supervisor, texts: ["进度"], target: 100 },
		{ what: "进度 大巴镇", by: supervisor, texts: [`进度 ${at(0).name}`], target: 100 },
		{ what: "我的任务", by: reporter, texts: ["我的任务"], target: null },
		// Two runs more than are counted: whoever reports does so once, and the first of a process are slower.
		{
			what: "周报, a turn of seven",
			by: (run) => reporter(run + 1),
			texts: ["周报", "45亩", "12亩", "1个", "无", "跳过", "提交"],
			target: null,
		},
	];
};

/** What the commands cost on a filled store, each as a person asks for it; medians after two runs that are not counted. */
export const measureCommands = async (folder: string): Promise<Figure[]> => {
	const running = await Running.open(folder);
	try {
		const county = running.yixian.counties.current?.county;
		if (!county) throw new Error(`no county in ${folder}`);
		const figures: Figure[] = [];
		for (const { what, by, texts, target } of asked(county)) {
			const ms: number[] = [];
			const cpuMs: number[] = [];
			let chars = 0;
			for (let run = 0; run < RUNS + 2; run += 1) {
				for (const text of texts) {
					const answer = await running.say(by(run), text);
					if (answer.texts.length === 0) throw new Error(`no answer to ${text}`);
					chars = Math.max(chars, answer.texts.join("\n").length);
					if (run < 2) continue;
					ms.push(answer.ms);
					cpuMs.push(answer.cpuMs);
				}
			}
			figures.push({ what, value: median(ms), unit: "ms", cpuMs: median(cpuMs), chars, target });
		}
		return figures;
	} finally {
		await running.close();
	}
};

/** Time until the built program says where it is, and its resident memory then, on a store that was opened before. */
export const measureStart = async (folder: string): Promise<Figure[]> => {
	const starts: { ms: number; cpuMs: number; rssMiB: number | null }[] = [];
	for (let start = 0; start < STARTS + 1; start += 1) starts.push(await startOnce(folder));
	const counted = starts.slice(1);
	const memory = counted.flatMap(({ rssMiB }) => rssMiB ?? []);
	return [
		{
			what: "start until ready",
			value: median(counted.map(({ ms }) => ms)),
			unit: "ms",
			cpuMs: median(counted.map(({ cpuMs }) => cpuMs)),
			chars: null,
			target: 2000,
		},
		{ what: "resident memory, idle", value: median(memory), unit: "MiB", cpuMs: null, chars: null, target: null },
	];
};

/** Waits this long after the program is ready before its memory is read. */
const SETTLE_MS = 1000;

const startOnce = async (folder: string): Promise<{ ms: number; cpuMs: number; rssMiB: number | null }> => {
	const began = performance.now();
	const child = spawn(process.execPath, [path.join(projectRoot, "dist", "main.js")], {
		cwd: folder,
		env: {
			PATH: process.env.PATH ?? "",
			DATABASE_URL: `file:${path.join(folder, "yixian.db")}`,
			DEMO: "0",
			PORT: "0",
			LOG_LEVEL: "error",
		},
		stdio: ["ignore", "pipe", "inherit"],
	});
	const ended = new Promise<void>((resolve) => void child.once("exit", () => resolve()));
	const ready = new Promise<void>((resolve, reject) => {
		createInterface({ input: child.stdout }).once("line", () => resolve());
		child.once("exit", (code) => reject(new Error(`the program ended with ${code}`)));
	});
	await ready;
	const ms = performance.now() - began;
	await new Promise((resolve) => void setTimeout(resolve, SETTLE_MS));
	const found = child.pid === undefined ? null : ofProcess(child.pid);
	child.kill("SIGTERM");
	await ended;
	return { ms, cpuMs: found?.cpuMs ?? Number.NaN, rssMiB: found?.rssMiB ?? null };
};

/** Clock ticks are hundredths of a second on every Linux this runs on. */
const TICK_MS = 10;

/** Linux alone tells about another process without a tool. */
const ofProcess = (pid: number): { cpuMs: number; rssMiB: number } | null => {
	if (process.platform !== "linux") return null;
	const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
	const pages = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
	return { cpuMs: (Number(fields[11]) + Number(fields[12])) * TICK_MS, rssMiB: Number(pages) / 1024 };
};

/** Size of the store on disk, in MiB. */
export const storeMiB = (folder: string): number => statSync(path.join(folder, "yixian.db")).size / MIB;
