import Database from "better-sqlite3";

/** What a peer keeps: its dialogs' state and the finished reports, in one SQLite file that is as durable as ours (WAL, synchronous=FULL). */
export interface PeerState {
	read(key: string): unknown;
	write(key: string, value: unknown): void;
	delete(key: string): void;
	addReport(person: number, report: object): void;
}

/** Opens it. Statements are prepared once and run in this thread: the fastest a peer can have it. */
export const openPeerState = (file: string): PeerState => {
	const database = new Database(file);
	database.pragma("journal_mode = WAL");
	database.pragma("synchronous = FULL");
	database.exec("CREATE TABLE IF NOT EXISTS state (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID");
	database.exec("CREATE TABLE IF NOT EXISTS report (number INTEGER PRIMARY KEY, person INTEGER NOT NULL, value TEXT NOT NULL)");
	const get = database.prepare<[string], { value: string }>("SELECT value FROM state WHERE key = ?");
	const put = database.prepare("INSERT INTO state (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value");
	const drop = database.prepare("DELETE FROM state WHERE key = ?");
	const add = database.prepare("INSERT INTO report (person, value) VALUES (?, ?)");
	return {
		read: (key) => {
			const row = get.get(key);
			return row === undefined ? undefined : JSON.parse(row.value);
		},
		write: (key, value) => void put.run(key, JSON.stringify(value)),
		delete: (key) => void drop.run(key),
		addReport: (person, report) => void add.run(person, JSON.stringify(report)),
	};
};
