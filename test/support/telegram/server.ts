import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { ApiError } from "./api-error.ts";
import type { FakeBot } from "./bot.ts";
import { type FakeChat, type Post, textOf } from "./chat.ts";
import type { Fault } from "./faults.ts";
import type { Method } from "./method.ts";
import { ACCOUNT } from "./methods-account.ts";
import { EDITING } from "./methods-editing.ts";
import { SENDING } from "./methods-sending.ts";
import { type Params, readParams } from "./request-body.ts";
import type { Timing } from "./update-queue.ts";
import { type Call, World } from "./world.ts";

export interface TelegramOptions {
	/** A free one without. */
	readonly port?: number;
	/** Whether the documented sending limits are kept; off without. */
	readonly limits?: boolean;
	/** Its clocks; those of the machine without. */
	readonly timing?: Partial<Timing>;
}

/** A Bot API server on loopback, and the people and groups on it. */
export interface FakeTelegram {
	/** http://127.0.0.1:PORT, for `apiRoot`. */
	readonly url: string;
	readonly world: World;
	/** Out of reach until the returned call: every connection is refused or cut. */
	goDown(): Promise<() => Promise<void>>;
	/** Cuts every connection there is, as when a process on the other side dies. */
	cut(): void;
	close(): Promise<void>;
}

const METHODS: ReadonlyMap<string, Method> = new Map(
	Object.entries({ ...ACCOUNT, ...SENDING, ...EDITING }).map(([name, method]) => [name.toLowerCase(), method]),
);

const REAL_TIME: Timing = {
	nowMs: () => Date.now(),
	steadyMs: () => performance.now(),
	later: (ms, run) => {
		const timer = setTimeout(run, ms);
		timer.unref();
		return () => clearTimeout(timer);
	},
};

const reply = (response: ServerResponse, status: number, body: unknown): void => {
	if (response.destroyed || response.headersSent) return;
	const text = JSON.stringify(body);
	response.writeHead(status, { "content-type": "application/json", "content-length": Buffer.byteLength(text) });
	response.end(text);
};

const refuse = (response: ServerResponse, error: unknown): void => {
	if (!(error instanceof ApiError)) {
		reply(response, 500, { ok: false, error_code: 500, description: `Internal Server Error: the fake failed: ${String(error)}` });
		return;
	}
	const { code, message, parameters } = error;
	reply(response, code, { ok: false, error_code: code, description: message, ...(parameters ? { parameters } : {}) });
};

/** What a fault does before anything is done; false lets the call go on. */
const strikeBefore = (fault: Fault | null, response: ServerResponse): boolean => {
	switch (fault?.kind) {
		case "429":
			refuse(response, new ApiError(429, `Too Many Requests: retry after ${fault.retryAfter}`, { retry_after: fault.retryAfter }));
			return true;
		case "500":
			refuse(response, new ApiError(500, "Internal Server Error"));
			return true;
		case "502":
			response.writeHead(502, { "content-type": "text/html" });
			response.end("<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center></body></html>");
			return true;
		case "error":
			refuse(response, new ApiError(fault.code, fault.description));
			return true;
		case "close-before":
			response.destroy();
			return true;
		case "hang":
			return true;
		default:
			return false;
	}
};

/** Answers a call that was done, as far as its fault lets it. */
const answer = (fault: Fault | null, response: ServerResponse, result: unknown): void => {
	const body = { ok: true, result };
	if (fault?.kind === "close-after") response.destroy();
	else if (fault?.kind === "hang-after") return;
	else if (fault?.kind === "500-after") refuse(response, new ApiError(500, "Internal Server Error"));
	else if (fault?.kind === "half") {
		const text = Buffer.from(JSON.stringify(body));
		response.writeHead(200, { "content-type": "application/json", "content-length": text.length });
		response.write(text.subarray(0, Math.floor(text.length / 2)), () => response.destroy());
	} else reply(response, 200, body);
};

