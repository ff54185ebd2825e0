import { splitText } from "./split-text.ts";

/** Where a sentence ends, and the marks that close it. */
const SENTENCE_END = /[。！？!?；;\n]+[”」』）)]*/gu;

/** A text within `most` UTF-16 code units: cut after its last sentence that fits when that keeps half of what fits, else within one, with 「…」. */
export const shortenText = (text: string, most: number): string => {
	if (text.length <= most) return text;
	const whole = [...text.matchAll(SENTENCE_END)].map((end) => end.index + end[0].length).filter((end) => end <= most);
	const end = whole.at(-1) ?? 0;
	if (end >= most / 2) return text.slice(0, end).trimEnd();
	const [start = ""] = splitText(text.replaceAll("\n", " "), most - 1);
	return `${start.trimEnd()}…`;
};
