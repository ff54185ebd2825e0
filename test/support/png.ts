import { crc32, inflateSync } from "node:zlib";

/** A decoded PNG of eight bits a channel: rows of raw bytes after the filters were undone. Throws on anything that is no sound PNG. */
export interface DecodedPng {
	readonly width: number;
	readonly height: number;
	readonly channels: number;
	readonly pixels: Uint8Array;
}

const SIGNATURE = [137, 80, 78, 71, 13, 10, 26, 10];
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 4: 2, 6: 4 };

/** Decodes with nothing of the library that drew. */
export const decodePng = (bytes: Uint8Array): DecodedPng => {
	const png = Buffer.from(bytes);
	if (SIGNATURE.some((byte, index) => png[index] !== byte)) throw new Error("no PNG");
	const data: Buffer[] = [];
	let head: Buffer | null = null;
	for (let at = 8; at < png.length; ) {
		const length = png.readUInt32BE(at);
		const chunk = png.subarray(at + 4, at + 8 + length);
		if (typeof crc32 === "function" && crc32(chunk) !== png.readUInt32BE(at + 8 + length)) throw new Error("a chunk is damaged");
		const type = chunk.subarray(0, 4).toString("latin1");
		if (type === "IHDR") head = chunk.subarray(4);
		if (type === "IDAT") data.push(chunk.subarray(4));
		at += 12 + length;
	}
	const channels = CHANNELS[head?.[9] ?? -1];
	if (head?.[8] !== 8 || channels === undefined || head[12] !== 0) throw new Error("a PNG of another kind");
	const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)];
	return { width, height, channels, pixels: unfilter(inflateSync(Buffer.concat(data)), width * channels, height, channels) };
};

const unfilter = (raw: Buffer, stride: number, height: number, channels: number): Uint8Array => {
	if (raw.length !== (stride + 1) * height) throw new Error("pixels are missing");
	const pixels = new Uint8Array(stride * height);
	for (let y = 0; y < height; y += 1) {
		const filter = raw[y * (stride + 1)] ?? 0;
		for (let x = 0; x < stride; x += 1) {
			const left = x < channels ? 0 : (pixels[y * stride + x - channels] ?? 0);
			const up = y === 0 ? 0 : (pixels[(y - 1) * stride + x] ?? 0);
			const corner = y === 0 || x < channels ? 0 : (pixels[(y - 1) * stride + x - channels] ?? 0);
			const predicted = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] ?? 0;
			pixels[y * stride + x] = (raw[y * (stride + 1) + 1 + x] ?? 0) + predicted;
		}
	}
	return pixels;
};

const paeth = (left: number, up: number, corner: number): number => {
	const guess = left + up - corner;
	const [byLeft, byUp, byCorner] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
	if (byLeft <= byUp && byLeft <= byCorner) return left;
	return byUp <= byCorner ? up : corner;
};
