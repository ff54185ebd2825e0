import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createKeepFor } from "../../../src/app/files/keep-for.ts";
import { County } from "../../../src/domain/county.ts";
import { decimal } from "../../../src/domain/decimal.ts";
import { addMs, type DateText, type Instant, instantAt } from "../../../src/domain/period.ts";
import { defaultRules } from "../../../src/domain/rule.ts";
import type { OpenStore } from "../../../src/store/open-store.ts";
import { demoData, openIn, temporaryFolder } from "../../support/demo-store.ts";
import { keepingLog } from "../../support/room-harness.ts";
import { Universe } from "../../support/universe.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const REPORTER = "210921108-2";
const MONDAY = instantAt("2026-11-16" as DateText, "09:30");

describe("what is kept only for a time", () => {
	let now: Instant;
	let opened: OpenStore;
	let county: County | null;
	let log: ReturnType<typeof keepingLog>;
	let keepFor: (now: Instant) => Promise<void>;

	beforeEach(async () => {
		now = MONDAY;
		county = null;
		log = keepingLog();
		opened = await openIn(temporaryFolder(), { now: () => now });
		keepFor = createKeepFor({ store: opened.store, retention: opened.retention, county: () => county, log });
	});
	afterEach(() => opened.close());

	const line = (text: string) => opened.room.append({ chat: "c", at: now, from: "a", text, buttons: [], files: [], outboxId: null });
	const lines = async (): Promise<string[]> => (await opened.room.list("c", 0, 5000)).map(({ text }) => text);
	const later = async (days: number, time = "09:30"): Promise<void> => {
		now = addMs(instantAt("2026-11-16" as DateText, time), days * DAY_MS);
		await keepFor(now);
	};
	const runs = (): number => log.entries.filter(({ event }) => event === "retention:done").length;

	it("is words for 180 days, and files of no report for 30", async () => {
		await line("今天风大");
		const { hash } = await opened.files.put(Buffer.from("照片"), "照片.jpg");
		await later(30);
		expect(await opened.files.get(hash)).not.toBeNull();
		await later(31);
		expect(await opened.files.get(hash)).toBeNull();
		await later(180);
		expect(await lines()).toEqual(["今天风大"]);
		await later(181);
		expect(await lines()).toEqual([]);
	});

	it("is as long as sheet 细则 says", async () => {
		county = new County({ ...demoData, rules: { ...defaultRules(), "keep-words": decimal(60), "keep-files": decimal(10) } });
		await line("今天风大");
		const { hash } = await opened.files.put(Buffer.from("照片"), "照片.jpg");
		await later(11);
		expect([await opened.files.get(hash), await lines()]).toEqual([null, ["今天风大"]]);
		await later(61);
		expect(await lines()).toEqual([]);
	});

	it("is looked at once a day, from three at night on", async () => {
		await later(1, "02:59");
		expect(runs()).toBe(0);
		await later(1, "03:00");
		await later(1, "03:01");
		await later(1, "23:59");
		expect(runs()).toBe(1);
		await later(2, "03:00");
		expect(runs()).toBe(2);
	});

	it("goes on at the next minute where there is much of it, and with what was unfinished then", async () => {
		const text = { kind: "text", text: "周报", addressed: true } as const;
		const chat = { channel: "room", account: "room", id: "p", kind: "private" } as const;
		const updates = Array.from({ length: 26_000 }, (_, index) => ({
			updateId: `u${index}`,
			chat,
			sender: { channel: "room", id: "a" },
			messageId: null,
			sentAt: now,
			content: text,
		}));
		await opened.store.receive(updates, now);
		const items = await opened.store.pendingInbox(26_000);
		const finish = (which: typeof items) =>
			opened.store.commit(which.map(({ position }) => ({ do: "finish-inbox", position, outcome: "done", reference: null })));
		await finish(items.slice(1));
		await later(200);
		expect(runs()).toBe(0);
		await keepFor(addMs(now, 60_000));
		expect(runs()).toBe(1);
		const reached = async (): Promise<string | null> => opened.store.setting("retention:inbox");
		expect(await reached()).toBe("0");
		expect((await opened.store.pendingInbox(10)).map(({ inbound }) => inbound.content)).toEqual([text]);
		await finish(items.slice(0, 1));
		await later(201);
		await keepFor(addMs(now, 60_000));
		expect(await reached()).toBe("26000");
	});
});

describe("the running program", () => {
	it("forgets by itself, and goes on answering", async () => {
		const universe = await Universe.open();
		await universe.stage.say(REPORTER, null, "周报");
		await universe.settle();
		await universe.stage.heard();
		await universe.pass(200 * DAY_MS);
		expect(universe.logged.filter(({ event }) => event === "retention:done").length).toBe(1);
		expect(universe.logged.filter(({ level }) => level === "error")).toEqual([]);
		await universe.stage.say(REPORTER, null, "帮助");
		await universe.settle();
		expect((await universe.stage.heard()).length).toBeGreaterThan(0);
		await universe.close();
	});
});
