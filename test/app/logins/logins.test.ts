import { afterEach, beforeEach, expect, it } from "vitest";
import { addMs, type DateText, type Instant, instantAt } from "../../../src/domain/period.ts";
import { personKey } from "../../../src/domain/person.ts";
import type { ChannelHealth } from "../../../src/ports/channel.ts";
import { Messenger } from "../../support/messenger.ts";
import { readQrPng } from "../../support/read-qr.ts";
import { Universe } from "../../support/universe.ts";

const OFFICE = "DC01";
const DABA = "210921108";
const MINUTE = 60_000;
const CODE = "https://login.example/l/4Z1s0e2HGQ==";
const LATER_CODE = "https://login.example/l/8a7Xy0Qk3w==";

let universe: Universe;
let bot: Messenger;
beforeEach(async () => {
	universe = await Universe.open();
	bot = new Messenger();
	universe.yixian.attach(bot);
});
afterEach(() => universe.close());

const waitingFor = (code: string, since: Instant): ChannelHealth => ({
	state: "down",
	reason: "scan",
	name: null,
	seesGroups: null,
	login: { code, since },
});
const UP: ChannelHealth = { state: "up", reason: "", name: "一线通", seesGroups: null };
const OUT: ChannelHealth = { state: "down", reason: "logged-out", name: null, seesGroups: null };

/** What somebody heard in the room, and how many files came with it. */
const heard = async (person = OFFICE): Promise<{ readonly text: string; readonly files: number }[]> =>
	(await universe.stage.heard())
		.filter(({ where }) => "person" in where && where.person === person)
		.map(({ text, files }) => ({ text, files: files.length }));
const ask = async (text: string, person = OFFICE): ReturnType<typeof heard> => {
	await universe.stage.say(person, null, text);
	await universe.settle();
	return heard(person);
};
/** What a telephone reads in the picture the office was sent last. */
const scanned = async (): Promise<string | null> => readQrPng(new Uint8Array((await universe.stage.lastFile(OFFICE)).bytes));
const shown = async (): Promise<string[]> =>
	(await universe.store.auditOf(`channel:${bot.id}`, 9)).map(({ actor, event }) => `${actor} ${event}`);

it("answers 扫码 with the code that holds now, as a picture, and says so in the audit without the code", async () => {
	bot.now = waitingFor(CODE, universe.now);
	const [answer, ...more] = await ask("扫码");
	expect(more).toEqual([]);
	expect(answer).toEqual({
		text: [
			"Telegram等人扫码登录，这是11月16日09:30的码。",
			"请在电脑或另一部手机上打开这张图，用一线通那个号所在的手机扫，再在手机上点确认。",
			"码几分钟就换，扫不了就再发一次“扫码”。别转发给别人：谁扫了，一线通就用谁的号说话。",
		].join("\n"),
		files: 1,
	});
	expect(await scanned()).toBe(CODE);
	bot.now = waitingFor(LATER_CODE, addMs(universe.now, MINUTE));
	await ask("/login");
	expect(await scanned()).toBe(LATER_CODE);
	const audit = await universe.store.auditOf(`channel:${bot.id}`, 9);
	expect(audit.map(({ actor, event }) => `${actor} ${event}`)).toEqual([`${OFFICE} login:shown`, `${OFFICE} login:shown`]);
	expect(JSON.stringify([audit, universe.logged])).not.toContain("login.example");
});

it("says that no code waits", async () => {
	const nothing = [{ text: "现在没有要扫的码。各个聊天工具通不通，发“自检”看。", files: 0 }];
	expect(await ask("扫码")).toEqual(nothing);
	bot.now = OUT;
	expect(await ask("扫码")).toEqual(nothing);
	expect(await shown()).toEqual([]);
});

