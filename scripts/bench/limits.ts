import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Instant } from "../../src/domain/period.ts";
import type { ChatRef } from "../../src/ports/chat.ts";
import type { Effect } from "../../src/ports/store.ts";
import { textOf } from "../../test/support/telegram/chat.ts";
import { startFakeTelegram } from "../../test/support/telegram/server.ts";
import { quantile } from "./figures.ts";
import { end, seedProgram, startProgram } from "./program.ts";

/** The documented limit of all messages of a bot. */
const PER_SECOND = 30;
/** Messages each group gets. */
const TO_A_GROUP = 5;
/** Turns of the one who reports in the middle of it. */
const LINES = ["周报", "45亩", "120亩", "1个", "没有", "跳过", "提交"];

const broadcast = (chat: ChatRef, number: number, at: Instant): Effect => ({
	do: "enqueue-message",
	message: {
		id: `broadcast-${chat.id}-${number}`,
		chat,
		view: { key: "failed", reference: `${number}`.padStart(6, "0"), buttons: [] },
		dedupeKey: `broadcast ${chat.id} ${number}`,
		priority: "broadcast",
		createdAt: at,
		expiresAt: null,
		addressee: null,
		answers: null,
		card: null,
	},
});

/**
 * A broadcast to private chats and groups under the documented limits, which the fake enforces, while one person of the audience reports. Prints the
 * share of the allowed rate that was used, the refusals, whether each chat kept its order, and how long the reporter waited.
 */
export const limits = async (privateChats: number, groups: number): Promise<void> => {
	const folder = mkdtempSync(path.join(os.tmpdir(), "yixian-limits-"));
	const telegram = await startFakeTelegram({ limits: true });
	const { world } = telegram;
	const bot = world.bot({ readsGroups: true });
	const people = Array.from({ length: privateChats }, () => world.person());
	for (const person of people) person.meet(bot);
	const owner = people[0];
	const reporter = people[Math.floor(privateChats / 2)];
	if (!owner || !reporter) throw new Error("a broadcast needs people");
	const rooms = Array.from({ length: groups }, (_, index) => world.group({ title: `群${index + 1}`, owner }));
	for (const room of rooms) room.add(bot, owner);
	const given = { folder, token: bot.token, apiRoot: telegram.url, people: people.map(({ user }) => user.id) };
	const chat = (id: number, kind: ChatRef["kind"]): ChatRef => ({
		channel: "telegram",
		account: bot.token.split(":")[0] ?? "",
		id: String(id),
		kind,
	});
	await seedProgram(given, (at) => [
		...people.map((person) => broadcast(chat(person.user.id, "private"), 0, at)),
		// Known already: else each would be greeted first, and a greeting counts as an answer.
		...rooms.map((room): Effect => {
			const group = {
				chat: chat(room.chat.id, "group"),
				title: room.chat.title,
				unit: null,
				member: true,
				admin: false,
				seesAll: true,
				updatedAt: at,
			};
			return { do: "save-group", group };
		}),
		...rooms.flatMap((room) => Array.from({ length: TO_A_GROUP }, (_, number) => broadcast(chat(room.chat.id, "group"), number, at))),
	]);
	const total = privateChats + groups * TO_A_GROUP;
	const arrivals: number[] = [];
	let disorder = 0;
	const newest = new Map<number, string>();
	let done = (): void => undefined;
	const all = new Promise<void>((resolve) => {
		done = resolve;
	});
	let answered: (() => void) | null = null;
	world.onSight((sight) => {
		if (sight.kind !== "message") return;
		const text = textOf(sight.post);
		const number = /\d{6}/u.exec(text)?.[0];
		arrivals.push(performance.now());
		if (number === undefined) {
			if (sight.post.chat.id === reporter.user.id) answered?.();
			return;
		}
		if ((newest.get(sight.post.chat.id) ?? "") > number) disorder += 1;
		newest.set(sight.post.chat.id, number);
		if (arrivals.length >= total) done();
	});
	const child = await startProgram(given, "on");
	const waits: number[] = [];
	const report = async (): Promise<void> => {
		await world.next(() => arrivals.length > PER_SECOND * 3);
		for (const line of LINES) {
			const said = performance.now();
			const heard = new Promise<void>((resolve) => {
				answered = resolve;
			});
			reporter.say(bot, line);
			await heard;
			waits.push(performance.now() - said);
		}
	};
	try {
		await Promise.all([all, report()]);
	} finally {
		await end(child, "SIGTERM");
		await telegram.close();
		rmSync(folder, { recursive: true, force: true });
	}
	const first = arrivals[0] ?? 0;
	const seconds = ((arrivals.at(-1) ?? 0) - first) / 1000;
	const rate = (arrivals.length - 1) / seconds;
	const refusals = world.calls.filter((call) => call.status === 429);
	const late = refusals.filter((call) => call.atMs > first + 5000);
	const most = Math.max(...arrivals.map((at, index) => arrivals.findIndex((other, later) => later > index && other >= at + 1000) - index));
	console.log(`${privateChats} private chats and ${groups} groups: ${arrivals.length} messages in ${seconds.toFixed(1)} s`);
	console.log(
		`${rate.toFixed(1)} a second of ${PER_SECOND} allowed: ${((rate / PER_SECOND) * 100).toFixed(1)} % (target: at least 95 %); most within any second: ${most}`,
	);
	console.log(`429: ${refusals.length} in all, ${late.length} after the first five seconds (target: none)`);
	console.log(`messages out of order within a chat: ${disorder} (target: none)`);
	console.log(
		`the reporter's ${waits.length} answers: median ${quantile(waits, 0.5).toFixed(0)} ms, p99 ${quantile(waits, 0.99).toFixed(0)} ms (target: under 2000)`,
	);
};
