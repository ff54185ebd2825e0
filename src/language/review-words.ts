/** Items named at the head of a text, by number or by name, and what is said of them; null where it names none, or one there is not. */
export interface NamedItems {
	/** Places in the list, from 0, in the order of the list. */
	readonly items: readonly number[];
	readonly words: string;
}

const VERB = /^\s*(?:退回|打回|返回)(?:修改|重填)?[\s:：,，]*/u;
const GAP = /^[\s、,，;；:：。.和及-]+/u;
const NUMBER = /^第?(\d{1,2})(?:[项题条个]|(?=[\s、,，;；:：。.和及]|$))/u;

/** Reads 「2 数字不对」, 「1、3：没写清」, 「第2项要核实」, 「上月已解决的问题 没有写」, with or without 退回 before it. */
export const readNamedItems = (text: string, names: readonly string[]): NamedItems | null => {
	let rest = text.normalize("NFKC").trim().replace(VERB, "");
	const found = new Set<number>();
	for (;;) {
		const after = found.size === 0 ? rest : rest.replace(GAP, "");
		const number = NUMBER.exec(after);
		const named = number ? -1 : longestAt(after, names);
		if (!number && named < 0) break;
		const item = number ? Number(number[1]) - 1 : named;
		if (item < 0 || item >= names.length) return null;
		found.add(item);
		rest = after.slice(number ? number[0].length : normal(names[named] ?? "").length);
	}
	return found.size === 0 ? null : { items: [...found].sort((a, b) => a - b), words: rest.replace(GAP, "").trim() };
};

/**
 * Reads 「2 数字不对；3 要写亩数」: items with a reason each. Items without one share their neighbours'; a part that names no item goes on with the reason
 * before it. Empty where a text begins with no item.
 */
export const readNamedParts = (text: string, names: readonly string[]): NamedItems[] => {
	const read: NamedItems[] = [];
	for (const part of text.split(/[;；\n]/u).filter((one) => one.trim() !== "")) {
		const named = readNamedItems(part, names);
		const last = read.pop();
		if (!last) {
			if (!named) return [];
			read.push(named);
		} else if (!named) read.push(continued(last, part.trim()));
		else if (last.words === "" || named.words === "")
			read.push({ items: [...last.items, ...named.items], words: last.words === "" ? named.words : last.words });
		else read.push(last, named);
	}
	return read;
};

const continued = ({ items, words }: NamedItems, more: string): NamedItems => ({ items, words: words === "" ? more : `${words}；${more}` });

const normal = (name: string): string => name.normalize("NFKC");

/** The list's longest name that a text begins with; -1 where there is none. */
const longestAt = (text: string, names: readonly string[]): number => {
	const fitting = names
		.map((name, at) => ({ at, length: text.startsWith(normal(name)) ? normal(name).length : 0 }))
		.filter(({ length }) => length > 0);
	return fitting.sort((a, b) => b.length - a.length)[0]?.at ?? -1;
};

/** What a word means to somebody before whom a report waits: 通过, 退回, with a report's number behind the first (通过 12). */
export const readReviewWord = (text: string): { readonly what: "approve" | "return"; readonly number: number | null } | null => {
	const plain = text.normalize("NFKC").replace(/[\s。.!！,，]/gu, "");
	const approved = /^(?:审核)?通过(?:第|#)?(\d{1,7})?号?$/u.exec(plain);
	if (approved) return { what: "approve", number: approved[1] === undefined ? null : Number(approved[1]) };
	return plain === "退回" ? { what: "return", number: null } : null;
};

/** Whether words leave a report as it is after 退回 was begun. */
export const dropsReturn = (text: string): boolean =>
	["取消", "放弃", "算了", "不退了", "不退回", "不退回了", "/cancel"].includes(text.normalize("NFKC").replace(/[\s。.!！]/gu, ""));
