import type { Update } from "grammy/types";
import { describe, expect, it } from "vitest";
import type { Lease } from "../../../src/channels/lease.ts";
import type { BotProfile } from "../../../src/channels/telegram/bot-profile.ts";
import { createPoller } from "../../../src/channels/telegram/poller.ts";
import { BOT_USER, KeptLog, settle, Timers, told, unheard, update } from "./fixtures.ts";

interface Asked {
	readonly offset: number | undefined;
	readonly limit: number | undefined;
	readonly timeout: number | undefined;
}

type Answer = readonly unknown[] | Error | { readonly body: unknown } | (() => readonly unknown[]);

/** A poller on a script of answers; where the script ends polls stay open. */
const rig = (answers: Answer[], more: { getMe?: (() => unknown)[]; lease?: Partial<Lease>; receive?: (() => void)[] } = {}) => {
	const timers = new Timers();
	const log = new KeptLog();
	const asked: Asked[] = [];
	const received: number[][] = [];
	const done: string[] = [];
	let nowMs = 0;
	const getMe = more.getMe ?? [];
	const receive = more.receive ?? [];
	const poller = createPoller({
		account: "7001",
		calls: {
			getMe: async () => {
				done.push("getMe");
				return (getMe.shift()?.() ?? { ...BOT_USER, can_read_all_group_messages: false }) as never;
			},
			deleteWebhook: async (args) => {
				done.push(`deleteWebhook drop=${args?.drop_pending_updates}`);
				return true;
			},
		},
		poll: async (args, signal) => {
			const { offset, limit, timeout } = args ?? {};
			asked.push({ offset, limit, timeout });
			const answer = answers.shift();
			if (answer instanceof Error) throw answer;
			if (typeof answer === "function") return answer() as Update[];
			if (answer !== undefined) return ("body" in answer ? answer.body : answer) as Update[];
			if (timeout === 0) return [];
			return await new Promise((_, reject) => signal.addEventListener("abort", () => reject(unheard("ABORTED"))));
		},
		lease: { hold: async () => true, drop: async () => void done.push("drop"), ...more.lease },
		receive: async (updates: readonly Update[], _bot: BotProfile) => {
			receive.shift()?.();
			received.push(updates.map((one) => one.update_id));
		},
		log,
		steadyMs: () => nowMs,
		later: timers.later,
	});
	return {
		poller,
		timers,
		log,
		asked,
		received,
		done,
		pass: (ms: number) => {
			nowMs += ms;
		},
	};
};

const updates = (...ids: number[]): Update[] => ids.map((id) => update({ update_id: id }));
const failing = (): never => {
	throw new Error("disk full");
};

