import { readFileSync } from "node:fs";
import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Engine, Read, Value } from "../../src/store/engine.ts";
import { openFiles } from "../../src/store/files.ts";
import { applyMigrations } from "../../src/store/migrate.ts";
import { openRetention } from "../../src/store/retention.ts";
import { openRoom } from "../../src/store/room.ts";
import { openSqlite, sqliteFactory } from "../../src/store/sqlite.ts";
import { createStore } from "../../src/store/store.ts";
import { type CommitLog, writeAheadLog } from "../../src/store/write-ahead-log.ts";
import { MIGRATIONS } from "../contract/store-contract-open.ts";
import { addVersion, enqueue, importCounty, inbound, MONDAY, message, version } from "../contract/store-fixtures.ts";
import { callEverything } from "./every-query.ts";

let folder: string;
let file: string;
let engine: Engine;

beforeEach(async () => {
	folder = await mkdtemp(path.join(tmpdir(), "yixian-engine-"));
	file = path.join(folder, "store.db");
	await applyMigrations({ adapterFactory: sqliteFactory(file), migrationsDir: MIGRATIONS });
	engine = await openSqlite(file);
});
afterEach(async () => {
	await engine.close();
	await rm(folder, { recursive: true, force: true });
});

const pragma = async (name: string): Promise<unknown> =>
	engine.writing("look", async (_run, read) => Object.values((await read<Record<string, unknown>>(`PRAGMA ${name}`, []))[0] ?? {})[0]);

