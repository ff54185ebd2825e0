import type { ColumnType, Dialect } from "./dialect.ts";
import type { Statement, Value } from "./engine.ts";

type TypeOf<V> = [NonNullable<V>] extends [bigint]
	? "bigint"
	: [NonNullable<V>] extends [number]
		? "int"
		: [NonNullable<V>] extends [boolean]
			? "bool"
			: "text";

type Columns = Readonly<Record<string, ColumnType>>;

/** A model's table as statements need it: the compiler holds the columns against the row type Prisma generates. */
export interface Table<Row> {
	readonly name: string;
	readonly columns: { readonly [C in keyof Row & string]-?: TypeOf<Row[C]> };
}

/** Declares a table of Prisma's row type; a column the program never writes (an automatic position) is left out of `Row`. */
export const table = <Row>(name: string, columns: Table<Row>["columns"]): Table<Row> => ({ name, columns });

const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(", ");

const selected = (dialect: Dialect, columns: Columns): string =>
	Object.entries(columns)
		.map(([name, type], index) => `${dialect.column(index, type)} AS "${name}"`)
		.join(", ");

const packed = (columns: Columns, row: object): string =>
	JSON.stringify(
		Object.keys(columns).map((name) => {
			const value = (row as Record<string, Value>)[name] ?? null;
			return typeof value === "bigint" ? value.toString() : value;
		}),
	);

/** Adds all rows, in order, by one statement; `conflict` is an ON CONFLICT clause. No rows, no statement. */
export const insert =
	<Row extends object>(dialect: Dialect, { name, columns }: Table<Row>, conflict = "") =>
	(rows: readonly Row[]): Statement[] => {
		if (rows.length === 0) return [];
		// SQLite needs the WHERE to tell ON CONFLICT from a join's ON.
		const sql = `INSERT INTO "${name}" (${quoted(Object.keys(columns))}) SELECT ${selected(dialect, columns)} FROM ${dialect.rows}
			WHERE true ORDER BY r."key" ${conflict}`;
		return [{ sql, args: [`[${rows.map((row) => packed(columns, row)).join(",")}]`] }];
	};

/**
 * Adds all rows, in order, by a statement each; `conflict` as above. For what every turn writes: run one by one, a prepared statement costs SQLite a third of
 * packing and unpacking a list. Not for rows that refer to later ones.
 */
export const insertEach = <Row extends object>({ name, columns }: Table<Row>, conflict = ""): ((rows: readonly Row[]) => Statement[]) => {
	const names = Object.keys(columns);
	const sql = `INSERT INTO "${name}" (${quoted(names)}) VALUES (${names.map(() => "?").join(", ")}) ${conflict}`;
	return (rows) => rows.map((row) => ({ sql, args: names.map((column) => (row as Record<string, Value>)[column] ?? null) }));
};

/** The ON CONFLICT clause that gives a row that is there, by its key, all other columns' new values. */
export const replacing = <Row extends object>(target: Table<Row>, key: readonly (keyof Row & string)[]): string => {
	const others = Object.keys(target.columns).filter((name) => !(key as readonly string[]).includes(name));
	return `ON CONFLICT (${quoted(key)}) DO UPDATE SET ${others.map((name) => `"${name}" = excluded."${name}"`).join(", ")}`;
};

/** Adds rows or, where the key is there, gives all other columns the new values. One row a key: see `lastOfEach`. */
export const upsert = <Row extends object>(
	dialect: Dialect,
	target: Table<Row>,
	key: readonly (keyof Row & string)[],
): ((rows: readonly Row[]) => Statement[]) => insert(dialect, target, replacing(target, key));

/** A table expression over a bound list of rows of these columns, to join with; bind `bindRows` of the same columns. */
export const given = (dialect: Dialect, columns: Columns): string => `(SELECT ${selected(dialect, columns)} FROM ${dialect.rows})`;

/** What `given` is bound to; equal rows travel once. */
export const bindRows = <C extends Columns>(columns: C, rows: readonly { readonly [N in keyof C]: Value }[]): string =>
	`[${[...new Set(rows.map((row) => packed(columns, row)))].join(",")}]`;

/** What a dialect's `texts` or `ints` is bound to; equal values travel once. */
export const bindList = (values: readonly (string | number)[]): string => JSON.stringify([...new Set(values)]);

/** The last item of each key, at the place of the key's first: what applying them one after another would leave. */
export const lastOfEach = <T>(items: readonly T[], keyOf: (item: T) => string): T[] => [
	...new Map(items.map((item) => [keyOf(item), item])).values(),
];

/** The first item of each key, in order. */
export const firstOfEach = <T>(items: readonly T[], keyOf: (item: T) => string): T[] => {
	const first = new Map<string, T>();
	for (const item of items) if (!first.has(keyOf(item))) first.set(keyOf(item), item);
	return [...first.values()];
};

/** Items by key, in their order. */
export const grouped = <T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> => {
	const groups = new Map<string, T[]>();
	for (const item of items) {
		const key = keyOf(item);
		const group = groups.get(key);
		if (group) group.push(item);
		else groups.set(key, [item]);
	}
	return groups;
};

/** Neighbours of one kind together, in order. */
export const runsOf = <T extends { readonly do: string }>(items: readonly T[]): T[][] => {
	const runs: T[][] = [];
	for (const item of items) {
		const run = runs.at(-1);
		if (run?.[0]?.do === item.do) run.push(item);
		else runs.push([item]);
	}
	return runs;
};
