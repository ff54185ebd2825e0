/** Where a sentence ends, and the marks that close it. */
const SENTENCE_END = /[。！？!?；;\n]+[”」』）)]*/gu;

/** The end of the last sentence within `most` UTF-16 code units; null where less than half of them would be kept. */
export const sentenceEnd = (text: string, most: number): number | null => {
	const ends = [...text.slice(0, most + 1).matchAll(SENTENCE_END)].map((end) => end.index + end[0].length);
	const last = ends.findLast((end) => end <= most) ?? 0;
	return last >= most / 2 ? last : null;
};
