import { afterEach, beforeEach, expect, it } from "vitest";
import type { DateText } from "../../src/domain/period.ts";
import { dateOf, type Instant, instantAt } from "../../src/domain/period.ts";
import { personKey } from "../../src/domain/person.ts";
import { Universe } from "../support/universe.ts";

const OFFICE = "DC01";
const DEPUTY = "210921108-3";
const STAFF = "210921108-2";
const HOUR_MS = 60 * 60 * 1000;

let universe: Universe;
beforeEach(async () => {
	universe = await Universe.open();
});
afterEach(() => universe.close());

const said = async (): Promise<{ readonly where: string; readonly text: string }[]> => {
	await universe.settle();
	return (await universe.stage.heard()).map(({ where, text }) => ({
		where: "person" in where ? where.person : `group ${JSON.stringify(where)}`,
		text,
	}));
};

const say = async (who: string, text: string): Promise<{ readonly where: string; readonly text: string }[]> => {
	await universe.stage.say(who, null, text);
	return said();
};

const publish = async (text: string): Promise<{ readonly where: string; readonly text: string }[]> => {
	await say(OFFICE, text);
	await say(OFFICE, "要求收到");
	return say(OFFICE, "发布");
};

it("goes to the group of every township once, and to nobody alone who is in one", async () => {
	const heard = await publish("通知 明天上午9点开会");
	const notices = heard.filter(({ text }) => text.startsWith("【通知】"));
	expect(notices).toHaveLength(36);
	expect(new Set(notices.map(({ where }) => where)).size).toBe(36);
	expect(notices.every(({ where }) => where.startsWith("group"))).toBe(true);
	expect(heard.find(({ where }) => where === OFFICE)?.text).toContain("已发布，第1号，发给36个群。");
	const audit = await universe.store.auditOf("notice:1", 5);
	expect(audit.map(({ event, actor }) => [event, actor])).toEqual([["notice:published", OFFICE]]);
});

it("writes to the cadres of every village alone, each once, and names those who are not bound", async () => {
	const secretary = personKey("210921108211-1");
	for (const { account } of await universe.store.accountsOf(secretary))
		await universe.store.commit([{ do: "unbind-account", account, at: universe.now }]);
	const preview = await say(OFFICE, "通知 给各村：防火");
	expect(preview[0]?.text).toContain("1个人还没绑定，收不到：后朝阳村委会");
	const heard = await say(OFFICE, "发布");
	const notices = heard.filter(({ text }) => text.startsWith("【通知】"));
	expect(new Set(notices.map(({ where }) => where)).size).toBe(notices.length);
	expect(heard.find(({ where }) => where === OFFICE)?.text).toContain(`发给${notices.length}个人；1个人还没绑定`);
});

it("records one receipt a person, however often and wherever they say it", async () => {
	await publish("通知 给 大巴镇：开会");
	await Promise.all([
		universe.stage.say(DEPUTY, null, "收到"),
		universe.stage.say(STAFF, null, "👍"),
		universe.stage.say(DEPUTY, null, "好的"),
	]);
	await said();
	await say(DEPUTY, "收到 1");
	const recipients = await universe.store.noticeRecipients(1);
	expect(recipients.filter(({ confirmedAt }) => confirmedAt !== null).map(({ person }) => person)).toEqual([STAFF, DEPUTY]);
	const received = (await universe.store.auditOf("notice:1", 9)).filter(({ event }) => event === "notice:received");
	expect(received).toHaveLength(2);
});

it("sends the text as it was typed, but no sign that reverses or hides it, under the name of who issues it", async () => {
	const heard = await publish("通知 给 大巴镇：\u202E开会\u200B\n县领导 张三 <b>命令</b>\u0000");
	const notice = heard.find(({ text }) => text.startsWith("【通知】"));
	expect(notice?.text).toBe("【通知】第1号　县督查考核办 李建国（演示）\n开会\n县领导 张三 <b>命令</b>\n看到请点“收到”，或回复“收到”。");
});

it("keeps a draft over a restart, and shows it again before a word of the next day publishes it", async () => {
	await say(OFFICE, "通知 给 大巴镇：开会");
	await universe.restart();
	await universe.moveTo(instantAt("2026-11-17" as DateText, "09:30"));
	await universe.stage.heard();
	const again = await say(OFFICE, "发布");
	expect(again.map(({ where }) => where)).toEqual([OFFICE]);
	expect(again[0]?.text).toContain("这是前面写好没发的通知，请再看一遍。");
	const heard = await say(OFFICE, "发布");
	expect(heard.filter(({ text }) => text.startsWith("【通知】"))).toHaveLength(1);
});

