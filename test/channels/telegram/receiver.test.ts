import { describe, expect, it } from "vitest";
import { createReceiver } from "../../../src/channels/telegram/receiver.ts";
import type { Inbound } from "../../../src/ports/intake.ts";
import { BOT, BOT_USER, GROUP, KeptLog, message, NOW, SAID_AT, update, WANG } from "./fixtures.ts";

const rig = (failing = false) => {
	const done: string[] = [];
	const received: Inbound[][] = [];
	const log = new KeptLog();
	const receive = createReceiver({
		intake: {
			receive: async (updates) => {
				done.push("receive");
				if (failing) throw new Error("the inbox is full");
				received.push([...updates]);
			},
		},
		groups: { note: (chat, { what }) => void done.push(`group ${chat.id} ${what}`), isBlind: async () => false },
		presses: {
			note: (press, chat, user) => void done.push(`note ${press} ${chat.id} ${user}`),
			dismiss: (press) => void done.push(`dismiss ${press}`),
			claim: () => undefined,
			isOver: () => false,
			presser: () => null,
			settle: () => undefined,
			close: () => undefined,
		},
		clock: { now: () => NOW },
		log,
	});
	return { receive, received, done, log };
};

const said = (id: number, text: string) => update({ update_id: id, message: message({ message_id: id, text }) });
const press = (id: string, data: string) =>
	update({ callback_query: { id, from: WANG, chat_instance: "c", data, message: message({ chat: GROUP, from: BOT_USER }) } });

describe("a batch", () => {
	it("is handed in whole and in order", async () => {
		const { receive, received } = rig();
		await receive([said(1, "一"), said(2, "二")], BOT);
		expect(received.map((batch) => batch.map(({ messageId }) => messageId))).toEqual([["1", "2"]]);
	});

	it("passes over what cannot be read, and logs no more than its number", async () => {
		const { receive, received, log } = rig();
		await receive([said(1, "一"), update({ update_id: 2, message: { text: "王伟 13812345678" } }), said(3, "三")], BOT);
		expect(received[0]?.map(({ messageId }) => messageId)).toEqual(["1", "3"]);
		expect(log.lines).toEqual(['warn telegram:unreadable-update {"update":2,"error":"TypeError"}']);
	});

	it("with nothing for us in it disturbs nobody", async () => {
		const { receive, done } = rig();
		await receive([update({ message: message({ chat: GROUP, new_chat_members: [WANG] }) }), update({ poll: {} })], BOT);
		expect(done).toEqual([]);
	});

	it("that the intake refuses is refused", async () => {
		await expect(rig(true).receive([said(1, "一")], BOT)).rejects.toThrow();
	});

	it("notes presses before they are handed in, and answers those that mean nothing", async () => {
		const { receive, done } = rig();
		await receive([press("P1", "01J:0"), press("P2", "like")], BOT);
		expect(done).toEqual(["note P1 -100500 42", "dismiss P2", "receive"]);
	});

	it("tells what became of a group", async () => {
		const { receive, done } = rig();
		const change = { chat: GROUP, from: WANG, date: SAID_AT, old_chat_member: {}, new_chat_member: { status: "administrator" } };
		await receive([update({ my_chat_member: change })], BOT);
		expect(done).toEqual(["group -100500 member", "receive"]);
	});
});
