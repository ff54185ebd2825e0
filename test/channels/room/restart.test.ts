import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { STOP_PATIENCE_MS } from "../../../src/channels/room/limits.ts";
import { type DateText, instantAt } from "../../../src/domain/period.ts";
import type { RoomMessage } from "../../../src/ports/room.ts";
import { halfCall } from "../../abuse/raw-http.ts";
import { memoryRoomStore, openRoomHarness } from "../../support/room-harness.ts";
import { httpGet, httpPost } from "./http-call.ts";

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

	const call = (type: string, body: string): string =>
		`POST /api/chats/p-deputy/messages HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: ${type}\r\nContent-Length: 9000\r\n\r\n${body}`;

	it.each([
		["text", call("application/json", '{"as":"deputy","te')],
		["photo", call("multipart/form-data; boundary=x", '--x\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\nabc')],
	])("does not wait for a %s that never arrives whole", async (_what, half) => {
		const harness = await openRoomHarness();
		const socket = await halfCall(harness.url, half);
		const gone = once(socket, "close");
		// Answered behind it: the half call is in hand.
		await httpGet(`${harness.url}/healthz`);
		const stopped = harness.room.stop();
		harness.timers.pass(STOP_PATIENCE_MS);
		await Promise.all([stopped, gone]);
		expect(harness.store.lines).toEqual([]);
		expect(harness.log.entries).toEqual([]);
		await harness.close();
	});
});
