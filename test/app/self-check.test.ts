import { afterEach, beforeEach, expect, it } from "vitest";
import { statusNeeds } from "../../src/app/commands/status-needs.ts";
import { addMs } from "../../src/domain/period.ts";
import { personKey } from "../../src/domain/person.ts";
import type { UnitCode } from "../../src/domain/unit.ts";
import { Messenger } from "../support/messenger.ts";
import { Universe } from "../support/universe.ts";

const OFFICE = "DC01";
const MINUTE = 60 * 1000;

let universe: Universe;
let bot: Messenger;
beforeEach(async () => {
	universe = await Universe.open();
	bot = new Messenger();
	universe.yixian.attach(bot);
});
afterEach(() => universe.close());

const ask = async (): Promise<string> => {
	await universe.stage.say(OFFICE, null, "自检");
	await universe.settle();
	return (await universe.stage.heard()).map(({ text }) => text).join("\n");
};
const knowGroup = (id: string, title: string, more: { unit?: string; member?: boolean; seesAll?: boolean }): Promise<void> =>
	universe.store.commit([
		{
			do: "save-group",
			group: {
				chat: bot.group(id),
				title,
				unit: (more.unit ?? null) as UnitCode | null,
				member: more.member ?? true,
				admin: false,
				seesAll: more.seesAll ?? false,
				updatedAt: universe.now,
			},
		},
	]);

it("tells of every messenger and group what works, what needs a hand first", async () => {
	await knowGroup("-1", "大巴镇工作群", { unit: "210921108", seesAll: true });
	await knowGroup("-2", "佛寺镇工作群", { unit: "210921103" });
	await knowGroup("-3", "新群", {});
	await knowGroup("-4", "旧群", { unit: "210921113", member: false });
	await knowGroup("-5", "忘了的群", { member: false });
	const lines = (await ask()).split("\n");
	const at = lines.indexOf("【群】4个：已绑定2，没绑定1，被移出1");
	expect(lines.slice(at + 1, at + 5)).toEqual([
		expect.stringMatching(/^· 旧群：.+，已被移出，请重新拉进群$/u),
		"· 新群：未绑定，只看得到“/”口令、回复和@",
		"· 佛寺镇工作群：佛寺镇，只看得到“/”口令、回复和@",
		"· 大巴镇工作群：大巴镇，群里的话都看得到",
	]);
	expect(lines).toContain("· 聊天室：正常");
	expect(lines).toContain("· Telegram @yixian_bot：正常。隐私模式开着，不当管理员的群里只看得到“/”口令、回复和@");
});

it("is one calm message, in private wherever it is asked", async () => {
	await universe.stage.say(OFFICE, "210921108", "自检");
	await universe.settle();
	const heard = (await universe.stage.heard()).map(({ where, text }) => ["group" in where, text] as const);
	expect(heard.toSorted(([group], [other]) => Number(other) - Number(group))).toEqual([
		[true, "李建国（演示），内容已私聊发给您。"],
		[
			false,
			[
				"自检（11月16日09:30，版本0.1.0）",
				"【要办】",
				"· 2027年放假安排还没有，先按周末和法定节日休息算（暂定），2027年1月1日前请填“日历”表导入",
				"【聊天工具】",
				"· 聊天室：正常",
				"· Telegram @yixian_bot：正常。隐私模式开着，不当管理员的群里只看得到“/”口令、回复和@",
				"【消息】待处理0条，待发送0条，最近一天没发出去0条",
				"【提醒】今天发了0条",
				"【人员】应绑定509人，已绑定509人",
				"【后台】还没有定时检查，下次11月16日09:31；排队任务0个",
				"【日历】放假安排已有2024、2025、2026年",
				"【存储】数据库12.3MB，磁盘还剩45.6GB",
			].join("\n"),
		],
	]);
});

it("says in plain words why a messenger is down", async () => {
	bot.now = { state: "down", reason: "bad-token", name: null, seesGroups: null };
	expect(await ask()).toContain("· Telegram：连不上（令牌不对或已作废，请在 BotFather 核对）");
	bot.now = { ...bot.now, reason: "something-new" };
	expect(await ask()).toContain("· Telegram：连不上（something-new）");
});

it("puts first what needs a hand, and shows no more groups than a telephone does", async () => {
	for (let index = 0; index < 12; index += 1) await knowGroup(`-${index}`, `群${index}`, { unit: "210921108", seesAll: true });
	await knowGroup("-20", "旧群", { unit: "210921113", member: false });
	await knowGroup("-21", "新群", {});
	bot.now = { state: "down", reason: "bad-token", name: null, seesGroups: null };
	await universe.store.commit([
		{
			do: "add-job",
			job: {
				id: "j",
				kind: "write-slips",
				input: {},
				chat: bot.private("x"),
				person: personKey(OFFICE),
				attempts: 0,
				createdAt: universe.now,
			},
		},
		{ do: "finish-job", id: "j", outcome: "failed", reason: "x", at: universe.now },
	]);
	const lines = (await ask()).split("\n");
	expect(lines.slice(1, 6)).toEqual([
		"【要办】",
		"· Telegram连不上：令牌不对或已作废，请在 BotFather 核对",
		"· 1个群把一线通移出去了，请重新拉进群",
		"· 1个群还没绑定单位，请在群里发“绑定群 单位名”",
		"· 最近七天有1个任务（导入、排名图等）没做成，请再发一次",
	]);
	expect(lines).toContain("【群】14个：已绑定12，没绑定1，被移出1");
	expect(lines).toContain("· 还有6个，都正常或同上");
	expect(lines.length).toBeLessThan(30);
});

