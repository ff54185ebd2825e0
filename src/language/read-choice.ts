import { circledNumber, normalize } from "./normalize.ts";
import { numeralAt } from "./numeral.ts";

const FRAME = /^(?:我?选择?|选项|第|答案?(?:是)?|[(])?\s*(.+?)\s*(?:[)]|号|项|个|条|吧|的|了|[.、,。!])*$/;
const LETTERS = "abcdefghijklmnopqrst";

const indexOf = (text: string): number | null => {
	const circled = circledNumber(text);
	if (circled !== null) return circled - 1;
	if (/^[a-t]$/i.test(text)) return LETTERS.indexOf(text.toLowerCase());
	const numeral = numeralAt(text, 0);
	if (numeral === null || numeral.value === null || numeral.end !== text.length) return null;
	const number = Number(numeral.value);
	return Number.isInteger(number) && number >= 1 ? number - 1 : null;
};

/**
 * The index of the option an answer names: by number (1, ①, 第一个, 一), by its label, or by a part of the label no other option has.
 * Null when none or more than one is meant.
 */
export const readChoice = (text: string, options: readonly string[]): number | null => {
	const plain = normalize(text).text.trim();
	if (plain === "") return null;
	const labels = options.map((option) => normalize(option).text.trim());
	const label = labels.indexOf(plain);
	if (label >= 0) return labels.indexOf(plain, label + 1) < 0 ? label : null;
	const core = FRAME.exec(plain)?.[1] ?? plain;
	const index = indexOf(core);
	if (index !== null) return index < options.length ? index : null;
	const inLabel = labels.flatMap((option, at) => (option.includes(core) ? [at] : []));
	if (inLabel.length > 0) return inLabel.length === 1 ? (inLabel[0] ?? null) : null;
	const inText = labels.flatMap((option, at) => (option !== "" && plain.includes(option) ? [at] : []));
	return inText.length === 1 ? (inText[0] ?? null) : null;
};
