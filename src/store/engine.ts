import type { StoreTrouble } from "../ports/system.ts";
import type { Dialect } from "./dialect.ts";

/** What may be bound to a statement: text, whole numbers, truth or nothing. */
export type Value = string | number | bigint | boolean | null;

/** One statement with its bound values. `changes` is the number of rows it must change, where that matters: another undoes the transaction. */
export interface Statement {
	readonly sql: string;
	readonly args: readonly Value[];
	readonly changes?: number;
}

/** Rows of a query as objects by column name, typed as Prisma types its columns; computed whole numbers (COUNT, MAX) come as bigint. */
export type Read = <Row>(sql: string, args: readonly Value[]) => Promise<Row[]>;

/** Runs statements in order and says how many rows they changed together. */
export type Run = (statements: readonly Statement[]) => Promise<number>;

/**
 * A database as the store's files see it: SQL in the common subset of SQLite and PostgreSQL, what differs taken from `dialect`.
 *
 * It talks to the database's driver and not through Prisma Client: the client compiles every raw batch anew, ends transactions after five
 * seconds, and on SQLite lets other queries slip into an open transaction, to be undone with it. Nor through Prisma's adapter, which prepares a
 * statement anew each time it runs. Models, migrations and row types remain Prisma's.
 */
export interface Engine {
	readonly dialect: Dialect;
	/** Queries that see one state of the data. Rejects with StoreError. */
	reading<T>(operation: string, work: (read: Read) => Promise<T>): Promise<T>;
	/**
	 * One transaction, durable when it resolves; rejects with StoreError and changes nothing when any part fails. Those asked for at once are
	 * done in the order of the calls. `work` may be run a second time, after what it did was undone.
	 */
	writing<T>(operation: string, work: (run: Run, read: Read) => Promise<T>): Promise<T>;
	/** Why nothing can be written; null once something was. */
	trouble(): StoreTrouble | null;
	/** Waits for what is under way and closes the connection. */
	close(): Promise<void>;
}

/** Runs statements in order as one transaction. */
export const runAll = async (engine: Engine, operation: string, statements: readonly Statement[]): Promise<void> => {
	if (statements.length > 0) await engine.writing(operation, (run) => run(statements));
};