it("says since when the oldest message waits, how many were reminded today, and when it was last backed up", () => {
	const facts = {
		at: universe.now,
		channels: [],
		notBack: [],
		lastTick: addMs(universe.now, -4 * MINUTE),
		diskFreeBytes: 400_000_000,
		oldestWaiting: addMs(universe.now, -16 * MINUTE),
		groupCounts: { bound: 0, unbound: 0, left: 0 },
		failedJobs: 0,
		lastBackup: addMs(universe.now, -8 * 24 * 60 * MINUTE),
		calendar: { known: [2026], provisional: [] },
		targetsMissing: [],
	} as unknown as Parameters<typeof statusNeeds>[0];
	expect(statusNeeds(facts).map(({ what }) => what)).toEqual(["tick-late", "disk-low", "outbox-stuck", "no-backup"]);
	expect(statusNeeds({ ...facts, targetsMissing: [2027] }).at(-1)).toEqual({ what: "targets", year: 2027 });
	expect(statusNeeds({ ...facts, lastBackup: null }).at(-1)).toEqual({ what: "no-backup", last: null });
	const well = { ...facts, lastTick: universe.now, diskFreeBytes: null, oldestWaiting: null, lastBackup: universe.now };
	expect(statusNeeds(well)).toEqual([]);
});

it("counts what could not be sent within a day, and when it last looked at the clock", async () => {
	const message = (id: string) =>
		({
			do: "enqueue-message",
			message: {
				id,
				chat: { ...bot.private("x"), account: "gone" },
				view: { key: "nothing-open", buttons: [] },
				dedupeKey: id,
				priority: "answer",
				createdAt: universe.now,
				expiresAt: null,
				addressee: null,
				answers: null,
				card: null,
			},
		}) as const;
	await universe.store.commit([message("m1"), message("m2")]);
	await universe.store.park("m1", "blocked", universe.now);
	expect(await ask()).toContain("待发送1条（最早11月16日09:30），最近一天没发出去1条");
	await universe.moveTo(addMs(universe.now, 24 * 60 * MINUTE + MINUTE));
	const said = await ask();
	expect(said).toContain("最近一天没发出去0条");
	expect(said).toContain("上次定时检查11月17日09:31");
});

it("stays ready while a messenger is down, and names it", async () => {
	const { desk } = universe.yixian;
	expect(await desk.readiness()).toEqual({ ready: true, reasons: [] });
	expect(await desk.metrics()).toContain('yixian_channel_up{channel="telegram"} 1');
	bot.now = { ...bot.now, state: "down", reason: "unreachable" };
	expect(await desk.readiness()).toEqual({ ready: true, reasons: ["telegram down: unreachable"] });
	const metrics = await desk.metrics();
	expect(metrics).toContain('yixian_channel_up{channel="telegram"} 0');
	expect(metrics).toContain('yixian_channel_up{channel="room"} 1');
	expect(metrics).toContain("yixian_outbox_parked 0");
});

it("gives with a code the link that binds at one tap, on slips and in the shell too", async () => {
	await universe.stage.say(OFFICE, null, "邀请 沈福生");
	await universe.settle();
	const code = universe.ids.codes.at(-1) ?? "";
	expect((await universe.stage.heard())[0]?.text).toContain(`https://t.me/yixian_bot?start=${code}`);
	const [invitation] = (await universe.yixian.desk.invite("傅春梅")) ?? [];
	expect(invitation?.link).toBe(`https://t.me/yixian_bot?start=${invitation?.code}`);
	await universe.stage.say(OFFICE, null, "解绑 沈福生");
	await universe.stage.say(OFFICE, null, "邀请 全部");
	await universe.settle();
	const slips = new TextDecoder().decode((await universe.stage.lastFile(OFFICE)).bytes);
	expect(slips).toContain(`https://t.me/yixian_bot?start=${universe.ids.codes.at(-1)}`);
});

it("answers a bare /start with how to bind, and with the help who is bound", async () => {
	await universe.store.commit([
		{ do: "bind-account", account: bot.person("o"), person: personKey(OFFICE), privateChat: null, at: universe.now },
	]);
	expect(await bot.says(universe, bot.private("s"), "s", "/start")).toEqual([expect.stringMatching(/^请先绑定/u)]);
	expect(await bot.says(universe, bot.private("o"), "o", "/start")).toEqual([expect.stringContaining("您可以发")]);
});
