import { describe, expect, it } from "vitest";
import { addMs } from "../../src/domain/period.ts";
import type { RoomMessage } from "../../src/ports/room.ts";
import type { StoreUnderTest } from "./store-contract.ts";
import { at, inbound, MONDAY } from "./store-fixtures.ts";

const line = (text: string, change: Partial<RoomMessage> = {}): Omit<RoomMessage, "id"> => ({
	chat: "group",
	at: MONDAY,
	from: "person-1",
	text,
	buttons: [],
	files: [],
	outboxId: null,
	...change,
});

export const roomCases = (tested: StoreUnderTest): void => {
	describe("the room's lines", () => {
		it("keep everything and get rising ids", async () => {
			const { room } = tested.open;
			const full = line("第一行\n第二行", {
				from: null,
				outboxId: "o1",
				buttons: [{ id: "0", text: "提交" }],
				files: [{ hash: "ab", name: "图.png", type: "image/png", size: 3 }],
			});
			const first = await room.append(full);
			const second = await room.append(line("好"));
			expect(second.id).toBeGreaterThan(first.id);
			await tested.reopen();
			expect(await tested.open.room.get(first.id)).toEqual({ ...full, id: first.id });
			expect(await tested.open.room.get(999)).toBeNull();
		});

		it("hold a bot's message once, however often it is sent", async () => {
			const { room } = tested.open;
			const first = await room.append(line("您好", { from: null, outboxId: "o1" }));
			expect(await room.append(line("您好", { from: null, outboxId: "o1", at: at(20) }))).toEqual(first);
			await room.append(line("甲"));
			await room.append(line("甲"));
			expect(await room.list("group", 0, 9)).toHaveLength(3);
		});

		it("are listed by chat after an id, the newest of a chat, and people's over all chats", async () => {
			const { room } = tested.open;
			const lines: RoomMessage[] = [];
			for (const [text, chat, from] of [
				["1", "group", "p"],
				["2", "group", null],
				["3", "other", "p"],
				["4", "group", "p"],
				["5", "group", "p"],
			] as const)
				lines.push(await room.append(line(text, { chat, from })));
			const id = (index: number): number => lines[index]?.id ?? 0;
			const texts = (messages: readonly RoomMessage[]): string => messages.map(({ text }) => text).join("");
			expect(texts(await room.list("group", id(0), 2))).toBe("24");
			expect(texts(await room.list("group", id(4), 2))).toBe("");
			expect(texts(await room.latest("group", 3))).toBe("245");
			expect(texts(await room.listFromPeople(id(0), 2))).toBe("34");
		});

		it("say which of them the inbox took last", async () => {
			const { room, store } = tested.open;
			expect(await room.lastTakenIn()).toBe(0);
			const first = await room.append(line("1"));
			expect(await room.lastTakenIn()).toBe(0);
			const second = await room.append(line("2"));
			await room.append(line("3"));
			const chat = { channel: "room", account: "room", id: "group", kind: "group" } as const;
			await store.receive([inbound(`m${first.id}`, { chat }), inbound(`m${second.id}`, { chat }), inbound("p7", { chat })], MONDAY);
			expect(await room.lastTakenIn()).toBe(second.id);
		});

		it("know a session by its token's hash until it is dropped", async () => {
			const { room } = tested.open;
			await room.saveSession("t1", "account-1", MONDAY);
			await room.saveSession("t2", "account-2", MONDAY);
			await room.saveSession("t2", "account-3", MONDAY);
			await room.dropSession("t1");
			expect([await room.sessionAccount("t1", MONDAY), await room.sessionAccount("t2", MONDAY)]).toEqual([null, "account-3"]);
			expect(await room.sessionAccount("t2", addMs(MONDAY, 1))).toBeNull();
		});
	});
};
