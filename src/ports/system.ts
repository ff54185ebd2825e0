import type { Instant } from "../domain/period.ts";

/** What only the machine knows, for 自检. */
export interface SystemFacts {
	readonly version: string;
	/** The database with what is written ahead of it; null where it is no file of ours. */
	readonly databaseBytes: number | null;
	/** What the program may still write where the database lies; null where it cannot be told. */
	readonly diskFreeBytes: number | null;
	/** When the last backup was made; null before the first, absent where nobody makes any (the demo). */
	readonly lastBackupAt?: Instant | null;
}

/** Why nothing can be written: another process writes, no room, no right, the file taken away or replaced, or the disk itself. */
export type StoreTrouble = "busy" | "full" | "read-only" | "gone" | "failing";
