import { connect } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CAST, openRoomHarness, type RoomHarness } from "../../support/room-harness.ts";
import { httpCall, httpGet, httpPost } from "./http-call.ts";

let harness: RoomHarness;

beforeEach(async () => {
	harness = await openRoomHarness();
});
afterEach(() => harness.close());

describe("the demo's options", () => {
	it("are the whole cast and all chats", async () => {
		const { status, json } = await httpGet(`${harness.url}/api/me/options`);
		expect(status).toBe(200);
		expect(json).toEqual(CAST);
	});
});

describe("the demo's clock", () => {
	it("is read, and moved forward", async () => {
		expect((await httpGet(`${harness.url}/api/clock`)).json).toEqual({ now: "2026-11-16T01:00:00.000Z", demo: true });
		const moved = await httpPost(`${harness.url}/api/clock`, { to: "2026-11-20T08:00:00Z" });
		expect([moved.status, moved.json]).toEqual([200, { now: "2026-11-20T08:00:00.000Z", demo: true }]);
		expect((await httpGet(`${harness.url}/api/clock`)).json.now).toBe("2026-11-20T08:00:00.000Z");
	});

	it.each([
		["2026-11-20T16:00:00+08:00", "2026-11-20T08:00:00.000Z"],
		["2026-11-20 16:00", "2026-11-20T08:00:00.000Z"],
		["2026-11-20", "2026-11-19T16:00:00.000Z"],
	])("reads %s, by the county's wall clock where no offset is given", async (to, now) => {
		expect((await httpPost(`${harness.url}/api/clock`, { to })).json.now).toBe(now);
	});

	it.each([{ to: "2026-11-16T00:00:00Z" }, { to: "2030-01-01" }, { to: "tomorrow" }, { to: "2026-13-40" }, { to: 5 }, {}])(
		"refuses %j",
		async (body) => {
			expect((await httpPost(`${harness.url}/api/clock`, body)).status).toBe(400);
		},
	);
});

describe("health", () => {
	it("is told apart: serving, ready, counted", async () => {
		expect((await httpGet(`${harness.url}/healthz`)).status).toBe(200);
		expect((await httpGet(`${harness.url}/readyz`)).status).toBe(200);
		harness.health.ready = false;
		harness.health.reasons = ["outbox"];
		const unready = await httpGet(`${harness.url}/readyz`);
		expect([unready.status, unready.json]).toEqual([503, { ready: false, reasons: ["outbox"] }]);
		expect((await httpGet(`${harness.url}/healthz`)).status).toBe(200);
		const metrics = await httpGet(`${harness.url}/metrics`);
		expect([metrics.text, metrics.headers["content-type"]]).toEqual(["yixian_up 1\n", "text/plain; version=0.0.4; charset=utf-8"]);
	});
});

describe("the page", () => {
	it("is served with headers that keep strangers' scripts and frames out", async () => {
		const { status, headers, text } = await httpGet(`${harness.url}/`);
		expect(status).toBe(200);
		expect(text).toContain("一线通");
		expect(headers["content-security-policy"]).toContain("script-src 'self'");
		expect(headers["content-security-policy"]).not.toContain("unsafe");
		expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
		expect(headers["x-content-type-options"]).toBe("nosniff");
		expect(headers["referrer-policy"]).toBe("no-referrer");
		expect(text).not.toMatch(/<script(?![^>]*\bsrc=)|\sstyle=|\son\w+=/);
	});

	it("is not sent twice to a browser that has it", async () => {
		const { headers } = await httpGet(`${harness.url}/app.js`);
		expect((await httpGet(`${harness.url}/app.js`, { "if-none-match": headers.etag ?? "" })).status).toBe(304);
	});

	it.each(["/../channel.ts", "/%2e%2e/channel.ts", "/..%2fchannel.ts", "/nothing"])("leads nowhere by %s", async (path) => {
		expect((await httpGet(harness.url + path)).status).toBe(404);
	});
});

describe("calls from elsewhere", () => {
	const body = JSON.stringify({ as: "deputy", text: "x" });
	const post = (headers: Record<string, string>) =>
		httpCall("POST", `${harness.url}/api/chats/p-deputy/messages`, { headers: { "content-type": "application/json", ...headers }, body });

	it.each(["evil.example", "evil.example:8787", "127.0.0.1.evil.example", "10.0.0.1"])("are refused by the host %s", async (host) => {
		expect((await httpGet(`${harness.url}/api/me/options`, { host })).status).toBe(403);
		expect((await post({ host })).status).toBe(403);
	});

	it.each(["localhost", "127.0.0.1", "[::1]:80"])("are taken by the host %s", async (host) => {
		expect((await httpGet(`${harness.url}/api/me/options`, { host })).status).toBe(200);
	});

	it.each(["a b", "a/b", "a@localhost", "localhost?x"])("are refused by the malformed host %s", async (host) => {
		expect((await httpGet(`${harness.url}/api/me/options`, { host })).status).toBe(400);
	});

	it("are refused by a foreign origin on everything that changes something", async () => {
		const own = harness.url;
		for (const origin of ["http://evil.example", "null", "http://localhost:1", `${own}.evil.example`])
			expect((await post({ origin })).status).toBe(403);
		expect((await post({ origin: own })).status).toBe(202);
		expect((await httpPost(`${own}/api/clock`, { to: "2026-11-20" }, { origin: "http://evil.example" })).status).toBe(403);
		expect((await httpCall("DELETE", `${own}/api/session`, { headers: { origin: "http://evil.example" } })).status).toBe(403);
	});
});

describe("the router", () => {
	it("tells an unknown path from a wrong method", async () => {
		expect((await httpGet(`${harness.url}/api/nothing`)).status).toBe(404);
		const wrong = await httpCall("DELETE", `${harness.url}/api/clock`);
		expect([wrong.status, wrong.headers.allow]).toEqual([405, "GET, POST"]);
		expect((await httpCall("HEAD", `${harness.url}/healthz`)).status).toBe(200);
		expect((await httpCall("HEAD", `${harness.url}/api/events`)).status).toBe(200);
	});

	it("survives a caller who speaks no HTTP", async () => {
		const { port } = new URL(harness.url);
		const answer = await new Promise<string>((resolve) => {
			const socket = connect(Number(port), "127.0.0.1", () =>
				socket.write("GET http://[ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"),
			);
			let text = "";
			socket.on("data", (chunk) => {
				text += chunk.toString();
			});
			socket.on("close", () => resolve(text));
		});
		expect(answer).toMatch(/^HTTP\/1.1 400/);
		expect((await httpGet(`${harness.url}/healthz`)).status).toBe(200);
	});
});