describe("the SQLite connection that writes", () => {
	it("waits for the disk around every checkpoint and holds foreign keys", async () => {
		expect(await pragma("journal_mode")).toBe("wal");
		// NORMAL: for the commits' own log the engine waits, see below.
		expect(await pragma("synchronous")).toBe(1n);
		expect(await pragma("foreign_keys")).toBe(1n);
		// Waiting for another process is the engine's: the driver would stand still with everything else.
		expect(await pragma("busy_timeout")).toBe(20n);
	});

	it("changes nothing when the disk is full, says it may be tried again, and goes on when there is room", async () => {
		const store = createStore(engine, () => engine.close());
		await store.commit([importCounty()]);
		await engine.reading("fill", (read) => read("PRAGMA max_page_count = 1", []));
		const long = message("long", { view: { key: "failed", reference: "长".repeat(100_000), buttons: [] } });
		const full = store.commit([enqueue("m1"), { do: "enqueue-message", message: long }]);
		await expect(full).rejects.toMatchObject({ name: "StoreError", operation: "commit", retryable: true });
		expect(await store.outboxDepth()).toBe(0);
		expect(engine.trouble()).toBe("full");
		await engine.reading("empty", (read) => read("PRAGMA max_page_count = 1000000", []));
		await store.commit([enqueue("m1"), { do: "enqueue-message", message: long }]);
		expect(await store.outboxDepth()).toBe(2);
	});

	it("says another writer on the file may be waited out", async () => {
		const other = new Database(file);
		other.exec("BEGIN IMMEDIATE");
		const impatient = await openSqlite(file, { patienceMs: 0 });
		const store = createStore(impatient, () => impatient.close());
		await expect(store.receive([], MONDAY)).resolves.toBe(0);
		await expect(store.commit([enqueue("m1")])).rejects.toMatchObject({ name: "StoreError", retryable: true });
		const together = await Promise.allSettled([store.commit([enqueue("m1")]), store.receive([inbound("1")], MONDAY)]);
		expect(together).toMatchObject([
			{ status: "rejected", reason: { operation: "commit", retryable: true } },
			{ status: "rejected", reason: { operation: "receive", retryable: true } },
		]);
		other.exec("ROLLBACK");
		other.close();
		expect(impatient.trouble()).toBe("busy");
		await Promise.all([store.commit([enqueue("m1")]), store.receive([inbound("1")], MONDAY)]);
		expect([await store.outboxDepth(), await store.inboxDepth()]).toEqual([1, 1]);
		expect(impatient.trouble()).toBeNull();
		await store.close();
	});

	it("waits for another writer while everything else goes on", async () => {
		const other = new Database(file);
		other.exec("BEGIN IMMEDIATE");
		const store = createStore(engine, () => engine.close());
		const waiting = store.commit([enqueue("m1")]);
		// Timers go off meanwhile: the wait is not the process's.
		await new Promise((resolve) => void setTimeout(resolve, 1));
		other.exec("ROLLBACK");
		other.close();
		await waiting;
		expect(await store.outboxDepth()).toBe(1);
	});

	it("refuses to write while it may not, and goes on when it may", async () => {
		const store = createStore(engine, () => engine.close());
		await engine.reading("forbid", (read) => read("PRAGMA query_only = ON", []));
		await expect(store.commit([enqueue("m1")])).rejects.toMatchObject({ name: "StoreError", retryable: true });
		expect(engine.trouble()).toBe("read-only");
		expect(await store.outboxDepth()).toBe(0);
		await engine.reading("allow", (read) => read("PRAGMA query_only = OFF", []));
		await store.commit([enqueue("m1")]);
		expect(engine.trouble()).toBeNull();
	});

	it.skipIf(process.platform === "win32")(
		"writes nothing into a file that was taken away or replaced, and goes on when it is back",
		async () => {
			const store = createStore(engine, () => engine.close());
			await store.commit([enqueue("m1")]);
			await rename(file, `${file}.away`);
			await expect(store.commit([enqueue("m2")])).rejects.toMatchObject({ name: "StoreError", retryable: true });
			expect(engine.trouble()).toBe("gone");
			await writeFile(file, "another one");
			await expect(store.receive([inbound("1")], MONDAY)).rejects.toMatchObject({ name: "StoreError", retryable: true });
			await rename(`${file}.away`, file);
			await store.commit([enqueue("m2")]);
			expect(engine.trouble()).toBeNull();
			expect(await store.outboxDepth()).toBe(2);
		},
	);

	it("waits for the disk once for all that is to be written in the same moment", async () => {
		const store = createStore(engine, () => engine.close());
		await store.commit([importCounty()]);
		const before = commitsIn(`${file}-wal`);
		await Promise.all(Array.from({ length: 60 }, (_, index) => store.receive([inbound(`m${index}`)], MONDAY)));
		expect(await store.inboxDepth()).toBe(60);
		expect(commitsIn(`${file}-wal`) - before).toBe(1);
	});

	it("takes from what is written together only the part that is refused", async () => {
		const store = createStore(engine, () => engine.close());
		await store.commit([importCounty()]);
		const results = await Promise.allSettled([
			store.commit([enqueue("m1")]),
			store.commit([enqueue("m2"), addVersion(1, version(3))]),
			store.commit([enqueue("m3")]),
		]);
		expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
		expect((await store.load({ messages: ["m1", "m2", "m3"] })).messages.map(({ id }) => id)).toEqual(["m1", "m3"]);
	});

	it("keeps what still fits when the disk fills up under writes asked for together", async () => {
		const store = createStore(engine, () => engine.close());
		await store.commit([importCounty()]);
		const long = (id: string) => message(id, { view: { key: "failed", reference: "长".repeat(100_000), buttons: [] } });
		await engine.reading("fill", (read) => read("PRAGMA max_page_count = 1", []));
		const results = await Promise.allSettled([
			store.commit([enqueue("m1")]),
			store.commit([{ do: "enqueue-message", message: long("m2") }]),
			store.commit([enqueue("m3")]),
		]);
		const kept = (await store.load({ messages: ["m1", "m2", "m3"] })).messages.map(({ id }) => id);
		expect(results.map(({ status }) => status)).toEqual(["m1", "m2", "m3"].map((id) => (kept.includes(id) ? "fulfilled" : "rejected")));
		expect(results[1]).toMatchObject({ status: "rejected", reason: { name: "StoreError", retryable: true } });
		await engine.reading("empty", (read) => read("PRAGMA max_page_count = 1000000", []));
		await store.commit([{ do: "enqueue-message", message: long("m2") }]);
	});

	it("shows a read what was to be written before it was asked for, and lets no stream of writes hold it up", async () => {
		const store = createStore(engine, () => engine.close());
		await store.commit([importCounty()]);
		let written = 0;
		let writing = true;
		const stream = async (): Promise<void> => {
			while (writing) await store.receive([inbound(`s${++written}`)], MONDAY);
		};
		const first = store.receive([inbound("first")], MONDAY);
		const depth = store.inboxDepth();
		const streams = [stream(), stream(), stream()];
		expect(await depth).toBeGreaterThanOrEqual(1);
		writing = false;
		await Promise.all([first, ...streams]);
		expect(await store.inboxDepth()).toBe(written + 1);
	});

	it("calls a statement that is wrong a failure no trying mends", async () => {
		await expect(engine.reading("wrong", (read) => read("SELECT nonsense", []))).rejects.toMatchObject({
			operation: "wrong",
			retryable: false,
		});
	});
});