it("keeps the code out of a group, and takes talk of scanning there for talk", async () => {
	bot.now = waitingFor(CODE, universe.now);
	await universe.stage.say(OFFICE, DABA, "扫码");
	await universe.settle();
	const all = await universe.stage.heard();
	expect(all.filter(({ where }) => "group" in where).map(({ text, files }) => [text, files.length])).toEqual([
		["李建国（演示），内容已私聊发给您。", 0],
	]);
	expect(all.filter(({ where }) => "person" in where && where.person === OFFICE).map(({ files }) => files.length)).toEqual([1]);
	for (const person of [OFFICE, "210921108-3"]) await universe.stage.say(person, DABA, "扫码，大家都进新群");
	await universe.stage.say("210921108-3", DABA, "扫码");
	await universe.settle();
	expect(await universe.stage.heard()).toEqual([]);
});

it("tells the office once, with the code, that a messenger waits to be scanned", async () => {
	bot.now = waitingFor(CODE, universe.now);
	await universe.pass(MINUTE);
	expect(await heard()).toEqual([
		{
			text: [
				"告警：Telegram从11月16日09:31起用不了，等人扫码登录。",
				"请在电脑或另一部手机上打开这张图，用一线通那个号所在的手机扫，再在手机上点确认。",
				"码几分钟就换，扫不了就发“扫码”取新的。在别处也绑定了的人，改从别处告诉；其余的消息先存着，通了自动补发。",
			].join("\n"),
			files: 1,
		},
	]);
	expect(await scanned()).toBe(CODE);
	expect(await shown()).toEqual(["system login:shown"]);
	bot.now = waitingFor(LATER_CODE, universe.now);
	for (let minute = 0; minute < 5; minute += 1) await universe.pass(MINUTE);
	expect(await heard()).toEqual([]);
	bot.now = UP;
	for (let minute = 0; minute < 6; minute += 1) await universe.pass(MINUTE);
	expect((await heard()).map(({ text }) => text.split("。")[0])).toEqual(["已恢复：Telegram又连上了"]);
});

it("tells of a ban beside the code", async () => {
	bot.now = { ...waitingFor(CODE, universe.now), reason: "banned" };
	await universe.pass(MINUTE);
	const [alarm] = await heard();
	expect(alarm?.files).toBe(1);
	expect(alarm?.text).toContain("起用不了（这个号被平台限制了，请在手机上登录它看提示），等人扫码登录。");
});

it("sends at seven the code that holds at seven, not that of the night", async () => {
	await universe.moveTo(instantAt("2026-11-16" as DateText, "23:00"));
	await heard();
	bot.now = waitingFor(CODE, universe.now);
	await universe.pass(MINUTE);
	expect(await heard()).toEqual([]);
	bot.now = waitingFor(LATER_CODE, addMs(universe.now, MINUTE));
	await universe.moveTo(instantAt("2026-11-17" as DateText, "07:00"));
	expect((await heard()).filter(({ files }) => files > 0)).toHaveLength(1);
	expect(await scanned()).toBe(LATER_CODE);
});

it("never sends a code late: what had to wait goes with the newest code, and without one when none waits", async () => {
	const road = new Messenger();
	Object.assign(road, { id: "other" });
	await universe.store.commit([
		{ do: "unbind-account", account: { channel: "room", id: OFFICE }, at: universe.now },
		{ do: "bind-account", account: road.person("o"), person: personKey(OFFICE), privateChat: road.private("o"), at: universe.now },
	]);
	universe.yixian.attach(road);
	const send = road.send.bind(road);
	const holdUp = (): void => {
		road.send = async () => ({ kind: "retry", afterMs: MINUTE, reason: "slow", blame: "chat" });
	};
	const letGo = async (): Promise<readonly { readonly text: string; readonly files: readonly { readonly hash: string }[] }[]> => {
		road.send = send;
		road.sent.length = 0;
		await universe.pass(2 * MINUTE);
		return road.sent;
	};
	bot.now = waitingFor(CODE, universe.now);
	holdUp();
	await road.says(universe, road.private("o"), "o", "扫码");
	bot.now = waitingFor(LATER_CODE, addMs(universe.now, MINUTE));
	const [answer] = await letGo();
	expect(readQrPng(await universe.fileBytes(answer?.files[0]?.hash ?? ""))).toBe(LATER_CODE);
	holdUp();
	await road.says(universe, road.private("o"), "o", "扫码");
	bot.now = UP;
	const sent = await letGo();
	expect(sent.map(({ text, files }) => [text, files.length])).toEqual([["现在没有要扫的码。各个聊天工具通不通，发“自检”看。", 0]]);
});

