import { afterEach, describe, expect, it, vi } from "vitest";
import type { Wechaty } from "wechaty";
import type { Instant } from "../../../src/domain/period.ts";
import { keepingIntake } from "../../contract/channel-contract.ts";
import { outgoingTo } from "../../support/outgoing-to.ts";
import { settled } from "../../support/wechat/settled.ts";
import { openWechatRig, type WechatRig } from "../../support/wechat/wechat-rig.ts";

let rig: WechatRig;
afterEach(() => rig.close());

/** Time goes by as it does for a program that is awake. */
const wait = async (seconds: number): Promise<void> => {
	for (let gone = 0; gone < seconds; gone += 20) {
		rig.timers.pass(20_000);
		await settled();
	}
};

const started = async (change: Parameters<typeof openWechatRig>[0] = {}) => {
	rig = await openWechatRig(change);
	const intake = keepingIntake();
	await rig.channel.start(intake);
	return intake;
};

describe("a login", () => {
	it("waits for somebody to scan the code, and is told with it", async () => {
		rig = await openWechatRig();
		await rig.world.logout();
		// The rig would wait for a login that does not come.
		const starting = rig.channel.start(keepingIntake());
		await settled();
		expect(rig.channel.health()).toEqual({
			state: "down",
			reason: "scan",
			login: { code: "https://login.weixin.qq.com/l/AAAA", since: "2026-11-16T01:30:00.000Z" },
			name: null,
			seesGroups: null,
		});
		rig.world.login();
		await starting;
		await settled();
		expect(rig.channel.health()).toEqual({ state: "up", reason: "", name: "一线通", seesGroups: null });
	});

	it("that ends in the middle of a dialog holds what is to be sent, and blames no message", async () => {
		const intake = await started();
		rig.person.say("周报");
		await rig.world.logout();
		await settled();
		expect(rig.channel.health()).toMatchObject({ state: "down", reason: "logged-out" });
		const answer = outgoingTo(rig.chats.private, "o1", "本周要报 5 项");
		expect(await rig.channel.send(answer)).toMatchObject({ kind: "retry", reason: "logged-out", blame: "channel" });
		await wait(120);
		expect(rig.channel.health()).toMatchObject({ state: "down", reason: "scan", login: { code: expect.any(String) } });
		rig.world.login();
		await settled();
		expect(await rig.channel.send(answer)).toEqual({ kind: "sent" });
		rig.person.say("45亩");
		await settled();
		expect(intake.received).toHaveLength(2);
		expect(rig.world.shown(rig.person).map(({ text }) => text)).toEqual(["本周要报 5 项"]);
	});

	it("that WeChat took away is told as a ban until somebody is logged in again, whatever code is shown", async () => {
		await started();
		await rig.world.logout("你的账号已被限制登录");
		await settled();
		expect(rig.channel.health()).toMatchObject({ state: "down", reason: "banned" });
		rig.world.scan();
		await settled();
		expect(rig.channel.health()).toMatchObject({ state: "down", reason: "banned", login: { code: expect.any(String) } });
		rig.world.login();
		await settled();
		expect(rig.channel.health()).toMatchObject({ state: "up", reason: "" });
	});
});

