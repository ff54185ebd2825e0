import { afterEach, beforeEach, expect, it } from "vitest";
import { createYixian, type Yixian } from "../../src/app/yixian.ts";
import type { OpenStore } from "../../src/store/open-store.ts";
import { readWorkbook } from "../../src/workbook/read-workbook.ts";
import { writeSheets } from "../../src/workbook/sheets/write-sheets.ts";
import { openIn, temporaryFolder } from "../support/demo-store.ts";
import { drawPng } from "../support/draw-png.ts";
import { Messenger } from "../support/messenger.ts";
import { countingIds, keepingLog } from "../support/room-harness.ts";
import { BEGINNING } from "../support/universe.ts";

let opened: OpenStore;
let yixian: Yixian;
let bot: Messenger;
const log = keepingLog();
const here = () => ({ yixian, now: BEGINNING });

beforeEach(async () => {
	opened = await openIn(temporaryFolder(), { now: () => BEGINNING });
	bot = new Messenger();
	yixian = await createYixian({
		store: opened.store,
		files: opened.files,
		retention: opened.retention,
		reader: { read: async (bytes) => readWorkbook(bytes) },
		drawPng,
		writeSheets,
		clock: { now: () => BEGINNING },
		ids: countingIds(),
		log,
		language: "zh-CN",
		limited: true,
		steadyMs: () => 0,
		later: () => () => undefined,
		chance: () => 0,
		fileNames: { template: "a", slips: "b", login: "c" },
		groupUnit: () => null,
		groupChat: () => null,
		privateChatOf: () => null,
		idleMs: 0,
		system: async () => ({ version: "", databaseBytes: null, diskFreeBytes: null }),
		storeTrouble: () => null,
		processMetrics: () => "",
	});
	yixian.attach(bot);
});
afterEach(async () => {
	await yixian.stop();
	await opened.close();
});

it("knows the groups it was added to before anything was imported, and greets them", async () => {
	const joined = { what: "member", title: "大巴镇工作群", admin: true, seesAll: true } as const;
	expect(await bot.happens(here(), bot.group("-1"), "x", { kind: "group", event: joined })).toEqual([
		expect.stringContaining("绑定群 大巴镇"),
	]);
	await bot.happens(here(), bot.group("-1"), "x", { kind: "group", event: { what: "renamed", title: "新名" } });
	expect(await opened.store.knownGroups()).toMatchObject([{ title: "新名", member: true, seesAll: true }]);
	await bot.happens(here(), bot.group("-1"), "x", { kind: "group", event: { what: "left", title: "新名" } });
	expect(await opened.store.knownGroups()).toMatchObject([{ member: false }]);
});

it("tells whoever writes to it to bind, and breaks on nothing they send", async () => {
	const chat = bot.private("x");
	for (const text of ["/start", "你好", "周报 暖棚45亩", "绑定群 大巴镇", "自检"])
		expect(await bot.says(here(), chat, "x", text)).toEqual([expect.stringMatching(/^请先绑定/u)]);
	expect(await bot.says(here(), chat, "x", "/start K7M3P9QX")).toEqual([expect.stringMatching(/^绑定码无效/u)]);
	expect(await bot.happens(here(), chat, "x", { kind: "other", addressed: true })).toHaveLength(1);
	expect(await bot.happens(here(), chat, "x", { kind: "reachable", reachable: false })).toEqual([]);
	expect(await bot.happens(here(), chat, "x", { kind: "reachable", reachable: true })).toEqual([]);
	expect(log.entries.filter(({ level }) => level === "error")).toEqual([]);
});
