import type { OutgoingHttpHeaders, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { KeptBytes } from "../../../ports/files.ts";
import type { Log } from "../../../ports/log.ts";
import { StoreError } from "../../../ports/store.ts";
import { HttpError } from "./http-error.ts";

/** Answers with JSON, never cached. */
export const sendJson = (response: ServerResponse, status: number, body: object, headers: OutgoingHttpHeaders = {}): void => {
	const bytes = Buffer.from(JSON.stringify(body));
	response.writeHead(status, {
		"content-type": "application/json; charset=utf-8",
		"cache-control": "no-store",
		"content-length": bytes.length,
		...headers,
	});
	response.end(bytes);
};

/** Answers with bytes of a type. */
export const sendBytes = (response: ServerResponse, bytes: Uint8Array, headers: OutgoingHttpHeaders): void => {
	response.writeHead(200, { "content-length": bytes.length, ...headers });
	response.end(bytes);
};

/** Answers with kept bytes as they are read; of a large file never more than some pieces are in memory. A caller that goes away ends it. */
export const sendPieces = async (response: ServerResponse, { size, pieces }: KeptBytes, headers: OutgoingHttpHeaders): Promise<void> => {
	response.writeHead(200, { "content-length": size, ...headers });
	try {
		await pipeline(Readable.from(pieces), response);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== "ERR_STREAM_PREMATURE_CLOSE") throw error;
	}
};

/** What a caller may know of an error: a refusal as it is, a store that is busy or full as "try again", of the rest nothing. */
const refusalOf = (error: unknown): HttpError => {
	if (error instanceof HttpError) return error;
	const isPassing = error instanceof StoreError && error.retryable;
	if (isPassing) return new HttpError(503, "busy", "not kept: try again", { headers: { "retry-after": "1" } });
	return new HttpError(500, "internal", "something went wrong on our side");
};

/** Answers a failed call: a refusal says why, anything else nothing of our insides, and is logged once. */
export const sendError = (response: ServerResponse, error: unknown, log: Log): void => {
	const refusal = refusalOf(error);
	if (!(error instanceof HttpError)) log.error("room:call-failed", { error });
	if (response.headersSent || response.destroyed) {
		response.destroy();
		return;
	}
	const body = { error: { code: refusal.code, message: refusal.message, ...refusal.facts } };
	sendJson(response, refusal.status, body, refusal.headers);
};