/** A log that gets onto the disk when the test says so. */
const heldLog = () => {
	const flushes: { readonly resolve: () => void; readonly reject: (error: Error) => void }[] = [];
	const log: CommitLog = {
		flush: () => new Promise((resolve, reject) => void flushes.push({ resolve, reject })),
		close: async () => undefined,
	};
	return { log, flushes };
};

/** All that can happen without the disk has happened. */
const settled = async (): Promise<void> => {
	for (let round = 0; round < 10; round++) await new Promise((resolve) => void setImmediate(resolve));
};

describe("a commit that is written but not on the disk", () => {
	const openHeld = async () => {
		const { log, flushes } = heldLog();
		const held = await openSqlite(file, { log });
		return { held, store: createStore(held, () => held.close()), room: openRoom(held), flushes };
	};

	it("is told to nobody, nor read by anybody, while everything else goes on", async () => {
		const { store, flushes } = await openHeld();
		const told: string[] = [];
		const all = [
			store.commit([enqueue("m1")]).then(() => told.push("written")),
			store.outboxDepth().then((depth) => told.push(`read ${depth}`)),
			store.receive([inbound("1")], MONDAY).then(() => told.push("received")),
		];
		await settled();
		expect([told, flushes.length]).toEqual([[], 1]);
		flushes[0]?.resolve();
		await settled();
		expect([told, flushes.length]).toEqual([["written", "received", "read 1"], 1]);
		await Promise.all(all);
		await store.close();
	});

	it("waits for the disk too when it returns what it wrote, and not when it wrote nothing", async () => {
		const { store, room, flushes } = await openHeld();
		const line = { chat: "c", at: MONDAY, from: null, text: "好", buttons: [], files: [], outboxId: "m1" };
		const appended = room.append(line);
		await settled();
		expect(flushes.length).toBe(1);
		flushes[0]?.resolve();
		const { id } = await appended;
		// Sent before: nothing is written, so there is nothing to wait for.
		expect((await room.append(line)).id).toBe(id);
		expect(await store.receive([], MONDAY)).toBe(0);
		expect(flushes.length).toBe(1);
		await store.close();
	});

	it("is copied into the database when the disk refuses the log, and told once that is done", async () => {
		const { held, store, flushes } = await openHeld();
		// A reader of the state before holds up the copy.
		const reader = new Database(file);
		reader.exec('BEGIN; SELECT COUNT(*) FROM "Outbox"');
		let told = false;
		const commit = store.commit([enqueue("m1")]).then(() => {
			told = true;
		});
		await settled();
		flushes[0]?.reject(Object.assign(new Error("EIO: i/o error, fdatasync"), { code: "EIO" }));
		await settled();
		expect([told, held.trouble()]).toEqual([false, "failing"]);
		reader.exec("COMMIT");
		reader.close();
		await commit;
		expect(held.trouble()).toBeNull();
		expect(readFileSync(`${file}-wal`).length).toBe(0);
		expect([await store.outboxDepth(), flushes.length]).toEqual([1, 1]);
		await store.close();
	});

	it("is said to be trouble when the disk neither takes nor refuses it", async () => {
		const { log, flushes } = heldLog();
		let now = 0;
		const held = await openSqlite(file, { log, steadyMs: () => now });
		const store = createStore(held, () => held.close());
		const commit = store.commit([enqueue("m1")]);
		await settled();
		now = 9000;
		expect(held.trouble()).toBeNull();
		now = 11_000;
		expect(held.trouble()).toBe("failing");
		flushes[0]?.resolve();
		await commit;
		expect(held.trouble()).toBeNull();
		await store.close();
	});

	it("goes onto the disk through SQLite's own log", async () => {
		const log = writeAheadLog(file);
		await expect(log.flush()).rejects.toMatchObject({ code: "ENOENT" });
		await createStore(engine, () => engine.close()).commit([enqueue("m1")]);
		await log.flush();
		await log.flush();
		await log.close();
	});
});

/** The commits in a write-ahead log: frames that name the size of the database. */
const commitsIn = (wal: string): number => {
	const bytes = readFileSync(wal);
	const frame = 24 + bytes.readUInt32BE(8);
	let commits = 0;
	for (let at = 32; at + frame <= bytes.length; at += frame) if (bytes.readUInt32BE(at + 4) > 0) commits += 1;
	return commits;
};

