import type { FileRef } from "../domain/file.ts";

/** Kept bytes that are read piece by piece, so that only one is in memory. */
export interface KeptBytes {
	readonly size: number;
	/** From the beginning each time they are gone through. */
	readonly pieces: AsyncIterable<Uint8Array>;
}

/** Bytes kept once by content under DATA_DIR. */
export interface Files {
	/** Stores bytes durably (fsync) and says what they are; `name` is kept for people, `type` is found from the bytes. */
	put(bytes: Uint8Array, name: string): Promise<FileRef>;
	/** Stores what the program makes piece by piece, as durably, without ever holding the whole; its type is the maker's word. */
	keep(pieces: AsyncIterable<Uint8Array>, about: Pick<FileRef, "name" | "type">): Promise<FileRef>;
	/** The bytes of a hash, or null when they are not (or no longer) kept. */
	get(hash: string): Promise<Uint8Array | null>;
	/** The same, for files too large to be held. */
	open(hash: string): Promise<KeptBytes | null>;
}
