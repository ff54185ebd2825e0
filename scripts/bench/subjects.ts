import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import process from "node:process";
import { inProject } from "../project.mjs";
import { type Surroundings, seedProgram, startProgram, up } from "./program.ts";

/** A bot that is measured, as a process of its own. */
export interface Subject {
	readonly name: string;
	/** What a person types, turn by turn. */
	readonly lines: readonly string[];
	/** Starts it in an empty folder for people with these Telegram ids; resolves when it is up. */
	start(given: Surroundings): Promise<ChildProcess>;
}

const ANSWERS = ["45亩", "120亩", "1个", "没有", "跳过", "提交"] as const;

/** The program itself, its county imported and everybody bound before it starts. */
const program = (name: string, lines: readonly string[]): Subject => ({
	name,
	lines,
	async start(given) {
		await seedProgram(given);
		return startProgram(given, "off");
	},
});

export const yixian: Subject = program("yixian", ["周报", ...ANSWERS]);
export const yixianPasted: Subject = program("yixian, pasted", ["周报 暖棚45亩 果树120亩 养殖小区1个 问题：机井不足", "提交"]);

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
