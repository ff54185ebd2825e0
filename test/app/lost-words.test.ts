import { afterEach, beforeEach, expect, it } from "vitest";
import type { CountyData } from "../../src/domain/county.ts";
import { type DateText, type Instant, instantAt } from "../../src/domain/period.ts";
import { personKey } from "../../src/domain/person.ts";
import { unitCode } from "../../src/domain/unit.ts";
import { Messenger } from "../support/messenger.ts";
import { Universe } from "../support/universe.ts";

const MINUTE = 60_000;
const DABA = "210921108";
const FOSI = "210921103";
const on = (day: string, time: string): Instant => instantAt(day as DateText, time);
const DOWN = { state: "down", reason: "logged-out", name: null, seesGroups: null } as const;
const UP = { state: "up", reason: "", name: "一线通", seesGroups: true } as const;

/** 周报 is owed by two townships, and nobody is reminded of it by the schedule. */
const owed = (data: CountyData): CountyData => ({
	...data,
	duties: data.duties.map((duty) =>
		duty.name === "周报" ? { ...duty, units: { codes: [DABA, FOSI].map(unitCode) } } : { ...duty, units: { codes: [] } },
	),
});

let universe: Universe;
let wechat: Messenger;
const attach = (): void => {
	wechat = new Messenger("main", "wechat", { buttons: false, edit: false, toast: false, keepsMissed: false });
	wechat.now = UP;
	universe.yixian.attach(wechat);
};
beforeEach(async () => {
	universe = await Universe.open({ change: owed, keepsTime: true });
	attach();
});
afterEach(() => universe.close());

/** Somebody is on WeChat, and there alone unless told otherwise. */
const isOnWechat = async (person: string, alone = true): Promise<void> => {
	const account = { account: wechat.person(`w-${person}`), person: personKey(person), privateChat: wechat.private(`w-${person}`) };
	await universe.store.commit([
		{ do: "bind-account", ...account, at: universe.now },
		...(alone ? [{ do: "unbind-account", account: { channel: "room", id: person }, at: universe.now } as const] : []),
	]);
};
const minutes = async (count: number): Promise<void> => {
	for (let minute = 0; minute < count; minute += 1) await universe.pass(MINUTE);
};
const away = async (count: number): Promise<void> => {
	wechat.now = DOWN;
	await minutes(count);
	wechat.now = UP;
};
/** What went out over WeChat since the last look. */
const asked = (): string[] => wechat.sent.splice(0).map(({ chat, text }) => `${chat.id}: ${text}`);
const says = (person: string, text: string): Promise<string[]> => wechat.says(universe, wechat.private(`w-${person}`), `w-${person}`, text);

const QUESTION =
	"11月17日14:00到14:41微信断了，这段时间发的话没有收到。周报要是发过，请再发一次。\n大巴镇周报还没报，周五（11月20日）17:00截止。";
const REPORTER = `${DABA}-2`;
const COLLEAGUE = `${DABA}-3`;

const begin = async (): Promise<void> => {
	await universe.moveTo(on("2026-11-17", "14:00"));
	await universe.stage.heard();
	wechat.sent.splice(0);
};

it("asks once for what may have been said in vain, those who still owe and had no other way", async () => {
	await isOnWechat(REPORTER);
	await isOnWechat(COLLEAGUE, false);
	await isOnWechat(`${FOSI}-2`);
	await says(`${FOSI}-2`, "周报 暖棚30亩 果树80亩 养殖小区0 问题无");
	await says(`${FOSI}-2`, "提交");
	await begin();
	await away(40);
	await minutes(5);
	expect(asked()).toEqual([]);
	await minutes(1);
	expect(asked().map((one) => one.split("\n1. ")[0]?.split("\n请回复")[0])).toEqual([`w-${REPORTER}: ${QUESTION}`]);
	await minutes(30);
	await universe.restart();
	attach();
	await minutes(30);
	expect(asked()).toEqual([]);
	const tallies = await universe.store.remindedOn("2026-11-17" as DateText, [personKey(REPORTER), personKey(COLLEAGUE)]);
	expect(tallies).toEqual([{ person: REPORTER, count: 1 }]);
});

