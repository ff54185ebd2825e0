import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { STOP_PATIENCE_MS } from "../limits.ts";
import type { RoomContext } from "./context.ts";
import { eventRoutes } from "./event-routes.ts";
import { fileRoutes } from "./file-routes.ts";
import { frameRoutes } from "./frame-routes.ts";
import { checkOrigin, setSecurityHeaders } from "./guard.ts";
import { HttpError } from "./http-error.ts";
import { loginRoutes } from "./login-routes.ts";
import { messageRoutes } from "./message-routes.ts";
import { pageRoutes } from "./page-routes.ts";
import { sendError } from "./reply.ts";
import { makeRouter } from "./router.ts";
import { sessionRoutes } from "./session-routes.ts";

/** A listening room. */
export interface RoomServer {
	/** "http://127.0.0.1:8787", without a slash at the end. */
	readonly url: string;
	/** Refuses what would change something (503), answers what is in hand; what has not wholly arrived in time is cut off. */
	quiesce(): Promise<void>;
	/** Closes every connection; nothing listens afterwards. */
	close(): Promise<void>;
}

const listen = (server: Server, port: number, host: string): Promise<void> =>
	new Promise((resolve, reject) => {
		server.once("error", reject);
		server.listen(port, host, () => {
			server.off("error", reject);
			resolve();
		});
	});

const urlOf = (server: Server): string => {
	const address = server.address();
	if (address === null || typeof address === "string") throw new Error("the room listens nowhere");
	return `http://${address.family === "IPv6" ? `[${address.address}]` : address.address}:${address.port}`;
};

/** Listens. Rejects when the address is taken. */
export const openServer = async (context: RoomContext): Promise<RoomServer> => {
	const route = makeRouter({
		...(await pageRoutes(context.pageDir)),
		...frameRoutes(context),
		...messageRoutes(context),
		...eventRoutes(context),
		...fileRoutes(context),
		...sessionRoutes(context),
		...loginRoutes(context),
	});
	const inHand = new Set<Promise<void>>();
	let stopping = false;

	const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
		try {
			setSecurityHeaders(response);
			checkOrigin(request, context.mode, context.host);
			const changes = request.method !== "GET" && request.method !== "HEAD";
			if (stopping && changes) throw new HttpError(503, "stopping", "the room is closing", { headers: { connection: "close" } });
			await route(request, response);
		} catch (error) {
			sendError(response, error, context.log);
		}
	};

	const server = createServer((request, response) => {
		const answered = answer(request, response).finally(() => inHand.delete(answered));
		inHand.add(answered);
	});
	// Someone who sends a byte a minute must not hold a connection for ever; 20 MB over a village's line still fit.
	server.headersTimeout = 15_000;
	server.requestTimeout = 180_000;
	server.keepAliveTimeout = 10_000;
	await listen(server, context.port, context.host);

	return {
		url: urlOf(server),
		async quiesce() {
			stopping = true;
			// Whoever stops the program does not wait for a slow sender or reader; nothing of theirs was confirmed.
			const spare = context.later(STOP_PATIENCE_MS, () => server.closeAllConnections());
			await Promise.all(inHand);
			spare();
		},
		async close() {
			stopping = true;
			const closed = new Promise<void>((resolve) => server.close(() => resolve()));
			server.closeAllConnections();
			await closed;
		},
	};
};
