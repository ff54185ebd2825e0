import type { FileRef } from "../domain/file.ts";

/** Bytes kept once by content under DATA_DIR. */
export interface Files {
	/** Stores bytes durably (fsync) and says what they are; `name` is kept for people, `type` is found from the bytes. */
	put(bytes: Uint8Array, name: string): Promise<FileRef>;
	/** The bytes of a hash, or null when they are not (or no longer) kept. */
	get(hash: string): Promise<Uint8Array | null>;
}
