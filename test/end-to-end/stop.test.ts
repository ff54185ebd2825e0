import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { roomClient } from "./room-client.ts";
import { newDataDir, type RunningProgram, startProgram } from "./running-program.ts";

const PEOPLE = ["210921108-2", "210921103-2", "210921113-2", "210921108-3"];
const TEXTS = ["周报", "45亩", "上一步", "帮助", "46亩", "进度", "我的任务", "取消"];

let dataDir: string;
let remove: () => void;
const programs: RunningProgram[] = [];
beforeEach(() => {
	({ dataDir, remove } = newDataDir());
});
afterEach(async () => {
	await Promise.all(programs.splice(0).map((program) => program.end("SIGKILL")));
	remove();
});

const start = async (): Promise<RunningProgram> => {
	const program = await startProgram({ DATA_DIR: dataDir, LOG_LEVEL: "debug" });
	programs.push(program);
	return program;
};

it("finishes on SIGTERM what it took in, and answers the rest after the next start, nothing twice", { timeout: 240_000 }, async () => {
	const first = await start();
	// Everybody writes on without waiting for an answer.
	const accepted = await Promise.all(
		PEOPLE.map(async (person) => {
			const client = roomClient(first.url, person);
			let count = 0;
			for (const text of TEXTS) {
				await client.say(text);
				count += 1;
			}
			return count;
		}),
	);
	const ended = await first.end("SIGTERM");
	expect(ended).toMatchObject({ code: 0, signal: null });
	expect(accepted).toEqual(PEOPLE.map(() => TEXTS.length));
	for (const words of [...TEXTS, "演示）"])
		expect(
			ended.stderr
				.split("\n")
				.filter((line) => line.startsWith("{"))
				.join("\n"),
		).not.toContain(words);

	const second = await start();
	for (const person of PEOPLE) {
		const client = roomClient(second.url, person);
		await client.say("帮助");
		// What waited is answered first, in order: when the last answer is there, all are.
		const answers = await vi.waitFor(
			async () => {
				const texts = (await client.messagesAfter(0)).filter(({ from }) => from.bot).map(({ text }) => text);
				if (texts.length <= TEXTS.length) throw new Error(`${texts.length} answers to ${person}`);
				return texts;
			},
			{ timeout: 50_000, interval: 20 },
		);
		expect(answers).toHaveLength(TEXTS.length + 1);
		expect(answers.at(-1)).toContain("您可以发");
	}
});
