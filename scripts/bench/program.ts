import { type ChildProcess, spawn } from "node:child_process";
import process from "node:process";
import { type Instant, toInstant } from "../../src/domain/period.ts";
import type { Effect } from "../../src/ports/store.ts";
import { inProject } from "../project.mjs";
import { reportersWith, seedBoundCounty } from "./bound-county.ts";
import { benchCounty } from "./county.ts";

/** Where a bot runs: an empty folder, the fake Bot API server, and the Telegram ids of its people. */
export interface Surroundings {
	readonly folder: string;
	readonly token: string;
	readonly apiRoot: string;
	readonly people: readonly number[];
}

/** Resolves with a process as soon as it says that it is up. Rejects when it ends before. */
export const up = (child: ChildProcess, isUp: (resolve: () => void) => void): Promise<ChildProcess> =>
	new Promise((resolve, reject) => {
		child.once("exit", (code) => reject(new Error(`ended with ${code} before it was up`)));
		isUp(() => resolve(child));
	});

/** Fills the folder: a township and its bound reporter for each of the people, and what `more` adds. */
export const seedProgram = async (
	{ folder, token, people }: Surroundings,
	more: (at: Instant) => readonly Effect[] = () => [],
): Promise<void> => {
	const data = benchCounty(people.length);
	const at = toInstant(Date.now());
	const account = token.split(":")[0] ?? "";
	await seedBoundCounty({ folder, account, data, bound: reportersWith(data, people), at, more: more(at) });
};

/** Starts the program on a seeded folder; up when it has told where its room is. */
export const startProgram = ({ folder, token, apiRoot }: Surroundings, sendingLimits: "on" | "off"): Promise<ChildProcess> => {
	const env = {
		...process.env,
		PORT: "0",
		DATA_DIR: folder,
		DATABASE_URL: "",
		TELEGRAM_BOT_TOKEN: token,
		TELEGRAM_API_ROOT: apiRoot,
		LIMITS: sendingLimits,
		LOG_LEVEL: "error",
	};
	const child = spawn(process.execPath, [...profiled(), inProject("dist", "main.js")], { env, stdio: ["ignore", "pipe", "ignore"] });
	return up(child, (resolve) => child.stdout?.on("data", (chunk) => String(chunk).includes("http://") && resolve()));
};

/** YIXIAN_PROFILE=1 writes a CPU profile of the program into the current folder. */
const profiled = (): string[] => (process.env.YIXIAN_PROFILE ? ["--cpu-prof"] : []);

/** Ends a process and waits until it is gone. */
export const end = async (child: ChildProcess, signal: NodeJS.Signals): Promise<void> => {
	const gone = new Promise((resolve) => child.once("exit", resolve));
	child.kill(signal);
	await gone;
};
