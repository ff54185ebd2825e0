import http from "node:http";
import https from "node:https";
import { Readable } from "node:stream";

/** As much of a fetch's request as grammY's client fills in. */
interface Asked {
	readonly method?: string;
	readonly headers?: Readonly<Record<string, string>>;
	/** JSON text, or a multipart body as a stream. */
	readonly body?: unknown;
	readonly signal?: { readonly aborted: boolean; addEventListener(type: "abort", listener: () => void): void };
}

/** As much of a fetch's answer as grammY's client reads. */
interface Answered {
	json(): unknown;
}

const requestOf = (url: string, agent: http.Agent | https.Agent, { method, headers = {}, body }: Asked): http.ClientRequest => {
	const secure = url.startsWith("https:");
	const length = typeof body === "string" ? { "content-length": Buffer.byteLength(body) } : {};
	return (secure ? https : http).request(url, { method: method ?? "POST", agent, headers: { ...headers, ...length } });
};

/**
 * The fetch handed to grammY: one request of node's own over the agent's kept connections. It costs half of what grammY's usual one does, and rejects
 * with the system's own errors: half an answer is one (ECONNRESET), text that is no JSON a SyntaxError.
 */
export const createTransport =
	(agent: http.Agent | https.Agent) =>
	(url: string, asked: Asked): Promise<Answered> =>
		new Promise((resolve, reject) => {
			const request = requestOf(url, agent, asked);
			request.on("error", reject);
			request.on("response", (response) => {
				const chunks: Buffer[] = [];
				response.on("data", (chunk: Buffer) => chunks.push(chunk));
				response.on("error", reject);
				response.on("end", () => resolve({ json: () => JSON.parse(Buffer.concat(chunks).toString()) }));
			});
			const giveUp = (): void => {
				request.destroy(new Error("given up"));
			};
			if (asked.signal?.aborted) giveUp();
			else asked.signal?.addEventListener("abort", giveUp);
			if (asked.body instanceof Readable) asked.body.on("error", giveUp).pipe(request);
			else request.end(asked.body);
		});
