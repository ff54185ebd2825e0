import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { Api, type ApiClientOptions, type RawApi } from "grammy";
import type { Update } from "grammy/types";
import { CALL_TIMEOUT_SECONDS, POLL_TIMEOUT_SECONDS, UPLOAD_TIMEOUT_SECONDS } from "./limits.ts";
import { createTransport } from "./transport.ts";

/** The methods of the Bot API this channel calls. Each rejects with what readFailure understands. */
export type Calls = Pick<
	RawApi,
	| "getMe"
	| "deleteWebhook"
	| "getChatMember"
	| "getFile"
	| "sendMessage"
	| "editMessageText"
	| "editMessageReplyMarkup"
	| "answerCallbackQuery"
	| "setMyCommands"
	| "deleteMyCommands"
>;

/** Methods that carry bytes: they may take longer. */
export type Uploads = Pick<RawApi, "sendPhoto" | "sendDocument">;

/** getUpdates, given up when `signal` is aborted. */
export type Poll = (args: Parameters<RawApi["getUpdates"]>[0], signal: AbortSignal) => Promise<Update[]>;

export interface Client {
	readonly calls: Calls;
	readonly uploads: Uploads;
	readonly poll: Poll;
	/** Connections for downloads too. */
	readonly agent: HttpAgent | HttpsAgent;
}

/** grammY types a whole fetch; its client uses what createTransport gives. */
type GrammyFetch = NonNullable<ApiClientOptions["fetch"]>;

/** An idle connection is closed before Telegram does it, so that no message is sent into a closing one. */
const IDLE_MS = 15_000;
const MAX_CONNECTIONS = 64;

/** grammY's client over connections that are kept: polls have their own, so that they never wait for sends nor the other way round. */
export const createClient = (token: string, apiRoot: string): Client => {
	const root = apiRoot.replace(/\/+$/u, "");
	const Agent = root.startsWith("https:") ? HttpsAgent : HttpAgent;
	const api = (agent: HttpAgent | HttpsAgent, timeoutSeconds: number): RawApi =>
		new Api(token, { apiRoot: root, timeoutSeconds, fetch: createTransport(agent) as unknown as GrammyFetch }).raw;
	const kept = { keepAlive: true, maxSockets: MAX_CONNECTIONS, timeout: IDLE_MS };
	const agent = new Agent(kept);
	const polls = api(new Agent(kept), POLL_TIMEOUT_SECONDS);
	return {
		calls: api(agent, CALL_TIMEOUT_SECONDS),
		uploads: api(agent, UPLOAD_TIMEOUT_SECONDS),
		// grammY types the signal of a package that came before Node's own; it calls addEventListener of either.
		poll: (args, signal) => polls.getUpdates(args, signal as unknown as Parameters<RawApi["getUpdates"]>[1]),
		agent,
	};
};
