import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { keepingIntake } from "../../contract/channel-contract.ts";
import { outgoingTo } from "../../support/outgoing-to.ts";
import { settled } from "../../support/wechat/settled.ts";
import { openWechatRig, type WechatRig } from "../../support/wechat/wechat-rig.ts";

let rig: WechatRig;
beforeEach(async () => {
	rig = await openWechatRig();
	await rig.channel.start(keepingIntake());
});
afterEach(() => rig.close());

describe("a message to WeChat", () => {
	it("to somebody the account does not know never goes out", async () => {
		const chat = { ...rig.chats.private, id: "wxid_nobody" };
		expect(await rig.channel.send(outgoingTo(chat, "o1", "提醒"))).toMatchObject({ kind: "failed", gone: true });
		expect(await rig.channel.send(outgoingTo({ ...rig.chats.group, id: "9@chatroom" }, "o2", "提醒"))).toMatchObject({ gone: true });
		rig.group.remove(rig.world.self, rig.person);
		expect(await rig.channel.send(outgoingTo(rig.chats.group, "o3", "提醒"))).toMatchObject({ kind: "failed", gone: true });
	});

	it("that fails is to blame itself, until three in a row show that WeChat is", async () => {
		rig.breakPlatform();
		const blames = [];
		for (const id of ["o1", "o1", "o2", "o3", "o4"]) {
			const outcome = await rig.channel.send(outgoingTo(rig.chats.private, id, "提醒"));
			blames.push(outcome.kind === "retry" && outcome.blame);
		}
		expect(blames).toEqual(["message", "message", "message", "channel", "channel"]);
		rig.world.break("send", null);
		expect(await rig.channel.send(outgoingTo(rig.chats.private, "o1", "提醒"))).toEqual({ kind: "sent" });
		rig.breakPlatform();
		expect(await rig.channel.send(outgoingTo(rig.chats.private, "o5", "提醒"))).toMatchObject({ blame: "message" });
	});

	it("is waited for a minute, and then tried again", async () => {
		rig.world.break("send", new Promise(() => undefined));
		const sending = rig.channel.send(outgoingTo(rig.chats.private, "o1", "提醒"));
		await settled();
		rig.timers.pass(60_000);
		expect(await sending).toMatchObject({ kind: "retry" });
	});

	it("cannot go out with what WeChat has not", async () => {
		const file = await rig.keep("表.xlsx", new Uint8Array([1]));
		const send = (more: object) => rig.channel.send(outgoingTo(rig.chats.private, "o1", "", more));
		expect(await send({})).toMatchObject({ kind: "failed", reason: "nothing to send" });
		expect(await send({ files: [file, file] })).toMatchObject({ kind: "failed" });
		expect(await send({ files: [{ ...file, size: 21 * 1024 * 1024 }] })).toMatchObject({ kind: "failed" });
		expect(await send({ files: [{ ...file, hash: "0".repeat(64) }] })).toMatchObject({ kind: "failed", reason: "file no longer kept" });
		expect(await rig.channel.send(outgoingTo(rig.chats.private, "o1", "请核对", { buttons: [{ id: "a", text: "提交" }] }))).toMatchObject({
			kind: "failed",
		});
	});

	it("holds no half signs", async () => {
		await rig.channel.send(outgoingTo(rig.chats.private, "o1", "亩\ud83d"));
		expect(rig.world.shown(rig.person)[0]?.text).toBe("亩\ufffd");
	});
});

describe("a file on WeChat", () => {
	const fetched = async () => {
		const { id } = rig.person.send({ name: "现场.jpg", bytes: new Uint8Array([1, 2, 3]) });
		await settled();
		return rig.channel.fetch?.({ id, name: "现场.jpg", size: null });
	};

	it("is brought by the message it came with", async () => {
		expect(await fetched()).toMatchObject({ kind: "fetched", name: "现场.jpg" });
	});

	it("is asked for again later when it does not come, or nobody is logged in", async () => {
		rig.world.break("fetch-file", new Error("busy"));
		expect(await fetched()).toMatchObject({ kind: "retry" });
		await rig.world.logout();
		expect(await fetched()).toMatchObject({ kind: "retry", reason: "nobody is logged in" });
	});
});
