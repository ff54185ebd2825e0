import { textOf } from "../../test/support/telegram/chat.ts";
import type { Person } from "../../test/support/telegram/person.ts";
import { startFakeTelegram } from "../../test/support/telegram/server.ts";
import { cpuMs } from "./cpu.ts";
import { quantile } from "./figures.ts";
import { end } from "./program.ts";
import type { Subject } from "./subjects.ts";

/** What one run of a subject gave. */
export interface Measured {
	readonly turnsPerSecond: number;
	readonly p50Ms: number;
	readonly p99Ms: number;
	/** Processor time of its process for each turn, user and system; NaN where the system does not tell. */
	readonly cpuMs: number;
	/** Messages it sent for each finished report. */
	readonly messagesPerReport: number;
}

/** What every subject answers to the last line of a report it took. */
const RECEIVED = "已收到";

/** People who talk at the same time, each saying the next line as soon as an answer is there. */
const talk = async (
	people: readonly Person[],
	lines: readonly string[],
	world: Awaited<ReturnType<typeof startFakeTelegram>>["world"],
	bot: ReturnType<typeof world.bot>,
) => {
	const latencies: number[] = [];
	const waiting = new Map<number, (text: string) => void>();
	let messages = 0;
	const stop = world.onSight(({ kind, post }) => {
		if (kind !== "message" && kind !== "edit") return;
		messages += 1;
		waiting.get(post.chat.id)?.(textOf(post));
	});
	const began = performance.now();
	await Promise.all(
		people.map(async (person) => {
			let answer = "";
			for (const line of lines) {
				const said = performance.now();
				const answered = new Promise<string>((resolve) => void waiting.set(person.user.id, resolve));
				person.say(bot, line);
				answer = await answered;
				latencies.push(performance.now() - said);
			}
			// Turns that do not end in a report would measure something else.
			if (!answer.includes(RECEIVED)) throw new Error(`no report was taken: ${answer}`);
		}),
	);
	const seconds = (performance.now() - began) / 1000;
	stop();
	return { latencies, seconds, messages };
};

/** Runs a subject once: a warm-up of a quarter of the people, then the measured ones, all at the same time. */
export const measure = async (subject: Subject, folder: string, count: number): Promise<Measured> => {
	const telegram = await startFakeTelegram();
	const { world } = telegram;
	world.keepsCalls = false;
	const bot = world.bot();
	const warming = Math.ceil(count / 4);
	const people = Array.from({ length: count + warming }, () => world.person());
	for (const person of people) person.meet(bot);
	const child = await subject.start({ folder, token: bot.token, apiRoot: telegram.url, people: people.map(({ user }) => user.id) });
	try {
		await talk(people.slice(0, warming), subject.lines, world, bot);
		const before = cpuMs(child.pid);
		const { latencies, seconds, messages } = await talk(people.slice(warming), subject.lines, world, bot);
		const usedMs = cpuMs(child.pid) - before;
		return {
			turnsPerSecond: latencies.length / seconds,
			p50Ms: quantile(latencies, 0.5),
			p99Ms: quantile(latencies, 0.99),
			cpuMs: usedMs / latencies.length,
			messagesPerReport: messages / count,
		};
	} finally {
		await end(child, subject.name.startsWith("yixian") ? "SIGTERM" : "SIGKILL");
		await telegram.close();
	}
};
