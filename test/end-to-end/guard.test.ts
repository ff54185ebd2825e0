import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formOf, httpCall, httpGet, httpPost, httpUpload, PNG } from "../channels/room/http-call.ts";
import { roomClient } from "./room-client.ts";
import { newDataDir, type RunningProgram, startProgram } from "./running-program.ts";

const WHO = "210921108-2";

describe("a hostile caller, on the real program", () => {
	const { dataDir, remove } = newDataDir();
	let program: RunningProgram;
	let messages: string;
	beforeAll(async () => {
		program = await startProgram({ DATA_DIR: dataDir });
		messages = `${program.url}/api/chats/p-${WHO}/messages`;
	});
	afterAll(async () => {
		await program.end();
		remove();
	});

	it.each(["evil.example", "evil.example:8787", "127.0.0.1.evil.example", "192.168.1.5"])(
		"is refused under the host name %s",
		async (host) => {
			expect((await httpGet(`${program.url}/api/me/options`, { host })).status).toBe(403);
			expect((await httpPost(messages, { as: WHO, text: "周报" }, { host })).status).toBe(403);
		},
	);

	it.each(["http://evil.example", "null", "https://127.0.0.1.evil.example"])(
		"is refused when a page of %s makes the browser post",
		async (origin) => {
			expect((await httpPost(messages, { as: WHO, text: "周报" }, { origin })).status).toBe(403);
			expect((await httpPost(`${program.url}/api/clock`, { to: "2027-01-01" }, { origin })).status).toBe(403);
		},
	);

	it("is answered under this machine's own names", async () => {
		const { port, host } = new URL(program.url);
		for (const own of [host, `localhost:${port}`]) expect((await httpGet(`${program.url}/api/me/options`, { host: own })).status).toBe(200);
		const said = await httpPost(messages, { as: WHO, text: "我的任务" }, { origin: `http://${host}` });
		expect(said.status).toBe(202);
	});

	it("cannot speak for nobody, for strangers, or in a chat of others", async () => {
		expect((await httpPost(messages, { text: "周报" })).status).toBe(400);
		expect((await httpPost(messages, { as: "nobody", text: "周报" })).status).toBe(404);
		expect((await httpPost(messages, { as: "210921109-2", text: "周报" })).status).toBe(403);
	});

	it("cannot climb out of the page's folder", async () => {
		for (const path of ["/../config.ts", "/%2e%2e/%2e%2e/package.json", "/..%2f..%2fpackage.json", "/files/../../demo.db"]) {
			const { status, text } = await httpCall("GET", program.url + path);
			expect([400, 403, 404]).toContain(status);
			expect(text).not.toContain("yixian@");
		}
	});

	it("is told when too much is sent, and the program goes on", async () => {
		expect((await httpPost(messages, { as: WHO, text: "亩".repeat(5000) })).status).toBe(413);
		expect((await httpPost(messages, "{not json")).status).toBe(400);
		const tooLarge = await httpUpload(
			messages,
			formOf({ as: WHO }, ["大.png", Buffer.concat([PNG, Buffer.alloc(21 * 1024 * 1024)])]),
		).catch(() => ({
			status: 413,
		}));
		expect(tooLarge.status).toBe(413);
		const { text } = await roomClient(program.url, WHO).ask("周报");
		expect(text).toContain("第47周");
	});

	it("gets its words back as words", async () => {
		const attack = '<img src=x onerror="alert(1)">';
		const client = roomClient(program.url, WHO);
		const id = await client.say(attack);
		expect((await client.messagesAfter(id - 1))[0]?.text).toBe(attack);
		const { headers } = await httpGet(program.url);
		expect(headers["content-security-policy"]).toContain("default-src 'none'");
	});
});
