import { afterEach, beforeEach, expect, it } from "vitest";
import { personKey } from "../../../src/domain/person.ts";
import { roomClient } from "../../end-to-end/room-client.ts";
import { readQrPng } from "../../support/read-qr.ts";
import { Universe } from "../../support/universe.ts";
import { until } from "../../support/until.ts";
import type { WechatStage } from "../../support/wechat/wechat-stage.ts";

const OFFICE = "DC01";
const DEPUTY = "210921108-3";
const MINUTE = 60_000;
const CODE = "https://login.weixin.qq.com/l/4Z1s0e2HGQ==";

let universe: Universe;
let wechat: WechatStage;
/** The newest message of the room that was looked at. */
let read: number;
beforeEach(async () => {
	universe = await Universe.open({ on: "wechat" });
	if (!universe.wechat) throw new Error("nobody is on WeChat");
	wechat = universe.wechat;
	read = 0;
	const account = { channel: "room", id: OFFICE };
	const privateChat = { channel: "room", account: "room", id: `p-${OFFICE}`, kind: "private" } as const;
	await universe.store.commit([{ do: "bind-account", account, person: personKey(OFFICE), privateChat, at: universe.now }]);
});
afterEach(() => universe.close());

/** What somebody answers to, on WeChat. */
const says = async (text: string): Promise<string> => {
	await universe.stage.say(DEPUTY, null, text);
	await universe.settle();
	return (await universe.stage.heard()).map((heard) => heard.text).join("\n");
};
/** What the office was told in the room since it looked last. */
const inRoom = async () => {
	const found = (await roomClient(universe.roomUrl, OFFICE).messagesAfter(read)).filter(({ from }) => from.bot);
	read = found.at(-1)?.id ?? read;
	return found;
};
const asksInRoom = async (text: string) => {
	await inRoom();
	await roomClient(universe.roomUrl, OFFICE).say(text);
	await universe.settle();
	return inRoom();
};
const isBound = async (): Promise<boolean> => (await universe.store.accountsOn("wechat")).length > 0;
const health = async (): Promise<readonly string[]> => (await universe.yixian.desk.readiness()).reasons;
/** Lets Wechaty's own events come through. */
const comes = (holds: () => boolean): Promise<void> => until(holds, "an event of Wechaty's");
const shown = (reason: string) =>
	comes(() => universe.logged.some(({ event, facts }) => event === "wechat:down" && facts.reason === reason));

it("goes on with the open report after a logout and a login under new ids, by a new code and nothing else", async () => {
	await says("周报");
	expect(await says("暖棚45亩")).toContain("果树");
	await wechat.world.logout();
	await shown("logged-out");
	expect(await health()).toEqual(["wechat down: logged-out"]);
	wechat.world.scan(CODE);
	await shown("scan");
	await universe.pass(MINUTE);
	const [alarm] = await inRoom();
	expect(alarm?.text).toContain("告警：微信从");
	expect(alarm?.attachments).toHaveLength(1);
	const [answer] = await asksInRoom("扫码");
	const picture = await fetch(new URL(`${answer?.attachments[0]?.url}`, universe.roomUrl));
	expect(readQrPng(new Uint8Array(await picture.arrayBuffer()))).toBe(CODE);

	wechat.world.login("new ids");
	await comes(() => wechat.world.hears);
	for (let turn = 0; turn < 100 && (await isBound()); turn += 1) await universe.settle();
	expect(await isBound()).toBe(false);
	await universe.pass(MINUTE);
	expect((await inRoom()).map(({ text }) => text.split("：")[0])).toEqual([
		"微信上大家的编号都换了（重新登录就会这样），原来的绑定已全部作废",
	]);
	expect(await universe.store.auditOf("channel:wechat", 1)).toMatchObject([{ event: "channel:renewed" }]);

	expect(await says("果树60亩")).toContain("请先绑定");
	const [invitation] = (await universe.yixian.desk.invite(DEPUTY)) ?? [];
	expect(await says(`绑定 ${invitation?.code}`)).toContain("绑定成功");
	const summary = await says("果树60亩 养殖小区1个 没有问题");
	for (const part of ["45亩", "60亩"]) expect(summary).toContain(part);
});

it("takes up the same people when the same ids come back", async () => {
	await wechat.world.logout();
	await shown("logged-out");
	wechat.world.login();
	await comes(() => wechat.world.hears);
	await universe.settle();
	expect(await isBound()).toBe(true);
	expect(await says("我的任务")).not.toContain("请先绑定");
});
