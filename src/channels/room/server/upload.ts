import type { IncomingMessage } from "node:http";
import busboy from "busboy";
import { MAX_FILE_BYTES, MAX_FILE_NAME, MAX_PERSON_TEXT } from "../limits.ts";
import { badRequest, cutShort, tooLarge } from "./http-error.ts";

/** A multipart call taken apart: its text fields and at most one file. */
export interface Upload {
	readonly fields: Readonly<Record<string, string>>;
	readonly file: { readonly name: string; readonly bytes: Buffer } | null;
}

/** The last part of a path, without characters that could fool a reader's eye or a file system; never empty. */
const cleanFileName = (given: string): string => {
	const last = given.split(/[/\\]/).at(-1) ?? "";
	// Control characters, and the marks that turn "cod.exe" round to read "exe.doc".
	const plain = last
		.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}<>:"|?*]/gu, "")
		.trim()
		.replace(/^\.+/, "");
	if (plain.length <= MAX_FILE_NAME) return plain === "" ? "file" : plain;
	const ending = /\.[^.]{1,10}$/.exec(plain)?.[0] ?? "";
	// Half of a sign cut in two would make the name one that no address can hold.
	return (plain.slice(0, MAX_FILE_NAME - ending.length) + ending).replace(/\p{Cs}/gu, "");
};

/** Read at most, however much is sent. */
const MAX_UPLOAD_BYTES = MAX_FILE_BYTES * 2;

// busboy calls a file of exactly its limit too large.
const limits = {
	files: 1,
	fileSize: MAX_FILE_BYTES + 1,
	fields: 8,
	fieldSize: MAX_PERSON_TEXT * 4,
	fieldNameSize: 50,
	parts: 10,
	headerPairs: 20,
};

/**
 * Reads a multipart body. Throws 413 beyond the limits, 400 when it is malformed, cut short or holds more than one file. A body that is somewhat too
 * large is read to its end and thrown away: a browser that is still sending would not see the answer.
 */
export const readUpload = (request: IncomingMessage): Promise<Upload> =>
	new Promise((resolve, reject) => {
		const fields: Record<string, string> = {};
		let file: Upload["file"] = null;
		let failure: Error | null = null;
		let received = 0;
		const stopNow = (error: Error): void => {
			request.unpipe();
			reject(error);
		};
		const failAtEnd = (error: Error): void => {
			failure ??= error;
		};
		let parser: busboy.Busboy;
		try {
			parser = busboy({ headers: request.headers, limits, defParamCharset: "utf8" });
		} catch {
			reject(badRequest("bad_multipart", "the multipart header is malformed"));
			return;
		}
		parser.on("field", (name, value, info) => {
			if (info.valueTruncated) failAtEnd(tooLarge("text_too_long", `a text holds at most ${MAX_PERSON_TEXT} characters`));
			fields[name] = value;
		});
		parser.on("file", (_name, stream, info) => {
			const chunks: Buffer[] = [];
			stream.on("data", (chunk: Buffer) => chunks.push(chunk));
			stream.on("limit", () => {
				chunks.length = 0;
				failAtEnd(tooLarge("file_too_large", `a file holds at most ${MAX_FILE_BYTES} bytes`));
			});
			stream.on("end", () => {
				file = { name: cleanFileName(info.filename ?? ""), bytes: Buffer.concat(chunks) };
			});
			stream.on("error", () => stopNow(badRequest("bad_multipart", "the multipart body is malformed")));
		});
		parser.on("filesLimit", () => failAtEnd(badRequest("one_file", "send one file in a call")));
		parser.on("fieldsLimit", () => failAtEnd(badRequest("bad_multipart", "too many fields")));
		parser.on("partsLimit", () => failAtEnd(badRequest("bad_multipart", "too many parts")));
		parser.on("error", () => stopNow(badRequest("bad_multipart", "the multipart body is malformed")));
		parser.on("close", () => (failure ? reject(failure) : resolve({ fields, file })));
		request.on("data", (chunk: Buffer) => {
			received += chunk.length;
			if (received > MAX_UPLOAD_BYTES) stopNow(tooLarge("file_too_large", `a file holds at most ${MAX_FILE_BYTES} bytes`));
		});
		request.on("close", () => {
			if (!request.complete) stopNow(cutShort());
		});
		request.pipe(parser);
	});
