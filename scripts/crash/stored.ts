import Database from "better-sqlite3";

/** A look at the store from outside, while the program runs or after it. */
export const lookAt = (file: string) => {
	const database = new Database(file, { readonly: true, timeout: 5000 });
	const count = (sql: string): number => (database.prepare(sql).get() as { n: number }).n;
	return {
		/** Messages taken in and not answered, answers not sent, jobs not done. */
		open: (): { readonly inbox: number; readonly outbox: number; readonly jobs: number } => ({
			inbox: count("SELECT COUNT(*) n FROM Inbox WHERE status IN ('new', 'fetching')"),
			outbox: count("SELECT COUNT(*) n FROM Outbox WHERE status = 'queued'"),
			jobs: count("SELECT COUNT(*) n FROM Job WHERE status = 'pending'"),
		}),
		/** What SQLite itself finds wrong; empty when nothing. */
		damage: (): readonly string[] => [
			...(database.pragma("integrity_check") as { integrity_check: string }[])
				.map((row) => row.integrity_check)
				.filter((found) => found !== "ok"),
			...(database.pragma("foreign_key_check") as { table: string }[]).map(({ table }) => `a key of ${table} names nothing`),
		],
		/** The state of each update, by its number. */
		inbox: (): ReadonlyMap<number, readonly string[]> => {
			const found = new Map<number, string[]>();
			const rows = database.prepare("SELECT updateId, status FROM Inbox").all() as { updateId: string; status: string }[];
			for (const { updateId, status } of rows) {
				const number = Number.parseInt(updateId, 10);
				found.set(number, [...(found.get(number) ?? []), status]);
			}
			return found;
		},
		/** Rows by status. */
		statuses: (table: "Job" | "Outbox"): Readonly<Record<string, number>> =>
			Object.fromEntries(
				(database.prepare(`SELECT status, COUNT(*) n FROM ${table} GROUP BY status`).all() as { status: string; n: number }[]).map(
					({ status, n }) => [status, n],
				),
			),
		close: (): void => void database.close(),
	};
};
