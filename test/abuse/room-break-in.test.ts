import { afterEach, describe, expect, it } from "vitest";
import { MAX_JSON_BYTES } from "../../src/channels/room/limits.ts";
import { type Answer, formOf, httpCall, httpGet, httpPost, httpUpload, openStream, PNG } from "../channels/room/http-call.ts";
import { openRoomHarness, type RoomHarness, type RoomHarnessOptions } from "../support/room-harness.ts";
import { halfCall, rawCall } from "./raw-http.ts";

let harness: RoomHarness;
const open = async (options: RoomHarnessOptions = {}): Promise<void> => {
	harness = await openRoomHarness(options);
};
afterEach(() => harness.close());

const messages = (chat: string): string => `${harness.url}/api/chats/${chat}/messages`;
const cookieOf = (answer: Answer): string => answer.headers["set-cookie"]?.[0]?.split(";")[0] ?? "";

/** Enters as a person of the cast; the cookie of the session. */
const enterAs = async (person: string): Promise<{ cookie: string }> => {
	const code = `CODE${person}`;
	harness.codes.set(code, person);
	const entered = await httpPost(`${harness.url}/api/session`, { code });
	expect(entered.status).toBe(201);
	return { cookie: cookieOf(entered) };
};

describe("a session", () => {
	it("is never one the caller chose", async () => {
		await open({ mode: "real" });
		harness.codes.set("C1", "deputy");
		const planted = { cookie: "yixian_session=chosen" };
		const entered = await httpPost(`${harness.url}/api/session`, { code: "C1" }, planted);
		expect(cookieOf(entered)).not.toContain("chosen");
		expect((await httpGet(`${harness.url}/api/me/options`, planted)).status).toBe(401);
	});

	it.each([
		"yixian_session=",
		"yixian_session=null",
		"yixian_session=' OR 1=1 --",
		"yixian_session=__proto__",
		`yixian_session=${"a".repeat(7000)}`,
		"yixian_session",
		";;;=;=",
		"YIXIAN_SESSION=secret00000000000000000000000001",
	])("is not opened by the cookie %.40s", async (cookie) => {
		await open({ mode: "real" });
		await enterAs("deputy");
		expect((await httpGet(`${harness.url}/api/me/options`, { cookie })).status).toBe(401);
	});

	it("that was stolen ends with the binding: nothing is read, said, pressed, fetched or streamed", async () => {
		await open({ mode: "real", script: () => ({ text: "好", buttons: [{ id: "a", text: "A" }] }) });
		const headers = await enterAs("deputy");
		await httpUpload(messages("p-deputy"), formOf({ text: "x" }, ["a.png", PNG]), headers);
		const { json } = await httpGet(messages("p-deputy"), headers);
		const stream = await openStream(`${harness.url}/api/events`, headers);
		harness.bound.clear();
		await harness.room.send({
			id: "late",
			chat: { channel: "room", account: "room", id: "p-deputy", kind: "private" },
			text: "秘密",
			buttons: [],
			files: [],
			answers: null,
			card: null,
			awaitsWords: false,
		});
		const [file, bot] = json.messages;
		const tries = [
			httpGet(messages("p-deputy"), headers),
			httpPost(messages("p-deputy"), { text: "x" }, headers),
			httpPost(`${messages("p-deputy")}/${bot.id}/press`, { button: "a" }, headers),
			httpGet(`${harness.url}${file.attachments[0].url}`, headers),
			httpGet(`${harness.url}/api/me/options`, headers),
		];
		expect((await Promise.all(tries)).map(({ status }) => status)).toEqual([401, 401, 401, 401, 401]);
		const again = await openStream(`${harness.url}/api/events`, headers);
		expect(again.status).toBe(401);
		const ended = expect(stream.next()).rejects.toThrow();
		await harness.close();
		await ended;
		await open();
	});

	it("opens nobody else's chats, messages, buttons or files", async () => {
		await open({ mode: "real", script: () => ({ text: "好", buttons: [{ id: "a", text: "A" }] }) });
		const victim = await enterAs("head");
		await httpUpload(messages("p-head"), formOf({ text: "x" }, ["a.png", PNG]), victim);
		const { json } = await httpGet(messages("p-head"), victim);
		const [file, bot] = json.messages;
		const thief = await enterAs("other");
		const received = harness.intake.received.length;
		const tries = [
			httpGet(messages("p-head"), thief),
			httpGet(`${messages("p-head")}?as=head&after=0`, thief),
			httpGet(messages("g-daba"), thief),
			httpPost(messages("p-head"), { text: "提交" }, thief),
			httpPost(messages("p-other"), { as: "head", text: "提交" }, thief),
			httpPost(`${messages("p-head")}/${bot.id}/press`, { button: "a" }, thief),
			httpGet(`${harness.url}${file.attachments[0].url}`, thief),
			httpGet(`${harness.url}/api/events?as=head`, thief),
		];
		expect((await Promise.all(tries)).map(({ status }) => status)).toEqual(Array(tries.length).fill(403));
		// By way of a chat of their own.
		expect((await httpPost(`${messages("p-other")}/${bot.id}/press`, { button: "a" }, thief)).status).toBe(404);
		expect(harness.intake.received).toHaveLength(received);
	});

	it("cannot keep everybody else from reading by opening streams", async () => {
		await open({ mode: "real" });
		const greedy = await enterAs("deputy");
		const streams = await Promise.all(Array.from({ length: 60 }, () => openStream(`${harness.url}/api/events`, greedy)));
		expect(streams.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(16);
		const honest = await openStream(`${harness.url}/api/events`, await enterAs("head"));
		expect(honest.status).toBe(200);
		for (const stream of [...streams, honest]) stream.close();
	});

	it("cannot keep everybody else from sending by uploads that never end", async () => {
		await open({ mode: "real" });
		const { cookie } = await enterAs("deputy");
		const head = `POST /api/chats/p-deputy/messages HTTP/1.1\r\nHost: localhost\r\nCookie: ${cookie}\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 1000000\r\n\r\n--b\r\n`;
		const hanging = await Promise.all(Array.from({ length: 20 }, () => halfCall(harness.url, head)));
		const honest = await enterAs("head");
		expect((await httpUpload(messages("p-head"), formOf({ text: "x" }, ["a.png", PNG]), honest)).status).toBe(202);
		for (const socket of hanging) socket.destroy();
	});
});

describe("what is sent", () => {
	it.each([
		["an emoji cut in half by the limit of names", `a${"😀".repeat(90)}.png`],
		["nothing but marks", "\u202e\u2066.."],
		["a header", 'a.png"\r\nContent-Type: text/html\r\n\r\n<script>alert(1)</script>'],
		["a path", "..\\..\\windows\\system32\\x.png"],
		["NUL", "a.png\u0000.exe"],
		["a device", "con.png"],
		["percent signs", "%2e%2e%2f%00.png"],
	])("leaves a chat readable whatever a file is called: %s", async (_what, name) => {
		await open();
		const sent = await httpUpload(messages("g-daba"), formOf({ as: "deputy", text: "@一线通" }, [name, PNG]));
		expect([202, 400]).toContain(sent.status);
		await httpPost(messages("g-daba"), { as: "deputy", text: "后来" });
		const { status, json } = await httpGet(`${messages("g-daba")}?as=head`);
		expect(status).toBe(200);
		expect(json.messages.at(-1).text).toBe("后来");
		for (const { attachments } of json.messages)
			for (const { url, name: kept } of attachments) {
				expect(kept).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}/\\<>"|?*]/u);
				const file = await httpGet(harness.url + url);
				expect(file.status).toBe(200);
				expect(file.headers["content-disposition"]).toMatch(/^inline; filename\*=UTF-8''[\w%.!~-]+$/);
				expect(file.headers["cache-control"]).toContain("private");
			}
	});

	it.each([
		'{"__proto__":{"as":"office"},"text":"x"}',
		'{"constructor":{"prototype":{"as":"office"}},"text":"x"}',
		'{"as":{"toString":"office"},"text":"x"}',
		'{"as":["deputy"],"text":"x"}',
		'{"as":"__proto__","text":"x"}',
		'{"as":"deputy","text":{"length":1}}',
	])("pollutes nothing: %s", async (body) => {
		await open();
		const answer = await httpCall("POST", messages("p-deputy"), { headers: { "content-type": "application/json" }, body });
		expect([400, 404]).toContain(answer.status);
		expect(({} as Record<string, unknown>).as).toBeUndefined();
		const form = formOf({ __proto__: "office", text: "x" } as Record<string, string>);
		form.append("__proto__", "office");
		expect((await httpUpload(messages("p-deputy"), form)).status).toBe(400);
		expect(harness.intake.received).toEqual([]);
	});

	it("is refused beyond its size, however it is sent", async () => {
		await open();
		const large = JSON.stringify({ as: "deputy", text: "x".repeat(MAX_JSON_BYTES) });
		expect((await httpCall("POST", messages("p-deputy"), { headers: { "content-type": "application/json" }, body: large })).status).toBe(
			413,
		);
		const head = "POST /api/chats/p-deputy/messages HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
		const chunk = `${(1024 * 1024).toString(16)}\r\n${"x".repeat(1024 * 1024)}\r\n`;
		expect(await rawCall(harness.url, `${head}Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n${chunk.repeat(4)}0\r\n\r\n`)).toMatch(
			/^(?:HTTP\/1.1 413|$)/,
		);
		expect((await httpGet(`${harness.url}/healthz`)).status).toBe(200);
	});

	it("nests as deep as it likes", async () => {
		await open();
		const body = `{"as":"deputy","text":${"[".repeat(30_000)}${"]".repeat(30_000)}}`;
		expect((await httpCall("POST", messages("p-deputy"), { headers: { "content-type": "application/json" }, body })).status).toBe(400);
	});
});

