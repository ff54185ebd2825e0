import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Fetcher } from "../../../src/app/files/fetcher.ts";
import { stillComing } from "../../../src/app/files/still-coming.ts";
import { addMs, epochMsOf, type Instant } from "../../../src/domain/period.ts";
import { type Channel, type FetchOutcome, NO_LIMITS } from "../../../src/ports/channel.ts";
import type { ChatRef } from "../../../src/ports/chat.ts";
import type { Inbound, InboundContent, RemoteFile } from "../../../src/ports/intake.ts";
import type { Effect } from "../../../src/ports/store.ts";
import type { OpenStore } from "../../../src/store/open-store.ts";
import { openIn, temporaryFolder } from "../../support/demo-store.ts";
import { keepingLog } from "../../support/room-harness.ts";

const START = "2026-11-16T01:30:00.000Z" as Instant;
const PNG = "\x89PNG\r\n\x1a\n";
const MINUTE_MS = 60_000;

/** The disk takes its time: what waits for it is looked at again and again. */
const until = (holds: () => boolean, what: string): Promise<void> =>
	vi.waitFor(() => expect(holds(), what).toBe(true), { timeout: 15_000, interval: 2 });

let now: Instant;
let timers: { at: number; run: () => void }[];
let folder: string;
let opened: OpenStore;
let fetcher: Fetcher;
let log: ReturnType<typeof keepingLog>;
/** Every try, by the id of the file. */
let tried: string[];
/** What becomes of a file; those not named are there at once. */
let outcomes: Map<string, () => Promise<FetchOutcome>>;
let channelState: "up" | "down";
let account: string;
let count: number;
/** How often the fetcher looked for what arrived. */
let looks: number;
let settled: number;
let ids: number;
let said: Effect[];

const chatOf = (sender: string): ChatRef => ({ channel: "fake", account: "bot", id: `p-${sender}`, kind: "private" });
const fetched = (id: string): FetchOutcome => ({ kind: "fetched", bytes: Buffer.from(`${PNG}${id}`, "latin1"), name: `${id}.png` });
const retry = async (): Promise<FetchOutcome> => ({ kind: "retry", afterMs: 0, reason: "502" });
const never = (): Promise<FetchOutcome> => new Promise(() => undefined);

const channel = (): Channel => ({
	id: "fake",
	account,
	can: {
		buttons: true,
		edit: false,
		toast: false,
		mention: true,
		files: true,
		filesPerMessage: 10,
		maxCaption: 1024,
		maxFileBytes: 50_000_000,
		keepsMissed: true,
		pace: "fast",
		maxText: 4096,
	},
	limits: NO_LIMITS,
	start: async () => undefined,
	stop: async () => undefined,
	send: async () => ({ kind: "sent" }),
	health: () => ({ state: channelState, reason: "", name: null, seesGroups: null }),
	fetch: async ({ id }: RemoteFile) => {
		tried.push(id);
		return (await outcomes.get(id)?.()) ?? fetched(id);
	},
});

const makeFetcher = (): Fetcher =>
	new Fetcher({
		store: {
			...opened.store,
			itemsToFetch: async (limit) => {
				const items = await opened.store.itemsToFetch(limit);
				looks += 1;
				return items;
			},
		},
		files: opened.files,
		channelOf: (id) => (id === "fake" ? channel() : undefined),
		clock: { now: () => now },
		ids: { next: () => `said${++ids}` },
		log,
		steadyMs: () => epochMsOf(now),
		later: (ms, run) => {
			const timer = { at: epochMsOf(now) + ms, run };
			timers.push(timer);
			return () => {
				timers = timers.filter((one) => one !== timer);
			};
		},
		settled: () => {
			settled += 1;
		},
		committed: (effects) => {
			said.push(...effects);
		},
	});

const reopen = async (): Promise<void> => {
	timers = [];
	await opened.close();
	opened = await openIn(folder, { now: () => now });
	fetcher = makeFetcher();
};

