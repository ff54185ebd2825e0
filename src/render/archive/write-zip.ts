import { Zip, ZipDeflate } from "fflate";
import { type Instant, wallClock } from "../../domain/period.ts";

/** One file of an archive. */
export interface ArchiveEntry {
	/** With the folders it lies in, parted by "/". */
	readonly path: string;
	/** What it is dated by. */
	readonly at: Instant;
	readonly pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/**
 * A .zip as it is made, piece by piece: one piece of one entry is in memory at a time. Nothing is pressed (what offices hand in is pressed already); names are
 * marked as UTF-8, as Windows Explorer and WPS want them. The same entries make the same bytes.
 */
export async function* writeZip(
	entries: Iterable<ArchiveEntry> | AsyncIterable<ArchiveEntry>,
): AsyncGenerator<Uint8Array, void, undefined> {
	const made: Uint8Array[] = [];
	const zip = new Zip((error, piece) => {
		if (error) throw error;
		made.push(piece);
	});
	for await (const { path, at, pieces } of entries) {
		// Blocks of deflate that hold the bytes as they are: readers that go from front to back find the end of such an entry, of a stored one they cannot.
		const file = new ZipDeflate(path, { level: 0 });
		file.mtime = clockFace(at);
		zip.add(file);
		for await (const piece of pieces) {
			file.push(piece);
			yield* made.splice(0);
		}
		file.push(new Uint8Array(0), true);
		yield* made.splice(0);
	}
	zip.end();
	yield* made.splice(0);
}

/** The most bytes an entry takes in the archive beyond those it holds: two headers, and a mark for each block. */
export const entryBytes = (path: string, size: number): number => {
	const HEADERS = 256;
	const nameBytes = new TextEncoder().encode(path).length;
	return HEADERS + 2 * nameBytes + size + Math.ceil(size / 4096);
};

/** A Date whose local fields are what the county's clocks showed: an archive knows no time zone. */
const clockFace = (at: Instant): Date => {
	const { year, month, day, hour, minute } = wallClock(at);
	return new Date(year, month - 1, day, hour, minute);
};
