/** A title may not begin a line with these: they belong to what stands before. */
const CLINGS = /^[（的和与及之，、。；：！？）》〉」』〕】]/u;
/** Nor end one with these. */
const LEADS = /[（《〈「『〔【和与及]$/u;

/** What a line break costs where the words would rather stay together: a line of one or two words looks lost. */
const LONELY = 6;

const segmenter = new Intl.Segmenter("zh-CN", { granularity: "word" });

/** Words that belong together whatever the dictionary says: dates, and the nouns of our titles. */
const TOGETHER =
	/\d{4}年(?:\d{1,2}月)?(?:份)?|第[一二三四1-4]季度|全[县市省区]|各乡镇|重点工[作程]|进展情况|完成情况|工作情况|有关情况|的(?:通报|通知|报告|分析)/gu;

/** A title in pieces between which a line may end; the issuing office before 关于 is one where it fits a line. */
const piecesOf = (title: string, most: number): string[] => {
	const office = /^.+?(?=关于)/u.exec(title)?.[0] ?? "";
	const isWhole = office !== "" && widthOf(office) <= most;
	const pieces: string[] = isWhole ? [office] : [];
	let at = isWhole ? office.length : 0;
	const add = (text: string): void => {
		for (const { segment } of segmenter.segment(text)) pieces.push(segment);
	};
	for (const { 0: whole, index } of title.matchAll(TOGETHER)) {
		if (index < at) continue;
		add(title.slice(at, index));
		pieces.push(whole);
		at = index + whole.length;
	}
	add(title.slice(at));
	return joined(pieces);
};

/** A piece that clings joins the one before, one that leads the one behind. */
const joined = (pieces: readonly string[]): string[] => {
	const found: string[] = [];
	for (const piece of pieces) {
		const last = found.at(-1);
		if (last !== undefined && (CLINGS.test(piece) || LEADS.test(last))) found[found.length - 1] = last + piece;
		else found.push(piece);
	}
	return found;
};

const widthOf = (text: string): number => [...text].reduce((sum, char) => sum + (char.charCodeAt(0) < 0x2e80 ? 0.5 : 1), 0);

/**
 * Breaks a title into as few lines as hold it, at most `most` full-width characters each, of like length and never inside a word (GB/T 9704-2012 7.3.1: 词意完整、
 * 排列对称、长短适宜). A word longer than a line stands on its own.
 */
export const breakTitle = (title: string, most: number): string[] => {
	const pieces = piecesOf(title.trim(), most);
	const lines = Math.max(1, Math.ceil(widthOf(title) / most));
	for (let count = lines; count <= pieces.length; count += 1) {
		const found = arranged(pieces, count, most);
		if (found) return found;
	}
	return pieces;
};

/** The arrangement of pieces in so many lines that is nearest to even; null where they do not fit. */
const arranged = (pieces: readonly string[], count: number, most: number): string[] | null => {
	const even = widthOf(pieces.join("")) / count;
	let best: { cost: number; lines: string[] } | null = null;
	const place = (from: number, lines: readonly string[], cost: number): void => {
		if (best && cost >= best.cost) return;
		if (lines.length === count) {
			if (from === pieces.length) best = { cost, lines: [...lines] };
			return;
		}
		let line = "";
		for (let to = from; to < pieces.length; to += 1) {
			line += pieces[to];
			const width = widthOf(line);
			if (width > most && to > from) return;
			place(to + 1, [...lines, line], cost + (width - even) ** 2 + (width <= 2 ? LONELY : 0));
		}
	};
	place(0, [], 0);
	return (best as { lines: string[] } | null)?.lines ?? null;
};
