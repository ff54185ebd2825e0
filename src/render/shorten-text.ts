import { sentenceEnd } from "./sentence-end.ts";
import { splitText } from "./split-text.ts";

/** A text within `most` UTF-16 code units: cut after its last sentence that fits when that keeps half of what fits, else within one, with 「…」. */
export const shortenText = (text: string, most: number): string => {
	if (text.length <= most) return text;
	const end = sentenceEnd(text, most);
	if (end !== null) return text.slice(0, end).trimEnd();
	const [start = ""] = splitText(text.replaceAll("\n", " "), most - 1);
	return `${start.trimEnd()}…`;
};
