import Database from "better-sqlite3";
import type { Value } from "./engine.ts";

/** A statement kept prepared, and how its columns become what Prisma types them as; no columns when it returns no rows. */
interface Prepared {
	readonly statement: Database.Statement<(string | bigint | null)[], unknown[]>;
	readonly columns: readonly { readonly name: string; readonly convert: (value: unknown) => unknown }[];
}

/**
 * The statements of one SQLite connection, each prepared when it is first run and kept: their texts are the same for any number of rows, so there are
 * few, and preparing one costs more than running it.
 */
export class SqliteStatements {
	readonly #database: Database.Database;
	readonly #prepared = new Map<string, Prepared>();
	#written = 0;

	constructor(file: string) {
		this.#database = new Database(file);
		// Whole numbers of 64 bits come as they are stored.
		this.#database.defaultSafeIntegers(true);
	}

	/** Runs statements separated by semicolons, which return nothing. */
	script(sql: string): void {
		this.#database.exec(sql);
	}

	/** The number of rows changed so far, undone ones among them. */
	get written(): number {
		return this.#written;
	}

	/** The number of rows changed. */
	run(sql: string, args: readonly Value[]): number {
		const { changes } = this.#of(sql).statement.run(...args.map(bound));
		this.#written += changes;
		return changes;
	}

	/** Rows of a query, or of what a statement changed where it returns that. */
	read(sql: string, args: readonly Value[]): Record<string, unknown>[] {
		const { statement, columns } = this.#of(sql);
		if (columns.length === 0) {
			this.run(sql, args);
			return [];
		}
		const rows = statement.all(...args.map(bound));
		if (!statement.readonly) this.#written += rows.length;
		return rows.map((row) => {
			const object: Record<string, unknown> = {};
			for (let index = 0; index < columns.length; index++) {
				const column = columns[index];
				if (column) object[column.name] = column.convert(row[index]);
			}
			return object;
		});
	}

	close(): void {
		this.#database.close();
	}

	#of(sql: string): Prepared {
		const known = this.#prepared.get(sql);
		if (known) return known;
		const statement = this.#database.prepare<(string | bigint | null)[], unknown[]>(sql);
		const columns = statement.reader
			? statement
					.raw()
					.columns()
					.map(({ name, type }) => ({ name, convert: converterOf(type) }))
			: [];
		const prepared = { statement, columns };
		this.#prepared.set(sql, prepared);
		return prepared;
	}
}

/** The driver binds a plain number as floating point, and knows no truth. */
const bound = (arg: Value): string | bigint | null => (typeof arg === "number" || typeof arg === "boolean" ? BigInt(arg) : arg);

const asIs = (value: unknown): unknown => value;
const toNumber = (value: unknown): unknown => (value === null ? null : Number(value));
const toBoolean = (value: unknown): unknown => (value === null ? null : Boolean(value));

/** By the type its column was declared with; what is computed has none. */
const converterOf = (declared: string | null): ((value: unknown) => unknown) => {
	switch (declared) {
		case "INTEGER":
			return toNumber;
		case "BOOLEAN":
			return toBoolean;
		default:
			return asIs;
	}
};