it("asks nobody after a short break, and takes one that comes and goes for one", async () => {
	await isOnWechat(REPORTER);
	await begin();
	await away(10);
	await minutes(10);
	expect(asked()).toEqual([]);
	await universe.moveTo(on("2026-11-17", "15:00"));
	await away(18);
	await minutes(3);
	await away(20);
	await minutes(10);
	expect(asked()).toEqual([expect.stringContaining("11月17日15:00到15:42微信断了")]);
});

it("leaves alone whoever reported or went on since, even where the question was written already", async () => {
	await isOnWechat(REPORTER);
	await begin();
	await says(REPORTER, "周报");
	await away(40);
	await minutes(2);
	await says(REPORTER, "45亩");
	asked();
	await minutes(10);
	expect(asked()).toEqual([]);
});

it("asks in the unit's group there, once for all its people", async () => {
	await isOnWechat(REPORTER);
	await isOnWechat(COLLEAGUE);
	await universe.store.commit([
		{
			do: "save-group",
			group: {
				chat: wechat.group("g"),
				title: "大巴镇群",
				unit: unitCode(DABA),
				member: true,
				admin: false,
				seesAll: true,
				updatedAt: universe.now,
			},
		},
	]);
	await begin();
	await away(40);
	await minutes(10);
	expect(asked()).toEqual(["g: 11月17日14:00到14:41微信断了，这段时间发的话没有收到。周报要是发过，请再发一次。报过的不用理会。"]);
});

it("asks whoever was changing a report, alone, and not after it ended", async () => {
	await isOnWechat(REPORTER);
	await isOnWechat(COLLEAGUE);
	await says(REPORTER, "周报 暖棚45亩 果树120亩 养殖小区1个 问题无");
	await says(REPORTER, "提交");
	await begin();
	await says(REPORTER, "修改 暖棚46亩");
	asked();
	await away(40);
	await minutes(10);
	expect(asked().map((one) => one.split("\n").slice(0, 2))).toEqual([
		[
			`w-${REPORTER}: 11月17日14:00到14:41微信断了，这段时间发的话没有收到。周报要是发过，请再发一次。`,
			expect.stringMatching(/^大巴镇周报填好了，还没提交/u),
		],
	]);
});

it("waits for the morning where it is back at night", async () => {
	await isOnWechat(REPORTER);
	await universe.moveTo(on("2026-11-17", "22:00"));
	wechat.sent.splice(0);
	await away(60);
	await minutes(30);
	expect(asked()).toEqual([]);
	await universe.moveTo(on("2026-11-18", "07:59"));
	expect(asked()).toEqual([]);
	await universe.moveTo(on("2026-11-18", "09:00"));
	expect(asked()).toEqual([expect.stringContaining("11月17日22:00到23:01微信断了")]);
});

it("asks after the program itself was gone, whatever else its people have", async () => {
	await isOnWechat(REPORTER);
	await isOnWechat(COLLEAGUE, false);
	await begin();
	await minutes(3);
	await universe.restart(on("2026-11-17", "16:00"));
	attach();
	await minutes(10);
	const texts = asked();
	expect(texts.map((one) => one.split(":")[0]).sort()).toEqual([`w-${REPORTER}`, `w-${COLLEAGUE}`]);
	expect(texts[0]).toMatch(/11月17日1[34]:\d\d到16:0\d微信断了/u);
});

it("says nothing where the round takes nothing any more", async () => {
	await isOnWechat(REPORTER);
	await universe.moveTo(on("2026-11-23", "11:30"));
	wechat.sent.splice(0);
	await away(40);
	await minutes(10);
	expect(asked().filter((text) => text.includes("第47周"))).toEqual([]);
});
