import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { toInstant } from "../domain/period.ts";
import type { Clock } from "../ports/clock.ts";
import type { Files } from "../ports/files.ts";
import type { Retention } from "../ports/retention.ts";
import type { RoomStore } from "../ports/room.ts";
import type { Store } from "../ports/store.ts";
import type { StoreTrouble } from "../ports/system.ts";
import { type Engine, runAll } from "./engine.ts";
import { openFiles, unfinishedIn } from "./files.ts";
import { droppingLeases } from "./leases.ts";
import { lockStore } from "./lock.ts";
import { applyMigrations } from "./migrate.ts";
import { openRetention } from "./retention.ts";
import { openRoom } from "./room.ts";
import { openSqlite, sqliteFactory } from "./sqlite.ts";
import { createStore } from "./store.ts";

export interface StoreOptions {
	/** "file:" and the path of the database; folders that lack are made. */
	readonly databaseUrl: string;
	readonly migrationsDir: string;
	readonly filesDir: string;
	/** What the kept files are dated by; the system's clock unless told. */
	readonly clock?: Clock;
	/** Bytes of the largest file taken; 50 MiB unless told. */
	readonly maxFileBytes?: number;
	/** False where nothing has to outlive the machine, as in tests: commits do not wait for the disk. */
	readonly durable?: boolean;
}

export interface OpenStore {
	readonly store: Store;
	readonly room: RoomStore;
	readonly files: Files;
	readonly retention: Retention;
	/** Why nothing can be written; null once something was. */
	trouble(): StoreTrouble | null;
	/** Waits for what is under way, closes the database and gives the lock back; a second call does nothing. */
	close(): Promise<void>;
}

const MAX_FILE_BYTES = 50 * 1024 * 1024;
const systemClock: Clock = { now: () => toInstant(Date.now()) };

/**
 * Takes the store for this process, brings its tables up to date and opens it. Rejects with StoreLocked, UnknownMigrations or MigrationFailed.
 * A folder it makes is the owner's alone: names and telephone numbers lie in it.
 */
export const openStore = async (options: StoreOptions): Promise<OpenStore> => {
	const file = fileOf(options.databaseUrl);
	await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
	const unlock = lockStore(file);
	try {
		await rm(unfinishedIn(options.filesDir), { recursive: true, force: true });
		await applyMigrations({ adapterFactory: sqliteFactory(file), migrationsDir: options.migrationsDir });
		return assemble(await openAlone(file, options.durable ?? true), unlock, options);
	} catch (error) {
		unlock();
		throw error;
	}
};

/** Opens the file for the one process that has the lock: leases of those before it are over. */
const openAlone = async (file: string, durable: boolean): Promise<Engine> => {
	const engine = await openSqlite(file, { durable });
	try {
		await runAll(engine, "drop leases", [droppingLeases()]);
		return engine;
	} catch (error) {
		await engine.close();
		throw error;
	}
};

const assemble = (engine: Engine, unlock: () => void, options: StoreOptions): OpenStore => {
	let closing: Promise<void> | undefined;
	const close = (): Promise<void> => {
		closing ??= engine.close().finally(unlock);
		return closing;
	};
	const kept = { filesDir: options.filesDir, maxBytes: options.maxFileBytes ?? MAX_FILE_BYTES, clock: options.clock ?? systemClock };
	const { files, dropLoose } = openFiles(engine, kept);
	return {
		store: createStore(engine, close),
		room: openRoom(engine),
		files,
		retention: openRetention(engine, dropLoose),
		trouble: () => engine.trouble(),
		close,
	};
};

const fileOf = (databaseUrl: string): string => {
	if (!databaseUrl.startsWith("file:")) throw new RangeError("the store's address must begin with file:");
	return path.resolve(databaseUrl.slice("file:".length));
};
