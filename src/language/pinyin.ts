import { createRequire } from "node:module";

type Reader = { polyphonic: (text: string, options: { toneType: "none"; type: "array" }) => string[][] };

const load = createRequire(import.meta.url);
let reader: Reader | null = null;
const known = new Map<string, readonly string[]>();

// Place readings the library does not know.
const PLACE_READINGS: Readonly<Record<string, readonly string[]>> = {
	戈: ["ge"],
	皋: ["gao"],
	伊: ["yi"],
	玍: ["ga"],
	祎: ["yi"],
	查: ["cha", "zha"],
	扎: ["zha", "za"],
	札: ["zha"],
};

/** Readings of one character without tones; loads the dictionary (some 50 ms) at the first call. */
export const readingsOf = (character: string): readonly string[] => {
	const cached = known.get(character);
	if (cached !== undefined) return cached;
	reader ??= load("pinyin-pro") as Reader;
	const own = PLACE_READINGS[character];
	const found =
		own ?? (reader.polyphonic(character, { toneType: "none", type: "array" })[0] ?? []).filter((text) => /^[a-zü]+$/.test(text));
	if (known.size < 20_000) known.set(character, found);
	return found;
};

// What ears and regional speech confuse: zh/z, sh/s, ch/c, n/l, h/f, -ng/-n.
const blur = (reading: string): string =>
	reading
		.replace(/^([zcs])h/, "$1")
		.replace(/^l/, "n")
		.replace(/^hu(?=[^$])/, "f")
		.replace(/ng$/, "n")
		.replace("ü", "u");

const MOST_PAIRS = 100_000;
const blurred = new Map<string, readonly string[]>();
const pairs = new Map<string, 0 | 1 | 2>();

const blurredOf = (character: string): readonly string[] => {
	const cached = blurred.get(character);
	if (cached !== undefined) return cached;
	const readings = readingsOf(character).map(blur);
	if (blurred.size < 20_000) blurred.set(character, readings);
	return readings;
};

const compared = (a: string, b: string): 0 | 1 | 2 => {
	const right = readingsOf(b);
	if (readingsOf(a).some((reading) => right.includes(reading))) return 2;
	const near = blurredOf(b);
	return blurredOf(a).some((reading) => near.includes(reading)) ? 1 : 0;
};

/** How alike two characters sound: 2 the same, 1 nearly the same, 0 different. */
export const soundAlike = (a: string, b: string): 0 | 1 | 2 => {
	if (a === b) return 2;
	const pair = a + b;
	const known = pairs.get(pair);
	if (known !== undefined) return known;
	const alike = compared(a, b);
	if (pairs.size < MOST_PAIRS) pairs.set(pair, alike);
	return alike;
};
