/** What a message says, without the bot's name and without what it quotes. */
export interface Words {
	readonly text: string;
	readonly addressed: boolean;
}

/** How puppets write a quoted message (引用): who said what, a line of dashes, the words. */
const QUOTED = /^「([^：:\n]*)[：:][\s\S]*?」\n(?:- ){4,}-?\n([\s\S]*)$/u;
/** Named by an id, with a name we do not know; phones put a sign of their own behind a name, people sometimes a comma. */
const SOME_NAME = /^@[^\u2005\n]{1,60}\u2005[:：,，]*/u;
const EVERYBODY = /^[@＠](?:所有人|all)(?![^\u2005\s])/iu;

const escaped = (name: string): string => name.replace(/[\\^$.*+?()[\]{}|/]/gu, "\\$&");

const withoutNames = (text: string, names: readonly string[]): string => {
	const known = names.filter((name) => name !== "").sort((one, other) => other.length - one.length);
	if (known.length === 0) return text;
	return text.replace(
		new RegExp(`[ \\t]*[@＠](?:${known.map(escaped).join("|")})(?:\\u2005|[ \\t\\u3000]+|(?=[:：,，])|$)[:：,，]*`, "gmu"),
		" ",
	);
};

/**
 * Reads a text. `names`: what the bot is called where it was said; `mentioned`: the platform says that the bot was named. "@name 周报" and the quote of a
 * message of the bot's address it; "@所有人" addresses nobody.
 */
export const readWords = (raw: string, names: readonly string[], mentioned: boolean): Words => {
	const [, author, rest] = QUOTED.exec(raw) ?? [];
	const said = rest ?? raw;
	const named = withoutNames(said, names);
	const isQuoted = author !== undefined && names.includes(author.trim());
	const isMentioned = mentioned && !EVERYBODY.test(said.trimStart());
	const text = named === said && isMentioned ? said.replace(SOME_NAME, "") : named;
	return { text: text.trim(), addressed: isMentioned || isQuoted || named !== said };
};
