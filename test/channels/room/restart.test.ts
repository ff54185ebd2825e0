import { describe, expect, it } from "vitest";
import { type DateText, instantAt } from "../../../src/domain/period.ts";
import type { RoomMessage } from "../../../src/ports/room.ts";
import { memoryRoomStore, openRoomHarness } from "../../support/room-harness.ts";
import { httpPost } from "./http-call.ts";

const at = instantAt("2026-11-16" as DateText, "09:00");
const line = (chat: string, from: string | null, text: string): Omit<RoomMessage, "id"> => ({
	chat,
	at,
	from,
	text,
	buttons: [],
	files: [],
	outboxId: from === null ? text : null,
});

describe("a restart", () => {
	it("offers people's messages that the inbox does not know, in order, before anything new", async () => {
		const store = memoryRoomStore();
		await store.append(line("p-deputy", "deputy", "旧"));
		await store.append(line("p-deputy", null, "答"));
		for (let count = 0; count < 60; count += 1) await store.append(line(count % 2 ? "g-daba" : "p-deputy", "deputy", `新${count}`));
		store.takenIn = 1;
		const harness = await openRoomHarness({ store });
		expect(harness.intake.received.map(({ updateId }) => updateId)).toEqual(Array.from({ length: 60 }, (_, index) => `m${index + 3}`));
		expect(harness.intake.received[1]?.chat.kind).toBe("group");
		await harness.close();
	});

	it("passes over a message whose author left the chat", async () => {
		const store = memoryRoomStore();
		await store.append(line("p-gone", "deputy", "x"));
		await store.append(line("p-deputy", "deputy", "y"));
		const harness = await openRoomHarness({ store });
		expect(harness.intake.received.map(({ updateId }) => updateId)).toEqual(["m2"]);
		expect(harness.log.entries).toContainEqual({ level: "warn", event: "room:missed-message-without-chat" });
		await harness.close();
	});
});

describe("stopping", () => {
	it("finishes what is in hand and takes in nothing more", async () => {
		const harness = await openRoomHarness();
		let open = (): void => undefined;
		harness.intake.gate = new Promise((resolve) => {
			open = resolve;
		});
		const url = `${harness.url}/api/chats/p-deputy/messages`;
		const inHand = httpPost(url, { as: "deputy", text: "在路上" });
		while (harness.store.lines.length === 0) await new Promise((resolve) => setImmediate(resolve));
		const stopped = harness.room.stop();
		expect((await httpPost(url, { as: "deputy", text: "晚了" })).status).toBe(503);
		open();
		expect((await inHand).status).toBe(202);
		await stopped;
		expect(harness.store.lines).toHaveLength(1);
		await harness.close();
	});
});
