import { crc32, deflateSync } from "node:zlib";
import { qrMatrix } from "./qr-matrix.ts";

/** Pixels a module: a code is still sharp after a messenger shrank the picture. */
const SCALE = 8;
const MARGIN = 4;
const SIGNATURE = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
const [LIGHT, DARK] = [255, 0];

/** A QR code as a PNG of greys, black on white. */
export const qrPng = (words: string): Uint8Array => {
	const matrix = qrMatrix(words, MARGIN);
	const side = matrix.length * SCALE;
	const pixels = Buffer.concat(matrix.flatMap((row) => Array.from({ length: SCALE }, () => line(row))));
	return new Uint8Array(Buffer.concat([SIGNATURE, chunk("IHDR", head(side)), chunk("IDAT", deflateSync(pixels)), chunk("IEND")]));
};

/** One line of pixels behind the number of its filter: none. */
const line = (row: readonly boolean[]): Buffer =>
	Buffer.concat([Buffer.from([0]), ...row.map((dark) => Buffer.alloc(SCALE, dark ? DARK : LIGHT))]);

/** Width, height, eight bits of grey, and nothing special. */
const head = (side: number): Buffer => {
	const bytes = Buffer.alloc(13);
	bytes.writeUInt32BE(side, 0);
	bytes.writeUInt32BE(side, 4);
	bytes[8] = 8;
	return bytes;
};

/** Length, name, content and checksum, as every part of a PNG is written. */
const chunk = (name: string, content: Buffer = Buffer.alloc(0)): Buffer => {
	const named = Buffer.concat([Buffer.from(name, "latin1"), content]);
	const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
	length.writeUInt32BE(content.length);
	sum.writeUInt32BE(crc32(named));
	return Buffer.concat([length, named, sum]);
};