describe("HTTP itself", () => {
	const get = (target: string, more = ""): string => `GET ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${more}\r\n`;

	it.each([
		"/../../../etc/passwd",
		"/..%2f..%2f..%2fetc%2fpasswd",
		"/%2e%2e/%2e%2e/package.json",
		"/app.js/../../channel.ts",
		"/app.js%00.html",
		"//etc/passwd",
		"/.git/config",
		"/api/files/../../../etc/passwd?message=1",
		"\\..\\..\\channel.ts",
		"http://evil.example/../channel.ts",
		`/${"a/".repeat(5000)}`,
	])("leads to no file by %.60s", async (target) => {
		await open();
		const answer = await rawCall(harness.url, get(target));
		expect(answer).toMatch(/^HTTP\/1.1 4\d\d/);
		expect(answer).not.toMatch(/root:|import |"name"/);
	});

	it.each([
		["two lengths", "Content-Length: 2\r\nContent-Length: 40\r\n"],
		["a length and chunks", "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n"],
		["chunks that are none", "Transfer-Encoding: xchunked\r\n"],
		["a folded header", "X-A: b\r\n c: d\r\nContent-Length: 2\r\n Content-Length: 40\r\n"],
		["a negative length", "Content-Length: -1\r\n"],
		["a name with a space", "Content-Length : 2\r\n"],
		["headers without end", `X: ${"y".repeat(40_000)}\r\n`],
	])("is not smuggled through by %s", async (_what, header) => {
		await open();
		const smuggled = `POST /api/chats/p-deputy/messages HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n${header}Connection: close\r\n\r\n{}GET /api/me/options HTTP/1.1\r\nHost: localhost\r\n\r\n`;
		const answer = await rawCall(harness.url, smuggled);
		expect(answer).toMatch(/^HTTP\/1.1 4\d\d/);
		expect(answer).not.toContain("演示·");
		expect(harness.intake.received).toEqual([]);
	});

	it.each(["a", "localhost\r\nHost: evil.example"])("wants one host", async (host) => {
		await open();
		expect(await rawCall(harness.url, `GET /api/me/options HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)).not.toContain("演示·");
		expect(await rawCall(harness.url, "GET /api/me/options HTTP/1.1\r\nConnection: close\r\n\r\n")).toMatch(/^HTTP\/1.1 400/);
		expect(await rawCall(harness.url, "GET /api/me/options HTTP/1.0\r\n\r\n")).not.toContain("演示·");
	});

	it("is not asked by other sites' scripts: no call is allowed to them, whatever they ask first", async () => {
		await open();
		const origin = "http://evil.example";
		const asked = await httpCall("OPTIONS", messages("p-deputy"), {
			headers: { origin, "access-control-request-method": "POST", "access-control-request-headers": "content-type" },
		});
		const read = await httpGet(`${harness.url}/api/me/options`, { origin });
		for (const { headers } of [asked, read]) expect(Object.keys(headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
		expect([asked.status, read.headers["cross-origin-resource-policy"]]).toEqual([403, "same-origin"]);
		for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/json; x", "multipart/form-data; boundary=b"]) {
			const headers = { origin, "content-type": type };
			const body = type.startsWith("multipart") ? "--b--" : '{"as":"deputy","text":"x"}';
			expect((await httpCall("POST", messages("p-deputy"), { headers, body })).status).toBe(403);
		}
		expect(
			(await httpCall("POST", messages("p-deputy"), { headers: { "content-type": "text/plain" }, body: '{"as":"deputy","text":"x"}' }))
				.status,
		).toBe(415);
	});

	it.each(["PUT", "PATCH", "TRACE", "DELETE", "PROPFIND"])("does nothing by %s", async (method) => {
		await open();
		const answer = await httpCall(method, messages("p-deputy"), { headers: { "x-http-method-override": "POST" } });
		expect(answer.status).toBe(405);
		const posted = await httpCall("GET", `${messages("p-deputy")}?as=deputy&text=x&_method=POST`, {
			headers: { "x-http-method-override": "POST" },
		});
		expect(posted.status).toBe(200);
		expect(harness.intake.received).toEqual([]);
	});

	it("answers while hundreds hold half a request open", async () => {
		await open();
		const starts = [
			"GET / HTTP/1.1\r\nHost: loc",
			"P",
			"POST /api/clock HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{",
		];
		const hanging = await Promise.all(Array.from({ length: 300 }, (_, at) => halfCall(harness.url, starts[at % starts.length] ?? "")));
		expect((await httpPost(messages("p-deputy"), { as: "deputy", text: "周报" })).status).toBe(202);
		for (const socket of hanging) socket.destroy();
	});

	it("keeps what is private out of caches", async () => {
		await open({ mode: "real" });
		const headers = await enterAs("deputy");
		for (const path of ["/api/me/options", "/api/chats/p-deputy/messages", "/metrics"])
			expect((await httpGet(harness.url + path, headers)).headers["cache-control"]).toBe("no-store");
	});
});
