import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import process from "node:process";
import { migrationsDir } from "../../src/program/places.ts";
import { openStore } from "../../src/store/open-store.ts";
import { reporterOf } from "../growth/county.ts";
import { inProject } from "../project.mjs";
import { benchCounty } from "./county.ts";

/** A bot that is measured, as a process of its own. */
export interface Subject {
	readonly name: string;
	/** What a person types, turn by turn. */
	readonly lines: readonly string[];
	/** Starts it in an empty folder for people with these Telegram ids; resolves when it is up. */
	start(given: {
		readonly folder: string;
		readonly token: string;
		readonly apiRoot: string;
		readonly people: readonly number[];
	}): Promise<ChildProcess>;
}

const ANSWERS = ["45亩", "120亩", "1个", "没有", "跳过", "提交"] as const;

const up = (child: ChildProcess, isUp: (resolve: () => void) => void): Promise<ChildProcess> =>
	new Promise((resolve, reject) => {
		child.once("exit", (code) => reject(new Error(`ended with ${code} before it was up`)));
		isUp(() => resolve(child));
	});

/** The program itself, its county imported and everybody bound before it starts. */
export const yixian: Subject = {
	name: "yixian",
	lines: ["周报", ...ANSWERS],
	async start({ folder, token, apiRoot, people }) {
		const data = benchCounty(people.length);
		const opened = await openStore({
			databaseUrl: `file:${path.join(folder, "yixian.db")}`,
			migrationsDir,
			filesDir: path.join(folder, "files"),
		});
		const at = (await import("../growth/year.ts")).NOW;
		const townships = data.units.filter((unit) => unit.kind === "township");
		await opened.store.commit([
			{ do: "replace-county", from: 0, data, at },
			...townships.map((unit, index) => {
				const id = String(people[index]);
				const privateChat = { channel: "telegram", account: token.split(":")[0] ?? "", id, kind: "private" } as const;
				return { do: "bind-account", account: { channel: "telegram", id }, person: reporterOf(unit), privateChat, at } as const;
			}),
		]);
		await opened.close();
		const env = {
			...process.env,
			PORT: "0",
			DATA_DIR: folder,
			DATABASE_URL: "",
			TELEGRAM_BOT_TOKEN: token,
			TELEGRAM_API_ROOT: apiRoot,
			LIMITS: "off",
			LOG_LEVEL: "error",
		};
		const child = spawn(process.execPath, [...profiled(), inProject("dist", "main.js")], { env, stdio: ["ignore", "pipe", "inherit"] });
		return up(child, (resolve) => child.stdout?.on("data", (chunk) => String(chunk).includes("http://") && resolve()));
	},
};

/** YIXIAN_PROFILE=1 writes a CPU profile of the program into the current folder. */
const profiled = (): string[] => (process.env.YIXIAN_PROFILE ? ["--cpu-prof"] : []);

const peer = (name: string, file: string, more: Readonly<Record<string, string>> = {}): Subject => ({
	name,
	lines: ["/weekly", ...ANSWERS],
	start({ folder, token, apiRoot }) {
		const env = { ...process.env, TOKEN: token, API_ROOT: apiRoot, STATE: path.join(folder, "state.db"), ...more };
		const child = spawn(process.execPath, ["--import", "tsx", inProject("scripts", "bench", "peers", file)], {
			env,
			stdio: ["ignore", "inherit", "inherit", "ipc"],
		});
		return up(child, (resolve) => child.once("message", () => resolve()));
	},
});

export const PEERS: readonly Subject[] = [
	peer("telegraf wizard, stored sessions", "telegraf-wizard.ts"),
	peer("@grammyjs/conversations", "conversations.ts"),
	peer("@grammyjs/conversations, runner and sequentialize", "conversations.ts", { RUNNER: "1" }),
];

/** What the wire alone costs: no framework, no storage. No peer. */
export const YARDSTICK: Subject = peer("bare loop (no framework, no storage)", "bare-loop.ts");
