import { LIMITS } from "./limits.ts";
import { refuse } from "./refusal.ts";

/** What a part's reader is told. Names come without their prefix: `x:row` is `row`. */
export interface XmlHandler {
	open(name: string, attributes: string): void;
	close(name: string): void;
	text(text: string): void;
}

const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

const entity = (name: string): string => {
	const known = NAMED[name];
	if (known !== undefined) return known;
	const code = /^#x([0-9a-f]{1,6})$/i.exec(name)?.[1]
		? Number.parseInt(name.slice(2), 16)
		: /^#\d{1,7}$/.test(name)
			? Number(name.slice(1))
			: -1;
	// Only a document type could define another entity, and those are refused.
	return code < 0 || code > 0x10ffff ? refuse("file-damaged", {}) : String.fromCodePoint(code);
};

const decode = (text: string): string => (text.includes("&") ? text.replace(/&([^;&]{1,12});/g, (_, name: string) => entity(name)) : text);

const local = (name: string): string => name.slice(name.indexOf(":") + 1);

/**
 * The value of the attribute of that name, prefix left aside; undefined when absent. Walks the text once: a pattern would search a long
 * malformed tag again from every character.
 */
export const attribute = (attributes: string, name: string): string | undefined => {
	for (let at = 0; ; ) {
		const equals = attributes.indexOf("=", at);
		if (equals < 0) return undefined;
		const opening = nextVisible(attributes, equals + 1);
		const quote = attributes[opening];
		const closing = quote === '"' || quote === "'" ? attributes.indexOf(quote, opening + 1) : -1;
		if (closing < 0) return refuse("file-damaged", {});
		if (local(attributes.slice(at, equals).trim()) === name) return decode(attributes.slice(opening + 1, closing));
		at = closing + 1;
	}
};

const nextVisible = (text: string, from: number): number => {
	let at = from;
	while (at < text.length && text.charCodeAt(at) <= 32) at++;
	return at;
};

/** The end of a tag that starts at `from`: the first ">" outside quotes; -1 when it has not arrived yet. */
const tagEnd = (buffer: string, from: number): number => {
	let quote = 0;
	for (let at = from; at < buffer.length; at++) {
		const code = buffer.charCodeAt(at);
		if (quote !== 0) {
			if (code === quote) quote = 0;
		} else if (code === 34 || code === 39) quote = code;
		else if (code === 62) return at;
	}
	return -1;
};

/**
 * Reads XML in pieces, keeping no more than the piece at hand: elements, attributes, text, CDATA.
 * Throws Refusal on document types (so no entities of their own), unclosed or wrongly nested elements, and depth or tokens beyond all sense.
 */
export class XmlScanner {
	readonly #handler: XmlHandler;
	readonly #open: string[] = [];
	#rest = "";

	constructor(handler: XmlHandler) {
		this.#handler = handler;
	}

	push(piece: string): void {
		const buffer = this.#rest + piece;
		let at = 0;
		while (at < buffer.length) {
			const next = buffer.charCodeAt(at) === 60 ? this.#markup(buffer, at) : this.#characters(buffer, at);
			if (next < 0) break;
			at = next;
		}
		this.#rest = buffer.slice(at);
		if (this.#rest.length > LIMITS.xmlTokenChars) refuse("file-damaged", {});
	}

	end(): void {
		if (this.#open.length > 0 || this.#rest.trim() !== "") refuse("file-damaged", {});
	}

	/** Text up to the next tag; what may be the beginning of an entity waits for the next piece. */
	#characters(buffer: string, at: number): number {
		const tag = buffer.indexOf("<", at);
		let end = tag < 0 ? buffer.length : tag;
		if (tag < 0) {
			const ampersand = buffer.lastIndexOf("&");
			if (ampersand >= at && buffer.length - ampersand < 14 && !buffer.includes(";", ampersand)) end = ampersand;
			if (end === at) return -1;
		}
		this.#handler.text(decode(buffer.slice(at, end)));
		return end;
	}

	#markup(buffer: string, at: number): number {
		if (buffer.startsWith("<?", at)) return after(buffer, "?>", at);
		if (buffer.startsWith("<!", at)) return this.#declaration(buffer, at);
		const end = tagEnd(buffer, at + 1);
		if (end < 0) return -1;
		const body = buffer.slice(at + 1, end);
		if (body.startsWith("/")) this.#closeTag(local(body.slice(1).trim()));
		else this.#openTag(body);
		return end + 1;
	}

	#declaration(buffer: string, at: number): number {
		if (buffer.length - at < 9) return -1;
		if (buffer.startsWith("<!--", at)) return after(buffer, "-->", at);
		if (!buffer.startsWith("<![CDATA[", at)) return refuse("file-unsafe", { what: "doctype" });
		const end = buffer.indexOf("]]>", at);
		if (end < 0) return -1;
		this.#handler.text(buffer.slice(at + 9, end));
		return end + 3;
	}

	#openTag(body: string): void {
		const empty = body.endsWith("/");
		const inner = empty ? body.slice(0, -1) : body;
		const space = inner.search(/\s/);
		const name = local(space < 0 ? inner : inner.slice(0, space));
		this.#open.push(name);
		if (this.#open.length > LIMITS.xmlDepth) refuse("file-unsafe", { what: "depth" });
		this.#handler.open(name, space < 0 ? "" : inner.slice(space));
		if (empty) this.#closeTag(name);
	}

	#closeTag(name: string): void {
		if (this.#open.pop() !== name) refuse("file-damaged", {});
		this.#handler.close(name);
	}
}

const after = (buffer: string, mark: string, from: number): number => {
	const at = buffer.indexOf(mark, from);
	return at < 0 ? -1 : at + mark.length;
};

/** Reads a part as XML: UTF-8, or UTF-16 when it starts with that mark; bytes that are neither are damage, never a name half lost. */
export const scanXml = async (pieces: AsyncIterable<Uint8Array>, handler: XmlHandler): Promise<void> => {
	const scanner = new XmlScanner(handler);
	let decoder: InstanceType<typeof TextDecoder> | null = null;
	for await (const piece of pieces) {
		decoder ??= new TextDecoder(encodingOf(piece), { fatal: true });
		scanner.push(decoded(decoder, piece));
	}
	if (decoder) scanner.push(decoded(decoder));
	scanner.end();
};

const decoded = (decoder: InstanceType<typeof TextDecoder>, piece?: Uint8Array): string => {
	try {
		return piece ? decoder.decode(piece, { stream: true }) : decoder.decode();
	} catch {
		return refuse("file-damaged", {});
	}
};

const encodingOf = (first: Uint8Array): string => {
	if (first[0] === 0xff && first[1] === 0xfe) return "utf-16le";
	return first[0] === 0xfe && first[1] === 0xff ? "utf-16be" : "utf-8";
};
