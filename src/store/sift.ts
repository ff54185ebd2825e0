/** Why a row was set aside that cannot be read: cut off by a failing disk, changed by hand. */
export const DAMAGED = "damaged";

/** Rows that could be read, and the keys of those that could not. */
export interface Sifted<T, K> {
	readonly items: T[];
	readonly damaged: K[];
}

/** Reads rows one by one: one that cannot be read must not keep the others from whoever asked. */
export const sift = <Row, T, K>(rows: readonly Row[], fromRow: (row: Row) => T, keyOf: (row: Row) => K): Sifted<T, K> => {
	const sifted: Sifted<T, K> = { items: [], damaged: [] };
	for (const row of rows) {
		try {
			sifted.items.push(fromRow(row));
		} catch {
			sifted.damaged.push(keyOf(row));
		}
	}
	return sifted;
};
