import { setTimeout as pause } from "node:timers/promises";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { StoreError } from "../ports/store.ts";
import type { StoreTrouble } from "../ports/system.ts";
import { sqliteDialect } from "./dialect.ts";
import type { Engine, Read, Run, Statement, Value } from "./engine.ts";
import { SqliteStatements } from "./sqlite-statements.ts";
import { FileGone, identityOf, troubleOf } from "./trouble.ts";
import { type CommitLog, writeAheadLog } from "./write-ahead-log.ts";

const PRAGMAS = "PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 20; PRAGMA cache_size = -8000";
/**
 * All that FULL waits for but the commit's own log, which the engine flushes before it tells anybody: the log's header, its folder, both sides of a
 * checkpoint (sqlite.org/pragma.html#pragma_synchronous, walFrames in wal.c).
 */
const FOR_GOOD = "PRAGMA synchronous = NORMAL";
/** A commit does not wait for the disk: it survives the process, not the machine. */
const FOR_NOW = "PRAGMA synchronous = OFF";

/** Prisma's adapter for a SQLite file: for migrations. */
export const sqliteFactory = (file: string): PrismaBetterSqlite3 => new PrismaBetterSqlite3({ url: `file:${file}` });

/** How long another process that writes is waited for, and how often it is tried. The driver itself waits with the whole process standing still. */
const PATIENCE_MS = 2000;
const AGAIN_MS = 50;
/** A disk that keeps a commit waiting for longer is in trouble, though it has not said so. */
const HANGS_MS = 10_000;

export interface SqliteOptions {
	/** How long a write waits for another process. */
	readonly patienceMs?: number;
	/** False: no commit waits for the disk. */
	readonly durable?: boolean;
	/** Where commits are written; SQLite's own log unless told. */
	readonly log?: CommitLog;
	/** Milliseconds of a steady clock; the system's unless told. */
	readonly steadyMs?: () => number;
}

/** Opens a SQLite file whose tables are there; one connection, one piece of work at a time, waiting writes in one commit. */
export const openSqlite = async (
	file: string,
	{ patienceMs = PATIENCE_MS, durable = true, log = writeAheadLog(file), steadyMs = () => performance.now() }: SqliteOptions = {},
): Promise<Engine> => {
	const statements = new SqliteStatements(file);
	statements.script(PRAGMAS);
	statements.script(durable ? FOR_GOOD : FOR_NOW);
	return new SqliteEngine(statements, file, { patienceMs, log: durable ? log : null, steadyMs });
};

/** Most pieces of work in one commit: what one waits for, all of them wait for. */
const GROUP = 100;

/** One asked-for transaction, and whom to tell how it went. */
interface Piece {
	/** Rises with every call. */
	readonly order: number;
	readonly work: (run: Run, read: Read) => Promise<unknown>;
	readonly done: (result: unknown) => void;
	readonly failed: (error: unknown) => void;
}

/** What came in the same moment is told of before this resolves. */
const moment = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

interface EngineParts {
	readonly patienceMs: number;
	/** Null where no commit waits for the disk. */
	readonly log: CommitLog | null;
	readonly steadyMs: () => number;
}

/**
 * There is one connection: whatever ran between another's BEGIN and COMMIT would be part of it, and be undone with it. So one piece of work
 * runs at a time, in the order they were asked for; only writes that wait together share one commit, which is the disk's one wait for all.
 */
class SqliteEngine implements Engine {
	readonly dialect = sqliteDialect;
	readonly #statements: SqliteStatements;
	readonly #file: string;
	readonly #identity: string | null;
	readonly #patienceMs: number;
	readonly #log: CommitLog | null;
	readonly #steadyMs: () => number;
	/** Since when a commit waits for the disk; null while none does. */
	#flushingSince: number | null = null;
	#trouble: StoreTrouble | null = null;
	readonly #writes: Piece[] = [];
	readonly #reads: Piece[] = [];
	#working: Promise<void> | null = null;
	#asked = 0;
	/** What had been written before the transaction in hand. */
	#writtenBefore = 0;

	constructor(statements: SqliteStatements, file: string, { patienceMs, log, steadyMs }: EngineParts) {
		this.#statements = statements;
		this.#file = file;
		this.#identity = identityOf(file);
		this.#patienceMs = patienceMs;
		this.#log = log;
		this.#steadyMs = steadyMs;
	}

	trouble(): StoreTrouble | null {
		const hangs = this.#flushingSince !== null && this.#steadyMs() - this.#flushingSince > HANGS_MS;
		return hangs ? "failing" : this.#trouble;
	}

	reading<T>(operation: string, work: (read: Read) => Promise<T>): Promise<T> {
		return this.#inTurn(this.#reads, operation, (_run, read) => work(read));
	}

	writing<T>(operation: string, work: (run: Run, read: Read) => Promise<T>): Promise<T> {
		return this.#inTurn(this.#writes, operation, work);
	}

