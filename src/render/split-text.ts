const CHARACTERS = new Intl.Segmenter("zh", { granularity: "grapheme" });

/**
 * A text in parts of at most `most` UTF-16 code units, cut between lines; a single line that is longer is cut between characters as people see them.
 * Joined by line breaks (or by nothing within such a line) the parts are the text again.
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

/** Code units around a cut in which its character is looked for; longer ones (marks piled up) are nobody's words. */
const AROUND = 64;

const cut = (line: string, most: number): string[] => {
	const pieces: string[] = [];
	let rest = line;
	while (rest.length > most) {
		const end = endBefore(rest, most);
		pieces.push(rest.slice(0, end));
		rest = rest.slice(end);
	}
	return [...pieces, rest];
};

/** The last place up to `most` between two characters as people see them; where one is too long, between two code points. */
const endBefore = (text: string, most: number): number => {
	const from = Math.max(0, most - AROUND);
	const at = CHARACTERS.segment(text.slice(from, most + AROUND)).containing(most - from)?.index ?? 0;
	if (at > 0) return from + at;
	const inPair = (text.codePointAt(most - 1) ?? 0) > 0xffff;
	return Math.max(1, inPair ? most - 1 : most);
};
