import { Readable } from "node:stream";
import { Api, type ApiClientOptions, GrammyError, HttpError, type RawApi } from "grammy";
import type { Update } from "grammy/types";
import { CALL_TIMEOUT_MS, POLL_TIMEOUT_MS, UPLOAD_TIMEOUT_MS } from "./limits.ts";
import { createTransport, type Signal, type Transport } from "./transport.ts";

/** The methods of the Bot API that this channel calls with plain arguments. */
const PLAIN = [
	"getMe",
	"deleteWebhook",
	"getChatMember",
	"getFile",
	"sendMessage",
	"editMessageText",
	"editMessageReplyMarkup",
	"answerCallbackQuery",
	"setMyCommands",
	"deleteMyCommands",
] as const;

/** Each rejects with what readFailure understands. */
export type Calls = Pick<RawApi, (typeof PLAIN)[number]>;

/** Methods that carry bytes: they may take longer. */
export type Uploads = Pick<RawApi, "sendPhoto" | "sendDocument">;

/** getUpdates, given up when `signal` is aborted. */
export type Poll = (args: Parameters<RawApi["getUpdates"]>[0], signal: AbortSignal) => Promise<Update[]>;

export interface Client {
	readonly calls: Calls;
	readonly uploads: Uploads;
	readonly poll: Poll;
	/** The path of the server's address, "" or without a slash at its end. */
	readonly root: string;
	/** Connections for downloads too. */
	readonly transport: Transport;
}

/** grammY types a whole fetch; its client fills in this much and reads this much. */
type GrammyFetch = NonNullable<ApiClientOptions["fetch"]>;
interface GrammyAsked {
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string | NodeJS.ReadableStream;
	readonly signal: Signal;
}

const JSON_BODY = { "content-type": "application/json" };

/**
 * The Bot API over connections that are kept: polls have their own, so that they never wait for sends nor the other way round. Plain calls are one JSON
 * text each way; what carries bytes goes through grammY, which knows how to pack them. Both fail with grammY's errors.
 */
export const createClient = (token: string, apiRoot: string): Client => {
	const { origin, pathname } = new URL(apiRoot);
	const root = pathname.replace(/\/+$/u, "");
	const transport = createTransport(origin);

	const call = async (over: Transport, method: string, args: unknown, timeoutMs: number, signal?: Signal): Promise<unknown> => {
		const answer = await over
			.post({ path: `${root}/bot${token}/${method}`, headers: JSON_BODY, body: JSON.stringify(args ?? {}), timeoutMs, signal })
			.then((text) => JSON.parse(text))
			.catch((error: unknown) => {
				throw new HttpError(`Network request for '${method}' failed!`, error);
			});
		if (answer?.ok === true) return answer.result;
		throw new GrammyError(`Call to '${method}' failed!`, answer ?? {}, method, {});
	};

	const calls = Object.fromEntries(
		PLAIN.map((method) => [method, (args: unknown) => call(transport, method, args, CALL_TIMEOUT_MS)]),
	) as unknown as Calls;
	const polls = createTransport(origin);
	const poll: Poll = async (args, signal) => (await call(polls, "getUpdates", args, POLL_TIMEOUT_MS, signal)) as Update[];

	const fetch = async (url: string, { headers, body, signal }: GrammyAsked) => {
		const packed = typeof body === "string" ? body : Readable.from(body);
		const text = await transport.post({ path: url.slice(origin.length), headers, body: packed, timeoutMs: UPLOAD_TIMEOUT_MS, signal });
		return { json: () => JSON.parse(text) };
	};
	const timeoutSeconds = UPLOAD_TIMEOUT_MS / 1000;
	const uploads: Uploads = new Api(token, { apiRoot: origin + root, timeoutSeconds, fetch: fetch as unknown as GrammyFetch }).raw;
	return { calls, uploads, poll, root, transport };
};
