import { once } from "node:events";
import { existsSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { homedir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { log, WechatyBuilder } from "wechaty";
import { PuppetServer } from "wechaty-puppet-service";
import { filesOf, type KeepingIntake, keepingIntake, PHOTO } from "../../contract/channel-contract.ts";
import { outgoingTo } from "../../support/outgoing-to.ts";
import { MendedPuppet } from "../../support/wechat/mended-puppet.ts";
import { openWechatRig, type WechatRig } from "../../support/wechat/wechat-rig.ts";

const TOKEN = "insecure_0123456789abcdef0123456789abcdef";
const PLAIN = { token: TOKEN, tls: { disable: true } };

const freePort = async (): Promise<number> => {
	const server = createServer().listen(0, "127.0.0.1");
	await once(server, "listening");
	const { port } = server.address() as AddressInfo;
	server.close();
	await once(server, "close");
	return port;
};

let rig: WechatRig;
let intake: KeepingIntake;
let gateway: PuppetServer;
let openGateway: () => Promise<void>;

/** The puppet operators use first, over a gateway of its own on this machine: the words of WeChat go through gRPC. */
beforeEach(async () => {
	log.level("silent");
	const endpoint = `127.0.0.1:${await freePort()}`;
	rig = await openWechatRig({
		openBot: async () => WechatyBuilder.build({ puppet: "wechaty-puppet-service", puppetOptions: { ...PLAIN, endpoint } }),
	});
	openGateway = async () => {
		gateway = new PuppetServer({ ...PLAIN, endpoint, puppet: new MendedPuppet(rig.world) });
		await gateway.start();
	};
	await openGateway();
	intake = keepingIntake();
	await rig.channel.start(intake);
	await vi.waitFor(() => expect(rig.channel.health().state).toBe("up"), 20_000);
});
afterEach(async () => {
	await rig.close();
	await gateway.stop();
});

it("WeChat through a gateway carries words, mentions and files both ways", async () => {
	rig.person.mention("周报", rig.group);
	await vi.waitFor(() => expect(intake.received).toHaveLength(1), 20_000);
	expect(intake.received[0]).toMatchObject({ chat: rig.chats.group, content: { kind: "text", text: "周报", addressed: true } });

	expect(await rig.channel.send(outgoingTo(rig.chats.private, "o1", "请核对"))).toEqual({ kind: "sent" });
	const file = await rig.keep("排名.png", PHOTO);
	expect(await rig.channel.send(outgoingTo(rig.chats.group, "o2", "", { files: [file] }))).toEqual({ kind: "sent" });
	expect(rig.world.shown(rig.person).map(({ text }) => text)).toEqual(["请核对"]);
	const [shown] = rig.world.shown(rig.group);
	expect([shown?.file?.name, new Uint8Array(shown?.file?.bytes ?? [])]).toEqual(["排名.png", PHOTO]);

	rig.person.send({ name: "现场.png", bytes: PHOTO });
	await vi.waitFor(() => expect(intake.received).toHaveLength(2), 20_000);
	const [, sent] = intake.received;
	expect(sent && (await filesOf(rig, sent))).toEqual([PHOTO]);

	// What the puppet would keep of people, in a folder that is named after the token.
	expect(existsSync(path.join(homedir(), ".wechaty", "wechaty-puppet-service", TOKEN))).toBe(false);

	const gone = outgoingTo({ ...rig.chats.private, id: "wxid_nobody" }, "o3", "提醒");
	expect(await rig.channel.send(gone)).toMatchObject({ kind: "failed", gone: true });
});

it("WeChat comes back when the gateway does", async () => {
	await gateway.stop();
	await vi.waitFor(
		() => {
			rig.timers.pass(20_000);
			expect(rig.channel.health()).toMatchObject({ state: "down", reason: "no-connection" });
		},
		{ timeout: 30_000, interval: 20 },
	);
	expect(await rig.channel.send(outgoingTo(rig.chats.private, "o1", "请核对"))).toMatchObject({ kind: "retry", blame: "channel" });
	await openGateway();
	await vi.waitFor(
		() => {
			rig.timers.pass(20_000);
			expect(rig.channel.health().state).toBe("up");
		},
		{ timeout: 30_000, interval: 500 },
	);
	rig.person.say("周报");
	await vi.waitFor(() => expect(intake.received).toHaveLength(1), 20_000);
});
