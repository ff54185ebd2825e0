import { sentenceEnd } from "./sentence-end.ts";

const CHARACTERS = new Intl.Segmenter("zh", { granularity: "grapheme" });

/**
 * A text in parts of at most `most` UTF-16 code units, cut between lines; a single line that is longer is cut after a sentence, else between characters as
 * people see them, and begins where there is room for half a part. Joined by line breaks (or by nothing within such a line) the parts are the text again.
 */
export const splitText = (text: string, most: number): string[] => {
	const parts: string[] = [];
	let part: string | null = null;
	for (const line of text.split("\n")) {
		let rest = line;
		for (;;) {
			const begun: string = part === null ? "" : `${part}\n`;
			const room = most - begun.length;
			if (rest.length <= room) {
				part = begun + rest;
				break;
			}
			const fills = rest.length > most && room >= most / 2;
			const end = fills ? (sentenceEnd(rest, room) ?? endBefore(rest, room)) : 0;
			parts.push(fills ? begun + rest.slice(0, end) : (part ?? ""));
			rest = rest.slice(end);
			part = null;
		}
	}
	return [...parts, part ?? ""];
};

/** Code units around a cut in which its character is looked for; longer ones (marks piled up) are nobody's words. */
const AROUND = 64;

/** The last place up to `most` between two characters as people see them; where one is too long, between two code points. */
const endBefore = (text: string, most: number): number => {
	const from = Math.max(0, most - AROUND);
	const at = CHARACTERS.segment(text.slice(from, most + AROUND)).containing(most - from)?.index ?? 0;
	if (at > 0) return from + at;
	const inPair = (text.codePointAt(most - 1) ?? 0) > 0xffff;
	return Math.max(1, inPair ? most - 1 : most);
};
