import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { types } from "wechaty";
import type { InboundContent } from "../../../src/ports/intake.ts";
import { type KeepingIntake, keepingIntake } from "../../contract/channel-contract.ts";
import { settled } from "../../support/wechat/settled.ts";
import { openWechatRig, type WechatRig } from "../../support/wechat/wechat-rig.ts";

let rig: WechatRig;
let intake: KeepingIntake;
const texts = (): (string | null)[] => intake.received.map(({ content }) => (content.kind === "text" ? content.text : null));
const kinds = (): InboundContent["kind"][] => intake.received.map(({ content }) => content.kind);

beforeEach(async () => {
	rig = await openWechatRig();
	intake = keepingIntake();
	await rig.channel.start(intake);
});
afterEach(() => rig.close());

describe("what people say on WeChat", () => {
	it("counts once, however often its id is announced", async () => {
		const post = rig.person.say("45亩");
		rig.world.deliverAgain(post.id);
		await settled();
		rig.world.deliverAgain(post.id);
		await settled();
		expect(texts()).toEqual(["45亩"]);
	});

	it("keeps its order where a look-up is slow", async () => {
		let open = (): void => undefined;
		rig.world.break("look-up", new Promise((resolve) => (open = resolve)));
		rig.person.mention("第一句", rig.group);
		await settled();
		rig.world.break("look-up", null);
		rig.person.say("第二句");
		rig.person.say("第三句", rig.group);
		await settled();
		expect(texts()).toEqual([]);
		open();
		await settled();
		expect(texts()).toEqual(["第一句", "第二句", "第三句"]);
	});

	it("is read again when it could not be at first, and holds up nothing for ever when it never can", async () => {
		rig.world.break("look-up", new Error("busy"));
		rig.person.say("第一句");
		await settled();
		rig.world.break("look-up", null);
		rig.timers.pass(1000);
		await settled();
		expect(texts()).toEqual(["第一句"]);

		rig.world.break("look-up", new Promise(() => undefined));
		rig.person.say("第二句");
		await settled();
		rig.world.break("look-up", null);
		rig.person.say("第三句");
		for (let time = 0; time < 6; time += 1) {
			rig.timers.pass(20_000);
			await settled();
		}
		expect(texts()).toEqual(["第一句", "第二句", "第三句"]);
	});

	it("is lost where its words cannot be had in three attempts, and the log says so", async () => {
		rig.world.break("look-up", new Error("broken"));
		rig.person.say("第一句");
		for (let time = 0; time < 3; time += 1) {
			await settled();
			rig.timers.pass(2000);
		}
		await settled();
		rig.world.break("look-up", null);
		rig.person.say("第二句");
		await settled();
		expect(texts()).toEqual(["第二句"]);
		expect(rig.logged).toContain('wechat:unreadable {"error":"Error"}');
	});

	it("is offered to the intake until it is held, with what came meanwhile behind it", async () => {
		intake.failing = true;
		rig.person.say("第一句");
		await settled();
		rig.person.say("第二句");
		await settled();
		expect(rig.channel.health()).toMatchObject({ state: "down", reason: "not-taken-in" });
		intake.failing = false;
		for (let time = 0; time < 3; time += 1) {
			rig.timers.pass(15_000);
			await settled();
		}
		expect(texts()).toEqual(["第一句", "第二句"]);
		expect(rig.channel.health()).toMatchObject({ state: "up", reason: "" });
	});

	it("is lost when the program stops before the store is well, and the log says how many", async () => {
		intake.failing = true;
		rig.person.say("第一句");
		rig.person.say("第二句");
		await settled();
		await rig.channel.stop();
		expect(rig.logged).toContain('wechat:lost {"messages":2}');
	});

	it("is not what the bot itself said", async () => {
		await rig.channel.send({
			id: "o1",
			chat: rig.chats.private,
			text: "请核对",
			buttons: [],
			files: [],
			answers: null,
			card: null,
			awaitsWords: false,
		});
		await settled();
		expect(intake.received).toEqual([]);
	});

	it("is judged by its own time, also when it is told late", async () => {
		const post = rig.person.say("45亩");
		await settled();
		rig.timers.pass(3_600_000);
		rig.world.deliverAgain(post.id);
		await settled();
		expect(intake.received[0]?.sentAt).toBe("2026-11-16T01:30:00.000Z");
	});

	it("addresses the bot by its name where the puppet tells no mentions", async () => {
		rig.world.tellsMentions = false;
		rig.person.mention("周报", rig.group);
		rig.person.say("@一线通 周报", rig.group);
		rig.person.say("周报", rig.group);
		await settled();
		expect(intake.received.map(({ content }) => content)).toEqual([
			{ kind: "text", text: "周报", addressed: true },
			{ kind: "text", text: "周报", addressed: true },
			{ kind: "text", text: "周报", addressed: false },
		]);
	});

	it("is nobody's business when WeChat says it", async () => {
		rig.person.other(types.Message.RedEnvelope);
		rig.person.other(types.Message.Recalled);
		rig.person.other(types.Message.Unknown, rig.group);
		rig.person.other(types.Message.Emoticon);
		await settled();
		expect(kinds()).toEqual(["other"]);
	});
});

describe("ids", () => {
	it("that stay are nobody's business at the next login", async () => {
		await rig.world.logout();
		rig.world.login();
		await settled();
		expect(intake.received).toEqual([]);
		expect(rig.lastLogin()).toBe("wxid_yixian");
	});

	it("that are all new are told before anything else is", async () => {
		await rig.world.logout();
		rig.world.login("new ids");
		rig.person.say("周报");
		await settled();
		expect(kinds()).toEqual(["renewed", "text"]);
		const self = rig.world.self.id;
		expect(intake.received[0]).toMatchObject({ updateId: `renewed/wxid_yixian/${self}`, sender: { channel: "wechat", id: self } });
		expect(rig.lastLogin()).toBe(self);
	});

	it("that are new are told each time, though an account comes back", async () => {
		for (const id of ["@one", "wxid_yixian", "@two", "wxid_yixian"]) {
			await rig.world.logout();
			rig.world.self.id = id;
			rig.world.login();
			await settled();
		}
		expect(kinds()).toEqual(["renewed", "renewed", "renewed", "renewed"]);
		expect(new Set(intake.received.map(({ updateId }) => updateId)).size).toBe(4);
	});

	it("that are new go unused until the intake knows it", async () => {
		intake.failing = true;
		await rig.world.logout();
		rig.world.login("new ids");
		await settled();
		expect(rig.lastLogin()).toBe("wxid_yixian");
		expect(rig.channel.health().state).toBe("down");
		intake.failing = false;
		rig.timers.pass(15_000);
		await settled();
		expect(kinds()).toEqual(["renewed"]);
		expect(rig.channel.health().state).toBe("up");
	});
});
