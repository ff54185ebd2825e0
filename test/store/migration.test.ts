import { cpSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { applyMigrations } from "../../src/store/migrate.ts";
import type { OpenStore } from "../../src/store/open-store.ts";
import { sqliteFactory } from "../../src/store/sqlite.ts";
import { MIGRATIONS, openIn } from "../contract/store-contract-open.ts";
import { GROUP, inbound, MONDAY, message } from "../contract/store-fixtures.ts";

/** What the first version wrote: no message ids, presses without names. */
const { messageId: _none, ...PLAIN } = inbound("1", { sender: { channel: "test", id: "a 1" } });
const PRESS = { ...PLAIN, updateId: "2", content: { kind: "press", message: "m1", button: "b" } };

const REMOTE = { kind: "remote-files", files: [], text: "", addressed: true, album: null } as const;

describe("a store the first version wrote", () => {
	let folder: string;
	let file: string;
	let open: OpenStore | null = null;

	beforeEach(async () => {
		folder = await mkdtemp(path.join(tmpdir(), "yixian-migration-"));
		file = path.join(folder, "store.db");
		const first = path.join(folder, "migrations");
		await mkdir(first);
		for (const name of ["migration_lock.toml", "20261122142743_initial"])
			cpSync(path.join(MIGRATIONS, name), path.join(first, name), { recursive: true });
		await applyMigrations({ adapterFactory: sqliteFactory(file), migrationsDir: first });
		const old = new Database(file);
		const item = old.prepare(
			`INSERT INTO "Inbox" ("channel", "account", "updateId", "inboundJson", "receivedAt", "status", "attempts") VALUES (?, ?, ?, ?, ?, ?, 1)`,
		);
		item.run("test", "bot", "0", "{ cut o", MONDAY, "new");
		item.run("test", "bot", "1", JSON.stringify(PLAIN), MONDAY, "new");
		item.run("test", "bot", "2", JSON.stringify(PRESS), MONDAY, "new");
		item.run("test", "bot", "3", JSON.stringify({ ...PLAIN, updateId: "3" }), MONDAY, "done");
		const queued = old.prepare(
			`INSERT INTO "Outbox" ("id", "channel", "account", "chatId", "chatKind", "viewJson", "dedupeKey", "rank", "createdAt", "status", "attempts")
			VALUES (?, 'test', 'bot', 'group', 'group', ?, ?, 0, ?, 'queued', 2)`,
		);
		queued.run("m1", JSON.stringify(message("m1").view), "key m1", MONDAY);
		old.close();
		open = await openIn(`file:${file}`, folder);
	});
	afterEach(async () => {
		await open?.close();
		open = null;
		await rm(folder, { recursive: true, force: true });
	});
	const store = () => {
		if (!open) throw new Error("no store is open");
		return open.store;
	};

	it("goes on with what waited, by sender too", async () => {
		const waiting = [
			{ position: 2, attempts: 1, inbound: { ...PLAIN, messageId: null } },
			{ position: 3, attempts: 1, inbound: { ...PRESS, messageId: null, content: { ...PRESS.content, press: "" } } },
		];
		expect(await store().pendingInboxBySender(9)).toEqual(waiting);
		expect(await store().pendingInbox(9)).toEqual(waiting);
		const file = inbound("4", { sender: { channel: "test", id: "a 1" }, content: REMOTE });
		await store().receive([file, { ...inbound("5"), sender: PLAIN.sender }], MONDAY);
		expect((await store().pendingInbox(9)).map((item) => item.inbound.updateId)).toEqual(["1", "2"]);
		expect(await store().receive([inbound("3")], MONDAY)).toBe(0);
		const [next] = await store().itemsToFetch(1);
		expect(next?.position).toBe(5);
	});

	it("sends what was queued", async () => {
		expect(await store().dueMessages(GROUP.channel, GROUP.account, MONDAY, 9)).toEqual([
			{ ...message("m1"), position: 1, attempts: 2, partsSent: 0, behind: 0 },
		]);
	});

	it("knows the senders of old rows as it knows those of new ones", async () => {
		await open?.close();
		open = null;
		const raw = new Database(file, { readonly: true });
		const senders = raw.prepare('SELECT "sender" FROM "Inbox" ORDER BY "position"').pluck().all();
		raw.close();
		expect(senders).toEqual(["", "test a 1", "test a 1", "test a 1"]);
	});
});
