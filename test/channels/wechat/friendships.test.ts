import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type KeepingIntake, keepingIntake } from "../../contract/channel-contract.ts";
import { settled } from "../../support/wechat/settled.ts";
import { openWechatRig, type WechatRig } from "../../support/wechat/wechat-rig.ts";

let rig: WechatRig;
let intake: KeepingIntake;
beforeEach(async () => {
	rig = await openWechatRig();
	intake = keepingIntake();
	await rig.channel.start(intake);
});
afterEach(() => rig.close());

const later = async (ms: number): Promise<void> => {
	await settled();
	rig.timers.pass(ms);
	await settled();
};

describe("a friend request", () => {
	it("with a code is accepted after a while, as a person would, and binds", async () => {
		const request = rig.person.befriend("我是福生，绑定 cesh2345");
		await later(19_000);
		expect(rig.world.isFriend(request)).toBe(false);
		await later(41_000);
		expect(rig.world.isFriend(request)).toBe(true);
		expect(intake.received).toMatchObject([
			{ chat: rig.chats.private, sender: { id: rig.person.id }, content: { kind: "text", text: "/bind CESH2345" } },
		]);
	});

	it("without one waits for the account's own telephone", async () => {
		const request = rig.person.befriend("我是大巴镇的福生");
		await later(600_000);
		expect(rig.world.isFriend(request)).toBe(false);
		expect(intake.received).toEqual([]);
	});

	it("is accepted one at a time", async () => {
		const requests = ["一", "二", "三"].map((name) => rig.world.person(name).befriend("CESH2345"));
		const accepted = () => requests.filter((request) => rig.world.isFriend(request)).length;
		const counts = [];
		for (let time = 0; time < 4; time += 1) {
			await later(40_000);
			counts.push(accepted());
		}
		expect(counts).toEqual([1, 2, 3, 3]);
	});

	it("is not accepted any more when the program stops", async () => {
		const request = rig.person.befriend("CESH2345");
		await settled();
		await rig.channel.stop();
		rig.timers.pass(600_000);
		await settled();
		expect(rig.world.isFriend(request)).toBe(false);
	});
});