beforeEach(async () => {
	now = START;
	timers = [];
	tried = [];
	outcomes = new Map();
	channelState = "up";
	account = "bot";
	count = 0;
	looks = 0;
	settled = 0;
	ids = 0;
	said = [];
	log = keepingLog();
	folder = temporaryFolder();
	opened = await openIn(folder, { now: () => now });
	fetcher = makeFetcher();
});
afterEach(async () => {
	await fetcher.stop();
	await opened.close();
});

const updateOf = (sender: string, content: InboundContent): Inbound => {
	count += 1;
	return {
		updateId: `u${count}`,
		chat: chatOf(sender),
		sender: { channel: "fake", id: sender },
		messageId: `${count}`,
		sentAt: now,
		content,
	};
};

/** Somebody sends something; the words of a text are its content's text. */
const send = async (sender: string, content: InboundContent): Promise<void> => {
	await opened.store.receive([updateOf(sender, content)], now);
	const before = looks;
	fetcher.wake();
	await until(() => looks > before, "the fetcher looks");
};
const photo = (id: string, more: { album?: string; text?: string } = {}): InboundContent => ({
	kind: "remote-files",
	files: [{ id, name: `${id}.jpg`, size: null }],
	text: more.text ?? "",
	addressed: false,
	album: more.album ?? null,
});
const words = (text: string): InboundContent => ({ kind: "text", text, addressed: false });

const passTimers = (ms: number): void => {
	now = addMs(now, ms);
	for (;;) {
		const due = timers.filter((timer) => timer.at <= epochMsOf(now));
		if (due.length === 0) break;
		timers = timers.filter((timer) => !due.includes(timer));
		for (const timer of due) timer.run();
	}
};
const pass = async (ms: number): Promise<void> => {
	passTimers(ms);
	await fetcher.idle();
};

/** What a turn would see now, in a word each. */
const pending = async (): Promise<string[]> =>
	(await opened.store.pendingInbox(100)).map(({ inbound: { sender, content } }) => {
		if (content.kind === "text") return `${sender.id}: ${content.text}`;
		if (content.kind !== "files") return `${sender.id}: ${content.kind}`;
		const { files, text, lost } = content;
		const names = files.map(({ name, type }) => `${name}(${type})`).join(" ");
		const losses = lost ? `lost ${lost.count} ${lost.why} ${lost.limit ?? ""}`.trim() : "";
		return [`${sender.id}: [${names}]`, text, losses].filter((part) => part !== "").join(" ");
	});

