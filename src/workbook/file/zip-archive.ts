import { Readable } from "node:stream";
import { crc32, createInflateRaw } from "node:zlib";
import { LIMITS } from "./limits.ts";
import { refuse } from "./refusal.ts";

interface Entry {
	readonly name: string;
	readonly method: number;
	readonly crc: number;
	readonly packed: number;
	readonly unpacked: number;
	readonly offset: number;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END_BYTES = 22;
const CENTRAL_BYTES = 46;
const LOCAL_BYTES = 30;
/** A 32-bit field that says "see the zip64 record". */
const ELSEWHERE = 0xffffffff;

/** The end record: searched from the back, at most a comment's length away. */
const findEnd = (view: DataView): number => {
	const lowest = Math.max(0, view.byteLength - END_BYTES - 0xffff);
	for (let at = view.byteLength - END_BYTES; at >= lowest; at--) if (view.getUint32(at, true) === END) return at;
	return -1;
};

const readEntry = (bytes: Uint8Array, view: DataView, at: number): { entry: Entry; next: number } => {
	if (at + CENTRAL_BYTES > bytes.length || view.getUint32(at, true) !== CENTRAL) return refuse("file-damaged", {});
	const flags = view.getUint16(at + 8, true);
	const nameBytes = view.getUint16(at + 28, true);
	const next = at + CENTRAL_BYTES + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
	if (next > bytes.length) return refuse("file-damaged", {});
	if (flags & 1) return refuse("file-unsafe", { what: "encrypted" });
	const entry: Entry = {
		name: new TextDecoder().decode(bytes.subarray(at + CENTRAL_BYTES, at + CENTRAL_BYTES + nameBytes)).replaceAll("\\", "/"),
		method: view.getUint16(at + 10, true),
		crc: view.getUint32(at + 16, true),
		packed: view.getUint32(at + 20, true),
		unpacked: view.getUint32(at + 24, true),
		offset: view.getUint32(at + 42, true),
	};
	if ([entry.packed, entry.unpacked, entry.offset].includes(ELSEWHERE)) return refuse("file-unsafe", { what: "zip64" });
	return { entry, next };
};

const checkSizes = (entries: readonly Entry[]): void => {
	let total = 0;
	for (const { packed, unpacked } of entries) {
		total += unpacked;
		if (unpacked > LIMITS.partBytes || total > LIMITS.declaredBytes) refuse("file-unsafe", { what: "size" });
		if (unpacked > LIMITS.ratioFrom && unpacked > packed * LIMITS.ratio) refuse("file-unsafe", { what: "ratio" });
	}
};

/** A zip package whose directory was checked before anything is unpacked; unpacking is counted again, since declared sizes lie. */
export class ZipArchive {
	readonly #bytes: Uint8Array;
	readonly #view: DataView;
	readonly #entries = new Map<string, Entry>();
	#budget: number = LIMITS.readBytes;

	/** Throws Refusal on a damaged, encrypted, zip64, doubled or over-large package. */
	constructor(bytes: Uint8Array) {
		this.#bytes = bytes;
		this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
		const end = bytes.length < END_BYTES ? -1 : findEnd(this.#view);
		if (end < 0) refuse("file-damaged", {});
		const count = this.#view.getUint16(end + 10, true);
		const start = this.#view.getUint32(end + 16, true);
		if (count === 0xffff || start === ELSEWHERE) refuse("file-unsafe", { what: "zip64" });
		if (count !== this.#view.getUint16(end + 8, true)) refuse("file-damaged", {});
		if (count > LIMITS.entries) refuse("file-unsafe", { what: "entries" });
		for (let at = start, index = 0; index < count; index++) {
			const { entry, next } = readEntry(bytes, this.#view, at);
			const key = entry.name.toLowerCase();
			if (this.#entries.has(key)) refuse("file-unsafe", { what: "duplicate" });
			this.#entries.set(key, entry);
			at = next;
		}
		checkSizes([...this.#entries.values()]);
	}

	names(): string[] {
		return [...this.#entries.values()].map((entry) => entry.name);
	}

	has(name: string): boolean {
		return this.#entries.has(name.toLowerCase());
	}

	/** The unpacked bytes of an entry, in pieces. Throws Refusal when it is absent, damaged, or more than it may be. */
	async *read(name: string): AsyncGenerator<Uint8Array> {
		const entry = this.#entries.get(name.toLowerCase()) ?? refuse("file-damaged", {});
		const packed = this.#packedBytes(entry);
		let crc = 0;
		let size = 0;
		for await (const piece of pieces(entry, packed)) {
			size += piece.length;
			this.#budget -= piece.length;
			if (size > LIMITS.partBytes || this.#budget < 0) refuse("file-unsafe", { what: "size" });
			if (size > entry.unpacked) refuse("file-damaged", {});
			crc = crc32(piece, crc);
			yield piece;
		}
		if (size !== entry.unpacked || crc !== entry.crc) refuse("file-damaged", {});
	}

	#packedBytes(entry: Entry): Uint8Array {
		const { offset } = entry;
		if (offset + LOCAL_BYTES > this.#bytes.length || this.#view.getUint32(offset, true) !== LOCAL) return refuse("file-damaged", {});
		const start = offset + LOCAL_BYTES + this.#view.getUint16(offset + 26, true) + this.#view.getUint16(offset + 28, true);
		if (start + entry.packed > this.#bytes.length) return refuse("file-damaged", {});
		return this.#bytes.subarray(start, start + entry.packed);
	}
}

async function* pieces(entry: Entry, packed: Uint8Array): AsyncGenerator<Uint8Array> {
	if (entry.method === 0) {
		yield packed;
		return;
	}
	if (entry.method !== 8) refuse("file-damaged", {});
	const inflate = Readable.from([packed], { objectMode: false }).pipe(createInflateRaw({ chunkSize: 64 * 1024 }));
	try {
		for await (const piece of inflate) yield piece as Uint8Array;
	} catch (cause) {
		// zlib's own errors carry a code; a refusal thrown by the consumer does not pass through here.
		if (cause instanceof Error && "code" in cause) refuse("file-damaged", {});
		throw cause;
	}
}
