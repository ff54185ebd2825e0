import { chmod, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Desk } from "../ports/desk.ts";
import type { Log } from "../ports/log.ts";

/** Larger bodies are refused: no workbook is. */
const MAX_BODY = 64 * 1024 * 1024;

const readBody = async (request: IncomingMessage): Promise<Buffer> => {
	const parts: Buffer[] = [];
	let size = 0;
	for await (const part of request) {
		size += (part as Buffer).length;
		if (size > MAX_BODY) throw new RangeError("body too large");
		parts.push(part as Buffer);
	}
	return Buffer.concat(parts);
};

const field = (body: Buffer, name: string): string => {
	const value = (JSON.parse(body.toString("utf8")) as Record<string, unknown>)[name];
	if (typeof value !== "string") throw new TypeError(`${name} is missing`);
	return value;
};

/** Serves the desk to the shell commands of this machine. The caller holds the store's lock, so a socket file found there is left from a crash. */
export const startControlServer = async (parts: { path: string; desk: Desk; log: Log }): Promise<{ close(): Promise<void> }> => {
	const { desk, log } = parts;
	const routes: Readonly<Record<string, (body: Buffer) => Promise<unknown>>> = {
		"POST /workbook/check": (body) => desk.checkWorkbook(body),
		"POST /workbook/apply": async (body) => ({ applied: await desk.applyWorkbook(field(body, "token")) }),
		"POST /invite": async (body) => ({ invitations: await desk.invite(field(body, "name")) }),
		"GET /template": async () => ({ bytes: Buffer.from(await desk.template()).toString("base64") }),
	};
	const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
		const route = routes[`${request.method} ${request.url}`];
		try {
			const result = route ? await route(await readBody(request)) : null;
			response.writeHead(route ? 200 : 404, { "content-type": "application/json" }).end(JSON.stringify(result));
		} catch (error) {
			log.error("control:failed", { path: request.url, error });
			response.writeHead(500, { "content-type": "application/json" }).end(JSON.stringify({ error: String(error) }));
		}
	};
	const server: Server = createServer((request, response) => void answer(request, response));
	const isFile = !parts.path.startsWith("\\\\.\\pipe\\");
	if (isFile) await rm(parts.path, { force: true });
	await new Promise<void>((resolve, reject) => {
		server.once("error", reject);
		server.listen(parts.path, resolve);
	});
	if (isFile) await chmod(parts.path, 0o600);
	return {
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
};