describe("files that lie on the platform", () => {
	it("are brought, kept by their content, and then answered", async () => {
		await send("a", photo("x", { text: "现场" }));
		expect(await pending()).toEqual([]);
		await fetcher.idle();
		expect(await pending()).toEqual(["a: [x.png(image/png)] 现场"]);
		const [item] = await opened.store.pendingInbox(1);
		const kept = item?.inbound.content.kind === "files" ? item.inbound.content.files[0] : undefined;
		expect(Buffer.from((await opened.files.get(kept?.hash ?? "")) ?? []).toString("latin1")).toBe(`${PNG}x`);
	});

	it("keep the order of what one sender wrote, and hold nobody else", async () => {
		outcomes.set("slow", never);
		await send("a", photo("slow"));
		await send("a", words("完成"));
		await send("b", words("周报"));
		await send("b", photo("quick"));
		await until(() => settled === 1, "one is here");
		expect(await pending()).toEqual(["b: 周报", "b: [quick.png(image/png)]"]);
	});

	it("that take long are told of once, also over a restart, and in a group only where they were meant", async () => {
		outcomes.set("x", never);
		await send("a", photo("x"));
		await until(() => timers.length > 1, "it waits");
		passTimers(9_999);
		expect(await opened.store.outboxDepth()).toBe(0);
		passTimers(1);
		await until(() => said.length === 1, "it is told");
		expect(said).toMatchObject([
			{ do: "enqueue-message", message: { chat: chatOf("a"), view: { key: "files-coming", count: 1 }, answers: { message: "1" } } },
		]);
		passTimers(60_000);
		await reopen();
		fetcher.wake();
		await until(() => timers.length > 1, "it waits again");
		passTimers(20_000);
		await until(() => said.length === 2, "it is told again");
		expect(await opened.store.outboxDepth()).toBe(1);
		const [first] = await opened.store.itemsToFetch(1);
		if (!first) throw new Error("nothing waits");
		const inGroup = { ...first, inbound: { ...first.inbound, chat: { ...chatOf("a"), kind: "group" } as const } };
		expect(stillComing(inGroup, 1, { ids: { next: () => "m" }, clock: { now: () => now } })).toBeNull();
	});

	it("go to those first who wait for few", async () => {
		for (const name of ["a1", "a2", "b1", "b2"]) outcomes.set(name, never);
		for (const name of ["a1", "a2", "a3", "b1", "b2", "b3", "c1"])
			await opened.store.receive([updateOf(name.slice(0, 1), photo(name))], now);
		fetcher.wake();
		await until(() => tried.length === 4, "four are under way");
		expect(tried.slice(0, 3)).toEqual(["c1", "a1", "a2"]);
	});

	it("do not wait for those of others that hang, however many", async () => {
		for (const person of ["a", "b", "c", "d"]) {
			outcomes.set(person, never);
			await send(person, photo(person));
		}
		await until(() => tried.length === 4, "four hang");
		await send("e", photo("e"));
		await pass(10_000);
		expect(await pending()).toEqual(["e: [e.png(image/png)]"]);
	});

	it("are brought two at a time for one sender and four in all", async () => {
		const release: (() => void)[] = [];
		for (const id of ["a1", "a2", "a3", "b1", "b2", "c1"]) {
			outcomes.set(id, () => new Promise((resolve) => release.push(() => resolve(fetched(id)))));
			await send(id.slice(0, 1), photo(id));
		}
		await until(() => tried.length === 4, "four are tried");
		expect(tried).toEqual(["a1", "a2", "b1", "b2"]);
		release[0]?.();
		await until(() => tried.length === 5, "the next is tried");
		for (let next = 1; next < 6; next += 1) {
			await until(() => release.length > next, "all are tried");
			release[next]?.();
		}
		await fetcher.idle();
		expect((await pending()).length).toBe(6);
	});

	it("are tried again with growing pauses, and after five tries told as lost", async () => {
		outcomes.set("x", retry);
		await send("a", photo("x", { text: "现场" }));
		await fetcher.idle();
		const pauses: number[] = [];
		let pauseS = 0;
		while ((await pending()).length === 0 && pauseS < 1000) {
			const before = tried.length;
			await pass(1000);
			pauseS += 1;
			if (tried.length === before) continue;
			pauses.push(pauseS);
			pauseS = 0;
		}
		expect(pauses).toEqual([2, 8, 30, 120]);
		expect(await pending()).toEqual(["a: [] 现场 lost 1 gone"]);
		expect(log.entries.filter(({ event }) => event === "fetch:lost").length).toBe(1);
	});

	it("are lost at once where the platform asks to wait too long", async () => {
		outcomes.set("x", async () => ({ kind: "retry", afterMs: 11 * MINUTE_MS, reason: "429" }));
		await send("a", photo("x"));
		await fetcher.idle();
		expect(await pending()).toEqual(["a: [] lost 1 gone"]);
	});

	it("are not given up while the channel itself is out of reach", async () => {
		outcomes.set("x", retry);
		channelState = "down";
		await send("a", photo("x"));
		for (let minute = 0; minute < 30; minute += 1) await pass(MINUTE_MS);
		expect(await pending()).toEqual([]);
		channelState = "up";
		outcomes.clear();
		await pass(MINUTE_MS);
		expect(await pending()).toEqual(["a: [x.png(image/png)]"]);
	});

	it("that hang are tried again, and lost in the end", async () => {
		outcomes.set("x", never);
		await send("a", photo("x"));
		for (const [tries, pauseS] of [2, 8, 30].entries()) {
			await until(() => tried.length === tries + 1, "it is tried");
			passTimers(2 * MINUTE_MS);
			await until(() => timers.length > 0, "its hanging is noticed");
			passTimers(pauseS * 1000);
		}
		await until(() => tried.length === 4, "it is tried for the last time");
		passTimers(2 * MINUTE_MS);
		await until(() => settled === 1, "it is given up");
		expect(await pending()).toEqual(["a: [] lost 1 gone"]);
	});

	it("too large for the platform are told with its limit, and what did come is taken", async () => {
		outcomes.set("big", async () => ({ kind: "failed", reason: "too-large", limit: 20_971_520 }));
		await send("a", photo("x", { album: "1" }));
		await send("a", photo("big", { album: "1" }));
		await pass(1000);
		expect(await pending()).toEqual(["a: [x.png(image/png)] lost 1 too-large 20971520"]);
	});

	it("too large for our own store are told so", async () => {
		outcomes.set("big", async () => ({ kind: "fetched", bytes: new Uint8Array(50 * 1024 * 1024 + 1), name: "big.mp4" }));
		await send("a", photo("big"));
		await fetcher.idle();
		expect(await pending()).toEqual(["a: [] lost 1 too-large 52428800"]);
	});

	it("of an account that was replaced are lost: their ids were the other bot's", async () => {
		account = "another";
		await send("a", photo("x"));
		await fetcher.idle();
		expect(tried).toEqual([]);
		expect(await pending()).toEqual(["a: [] lost 1 gone"]);
	});

	it("are fetched again after a crash, and kept once", async () => {
		outcomes.set("x", never);
		await send("a", photo("x"));
		await until(() => tried.length === 1, "it is tried");
		await fetcher.stop();
		await reopen();
		outcomes.clear();
		fetcher.wake();
		await fetcher.idle();
		expect(tried).toEqual(["x", "x"]);
		expect(await pending()).toEqual(["a: [x.png(image/png)]"]);
	});
});

