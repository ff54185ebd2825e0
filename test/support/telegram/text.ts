import { badRequest } from "./api-error.ts";
import type { EntityJson } from "./json.ts";

export interface Formatted {
	readonly text: string;
	readonly entities: readonly EntityJson[];
}

/** What Telegram makes of any text: control characters become spaces, direction overrides vanish, the ends are trimmed. */
export const cleaned = (text: string): string =>
	text
		.replaceAll("\r", "")
		// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is cleaned away
		.replace(/[\u0000-\u0009\u000b-\u001f]/gu, " ")
		.replace(/[\u2028-\u202e]/gu, "")
		.replace(/^[\s\u3000]*\n/u, "")
		.trim();

const TAGS: Readonly<Record<string, string>> = {
	b: "bold",
	strong: "bold",
	i: "italic",
	em: "italic",
	u: "underline",
	ins: "underline",
	s: "strikethrough",
	strike: "strikethrough",
	del: "strikethrough",
	code: "code",
	pre: "pre",
	a: "text_link",
	blockquote: "blockquote",
	"tg-spoiler": "spoiler",
};
const NAMED: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"' };
const CHARACTER = /^&(?:#(\d+)|#x([0-9a-f]+)|(lt|gt|amp|quot));/iu;
const TAG = /^<(\/?)([a-z-]+)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*>/iu;

const characterOf = ([, decimal, hex, name]: RegExpExecArray): string => {
	if (name) return NAMED[name.toLowerCase()] ?? "";
	return String.fromCodePoint(decimal ? Number(decimal) : Number.parseInt(hex ?? "", 16));
};

/** parse_mode HTML: its tags become entities, its four named characters become themselves. Throws as the Bot API does. */
export const parseHtml = (html: string): Formatted => {
	const open: { tag: string; offset: number; url: string | undefined }[] = [];
	const entities: EntityJson[] = [];
	let text = "";
	for (let at = 0; at < html.length; ) {
		const rest = html.slice(at, at + 4096);
		const character = html[at] === "&" ? CHARACTER.exec(rest) : null;
		if (character) {
			text += characterOf(character);
			at += character[0].length;
			continue;
		}
		if (html[at] !== "<") {
			text += html[at];
			at += 1;
			continue;
		}
		const found = TAG.exec(rest);
		const byte = Buffer.byteLength(html.slice(0, at));
		const tag = (found?.[2] ?? "").toLowerCase();
		const type = TAGS[tag];
		if (!found || !type) throw badRequest(`can't parse entities: Unsupported start tag "${tag}" at byte offset ${byte}`);
		at += found[0].length;
		if (!found[1]) {
			open.push({ tag, offset: text.length, url: /href="([^"]*)"/iu.exec(found[3] ?? "")?.[1] });
			continue;
		}
		const begun = open.pop();
		if (begun?.tag !== tag)
			throw badRequest(
				`can't parse entities: Unmatched end tag at byte offset ${byte}, expected "</${begun?.tag ?? ""}>", found "</${tag}>"`,
			);
		if (text.length > begun.offset)
			entities.push({
				type,
				offset: begun.offset,
				length: text.length - begun.offset,
				...(begun.url === undefined ? {} : { url: begun.url }),
			});
	}
	if (open.length > 0) throw badRequest(`can't parse entities: Can't find end tag corresponding to start tag "${open.at(-1)?.tag}"`);
	return { text, entities };
};

/** Entities a bot names itself. */
export const checkEntities = (text: string, entities: unknown): readonly EntityJson[] => {
	if (entities === undefined) return [];
	if (!Array.isArray(entities)) throw badRequest("can't parse entities: expected an Array of MessageEntity");
	for (const one of entities as Partial<EntityJson>[]) {
		const { offset = -1, length = 0, type } = one;
		if (typeof type !== "string" || offset < 0 || length <= 0 || offset + length > text.length) throw badRequest("ENTITY_BOUNDS_INVALID");
	}
	return entities as EntityJson[];
};

/** What Telegram marks by itself in people's words: commands and @names. */
export const foundEntities = (text: string): EntityJson[] => {
	const found: EntityJson[] = [];
	for (const [type, pattern] of [
		["bot_command", /(?<![\w/@])\/[a-z0-9_]{1,64}(?:@[a-z]\w{3,31})?(?!\w)/giu],
		["mention", /(?<![\w@/])@[a-z]\w{3,31}/giu],
	] as const)
		for (const match of text.matchAll(pattern)) found.push({ type, offset: match.index, length: match[0].length });
	return found.sort((a, b) => a.offset - b.offset);
};