	async close(): Promise<void> {
		while (this.#working) await this.#working;
		try {
			await this.#log?.close();
		} finally {
			this.#statements.close();
		}
	}

	#inTurn<T>(queue: Piece[], operation: string, work: (run: Run, read: Read) => Promise<T>): Promise<T> {
		return new Promise<T>((resolve, reject) => {
			queue.push({
				order: ++this.#asked,
				work,
				done: (result) => resolve(result as T),
				failed: (error) => {
					const trouble = troubleOf(error);
					this.#trouble = trouble ?? this.#trouble;
					reject(error instanceof StoreError ? error : new StoreError(operation, trouble !== null, error));
				},
			});
			this.#working ??= this.#workAll();
		});
	}

	/** A read never overtakes a write that was asked for before it. */
	async #workAll(): Promise<void> {
		await Promise.resolve();
		while (this.#writes.length + this.#reads.length > 0) {
			if (this.#writes.length > 0) {
				await moment();
				await this.#write(this.#writes.splice(0, GROUP));
			}
			for (let piece = this.#nextRead(); piece; piece = this.#nextRead()) await this.#look(piece);
		}
		this.#working = null;
	}

	#nextRead(): Piece | undefined {
		const [read, write] = [this.#reads[0], this.#writes[0]];
		return read && (!write || read.order < write.order) ? this.#reads.shift() : undefined;
	}

	async #look({ work, done, failed }: Piece): Promise<void> {
		try {
			done(await work(this.#run, this.#read));
		} catch (error) {
			failed(error);
		}
	}

	async #write(pieces: readonly Piece[]): Promise<void> {
		if (pieces.length > 1 && (await this.#together(pieces))) return;
		for (const piece of pieces) await this.#alone(piece);
	}

	/** All pieces in one commit, told when it is durable; one that throws is undone alone. False when the commit itself failed: nothing happened. */
	async #together(pieces: readonly Piece[]): Promise<boolean> {
		const told: (() => void)[] = [];
		try {
			await this.#begin();
		} catch (error) {
			// Another process writes: each piece alone would wait as long again.
			for (const { failed } of pieces) failed(error);
			return true;
		}
		try {
			for (const piece of pieces) told.push(await this.#within(piece));
			await this.#commit();
		} catch {
			this.#undo();
			return false;
		}
		for (const tell of told) tell();
		return true;
	}

	async #within({ work, done, failed }: Piece): Promise<() => void> {
		this.#say("SAVEPOINT piece");
		try {
			const result = await work(this.#run, this.#read);
			this.#say("RELEASE piece");
			return () => done(result);
		} catch (error) {
			// Fails when a full disk has undone the whole transaction.
			this.#say("ROLLBACK TO piece");
			this.#say("RELEASE piece");
			return () => failed(error);
		}
	}

	async #alone({ work, done, failed }: Piece): Promise<void> {
		try {
			await this.#begin();
			const result = await work(this.#run, this.#read);
			await this.#commit();
			done(result);
		} catch (error) {
			this.#undo();
			failed(error);
		}
	}

	/** Waits for another process that writes, letting everything else go on meanwhile. */
	async #begin(): Promise<void> {
		if (identityOf(this.#file) !== this.#identity) throw new FileGone();
		const untilMs = this.#steadyMs() + this.#patienceMs;
		for (;;) {
			try {
				this.#writtenBefore = this.#statements.written;
				return this.#say("BEGIN IMMEDIATE");
			} catch (error) {
				if (troubleOf(error) !== "busy" || this.#steadyMs() >= untilMs) throw error;
				await pause(AGAIN_MS);
			}
		}
	}

	async #commit(): Promise<void> {
		this.#say("COMMIT");
		// A transaction that changed nothing proves nothing of the disk.
		if (this.#statements.written === this.#writtenBefore) return;
		await this.#onDisk();
		this.#trouble = null;
	}

	/**
	 * Waits until what was committed is on the disk: before that nobody is told, and nothing else is read or written. A commit cannot be taken back any more,
	 * so there is no giving up; and a log the disk refused once cannot be trusted to be there when it is asked again, so its pages are copied into the database.
	 */
	async #onDisk(): Promise<void> {
		this.#flushingSince = this.#steadyMs();
		try {
			await this.#log?.flush();
		} catch (error) {
			this.#trouble = troubleOf(error) ?? "failing";
			while (!this.#isCopied()) await pause(AGAIN_MS);
		}
		this.#flushingSince = null;
	}

	/** Copies the whole log into the database, both on the disk; false when that was not possible. */
	#isCopied(): boolean {
		try {
			const [row] = this.#statements.read("PRAGMA wal_checkpoint(TRUNCATE)", []);
			return Number(row?.busy) === 0;
		} catch (error) {
			this.#trouble = troubleOf(error) ?? "failing";
			return false;
		}
	}

	/** A full disk has undone the transaction already; then there is nothing to roll back. */
	#undo(): void {
		try {
			this.#say("ROLLBACK");
		} catch {}
	}

	#say(sql: string): void {
		this.#statements.run(sql, []);
	}

	readonly #read: Read = async <Row>(sql: string, args: readonly Value[]) => this.#statements.read(sql, args) as Row[];

	readonly #run: Run = async (statements: readonly Statement[]) => {
		let sum = 0;
		for (const { sql, args, changes } of statements) {
			const changed = this.#statements.run(sql, args);
			sum += changed;
			if (changes !== undefined && changed !== changes) throw new Error(`${changed} rows changed instead of ${changes}: ${sql}`);
		}
		return sum;
	};
}