const getUpdates = (call: Call, params: Params, response: ServerResponse, done: (result: unknown) => void): void => {
	const allowed = params.json("allowed_updates");
	const takeBack = call.bot.updates.get(
		{
			offset: params.whole("offset") ?? 0,
			limit: params.whole("limit") ?? 100,
			timeoutS: params.whole("timeout") ?? 0,
			allowed: Array.isArray(allowed) ? (allowed as string[]) : null,
		},
		done,
		(error) => {
			call.status = error.code;
			refuse(response, error);
		},
	);
	response.on("close", takeBack);
};

const perform = async (world: World, bot: FakeBot, name: string, params: Params, response: ServerResponse): Promise<void> => {
	const call: Call = { bot, method: name, atMs: world.timing.steadyMs(), fields: params.fields, status: 0 };
	world.called(call);
	response.on("finish", () => {
		call.status = response.statusCode;
	});
	const fault = world.faults.strike(name);
	if (strikeBefore(fault, response)) return;
	if (fault?.kind === "slow") await new Promise<void>((resolve) => void world.timing.later(fault.ms, resolve));
	if (name.toLowerCase() === "getupdates") {
		getUpdates(call, params, response, (updates) => answer(fault, response, updates));
		return;
	}
	const method = METHODS.get(name.toLowerCase());
	if (!method) throw new ApiError(404, "Not Found: method not found");
	answer(fault, response, method({ world, bot, params }));
};

const download = (world: World, path: string, response: ServerResponse): void => {
	const file = world.fileAt(path);
	if (!file) {
		refuse(response, new ApiError(404, "Not Found"));
		return;
	}
	const fault = world.faults.strike("download");
	if (strikeBefore(fault, response)) return;
	response.writeHead(200, { "content-type": "application/octet-stream", "content-length": file.bytes.length });
	if (fault?.kind === "half") response.write(file.bytes.subarray(0, Math.floor(file.bytes.length / 2)), () => response.destroy());
	else response.end(file.bytes);
};

const serve = async (world: World, request: IncomingMessage, response: ServerResponse): Promise<void> => {
	const url = new URL(request.url ?? "/", "http://telegram");
	const found = /^\/(file\/)?bot([^/]+)\/(.+)$/u.exec(url.pathname);
	if (!found) throw new ApiError(404, "Not Found");
	const token = decodeURIComponent(found[2] ?? "");
	if (!/^\d+:/u.test(token)) throw new ApiError(404, "Not Found");
	const bot = world.botOf(token);
	if (found[1]) {
		download(world, decodeURIComponent(found[3] ?? ""), response);
		return;
	}
	await perform(world, bot, found[3] ?? "", await readParams(request, url.searchParams), response);
};

const listen = (server: Server, port: number): Promise<number> =>
	new Promise((resolve, reject) => {
		server.once("error", reject);
		server.listen(port, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
	});

const shut = (server: Server): Promise<void> =>
	new Promise((resolve) => {
		server.close(() => resolve());
		server.closeAllConnections();
	});

/** Starts a Bot API server that behaves as core.telegram.org/bots/api says. */
export const startFakeTelegram = async (options: TelegramOptions = {}): Promise<FakeTelegram> => {
	const world = new World({ ...REAL_TIME, ...options.timing }, options.limits ?? false);
	const open = (): Server => {
		const server = createServer((request, response) => {
			serve(world, request, response).catch((error: unknown) => refuse(response, error));
		});
		server.keepAliveTimeout = 60_000;
		return server;
	};
	let server = open();
	const port = await listen(server, options.port ?? 0);
	return {
		url: `http://127.0.0.1:${port}`,
		world,
		async goDown() {
			await shut(server);
			return async () => {
				server = open();
				await listen(server, port);
			};
		},
		cut: () => server.closeAllConnections(),
		close: () => shut(server),
	};
};

/** What a chat shows now of one bot's messages, oldest first. */
export const shown = (chat: FakeChat, bot: FakeBot): readonly Post[] => chat.posts.filter((post) => post.bot === bot && !post.deleted);

/** The words of all messages of a chat with whoever wrote them, for reading in a failing test. */
export const transcriptOf = (chat: FakeChat): string => chat.posts.map((post) => `${post.from.first_name}: ${textOf(post)}`).join("\n");