describe("polling", () => {
	it("confirms a batch by asking behind it, after it was received", async () => {
		const { poller, asked, received } = rig([updates(5, 6), updates(7)]);
		poller.start();
		await settle();
		expect(received).toEqual([[5, 6], [7]]);
		expect(asked.map(({ offset }) => offset)).toEqual([undefined, 7, 8]);
		expect(poller.state()).toEqual({ state: "up", reason: "" });
		expect(asked).toMatchObject([{ timeout: 0, limit: 100 }, { timeout: 25 }, { timeout: 25 }]);
		await poller.stop();
	});

	it("asks for the same again when a batch was not received", async () => {
		const { poller, asked, received, timers } = rig([updates(5), updates(5, 6)], { receive: [failing] });
		poller.start();
		expect(await timers.next()).toBe(1000);
		expect(poller.state()).toEqual({ state: "down", reason: "not-taken-in" });
		timers.fire();
		await settle();
		expect(asked.map(({ offset }) => offset)).toEqual([undefined, undefined, 7]);
		expect(received).toEqual([[5, 6]]);
		expect(poller.state().state).toBe("up");
		await poller.stop();
	});

	it("asks without a number once everything is confirmed, so that lower numbers after a quiet week are not passed over", async () => {
		const heldBack = (): [] => {
			pass(25_000);
			return [];
		};
		const { poller, asked, received, pass } = rig([updates(900), heldBack, updates(3)]);
		poller.start();
		await settle();
		expect(asked.map(({ offset }) => offset)).toEqual([undefined, 901, undefined, 4]);
		expect(received).toEqual([[900], [3]]);
		await poller.stop();
	});

	it("is not hurried by a server that never holds an answer back", async () => {
		const { poller, asked, timers } = rig([[], [], []]);
		poller.start();
		expect(await timers.next()).toBe(1000);
		expect(asked).toHaveLength(2);
		timers.fire();
		expect(await timers.next()).toBe(1000);
		expect([asked.length, poller.state().state]).toEqual([3, "up"]);
		await poller.stop();
	});

	it("passes over what has no number, and never what stands beside it", async () => {
		const { poller, asked, received, timers } = rig([[null, ...updates(5), "x", { message: {} }], [{}]]);
		poller.start();
		await settle();
		expect(received).toEqual([[5]]);
		expect(asked[1]?.offset).toBe(6);
		// Nothing to go on by: it waits instead of asking in a circle.
		expect(await timers.next()).toBe(1000);
		expect(poller.state().reason).toBe("bad-answer");
		await poller.stop();
	});

	it("waits longer from failure to failure, and not at all after a success", async () => {
		const failures = Array.from({ length: 6 }, (_, index) => (index % 2 === 0 ? unheard() : told(502, "Bad Gateway")));
		const { poller, timers } = rig([...failures, [], unheard()]);
		poller.start();
		const pauses: number[] = [];
		for (let time = 0; time < 7; time += 1) {
			pauses.push(await timers.next());
			timers.fire();
		}
		expect(pauses).toEqual([1000, 2000, 4000, 8000, 15_000, 15_000, 1000]);
		await poller.stop();
	});

	it.each([
		[told(401, "Unauthorized"), "bad-token", 60_000],
		[told(404, "Not Found"), "bad-token", 60_000],
		[
			told(409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"),
			"another-poller",
			2000,
		],
		[told(429, "Too Many Requests: retry after 7", { retry_after: 7 }), "flood", 7000],
		[told(500, "Internal Server Error"), "server-error", 1000],
		[told(400, "Bad Request: limit"), "refused", 1000],
		[unheard("ECONNRESET"), "unreachable", 1000],
		[unheard("ETIMEDOUT"), "timed-out", 1000],
		[{ body: { not: "a list" } }, "bad-answer", 1000],
	])("says why it is down and how long it waits: %s", async (answer, reason, pause) => {
		const { poller, timers } = rig([answer as Answer]);
		poller.start();
		expect(await timers.next()).toBe(pause);
		expect(poller.state()).toEqual({ state: "down", reason });
		timers.fire();
		await settle();
		expect(poller.state()).toEqual({ state: "up", reason: "" });
		await poller.stop();
	});

	it("comes back with a short poll, to know at once how things stand", async () => {
		const { poller, timers, asked } = rig([[], unheard(), []]);
		poller.start();
		await timers.next();
		timers.fire();
		await settle();
		expect(asked.map(({ timeout }) => timeout)).toEqual([0, 25, 0, 25]);
		await poller.stop();
	});

	it("takes a forgotten webhook away, keeping what waits", async () => {
		const conflict = told(
			409,
			"Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
		);
		const { poller, timers, done } = rig([conflict, updates(5)]);
		poller.start();
		await timers.next();
		expect(poller.state().reason).toBe("webhook");
		timers.fire();
		await settle();
		expect(done).toContain("deleteWebhook drop=false");
		expect(poller.state().state).toBe("up");
		await poller.stop();
	});
});

describe("the bot itself", () => {
	it("is known before anything is asked for, and asked about again now and then", async () => {
		let readsGroups = false;
		const asks = Array.from({ length: 9 }, () => () => ({ ...BOT_USER, can_read_all_group_messages: readsGroups }));
		const { poller, done, pass, timers } = rig([[], unheard(), unheard()], { getMe: asks });
		poller.start();
		await timers.next();
		expect(poller.profile()).toEqual({ id: 7001, username: "yixian_bot", readsGroups: false });
		expect(done).toEqual(["getMe"]);
		readsGroups = true;
		pass(6 * 60_000);
		timers.fire();
		await timers.next();
		expect(done).toEqual(["getMe", "getMe"]);
		expect(poller.profile()?.readsGroups).toBe(true);
		await poller.stop();
	});

	it("other than the token says is not served", async () => {
		const { poller, timers, asked } = rig([], { getMe: [() => ({ ...BOT_USER, id: 8 })] });
		poller.start();
		expect(await timers.next()).toBe(60_000);
		expect(poller.state()).toEqual({ state: "down", reason: "another-bot" });
		expect(asked).toEqual([]);
		await poller.stop();
	});
});

describe("the lease", () => {
	it("held by another process keeps this one from asking", async () => {
		const holds = [false, true];
		const { poller, timers, asked } = rig([[]], { lease: { hold: async () => holds.shift() ?? true } });
		poller.start();
		await timers.next();
		expect(poller.state()).toEqual({ state: "down", reason: "served-elsewhere" });
		expect(asked).toEqual([]);
		timers.fire();
		await settle();
		expect(poller.state().state).toBe("up");
		await poller.stop();
	});

	it("that cannot be asked for is asked for again", async () => {
		const { poller, timers, asked } = rig([], { lease: { hold: async () => failing() } });
		poller.start();
		await timers.next();
		expect(poller.state().reason).toBe("store");
		expect(asked).toEqual([]);
		await poller.stop();
	});
});

describe("stopping", () => {
	it("gives up an open poll and drops the lease", async () => {
		const { poller, asked, done } = rig([[]]);
		poller.start();
		await settle();
		await poller.stop();
		expect(asked).toHaveLength(2);
		expect(done).toEqual(["getMe", "drop"]);
	});

	it("finishes the batch in hand, confirms it, and takes in nothing more", async () => {
		let letGo = (): void => undefined;
		const gate = new Promise<void>((resolve) => {
			letGo = resolve;
		});
		const asked: (number | undefined)[] = [];
		let received = 0;
		const poller = createPoller({
			account: "7001",
			calls: { getMe: async () => BOT_USER as never, deleteWebhook: async () => true },
			poll: async (args) => {
				asked.push(args?.offset);
				return updates(5 + asked.length);
			},
			lease: { hold: async () => true, drop: async () => undefined },
			receive: async () => {
				received += 1;
				await gate;
			},
			log: new KeptLog(),
			steadyMs: () => 0,
			later: new Timers().later,
		});
		poller.start();
		await settle();
		let stopped = false;
		const stopping = poller.stop().then(() => {
			stopped = true;
		});
		await settle();
		expect([stopped, received, asked]).toEqual([false, 1, [undefined]]);
		letGo();
		await stopping;
		expect([stopped, received, asked]).toEqual([true, 1, [undefined, 7]]);
	});

	it("does not wait for a confirmation where nobody answers", async () => {
		const { poller, timers, asked } = rig([updates(5), unheard()]);
		poller.start();
		await timers.next();
		await poller.stop();
		expect(asked).toHaveLength(2);
	});

	it("ends a pause at once", async () => {
		const { poller, timers, done } = rig([told(401, "Unauthorized")]);
		poller.start();
		await timers.next();
		await poller.stop();
		expect(timers.set).toEqual([]);
		expect(done).toContain("drop");
	});
});

it("never lets the token into the log or its state", async () => {
	const { poller, timers, log } = rig([unheard(), told(500, "oops 7001:SECRET-SECRET-SECRET-SECRET-SECRE at 13812345678")]);
	poller.start();
	await timers.next();
	timers.fire();
	await timers.next();
	expect(log.lines.length).toBeGreaterThan(0);
	expect(JSON.stringify([log.lines, poller.state()])).not.toMatch(/SECRET|13812345678/u);
	await poller.stop();
});
