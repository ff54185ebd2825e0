/** How a value travels in a list of rows. */
export type ColumnType = "text" | "int" | "bigint" | "bool";

/**
 * Where the databases' SQL differs. Lists travel as one JSON text bound to one place: a statement's text is the same for one row and for
 * ten thousand, and no limit of bound values is ever met. Whole numbers of 64 bits travel as text inside it, so that none is rounded.
 */
export interface Dialect {
	/** A table expression named r over a bound JSON list of lists; its rows come in the order of r."key". */
	readonly rows: string;
	/** The value of column `index` of r. */
	column(index: number, type: ColumnType): string;
	/** A subquery over a bound JSON list of texts. */
	readonly texts: string;
	/** A subquery over a bound JSON list of whole numbers below 2^53. */
	readonly ints: string;
	/** The text at a path of field names in a column that holds JSON; null where it is damaged. */
	textIn(column: string, ...path: readonly string[]): string;
	/** A column's JSON with bound texts, or nulls, at paths of field names, one for each path; as it is where it is damaged. */
	withTextsIn(column: string, ...paths: readonly (readonly string[])[]): string;
	/** A column in a condition that is no way to find its rows by: most rows may fulfil it. */
	checked(column: string): string;
}

/** SQLite 3.38 or newer. */
export const sqliteDialect: Dialect = {
	rows: "json_each(?) AS r",
	column: (index, type) => {
		const value = `(r."value"->>'$[${index}]')`;
		return type === "bigint" ? `CAST(${value} AS INTEGER)` : value;
	},
	texts: '(SELECT "value" FROM json_each(?))',
	ints: '(SELECT "value" FROM json_each(?))',
	textIn: (column, ...path) => `(CASE WHEN json_valid(${column}) THEN ${column}->>'$.${path.join(".")}' END)`,
	withTextsIn: (column, ...paths) => {
		const texts = paths.map((path) => `'$.${path.join(".")}', ?`).join(", ");
		return `(CASE WHEN json_valid(${column}) THEN json_set(${column}, ${texts}) ELSE ${column} END)`;
	},
	// Without statistics it takes any indexed condition for a rare one; the plus hides the index.
	checked: (column) => `+${column}`,
};
