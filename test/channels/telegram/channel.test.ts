import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Inbound } from "../../../src/ports/intake.ts";
import { openTelegramRig, type TelegramRig } from "../../support/telegram/telegram-rig.ts";
import { outgoing } from "./fixtures.ts";

let rig: TelegramRig;
let received: Inbound[];
const intake = {
	receive: async (updates: readonly Inbound[]) => {
		const isNew = ({ updateId }: Inbound): boolean => !received.some((one) => one.updateId === updateId);
		received.push(...updates.filter(isNew));
	},
};
/** What comes over the network comes when it comes. */
const holds = (is: () => boolean): Promise<void> => vi.waitFor(() => expect(is()).toBe(true), { timeout: 10_000, interval: 5 });
const texts = (): unknown[] => received.map(({ content }) => "text" in content && content.text);

beforeEach(async () => {
	rig = await openTelegramRig();
	received = [];
});
afterEach(() => rig.close());

describe("Telegram", () => {
	it("starts while nobody is reached, and is up when it can be", async () => {
		const comeBack = await rig.telegram.goDown();
		await rig.channel.start(intake);
		await holds(() => rig.channel.health().state === "down");
		expect(rig.channel.health()).toEqual({ state: "down", reason: "unreachable", name: null, seesGroups: null });
		expect(rig.channel.bindingLink?.("CESH2345")).toBeNull();
		await comeBack();
		rig.timers.pass(1000);
		await holds(() => rig.channel.health().state === "up");
		expect(rig.channel.health()).toEqual({ state: "up", reason: "", name: "@yixian_test_bot", seesGroups: false });
		expect(rig.channel.bindingLink?.("CESH2345")).toBe("https://t.me/yixian_test_bot?start=CESH2345");
	});

	it("loses and doubles nothing when an answer breaks off half way", async () => {
		rig.telegram.world.faults.add({ method: "getUpdates", fault: { kind: "half" }, times: 1 });
		const said = rig.say(rig.chats.private, "一");
		await rig.channel.start(intake);
		await holds(() => rig.channel.health().state === "down");
		expect(texts()).toEqual([]);
		rig.timers.pass(1000);
		expect(await said).toBe("confirmed");
		expect(texts()).toEqual(["一"]);
	});

	it("takes in what comes under lower numbers after a quiet week", async () => {
		await rig.channel.start(intake);
		await rig.say(rig.chats.private, "一");
		const { world } = rig.telegram;
		const before = world.calls.length;
		const comeBack = await rig.telegram.goDown();
		await holds(() => rig.channel.health().state === "down");
		await comeBack();
		rig.timers.pass(1000);
		const asksAnew = (): boolean =>
			world.calls.slice(before).some(({ method, fields }) => method === "getUpdates" && fields.offset === undefined);
		await holds(asksAnew);
		world.bots[0]?.updates.restartNumbering(3);
		expect(await rig.say(rig.chats.private, "二")).toBe("confirmed");
		expect(texts()).toEqual(["一", "二"]);
	});

	it("ends every press's waiting", async () => {
		await rig.channel.start(intake);
		const [bot] = rig.telegram.world.bots;
		await rig.channel.send(outgoing({ id: "o1", chat: rig.chats.private, buttons: [{ id: "0", text: "提交" }] }));
		await rig.press(rig.chats.private, "o1", "0");
		expect(bot?.presses.size).toBe(1);
		rig.timers.pass(2000);
		await holds(() => bot?.presses.size === 0);
		await rig.press(rig.chats.private, "o1", "0");
		await rig.channel.send(outgoing({ id: "o2", chat: rig.chats.private }));
		await holds(() => bot?.presses.size === 0);
		expect(rig.toasts()).toEqual([]);
	});

	it("gives up a message nobody answers when it is stopped", async () => {
		await rig.channel.start(intake);
		const { world } = rig.telegram;
		world.faults.add({ method: "sendMessage", fault: { kind: "hang" }, times: 1 });
		const sent = rig.channel.send(outgoing({ chat: rig.chats.private }));
		await holds(() => world.calls.some(({ method }) => method === "sendMessage"));
		const stopped = rig.channel.stop();
		rig.timers.pass(4000);
		await stopped;
		expect(await sent).toMatchObject({ kind: "retry" });
	});

	it("keeps a file's name, spaces, quotes and all that the standard allows", async () => {
		const file = await rig.keep('大巴镇 "第47周"; 汇总.xlsx', new Uint8Array([1, 2, 3]));
		expect(await rig.channel.send(outgoing({ chat: rig.chats.private, text: "", files: [file] }))).toEqual({ kind: "sent" });
		expect((await rig.shown(rig.chats.private))[0]?.files).toEqual([
			{ name: "大巴镇 _第47周__ 汇总.xlsx", bytes: new Uint8Array([1, 2, 3]) },
		]);
	});

	it("is down while another program polls the same bot, and up when that stops", async () => {
		await rig.channel.start(intake);
		await rig.say(rig.chats.private, "一");
		const [bot] = rig.telegram.world.bots;
		await fetch(`${rig.telegram.url}/bot${bot?.token}/getUpdates`);
		await holds(() => rig.channel.health().state === "down");
		expect(rig.channel.health().reason).toBe("another-poller");
		rig.timers.pass(60_000);
		expect(await rig.say(rig.chats.private, "二")).toBe("confirmed");
		expect(rig.channel.health().state).toBe("up");
	});
});
