import type { OutgoingHttpHeaders } from "node:http";

/** A refusal the caller may read: status, a stable code for programs, and a plain English line for the person who wrote the call. */
export class HttpError extends Error {
	readonly status: number;
	readonly code: string;
	readonly headers: OutgoingHttpHeaders;
	readonly facts: Readonly<Record<string, unknown>>;
	constructor(
		status: number,
		code: string,
		message: string,
		extra: { headers?: OutgoingHttpHeaders; facts?: Record<string, unknown> } = {},
	) {
		super(message);
		this.name = "HttpError";
		this.status = status;
		this.code = code;
		this.headers = extra.headers ?? {};
		this.facts = extra.facts ?? {};
	}
}

export const badRequest = (code: string, message: string): HttpError => new HttpError(400, code, message);
/** The caller was gone before all of it had arrived. */
export const cutShort = (): HttpError => badRequest("cut_short", "the call was cut short");
export const forbidden = (code: string, message: string): HttpError => new HttpError(403, code, message);
export const notFound = (code: string, message: string): HttpError => new HttpError(404, code, message);
export const tooLarge = (code: string, message: string): HttpError =>
	new HttpError(413, code, message, { headers: { connection: "close" } });
