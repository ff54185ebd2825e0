import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { OpenStore } from "../../src/store/open-store.ts";
import { openIn } from "../contract/store-contract-open.ts";
import { enqueue, GROUP, importCounty, inbound, job, MONDAY } from "../contract/store-fixtures.ts";

const REMOTE = { kind: "remote-files", files: [], text: "", addressed: true, album: null } as const;

describe("rows whose JSON is damaged", () => {
	let folder: string;
	let file: string;
	let open: OpenStore;

	beforeEach(async () => {
		folder = await mkdtemp(path.join(tmpdir(), "yixian-damaged-"));
		file = path.join(folder, "store.db");
		open = await openIn(`file:${file}`, folder);
	});
	afterEach(async () => {
		await open.close();
		await rm(folder, { recursive: true, force: true });
	});

	/** Writes past the store, as a failing disk or a curious hand would. */
	const damage = (sql: string, ...args: readonly string[]): void => {
		const raw = new Database(file);
		raw.prepare(sql).run(...args);
		raw.close();
	};
	const look = (sql: string): unknown[] => {
		const raw = new Database(file, { readonly: true });
		const rows = raw.prepare(sql).raw().all();
		raw.close();
		return rows;
	};

	it.each(["{ cut o", "null", "7", "{}", `{"chat":{"id":"c"},"sender":{"id":"s"},"content":{}}`])(
		"keep nobody's updates waiting: %s is finished as failed",
		async (json) => {
			await open.store.receive([inbound("1"), inbound("2"), inbound("3", { content: REMOTE }), inbound("4", { content: REMOTE })], MONDAY);
			damage(`UPDATE "Inbox" SET "inboundJson" = ? WHERE "updateId" IN ('1', '3')`, json);
			expect((await open.store.pendingInbox(1)).map((item) => item.inbound.updateId)).toEqual(["2"]);
			expect((await open.store.itemsToFetch(1)).map((item) => item.inbound.updateId)).toEqual(["4"]);
			damage(`UPDATE "Inbox" SET "inboundJson" = ? WHERE "updateId" = '2'`, json);
			expect(await open.store.pendingInboxBySender(1)).toEqual([]);
			expect(look('SELECT "updateId", "status", "reference" FROM "Inbox"')).toEqual([
				["1", "failed", "damaged"],
				["2", "failed", "damaged"],
				["3", "failed", "damaged"],
				["4", "fetching", null],
			]);
			expect(await open.store.inboxDepth()).toBe(1);
		},
	);

	it.each([
		["viewJson", "{ cut o"],
		["viewJson", "null"],
		["viewJson", "[]"],
		["answersJson", "{ cut o"],
	])("keep no message waiting: one with such %s is parked", async (column, json) => {
		await open.store.commit([enqueue("m1"), enqueue("m2"), enqueue("m3", { chat: { ...GROUP, id: "b" } })]);
		damage(`UPDATE "Outbox" SET "${column}" = ? WHERE "id" = 'm1'`, json);
		expect((await open.store.load({ messages: ["m1", "m2"] })).messages.map(({ id }) => id)).toEqual(["m2"]);
		expect((await open.store.dueMessages(GROUP.channel, GROUP.account, MONDAY, 1)).map(({ id }) => id)).toEqual(["m2"]);
		expect(look(`SELECT "status", "reason", "finishedAt" FROM "Outbox" WHERE "id" = 'm1'`)).toEqual([["parked", "damaged", MONDAY]]);
		expect(await open.store.outboxDepth()).toBe(2);
	});

	it("keep no job waiting", async () => {
		await open.store.commit([importCounty(), { do: "add-job", job: job("j1") }, { do: "add-job", job: job("j2") }]);
		damage(`UPDATE "Job" SET "inputJson" = ? WHERE "id" = 'j1'`, "{ cut o");
		expect(await open.store.pendingJobs(1)).toEqual([job("j2")]);
		expect(look(`SELECT "status", "reason" FROM "Job" WHERE "id" = 'j1'`)).toEqual([["failed", "damaged"]]);
	});

	it("do not keep a chat from moving", async () => {
		await open.store.receive([inbound("1"), inbound("2")], MONDAY);
		await open.store.commit([enqueue("m1", { answers: { message: "7", press: null } }), enqueue("m2")]);
		damage(`UPDATE "Inbox" SET "inboundJson" = ? WHERE "updateId" = '1'`, "{ cut o");
		damage(`UPDATE "Outbox" SET "answersJson" = ? WHERE "id" = 'm1'`, "{ cut o");
		await open.store.commit([{ do: "move-chat", from: GROUP, toId: "super" }]);
		expect((await open.store.pendingInbox(9)).map((item) => item.inbound.chat.id)).toEqual(["super"]);
		expect((await open.store.dueMessages(GROUP.channel, GROUP.account, MONDAY, 9)).map(({ id, chat }) => [id, chat.id])).toEqual([
			["m2", "super"],
		]);
	});
});
