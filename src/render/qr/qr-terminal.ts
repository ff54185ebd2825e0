import { qrMatrix } from "./qr-matrix.ts";

/** Readers on telephones do with less than the 4 of the standard; a terminal is narrow. */
const MARGIN = 2;
/** Black on white whatever the terminal's own colours: two of the 256 that no theme changes. */
const [INK, PLAIN] = ["\u001b[38;5;16;48;5;231m", "\u001b[0m"];

/** A QR code as lines for a terminal, two rows of modules in each: about half as high as wide in characters, so square to the eye. */
export const qrTerminal = (words: string): readonly string[] => {
	const matrix = qrMatrix(words, MARGIN);
	return Array.from({ length: Math.ceil(matrix.length / 2) }, (_, index) => {
		const [upper = [], lower = []] = [matrix[2 * index], matrix[2 * index + 1]];
		return `${INK}${upper.map((dark, column) => block(dark, lower[column] ?? false)).join("")}${PLAIN}`;
	});
};

const block = (upper: boolean, lower: boolean): string => (upper ? (lower ? "█" : "▀") : lower ? "▄" : " ");
