import { describe, expect, it } from "vitest";
import { createClosings } from "../../../src/channels/telegram/closings.ts";
import { groupRef, KeptLog, privateRef, settle, Timers, told } from "./fixtures.ts";

const rig = (failure?: unknown) => {
	const edited: unknown[] = [];
	const timers = new Timers();
	const log = new KeptLog();
	const editMessageReplyMarkup = async (args: unknown): Promise<never> => {
		edited.push(args);
		if (failure) throw failure;
		return true as never;
	};
	return { edited, timers, log, closings: createClosings({ calls: { editMessageReplyMarkup }, later: timers.later, log }) };
};

const at = (chat: string, ...messages: number[]) => messages.map((message) => ({ chat_id: chat, message_id: message }));

describe("closing", () => {
	it("is done at once, and the next ones of that chat after a while", () => {
		const { edited, timers, closings } = rig();
		for (const message of [1, 2, 2, 3]) closings.close(privateRef, message);
		closings.close(groupRef, 7);
		expect(edited).toEqual([...at("42", 1), ...at("-100500", 7)]);
		expect(timers.set.map(({ ms }) => ms)).toEqual([3000, 15_000]);
		timers.fire();
		expect(edited.slice(2)).toEqual(at("42", 2));
		timers.fire();
		timers.fire();
		expect(edited.slice(2)).toEqual(at("42", 2, 3));
		timers.fire();
		expect(timers.set).toEqual([]);
		closings.close(groupRef, 8);
		expect(edited.slice(4)).toEqual(at("-100500", 8));
	});

	it("keeps the newest when very many wait", () => {
		const { edited, timers, closings } = rig();
		for (let message = 0; message < 40; message += 1) closings.close(privateRef, message);
		while (timers.set.length > 0) timers.fire();
		expect(edited).toEqual(at("42", 0, 32, 33, 34, 35, 36, 37, 38, 39));
	});

	it("that is refused disturbs nobody", async () => {
		const { closings, log } = rig(told(400, "Bad Request: message is not modified"));
		closings.close(privateRef, 1);
		await settle();
		expect(log.lines).toEqual([expect.stringContaining("debug telegram:buttons-stay")]);
	});
});
