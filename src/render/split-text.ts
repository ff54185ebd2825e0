/**
 * A text in parts of at most `most` UTF-16 code units, cut between lines; a single line that is longer is cut between characters. Joined by line
 * breaks (or by nothing within such a line) the parts are the text again.
 */
export const splitText = (text: string, most: number): string[] => {
	const parts: string[] = [];
	let part: string | null = null;
	for (const line of text.split("\n").flatMap((whole) => cut(whole, most))) {
		if (part !== null && part.length + 1 + line.length <= most) part += `\n${line}`;
		else {
			if (part !== null) parts.push(part);
			part = line;
		}
	}
	return part === null ? parts : [...parts, part];
};

const cut = (line: string, most: number): string[] => {
	if (line.length <= most) return [line];
	const pieces: string[] = [];
	let piece = "";
	for (const character of line) {
		if (piece.length + character.length > most) {
			pieces.push(piece);
			piece = "";
		}
		piece += character;
	}
	return [...pieces, piece];
};
