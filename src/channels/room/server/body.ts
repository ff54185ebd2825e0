import type { IncomingMessage } from "node:http";
import { MAX_JSON_BYTES } from "../limits.ts";
import { badRequest, cutShort, HttpError, tooLarge } from "./http-error.ts";

/** The media type of a call's body, lower case and without parameters; "" when it names none. */
export const mediaType = (request: IncomingMessage): string =>
	(request.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() ?? "";

/** The whole body. What is somewhat too large is read to its end: a caller that is still sending would not see the answer. */
const readAll = async (request: IncomingMessage): Promise<Buffer> => {
	const chunks: Buffer[] = [];
	let size = 0;
	try {
		for await (const chunk of request) {
			const bytes = chunk as Buffer;
			size += bytes.length;
			if (size <= MAX_JSON_BYTES) chunks.push(bytes);
			if (size > MAX_JSON_BYTES * 32) break;
		}
	} catch {
		// The caller is gone; that is no failure of ours.
		throw cutShort();
	}
	if (size > MAX_JSON_BYTES) throw tooLarge("body_too_large", `a JSON body holds at most ${MAX_JSON_BYTES} bytes`);
	return Buffer.concat(chunks);
};

/** A call's JSON object. Throws 415 on another content type (which also keeps plain HTML forms of other sites out), 413, 400. */
export const readJson = async (request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> => {
	if (mediaType(request) !== "application/json") throw new HttpError(415, "json_expected", "send application/json");
	const text = new TextDecoder("utf-8", { fatal: true });
	let body: unknown;
	const bytes = await readAll(request);
	try {
		body = JSON.parse(text.decode(bytes));
	} catch {
		throw badRequest("bad_json", "the body is not valid JSON");
	}
	if (typeof body !== "object" || body === null || Array.isArray(body)) throw badRequest("bad_json", "the body must be a JSON object");
	return body as Record<string, unknown>;
};

/** A text field of a body; null when it is absent. Throws 400 when it is something else. */
export const textField = (body: Readonly<Record<string, unknown>>, name: string): string | null => {
	const value = body[name];
	if (value === undefined || value === null) return null;
	if (typeof value !== "string") throw badRequest("bad_field", `${name} must be a string`);
	return value;
};