describe("an album", () => {
	it("is answered as one, its files in order and its words together, once nothing more comes", async () => {
		await send("a", photo("1", { album: "k", text: "暖棚45亩" }));
		await pass(900);
		await send("a", photo("2", { album: "k" }));
		await send("a", words("完成"));
		await pass(900);
		await send("a", photo("3", { album: "k", text: "果树30亩" }));
		expect(await pending()).toEqual([]);
		await pass(999);
		expect(await pending()).toEqual([]);
		await pass(1);
		expect(await pending()).toEqual(["a: [1.png(image/png) 2.png(image/png) 3.png(image/png)] 暖棚45亩\n果树30亩", "a: 完成"]);
		expect(await opened.store.inboxDepth()).toBe(2);
	});

	it("waits for all its files, and for no other album", async () => {
		outcomes.set("1", retry);
		await send("a", photo("1", { album: "k" }));
		await send("a", photo("2", { album: "k" }));
		await send("b", photo("3", { album: "k" }));
		await fetcher.idle();
		await pass(1000);
		expect(await pending()).toEqual(["b: [3.png(image/png)]"]);
		outcomes.clear();
		await pass(2000);
		expect(await pending()).toEqual(["a: [1.png(image/png) 2.png(image/png)]", "b: [3.png(image/png)]"]);
	});

	it("an earlier run left is answered at once", async () => {
		await send("a", photo("1", { album: "k" }));
		await send("a", photo("2", { album: "k" }));
		await fetcher.stop();
		now = addMs(now, MINUTE_MS);
		await reopen();
		fetcher.wake();
		await fetcher.idle();
		expect(await pending()).toEqual(["a: [1.png(image/png) 2.png(image/png)]"]);
	});
});
