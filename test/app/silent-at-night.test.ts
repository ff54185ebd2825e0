import { afterEach, beforeEach, expect, it } from "vitest";
import { type DateText, instantAt } from "../../src/domain/period.ts";
import { personKey } from "../../src/domain/person.ts";
import { unitCode } from "../../src/domain/unit.ts";
import { NO_LIMITS } from "../../src/ports/channel.ts";
import { Messenger } from "../support/messenger.ts";
import { Universe } from "../support/universe.ts";

const OFFICE = personKey("DC01");
const at = (date: string, time: string) => instantAt(date as DateText, time);

/** A messenger on which nothing unasked goes out at night. */
class Silent extends Messenger {
	override readonly limits = { ...NO_LIMITS, keepsQuiet: true };
}

let universe: Universe;
let bot: Silent;
beforeEach(async () => {
	universe = await Universe.open();
	bot = new Silent();
	universe.yixian.attach(bot);
	const chat = bot.group("-100");
	await universe.store.commit([
		{ do: "bind-account", account: bot.person("office"), person: OFFICE, privateChat: bot.private("office"), at: universe.now },
		{
			do: "save-group",
			group: {
				chat,
				title: "大巴镇工作群",
				unit: unitCode("210921108"),
				member: true,
				admin: true,
				seesAll: true,
				updatedAt: universe.now,
			},
		},
	]);
});
afterEach(() => universe.close());

const office = (text: string): Promise<string[]> => bot.says(universe, bot.private("office"), "office", text);
const inGroup = (): string[] => bot.sent.filter(({ chat }) => chat.kind === "group").map(({ text }) => text);

it("tells whoever publishes a notice at night that the groups get it in the morning, and so they do", async () => {
	await universe.moveTo(at("2026-11-16", "21:00"));
	const [preview] = await office("通知 大巴镇 明天上午9点开会。");
	expect(preview).toContain("Telegram上这个时候不打扰人：1个群，11月17日08:00才发。");
	expect((await office("发布")).join("\n")).toContain("Telegram上这个时候不打扰人：1个群，11月17日08:00才发。");
	await universe.moveTo(at("2026-11-17", "07:59"));
	expect(inGroup()).toEqual([]);
	await universe.moveTo(at("2026-11-17", "08:00"));
	expect(inGroup()).toEqual([expect.stringContaining("明天上午9点开会")]);
});

it("does not call stuck what waits for the morning", async () => {
	await universe.moveTo(at("2026-11-16", "21:00"));
	await office("通知 大巴镇 明天上午9点开会。");
	await office("发布");
	await universe.moveTo(at("2026-11-17", "07:30"));
	const [status] = await office("自检");
	expect(status).toContain("待发送1条，");
	expect(status).not.toContain("还没发出去");
});

it("says nothing of it by day", async () => {
	const [preview] = await office("通知 大巴镇 明天上午9点开会。");
	expect(preview).not.toContain("不打扰人");
	expect((await office("发布")).join("\n")).not.toContain("不打扰人");
	expect(inGroup()).toHaveLength(1);
});

it("reminds nobody at night, whatever reason there is, but answers whoever asks", async () => {
	await universe.moveTo(at("2026-11-16", "21:00"));
	expect((await office("催报 不限 防汛紧急"))[0]).toContain("这个时候不打扰大家");
	expect(inGroup()).toEqual([]);
});

it("tells nobody at night what a colleague did, but whoever did it", async () => {
	const [reporter, deputy] = [personKey("210921108-2"), personKey("210921108-3")];
	for (const [id, person] of [
		["reporter", reporter],
		["deputy", deputy],
	] as const) {
		await universe.store.commit([
			{ do: "unbind-account", account: { channel: "room", id: person }, at: universe.now },
			{ do: "bind-account", account: bot.person(id), person, privateChat: bot.private(id), at: universe.now },
		]);
	}
	await universe.moveTo(at("2026-11-16", "21:00"));
	const name = universe.county.person(deputy)?.name.replace(/（.*$/u, "");
	const said = await bot.says(universe, bot.private("reporter"), "reporter", `请假 11月18日到11月19日 代理 ${name}`);
	expect(said).toEqual([expect.stringContaining("已请假")]);
	await universe.moveTo(at("2026-11-17", "08:00"));
	expect(bot.sent.filter(({ chat }) => chat.id === "deputy").map(({ text }) => text)).toEqual([expect.stringContaining("代理")]);
});