/** Tables that grow as long as the program runs; the workbook's are as large as the county. */
const GROWING = new Set([
	...["Account", "BindingCode", "CodeFailure", "Session", "Task", "Inbox", "Outbox", "Job", "AuditEntry", "RoomMessage", "RoomSession"],
	...["KnownGroup", "Lease", "NoticeChat", "NoticeRecipient", "Problem", "ProblemEvent"],
	...["Report", "ReportVersion", "Entry", "Answer", "Standing", "StoredFile"],
]);

describe("every statement of the store", () => {
	it("finds its rows by an index, never by going through a table that grows", async () => {
		const control = 'SELECT * FROM "Inbox" i WHERE i."receivedAt" = ?';
		expect(scannedTables(await planOf(control, [MONDAY]), control)).toEqual(["Inbox"]);
		const scans: string[] = [];
		const heard = await everyStatement();
		expect(heard.size).toBeGreaterThan(60);
		for (const [sql, args] of heard) for (const table of scannedTables(await planOf(sql, args), sql)) scans.push(`${table}: ${sql}`);
		const meant = [
			// Stops at the last line taken in, which is among the newest.
			/ORDER BY m\."id" DESC LIMIT 1$/,
			// Asked for whole.
			/^KnownGroup: SELECT \* FROM "KnownGroup" ORDER BY/,
			// Once a day, and no longer than people have dialogs open.
			/^Session: SELECT "stateJson" FROM "Session" WHERE "stateJson" LIKE /,
		];
		expect(scans.filter((scan) => !meant.some((exception) => exception.test(scan)))).toEqual([]);
	});

	it("goes from the rows it was given to the stored ones, not through all that wait", async () => {
		const updates = [...(await everyStatement())].filter(([sql]) => /^UPDATE .* FROM \(SELECT/s.test(sql));
		expect(updates.length).toBeGreaterThan(5);
		for (const [sql, args] of updates) expect([sql, (await planOf(sql, args))[0]]).toEqual([sql, expect.stringMatching(/^SCAN r /)]);
	});

	it("chooses whose turn it is in the index by sender alone, and then reads no more than was chosen", async () => {
		const [[sql, args] = ["", []]] = [...(await everyStatement())].filter(([text]) => text.includes('GROUP BY i."sender"'));
		const touching = (await planOf(sql, args)).filter((detail) => /^(SEARCH|SCAN) [a-z] USING/.test(detail));
		expect(touching.filter((detail) => !/COVERING INDEX Inbox_status_sender_position_idx/.test(detail))).toEqual([
			"SEARCH c USING INTEGER PRIMARY KEY (rowid=?)",
			"SEARCH o USING INTEGER PRIMARY KEY (rowid=?)",
		]);
	});

	/** Every statement both stores have, with values it was once bound to. */
	const everyStatement = async (): Promise<Map<string, readonly Value[]>> => {
		const heard = new Map<string, readonly Value[]>();
		const hearing =
			(read: Read): Read =>
			(sql, args) => {
				heard.set(sql, args);
				return read(sql, args);
			};
		const listening: Engine = {
			dialect: engine.dialect,
			reading: (operation, work) => engine.reading(operation, (read) => work(hearing(read))),
			writing: (operation, work) =>
				engine.writing(operation, (run, read) =>
					work((statements) => {
						for (const { sql, args } of statements) heard.set(sql, args);
						return run(statements);
					}, hearing(read)),
				),
			trouble: () => engine.trouble(),
			close: () => engine.close(),
		};
		const { files, dropLoose } = openFiles(listening, {
			filesDir: path.join(folder, "files"),
			maxBytes: 100,
			clock: { now: () => MONDAY },
		});
		await files.put(new Uint8Array(), "loose");
		await callEverything(
			createStore(listening, async () => undefined),
			openRoom(listening),
			openRetention(listening, dropLoose),
		);
		return heard;
	};

	const planOf = (sql: string, args: readonly Value[]): Promise<string[]> =>
		engine.reading("explain", async (read) =>
			(await read<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, args)).map(({ detail }) => detail),
		);

	/** The growing tables a plan goes through from end to end. An insert's later scans are for foreign keys that hang in the air. */
	const scannedTables = (plan: readonly string[], sql: string): string[] => {
		const aliases = new Map([...sql.matchAll(/"(\w+)" ([a-z])\b/g)].map(([, table = "", alias = ""]) => [alias, table]));
		const details = sql.startsWith("INSERT") ? plan.slice(0, 1) : plan;
		return details
			.map((detail) => /^SCAN (\w+)/.exec(detail)?.[1] ?? "")
			.map((name) => aliases.get(name) ?? name)
			.filter((name) => GROWING.has(name));
	};
});