it.each([
	["scan", "等人扫码登录，请发“扫码”取码"],
	["logged-out", "已退出登录，请发“扫码”取码重新登录"],
	["banned", "这个号被平台限制了，请在手机上登录它看提示"],
	["no-connection", "和平台的连接断了，会自动再连"],
	["no-puppet", "接它用的程序没装上，请看 docs/wechat.md"],
	["failed", "接它的程序出错了，会自动再试"],
])("says in plain words what %s means, to the office and to machines by its code", async (reason, words) => {
	bot.now = { ...OUT, reason };
	const [answer] = await ask("自检");
	expect(answer?.text).toContain(`· Telegram连不上：${words}`);
	expect(answer?.text).toContain(`· Telegram：连不上（${words}）`);
	expect(await universe.yixian.desk.readiness()).toEqual({ ready: true, reasons: [`telegram down: ${reason}`] });
	expect(await universe.yixian.desk.metrics()).toContain(`yixian_channel_down{channel="telegram",reason="${reason}"} 1\n`);
});

it("tells at once of what no waiting mends, and of the rest after five minutes", async () => {
	const minutesUntilTold = async (reason: string): Promise<number> => {
		bot.now = { ...OUT, reason };
		for (let minute = 1; minute < 10; minute += 1) {
			await universe.pass(MINUTE);
			if ((await heard()).some(({ text }) => text.startsWith("告警"))) return minute;
		}
		return Number.POSITIVE_INFINITY;
	};
	const told: Record<string, number> = {};
	for (const reason of ["scan", "logged-out", "banned", "no-puppet", "no-connection", "failed"]) {
		told[reason] = await minutesUntilTold(reason);
		bot.now = UP;
		for (let minute = 0; minute < 61; minute += 1) await universe.pass(MINUTE);
		await heard();
	}
	expect(told).toEqual({ scan: 1, "logged-out": 1, banned: 1, "no-puppet": 1, "no-connection": 6, failed: 6 });
});

it("shows the room's page what waits, to the office alone, and says so in the audit once a wait", async () => {
	const { desk } = universe.yixian;
	const office = personKey(OFFICE);
	const codes = async (): Promise<(string | null)[]> => (await desk.logins(office)).map(({ name, png }) => `${name} ${readQrPng(png)}`);
	expect([desk.mayScan(office), desk.mayScan(personKey("210921108-3")), desk.mayScan(personKey("nobody"))]).toEqual([true, false, false]);
	expect(await codes()).toEqual([]);
	bot.now = waitingFor(CODE, universe.now);
	expect(await desk.logins(personKey("210921108-3"))).toEqual([]);
	expect(await codes()).toEqual([`Telegram ${CODE}`]);
	bot.now = waitingFor(LATER_CODE, addMs(universe.now, MINUTE));
	expect(await codes()).toEqual([`Telegram ${LATER_CODE}`]);
	expect(await shown()).toEqual([`${OFFICE} login:shown`]);
	bot.now = UP;
	expect(await codes()).toEqual([]);
	bot.now = waitingFor(CODE, universe.now);
	await codes();
	expect(await shown()).toHaveLength(2);
});

it("takes what is too long for a code for none", async () => {
	bot.now = waitingFor("x".repeat(5000), universe.now);
	expect(await ask("扫码")).toEqual([{ text: "现在没有要扫的码。各个聊天工具通不通，发“自检”看。", files: 0 }]);
	expect(await universe.yixian.desk.logins(personKey(OFFICE))).toEqual([]);
	expect(universe.yixian.logins.waiting()).toEqual([]);
});