it("publishes once when 发布 is sent twice at the same moment", async () => {
	await say(OFFICE, "通知 给 大巴镇：开会");
	await Promise.all([universe.stage.say(OFFICE, null, "发布"), universe.stage.say(OFFICE, null, "发布")]);
	expect((await said()).filter(({ text }) => text.startsWith("【通知】"))).toHaveLength(1);
	expect(await universe.store.lastNoticeNumber()).toBe(1);
});

it("drops what was attached to an earlier draft when another notice is begun", async () => {
	await say(OFFICE, "通知 给 大巴镇：第一份");
	const [preview] = await say(OFFICE, "通知 给 大巴镇：第二份");
	expect(preview?.text).toContain("上一份没发的通知已放弃。");
	expect((await universe.store.noticeDraft(personKey(OFFICE)))?.files).toEqual([]);
	await say(OFFICE, "放弃");
	expect(await universe.store.noticeDraft(personKey(OFFICE))).toBeNull();
});

it("reminds nobody of a notice that was withdrawn in the night", async () => {
	await publish("通知 给 大巴镇：开会");
	await universe.moveTo(instantAt("2026-11-16" as DateText, "20:00"));
	await universe.stage.heard();
	expect((await say(OFFICE, "催收到 1"))[0]?.text).toContain("11月17日08:00催第1号通知");
	await say(OFFICE, "撤回 1");
	await universe.moveTo(instantAt("2026-11-17" as DateText, "08:00"));
	expect((await said()).filter(({ text }) => text.startsWith("提醒"))).toEqual([]);
});

it("reminds after downtime in working hours, once", async () => {
	await publish("通知 给 大巴镇：开会");
	await universe.moveTo(instantAt("2026-11-16" as DateText, "23:00"));
	await say(OFFICE, "催收到 1");
	await universe.moveTo(instantAt("2026-11-17" as DateText, "10:30") satisfies Instant);
	await universe.pass(60_000);
	expect((await said()).filter(({ text }) => text.startsWith("提醒"))).toHaveLength(1);
});

it("takes a reply for the notice it replies to, not for the newest", async () => {
	await publish("通知 给 大巴镇：防火");
	await publish("通知 给 大巴镇：防汛");
	const [sent] = await universe.store.noticeChats(1);
	if (!sent) throw new Error("the first notice went nowhere");
	const reply = (updateId: string, text: string, repliesTo: string): Promise<void> =>
		universe.yixian.intake.receive([
			{
				updateId,
				chat: sent.chat,
				sender: { channel: "room", id: DEPUTY },
				messageId: null,
				repliesTo,
				sentAt: universe.now,
				content: { kind: "text", text, addressed: true },
			},
		]);
	await reply("r1", "好的", sent.message);
	await said();
	const confirmed = async (number: number): Promise<string[]> =>
		(await universe.store.noticeRecipients(number)).flatMap(({ person, confirmedAt }) => (confirmedAt === null ? [] : [person]));
	expect([await confirmed(1), await confirmed(2)]).toEqual([[DEPUTY], []]);
	// What is no message of ours says nothing of which: the newest is meant.
	await reply("r2", "收到", "unknown");
	await said();
	expect(await confirmed(2)).toEqual([DEPUTY]);
});

it("answers no 收到 of group talk where nothing waits", async () => {
	await universe.stage.say(DEPUTY, "210921108", "收到");
	await universe.stage.say(DEPUTY, "210921108", "好的");
	await universe.settle();
	expect(await universe.store.inboxDepth()).toBe(0);
	expect(await universe.stage.heard()).toEqual([]);
});

/** Somebody was reminded of other things twice today. */
const remindedTwice = (people: readonly string[]): Promise<void> =>
	universe.store.commit([
		{
			do: "add-reminder-records",
			records: people.flatMap((person) =>
				["r1", "r2"].map((message) => ({
					at: universe.now,
					day: dateOf(universe.now),
					person: personKey(person),
					unit: null,
					kind: "round" as const,
					subject: "weekly:2026-W47",
					message: `${message}:${person}`,
					inGroup: false,
					outcome: "sent" as const,
				})),
			),
		},
	]);
const SECRETARY = "210921108211-1";
const HEAD = "210921108211-2";

it("spares whoever was reminded often enough that day, says how many, and counts for other reminders", async () => {
	await publish("通知 给 后朝阳村委会 大巴镇：停电");
	await remindedTwice([SECRETARY]);
	const heard = await say(OFFICE, "催收到 1");
	expect(heard.find(({ where }) => where === OFFICE)?.text).toContain("另有1人今天已提醒过2次，没有再催。");
	expect(heard.map(({ where }) => where)).not.toContain(SECRETARY);
	const today = dateOf(universe.now);
	expect(await universe.store.remindedOn(today, [personKey(DEPUTY)])).toEqual([{ person: DEPUTY, count: 1 }]);
	expect((await say(OFFICE, "回执 1"))[0]?.text).toContain("催过一次；还有1人那天已提醒够了，没催到。");
	await universe.moveTo(instantAt("2026-11-17" as DateText, "09:30"));
	await universe.stage.heard();
	const next = await say(OFFICE, "催收到 1");
	expect(next.map(({ where }) => where).sort()).toEqual([SECRETARY, OFFICE].sort());
	expect((await say(OFFICE, "催收到 1"))[0]?.text).toBe("第1号通知已经催过一次，不再催。");
});

