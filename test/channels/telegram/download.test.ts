import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createDownload } from "../../../src/channels/telegram/download.ts";
import { createTransport } from "../../../src/channels/telegram/transport.ts";
import { settle, Timers, told, unheard } from "./fixtures.ts";

const MB = 1024 * 1024;
const FILE = { id: "F", name: "大棚.jpg", size: null };
let server: Server | null = null;

afterEach(() => {
	server?.closeAllConnections();
	server?.close();
	server = null;
});

/** A download whose bytes come from `listener`, behind a path in the server's address. */
const rig = async (listener: RequestListener, path: string | Error | undefined = "photos/file 1.jpg") => {
	const open = createServer(listener);
	server = open;
	await new Promise<void>((resolve) => void open.listen(0, "127.0.0.1", resolve));
	const timers = new Timers();
	const getFile = async (): Promise<never> => {
		if (path instanceof Error) throw path;
		return { file_path: path } as never;
	};
	const transport = createTransport(`http://127.0.0.1:${(open.address() as AddressInfo).port}`);
	return {
		timers,
		fetch: createDownload({ calls: { getFile }, token: "7001:SECRET", root: "/telegram", transport, later: timers.later }),
	};
};

describe("a file", () => {
	it("is brought from below the server's own path, under the name it was handed in with", async () => {
		let asked = "";
		const { fetch, timers } = await rig((request, response) => {
			asked = request.url ?? "";
			response.end(Buffer.from([1, 2, 3]));
		});
		expect(await fetch(FILE)).toEqual({ kind: "fetched", bytes: Buffer.from([1, 2, 3]), name: "大棚.jpg" });
		expect(asked).toBe("/telegram/file/bot7001:SECRET/photos/file%201.jpg");
		expect(timers.set).toEqual([]);
	});

	it.each([
		["by what Telegram said of it", { ...FILE, size: 20 * MB + 1 }, "x", undefined],
		["by what getFile says", FILE, told(400, "Bad Request: file is too big"), undefined],
		["by what the download says", FILE, "x", 21 * MB],
	])("is too large %s", async (_, file, path, length) => {
		const { fetch } = await rig((_request, response) => {
			if (length) response.setHeader("content-length", length);
			response.write("x");
		}, path);
		expect(await fetch(file)).toEqual({ kind: "failed", reason: "too-large", limit: 20 * 1024 * 1024 });
	});

	it("is too large as soon as more came than may be", async () => {
		const { fetch } = await rig((_request, response) => {
			const chunk = Buffer.alloc(MB);
			const more = (): void => {
				while (!response.destroyed && response.write(chunk));
			};
			response.on("drain", more);
			more();
		});
		expect(await fetch(FILE)).toEqual({ kind: "failed", reason: "too-large", limit: 20 * 1024 * 1024 });
	});

	it.each([
		["Telegram knows no such file", told(400, "Bad Request: wrong file_id"), 200],
		["it has no place", undefined, 200],
		["it is there no more", "x", 404],
	])("is gone when %s", async (_, path, status) => {
		const { fetch } = await rig((_request, response) => {
			response.statusCode = status;
			response.end();
		}, path ?? "");
		expect(await fetch(FILE)).toEqual({ kind: "failed", reason: "gone" });
	});

	it("is asked for again when Telegram or the way there fails, and the reason holds no address", async () => {
		const outcomes = [];
		for (const path of [unheard(), told(500, "Internal"), told(400, "Bad Request: file is temporarily unavailable")])
			outcomes.push(await (await rig(() => undefined, path)).fetch(FILE));
		const failing: RequestListener[] = [
			(request) => void request.socket.destroy(),
			(_request, response) => {
				response.writeHead(200, { "content-length": 10 });
				response.write("half", () => response.destroy());
			},
			(_request, response) => void response.writeHead(502).end("<html>"),
		];
		for (const listener of failing) outcomes.push(await (await rig(listener)).fetch(FILE));
		expect(outcomes.map(({ kind }) => kind)).toEqual(Array.from({ length: 6 }, () => "retry"));
		expect(JSON.stringify(outcomes)).not.toMatch(/SECRET|127\.0\.0\.1/u);
		const flood = await rig(() => undefined, told(429, "Too Many Requests", { retry_after: 9 }));
		expect(await flood.fetch(FILE)).toMatchObject({ kind: "retry", afterMs: 9000 });
	});

	it("that never comes is given up", async () => {
		const { fetch, timers } = await rig(() => undefined);
		const fetching = fetch(FILE);
		await timers.next();
		await settle();
		timers.fire();
		expect(await fetching).toMatchObject({ kind: "retry", reason: "download timed-out" });
	});
});
