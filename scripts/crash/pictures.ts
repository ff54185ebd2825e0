/** A small file that is a JPEG by its bytes, no two alike. */
export const jpeg = (random: () => number): Uint8Array => {
	const bytes = new Uint8Array(300);
	bytes.set([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0]);
	for (let at = 20; at < bytes.length; at += 1) bytes[at] = Math.floor(random() * 256);
	return bytes;
};