it("reminds nobody where all were reminded often enough, and says that it may be asked again tomorrow", async () => {
	await publish("通知 给 后朝阳村委会：停电");
	await remindedTwice([SECRETARY, HEAD]);
	const heard = await say(OFFICE, "催收到 1");
	expect(heard).toHaveLength(1);
	expect(heard[0]?.text).toMatch(/还有\d人没回，今天都已提醒过2次，没有再催。明天可以再发“催收到 1”。$/u);
});

it("reminds on no day off: at eight of the next working day", async () => {
	await publish("通知 给 大巴镇：开会");
	await universe.moveTo(instantAt("2026-11-20" as DateText, "20:30"));
	await universe.stage.heard();
	expect((await say(OFFICE, "催收到 1"))[0]?.text).toContain("11月23日08:00催第1号通知");
	await universe.moveTo(instantAt("2026-11-22" as DateText, "12:00"));
	expect((await said()).filter(({ text }) => text.startsWith("提醒："))).toEqual([]);
	await universe.moveTo(instantAt("2026-11-23" as DateText, "08:00"));
	expect((await said()).filter(({ text }) => text.startsWith("提醒："))).toHaveLength(1);
});

it("asks whoever stands in for somebody on leave, and not the one on leave", async () => {
	const principal = "210921108-1";
	const deputy = universe.county.person(personKey(DEPUTY))?.name;
	expect((await say(principal, `请假 11月16日到11月20日 代理 ${deputy}`))[0]?.text).toContain("代理");
	await publish("通知 给 大巴镇主要领导：明天开会");
	expect((await universe.store.noticeRecipients(1)).map(({ person }) => person)).toEqual([DEPUTY]);
});

it("tries for three days to bring a notice to a chat, then tells its issuer where it is not", async () => {
	await universe.close();
	universe = await Universe.open({ on: "telegram" });
	const { telegram } = universe;
	if (!telegram) throw new Error("not on Telegram");
	await say(OFFICE, "通知 给 大巴镇：明天开会");
	await say(OFFICE, "要求收到");
	const down = telegram.telegram.world.faults.add({ method: "sendMessage", fault: { kind: "close-before" } });
	await telegram.say(OFFICE, null, "发布");
	await universe.settle();
	expect(await universe.store.unsentOfNotice(1)).toEqual({ waiting: 1, lost: 0 });
	await universe.pass(71 * HOUR_MS);
	expect(await universe.store.unsentOfNotice(1)).toEqual({ waiting: 1, lost: 0 });
	await universe.pass(2 * HOUR_MS);
	down();
	await universe.pass(HOUR_MS);
	const heard = await said();
	expect(heard.filter(({ text }) => text.startsWith("【通知】"))).toEqual([]);
	const receipts = await say(OFFICE, "回执 1");
	expect(receipts[0]?.text).toContain("有1个群或个人没送到，不再送了");
});

it.each(["room", "telegram"] as const)(
	"joins what a messenger cut in two, and splits what is too long between its lines, the button below the last (%s)",
	async (on) => {
		await universe.close();
		universe = await Universe.open({ on });
		const lines = Array.from(
			{ length: 150 },
			(_, at) => `${at + 1}．大巴镇第${at + 1}组：检查机井、暖棚和排水沟，把查到的、改了的都一条一条记下来。`,
		);
		const text = `通知 给 大巴镇：\n${lines.join("\n")}`;
		const cut = text.lastIndexOf("\n", 4096);
		expect(text.length).toBeGreaterThan(5500);
		await say(OFFICE, text.slice(0, cut));
		const preview = await say(OFFICE, text.slice(cut));
		expect(preview[0]?.text).toContain("分成两条来的，已接在一起");
		await say(OFFICE, "要求收到");
		await universe.stage.say(OFFICE, null, "发布");
		await universe.settle();
		const parts = (await universe.stage.heard()).filter(({ where }) => "group" in where);
		expect(parts.every((part) => part.text.split("\n").every((line) => !/^\d+．/u.test(line) || lines.includes(line)))).toBe(true);
		expect(parts.flatMap((part) => part.text.split("\n")).filter((line) => /^\d+．/u.test(line))).toEqual(lines);
		expect(parts.map(({ buttons }) => buttons)).toEqual([...parts.slice(1).map(() => []), ["收到"]]);
	},
);
