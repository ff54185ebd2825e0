import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createClient } from "../../../src/channels/telegram/client.ts";
import { readFailure } from "../../../src/channels/telegram/failure.ts";

let server: Server | null = null;
afterEach(() => {
	server?.closeAllConnections();
	server?.close();
	server = null;
});

const clientOf = async (listener: RequestListener) => {
	const open = createServer(listener);
	server = open;
	await new Promise<void>((resolve) => void open.listen(0, "127.0.0.1", resolve));
	return createClient("7001:SECRET", `http://127.0.0.1:${(open.address() as AddressInfo).port}/`);
};
const failureOf = (call: Promise<unknown>) =>
	call.then(
		() => null,
		(error: unknown) => readFailure(error),
	);

describe("a call", () => {
	it("goes out as JSON over connections that are kept", async () => {
		const seen: unknown[][] = [];
		const { calls } = await clientOf((request, response) => {
			const chunks: Buffer[] = [];
			request.on("data", (chunk: Buffer) => chunks.push(chunk));
			request.on("end", () => {
				seen.push([request.method, request.url, JSON.parse(Buffer.concat(chunks).toString()), request.socket.remotePort]);
				response.end('{"ok":true,"result":{"message_id":1}}');
			});
		});
		for (const text of ["一", "二", "三", "四"]) expect(await calls.sendMessage({ chat_id: "42", text })).toEqual({ message_id: 1 });
		// One is still being given back while the next call goes out.
		expect(new Set(seen.map(([, , , port]) => port)).size).toBeLessThanOrEqual(2);
		expect(seen[0]?.slice(0, 3)).toEqual(["POST", "/bot7001:SECRET/sendMessage", { chat_id: "42", text: "一" }]);
	});

	it.each<[string, RequestListener, unknown]>([
		[
			"half an answer",
			(_request, response) => {
				response.writeHead(200, { "content-length": 100 });
				response.write('{"ok":tr', () => response.destroy());
			},
			{ kind: "network", reason: "unreachable", detail: "UND_ERR_SOCKET" },
		],
		["a closed connection", (request) => void request.socket.destroy(), { kind: "network", reason: "unreachable" }],
		["a proxy's page", (_request, response) => void response.writeHead(502).end("<html>502"), { kind: "network", reason: "bad-answer" }],
		["an answer that is none", (_request, response) => void response.end("null"), { kind: "network", reason: "bad-answer" }],
		["an answer of another shape", (_request, response) => void response.end("{}"), { kind: "network", reason: "bad-answer" }],
		[
			"a refusal",
			(_request, response) =>
				void response.end('{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 3","parameters":{"retry_after":3}}'),
			{ kind: "answered", code: 429, description: "Too Many Requests: retry after 3", retryAfterMs: 3000, migratedTo: null },
		],
	])("tells %s", async (_, listener, expected) => {
		const { calls } = await clientOf(listener);
		const failure = await failureOf(calls.getMe());
		expect(failure).toMatchObject(expected as object);
		expect(JSON.stringify(failure)).not.toContain("SECRET");
	});

	it("to nobody is unreachable", async () => {
		const { calls } = await clientOf(() => undefined);
		await new Promise((resolve) => server?.close(resolve));
		expect(await failureOf(calls.getMe())).toEqual({ kind: "network", reason: "unreachable", detail: "ECONNREFUSED" });
	});

	it("that is a poll ends when it is given up", async () => {
		const giveUp = new AbortController();
		const { poll } = await clientOf(() => giveUp.abort());
		expect(await failureOf(poll({ timeout: 25 }, giveUp.signal))).toMatchObject({ kind: "network" });
		expect(await failureOf(poll({ timeout: 25 }, giveUp.signal))).toMatchObject({ kind: "network" });
	});
});
