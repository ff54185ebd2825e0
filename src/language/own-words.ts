const QUOTED_LINE = /^[ \t]*(?:>|＞|》|&gt;|\|(?![^\n]*\|)|引用[:：]|原文[:：]|【引用】|【原文】)/;
const RULE_LINE = /^[ \t]*(?:(?:[-—–_=*·]\s?){5,}|-{3,})[ \t]*$/;
const REPLY_LINE = /^[ \t]*(?:回复|引用|转发)[\s:：]*@?[^\s:：]{1,12}[:：]/;
const OPEN_QUOTE = /^[ \t]*[「『“"']/;
const INLINE_QUOTE = /^[ \t]*[「『][^」』]{0,2000}[」』][ \t]*(?=\n)/;

const blank = (text: string): string => text.replace(/[^\n]/g, " ");

/**
 * The text with what it quotes from others blanked out, same length: lines behind >, a message quoted above a rule of dashes (as work chats
 * forward it), 回复 … lines above an answer.
 */
export const ownWords = (text: string): string => {
	const inline = INLINE_QUOTE.exec(text);
	const body = inline ? blank(inline[0]) + text.slice(inline[0].length) : text;
	const lines = body.split("\n");
	const rule = lines.findIndex((line) => RULE_LINE.test(line));
	const quotedAbove = rule > 0 && (OPEN_QUOTE.test(lines[0] ?? "") || REPLY_LINE.test(lines[0] ?? "") || inline !== null);
	const kept = lines.map((line, index) => {
		if (RULE_LINE.test(line)) return blank(line);
		if (quotedAbove && index < rule) return blank(line);
		if (QUOTED_LINE.test(line)) return blank(line);
		// 「回复 王强：…」 followed by more lines quotes; alone it is the answer itself.
		if (REPLY_LINE.test(line) && index === 0) {
			const label = REPLY_LINE.exec(line)?.[0] ?? "";
			return lines.slice(1).some((other) => other.trim() !== "") ? blank(line) : blank(label) + line.slice(label.length);
		}
		return line;
	});
	return kept.join("\n");
};
