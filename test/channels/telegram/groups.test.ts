import { describe, expect, it } from "vitest";
import { createGroups } from "../../../src/channels/telegram/groups.ts";
import { BOT, groupRef, privateRef, unheard } from "./fixtures.ts";

const rig = (statuses: (string | Error)[], profile: typeof BOT | null = BOT) => {
	let asked = 0;
	const getChatMember = async (): Promise<never> => {
		asked += 1;
		const status = statuses.shift() ?? "member";
		if (status instanceof Error) throw status;
		return { status } as never;
	};
	return { groups: createGroups({ calls: { getChatMember }, profile: () => profile }), asked: () => asked };
};
const member = (admin: boolean) => ({ what: "member", title: "群", admin, seesAll: admin }) as const;

describe("a group", () => {
	it("is blind where the bot is a plain member under privacy mode, and asked about once", async () => {
		const { groups, asked } = rig(["member"]);
		expect([await groups.isBlind(groupRef), await groups.isBlind(groupRef), asked()]).toEqual([true, true, 1]);
	});

	it("is not blind for administrators, without privacy mode, in private, and before the bot is known", async () => {
		expect(await rig(["administrator"]).groups.isBlind(groupRef)).toBe(false);
		expect(await rig(["member"], { ...BOT, readsGroups: true }).groups.isBlind(groupRef)).toBe(false);
		expect(await rig(["member"]).groups.isBlind(privateRef)).toBe(false);
		expect(await rig(["member"], null).groups.isBlind(groupRef)).toBe(false);
	});

	it("follows what updates tell, without asking", async () => {
		const { groups, asked } = rig([]);
		groups.note(groupRef, member(true));
		expect(await groups.isBlind(groupRef)).toBe(false);
		groups.note(groupRef, member(false));
		expect(await groups.isBlind(groupRef)).toBe(true);
		expect(asked()).toBe(0);
		groups.note(groupRef, { what: "left", title: "群" });
		await groups.isBlind(groupRef);
		expect(asked()).toBe(1);
	});

	it("counts as blind when Telegram cannot be asked, and is asked about again", async () => {
		const { groups } = rig([unheard(), "administrator"]);
		expect([await groups.isBlind(groupRef), await groups.isBlind(groupRef)]).toEqual([true, false]);
	});
});
