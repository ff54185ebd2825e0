import { crc32, deflateRawSync } from "node:zlib";

/** One entry of a zip to build; `declared` lies about its unpacked size. */
export interface ZipPart {
	readonly name: string;
	readonly bytes: Uint8Array | string;
	readonly declared?: number;
	readonly flags?: number;
	readonly stored?: boolean;
}

const header = (size: number, fields: readonly [at: number, bytes: 2 | 4, value: number][]): Buffer => {
	const buffer = Buffer.alloc(size);
	for (const [at, bytes, value] of fields) buffer.writeUIntLE(value, at, bytes);
	return buffer;
};

/** A zip of these parts, as honest as they are. */
export const zipOf = (parts: readonly ZipPart[]): Uint8Array => {
	const locals: Buffer[] = [];
	const centrals: Buffer[] = [];
	let offset = 0;
	for (const part of parts) {
		const bytes = Buffer.from(part.bytes as string);
		const name = Buffer.from(part.name);
		const packed = part.stored ? bytes : deflateRawSync(bytes, { level: 9 });
		const method = part.stored ? 0 : 8;
		const size = part.declared ?? bytes.length;
		const local = header(30, [
			[0, 4, 0x04034b50],
			[4, 2, 20],
			[6, 2, part.flags ?? 0],
			[8, 2, method],
			[14, 4, crc32(bytes)],
			[18, 4, packed.length],
			[22, 4, size],
			[26, 2, name.length],
		]);
		const central = header(46, [
			[0, 4, 0x02014b50],
			[4, 2, 20],
			[6, 2, 20],
			[8, 2, part.flags ?? 0],
			[10, 2, method],
			[16, 4, crc32(bytes)],
			[20, 4, packed.length],
			[24, 4, size],
			[28, 2, name.length],
			[42, 4, offset],
		]);
		locals.push(local, name, packed);
		centrals.push(central, name);
		offset += local.length + name.length + packed.length;
	}
	const directory = Buffer.concat(centrals);
	const end = header(22, [
		[0, 4, 0x06054b50],
		[8, 2, parts.length],
		[10, 2, parts.length],
		[12, 4, directory.length],
		[16, 4, offset],
	]);
	return new Uint8Array(Buffer.concat([...locals, directory, end]));
};
