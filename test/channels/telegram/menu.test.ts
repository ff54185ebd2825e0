import { describe, expect, it } from "vitest";
import { createMenus } from "../../../src/channels/telegram/menu.ts";
import { groupRef, KeptLog, told } from "./fixtures.ts";

const rig = (failure?: Error) => {
	const done: unknown[] = [];
	const call = (method: string) => async (args: unknown) => {
		done.push([method, args]);
		if (failure) throw failure;
		return true as const;
	};
	const calls = { setMyCommands: call("setMyCommands"), deleteMyCommands: call("deleteMyCommands") };
	return { done, setMenu: createMenus({ calls, log: new KeptLog() }) };
};

describe("a menu", () => {
	it("shows in private chats, in groups, or in one chat", async () => {
		const { done, setMenu } = rig();
		const lines = [{ word: "weekly", text: "报周报" }];
		for (const place of ["private", "groups", groupRef] as const) expect(await setMenu(place, lines)).toBe(true);
		const commands = [{ command: "weekly", description: "报周报" }];
		expect(done).toEqual([
			["setMyCommands", { scope: { type: "all_private_chats" }, commands }],
			["setMyCommands", { scope: { type: "all_group_chats" }, commands }],
			["setMyCommands", { scope: { type: "chat", chat_id: "-100500" }, commands }],
		]);
	});

	it("without lines is taken away, and a line Telegram would refuse spoils no other", async () => {
		const { done, setMenu } = rig();
		await setMenu("groups", []);
		await setMenu("private", [
			{ word: "周报", text: "报周报" },
			{ word: "todo", text: "长".repeat(300) },
		]);
		expect(done).toEqual([
			["deleteMyCommands", { scope: { type: "all_group_chats" } }],
			["setMyCommands", { scope: { type: "all_private_chats" }, commands: [{ command: "todo", description: "长".repeat(256) }] }],
		]);
	});

	it("says when it did not work", async () => {
		expect(await rig(told(400, "Bad Request: chat not found")).setMenu(groupRef, [{ word: "todo", text: "待办" }])).toBe(false);
	});
});