describe("a bot", () => {
	it("that is silent makes room for a fresh one, and what is said then arrives", async () => {
		const intake = await started();
		rig.world.cut();
		await wait(160);
		expect(rig.logged).toContain('wechat:fresh-bot {"why":"silent","reason":""}');
		await wait(60);
		expect(rig.channel.health()).toMatchObject({ state: "up", reason: "" });
		rig.person.say("周报");
		await settled();
		expect(intake.received).toHaveLength(1);
	});

	it("is taken fresh fifty times and leaves nothing behind", async () => {
		const bots: Wechaty[] = [];
		rig = await openWechatRig({
			openBot: async () => {
				const bot = await rig.world.bot();
				bots.push(bot);
				return bot;
			},
		});
		await rig.channel.start(keepingIntake());
		const ofProcess = () => process.eventNames().map((event) => [event, process.listenerCount(event)]);
		const before = ofProcess();
		while (bots.length < 51) {
			await rig.world.logout();
			rig.world.login();
			rig.world.cut();
			await wait(100);
		}
		await settled();
		expect(ofProcess()).toEqual(before);
		const left = bots.slice(0, 50).flatMap((bot) =>
			[bot, bot.puppet].map((emitter) => {
				const { eventNames, listenerCount } = emitter as unknown as NodeJS.EventEmitter;
				return eventNames.call(emitter).map((event) => `${String(event)} ${listenerCount.call(emitter, event)}`);
			}),
		);
		expect(new Set(left.flat())).toEqual(new Set(["error 1"]));
		expect(bots.slice(0, 50).filter((bot) => bot.state.inactive() !== true)).toEqual([]);
	}, 60_000);

	it("that does nothing but fail makes room for a fresh one, later and later, and fills no log", async () => {
		let opened = 0;
		rig = await openWechatRig({
			openBot: () => {
				opened += 1;
				return rig.world.bot();
			},
		});
		await rig.channel.start(keepingIntake());
		for (let time = 0; time < 200; time += 1) rig.world.fail(new Error("no network"));
		await settled();
		expect(opened).toBe(1);
		expect(rig.channel.health()).toMatchObject({ state: "down", reason: "no-connection" });
		expect(rig.logged.filter((line) => line.startsWith("wechat:error"))).toHaveLength(1);
		await wait(20);
		expect(opened).toBe(2);
		expect(rig.channel.health().state).toBe("up");
	});

	it("that fails now and then is kept: who is logged in stays so", async () => {
		let opened = 0;
		await started({
			openBot: () => {
				opened += 1;
				return rig.world.bot();
			},
		});
		for (let time = 0; time < 30; time += 1) {
			rig.world.fail(new Error("timed out"));
			await wait(20);
		}
		expect([opened, rig.channel.health().state]).toEqual([1, "up"]);
	});

	it("lives on when a handler throws, and when it tells of an error", async () => {
		let broken = false;
		const now = () => {
			if (broken) throw new TypeError("福生");
			return "2026-11-16T01:30:00.000Z" as Instant;
		};
		const intake = await started({ clock: { now } });
		intake.receive = () => {
			throw new TypeError("周报");
		};
		rig.person.say("周报");
		await settled();
		expect(rig.channel.health().reason).toBe("not-taken-in");
		rig.world.fail(new Error("福生 said 周报"));
		broken = true;
		rig.world.scan();
		await settled();
		const events = rig.logged.map((line) => line.split(" ", 1)[0]);
		expect(events.filter((event) => event === "wechat:handler-failed")).toHaveLength(1);
		expect(rig.logged.join("\n")).not.toMatch(/福生|周报/u);
		broken = false;
	});

	it("is not there where its package is missing, and is looked for again later", async () => {
		let installed = false;
		rig = await openWechatRig({
			openBot: async () => {
				if (!installed) throw Object.assign(new Error("Cannot find package 'wechaty'"), { code: "ERR_MODULE_NOT_FOUND" });
				return rig.world.bot();
			},
		});
		const { channel } = rig;
		const starting = channel.start(keepingIntake());
		await settled();
		expect(channel.health()).toMatchObject({ state: "down", reason: "no-puppet" });
		expect(await channel.send(outgoingTo(rig.chats.private, "o1", "提醒"))).toMatchObject({ kind: "retry", blame: "channel" });
		installed = true;
		await wait(60);
		await starting;
		expect(channel.health().state).toBe("up");
	});

	it("is nobody's while another process has the account", async () => {
		let ours = false;
		rig = await openWechatRig({ leases: { takeLease: async () => ours, dropLease: async () => undefined } });
		const starting = rig.channel.start(keepingIntake());
		await settled();
		expect(rig.channel.health()).toMatchObject({ state: "down", reason: "served-elsewhere" });
		ours = true;
		await wait(20);
		await starting;
		expect(rig.channel.health().state).toBe("up");
		ours = false;
		await wait(40);
		expect(rig.channel.health()).toMatchObject({ state: "down", reason: "served-elsewhere" });
	});

	it("does not hold up the end of the program when it does not stop", async () => {
		let bot: Wechaty | null = null;
		rig = await openWechatRig({
			openBot: async () => {
				bot = await rig.world.bot();
				vi.spyOn(bot, "stop").mockReturnValue(new Promise(() => undefined));
				return bot;
			},
		});
		await rig.channel.start(keepingIntake());
		const stopping = rig.channel.stop();
		await settled();
		rig.timers.pass(4000);
		await stopping;
		rig.timers.pass(3_600_000);
		await settled();
		expect(bot).not.toBeNull();
	});
});
