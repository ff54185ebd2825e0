import { afterEach, beforeEach, expect, it } from "vitest";
import { Alarms } from "../../../src/app/alarms/alarms.ts";
import { newCounts } from "../../../src/app/counted-store.ts";
import { createLogins } from "../../../src/app/logins/logins.ts";
import { addMs, type DateText, type Instant, instantAt } from "../../../src/domain/period.ts";
import { personKey } from "../../../src/domain/person.ts";
import { unitCode } from "../../../src/domain/unit.ts";
import type { SystemFacts } from "../../../src/ports/system.ts";
import { Messenger } from "../../support/messenger.ts";
import { Universe } from "../../support/universe.ts";

const OFFICE = "DC01";
const MINUTE = 60_000;
const at = (date: string, time: string): Instant => instantAt(date as DateText, time);

let universe: Universe;
let bot: Messenger;
beforeEach(async () => {
	universe = await Universe.open();
	bot = new Messenger();
	universe.yixian.attach(bot);
});
afterEach(() => universe.close());

const DOWN = { state: "down", reason: "unreachable", name: null, seesGroups: null } as const;
const UP = { state: "up", reason: "", name: "@yixian_bot", seesGroups: false } as const;

/** What the office was told in the room, without the greeting of anything else. */
const heard = async (): Promise<string[]> =>
	(await universe.stage.heard())
		.filter(({ where }) => "person" in where && where.person === OFFICE)
		.map(({ text }) => text.split("\n")[0] ?? "");
const minutes = async (count: number): Promise<void> => {
	for (let minute = 0; minute < count; minute += 1) await universe.pass(MINUTE);
};

it("tells the office in the room that Telegram is down, once, though the program is killed meanwhile, and for how long when it is back", async () => {
	bot.now = DOWN;
	await minutes(5);
	expect(await heard()).toEqual([]);
	await minutes(1);
	expect(await heard()).toEqual(["告警：Telegram从11月16日09:31起连不上（网络不通）。"]);
	await universe.restart();
	universe.yixian.attach(bot);
	await minutes(70);
	expect(await heard()).toEqual([]);
	bot.now = UP;
	await minutes(6);
	expect(await heard()).toEqual(["已恢复：Telegram又连上了。11月16日09:31起断了1小时16分钟，存着的消息正在补发。"]);
	expect(bot.sent).toEqual([]);
});

it("leaves the office alone at night and tells it in the morning", async () => {
	await universe.moveTo(at("2026-11-16", "22:00"));
	await universe.stage.heard();
	bot.now = DOWN;
	await minutes(10);
	expect(await heard()).toEqual([]);
	await universe.moveTo(at("2026-11-17", "07:00"));
	expect(await heard()).toEqual(["告警：Telegram从11月16日22:01起连不上（网络不通）。"]);
});

it("tells nobody over the messenger that is down", async () => {
	const room = { channel: "room", id: OFFICE };
	await universe.store.commit([{ do: "unbind-account", account: room, at: universe.now }]);
	const account = { account: bot.person("office"), person: personKey(OFFICE), privateChat: bot.private("office"), at: universe.now };
	await universe.store.commit([{ do: "bind-account", ...account }]);
	bot.now = DOWN;
	await minutes(8);
	expect(bot.sent.filter(({ chat }) => chat.id === "office")).toEqual([]);
});

it("tells once of a group it was put out of at night, and of one that only a failed message tells of", async () => {
	const group = (id: string, title: string) =>
		({
			chat: bot.group(id),
			title,
			unit: unitCode("210921108"),
			admin: false,
			seesAll: true,
			updatedAt: universe.now,
			member: true,
		}) as const;
	await universe.store.commit([
		{ do: "save-group", group: group("-1", "大巴镇一群") },
		{ do: "save-group", group: group("-2", "大巴镇二群") },
	]);
	await universe.moveTo(at("2026-11-16", "23:00"));
	await bot.happens(universe, bot.group("-1"), "x", { kind: "group", event: { what: "left", title: "" } });
	await universe.stage.heard();
	await universe.moveTo(at("2026-11-17", "07:00"));
	expect(await heard()).toEqual(["提醒：一线通被移出了群“大巴镇一群”（大巴镇）。"]);
	const gone = { ...bot, send: async () => ({ kind: "failed", reason: "kicked", gone: true }) as const };
	bot.send = gone.send;
	await bot.says(universe, bot.group("-2"), "office-of-daba", "周报");
	await minutes(2);
	expect(await heard()).toEqual(["提醒：一线通被移出了群“大巴镇二群”（大巴镇）。"]);
	await universe.restart();
	await minutes(2);
	expect(await heard()).toEqual([]);
	expect((await universe.store.knownGroups()).map(({ member }) => member)).toEqual([false, false]);
});

it("tells once a day that the disk fills, and that messages are lost in numbers", async () => {
	const counts = newCounts();
	let diskFreeBytes = 499_000_000;
	const system = async (): Promise<SystemFacts> => ({ version: "", databaseBytes: null, diskFreeBytes });
	const alarms = new Alarms({
		store: universe.store,
		counties: universe.yixian.counties,
		ids: universe.ids,
		log: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
		counts,
		isServed: ({ channel }) => channel === "room",
		healths: () => [],
		system,
		logins: createLogins({ healths: () => [], files: { put: () => Promise.reject(new Error("no code waits")) }, fileName: "" }),
	});
	const tick = async (now: Instant): Promise<string[]> => {
		await alarms.tick(now);
		universe.yixian.resume();
		await universe.settle();
		return heard();
	};
	expect(await tick(universe.now)).toEqual(["告警：磁盘只剩499.0MB。满了就收不下消息，请尽快清理或换大盘。"]);
	counts.parked = 21;
	expect(await tick(addMs(universe.now, 30 * MINUTE))).toEqual([expect.stringMatching(/^告警：最近一小时有21条消息发不出去/u)]);
	counts.parked = 60;
	expect(await tick(addMs(universe.now, 90 * MINUTE))).toEqual([]);
	diskFreeBytes = 40_000_000_000;
	expect(await tick(addMs(universe.now, 24 * 60 * MINUTE))).toEqual([]);
	diskFreeBytes = 400_000_000;
	expect(await tick(addMs(universe.now, 25 * 60 * MINUTE))).toEqual([expect.stringMatching(/^告警：磁盘只剩400/u)]);
});

it("tells of a messenger that waits to be scanned, though its code cannot be kept as a picture", async () => {
	const healths = () => [{ id: bot.id, health: { ...DOWN, reason: "scan", login: { code: "x", since: universe.now } } }];
	const logged: string[] = [];
	const note = (event: string): void => void logged.push(event);
	const alarms = new Alarms({
		store: universe.store,
		counties: universe.yixian.counties,
		ids: universe.ids,
		log: { debug: note, info: note, warn: note, error: note },
		counts: newCounts(),
		isServed: ({ channel }) => channel === "room",
		healths,
		system: async () => ({ version: "", databaseBytes: null, diskFreeBytes: null }),
		logins: createLogins({ healths, files: { put: () => Promise.reject(new Error("disk full")) }, fileName: "" }),
	});
	await alarms.tick(universe.now);
	universe.yixian.resume();
	await universe.settle();
	expect(await heard()).toEqual(["告警：Telegram从11月16日09:30起连不上（等人扫码登录，请发“扫码”取码）。"]);
	expect(logged).toEqual(["alarms:no-picture"]);
});
