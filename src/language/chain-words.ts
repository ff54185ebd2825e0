import { correctionStart } from "./correction.ts";
import { normalize } from "./normalize.ts";
import { ownWords } from "./own-words.ts";

/** Longest text that is taken for a word about a line. */
const LONGEST = 24;
/** Longest correction: a line of one's own, written again. */
const LONGEST_CORRECTION = 200;
/** How far in a correction may begin: behind the name of what was wrong. */
const NEAR = 8;

/** WeChat writes #接龙 itself; people who type it leave the sign out. Either way it stands alone, or with its title behind it. */
const OPENING = /^\s*(?:@\S+\s+)?(?:[#＃]\s*群?接龙|群?接龙\s*(?=[:：\n]))/u;

/** Whether a text may be a 接龙: its first words say so, and it has lines. */
export const opensChain = (text: string): boolean => OPENING.test(text) && text.trim().includes("\n");

/** The text behind the opening words. */
export const behindOpening = (text: string): string => text.replace(OPENING, "").replace(/^[\s:：]+/u, "");

/** Somebody's word that a line is right: of which unit, as typed ("" where they name none). */
export interface LineWord {
	readonly unit: string;
}

const CLEAR = /^(?<before>.{2,12}?)??(?:(?:已)?确认(?:无误|上报|提交|报送)?|核对无误|无误)(?:了|的)?(?<behind>.{2,12})?$/u;
/** Words that mean nothing among others' talk, and enough where the bot is spoken to. */
const PLAIN = /^(?:对|对的|对了|没错|没问题|正确|是|是的|可以|提交|上报|报吧)(?:了|啊|的|哈)?$/u;

/** Without the message that is quoted above it. */
const spoken = (text: string): string => ownWords(text).trim();

const folded = (text: string): string =>
	text
		.normalize("NFKC")
		.replace(/^@\S+\s+/u, "")
		.replace(/[\s,，.。!！~～、:：;；]+/gu, "");

/** Reads 确认, 确认无误, 大巴镇确认; said to the bot itself also 对 and 没错. Null for everything else: 确认一下时间, 请各位确认 ask for something. */
export const readLineWord = (typed: string, overheard: boolean): LineWord | null => {
	const text = spoken(typed);
	if (text.length > LONGEST || /[?？吗呢]/u.test(text)) return null;
	const words = folded(text);
	const clear = CLEAR.exec(words)?.groups;
	if (clear) {
		const unit = clear.before ?? clear.behind ?? "";
		return clear.before && clear.behind ? null : { unit };
	}
	return !overheard && PLAIN.test(words) ? { unit: "" } : null;
};

/** Whether a text corrects a line with a figure of its own: 不对，是54亩. */
export const correctsLine = (typed: string): boolean => {
	const text = spoken(typed);
	if (text.length > LONGEST_CORRECTION) return false;
	const at = correctionStart(normalize(text));
	return at !== null && at <= NEAR;
};
