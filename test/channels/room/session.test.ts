import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addMs } from "../../../src/domain/period.ts";
import { openRoomHarness, type RoomHarness } from "../../support/room-harness.ts";
import { type Answer, httpCall, httpGet, httpPost } from "./http-call.ts";

let harness: RoomHarness;
const enter = (code: string, headers: Record<string, string> = {}) => httpPost(`${harness.url}/api/session`, { code }, headers);
const cookieOf = (answer: Answer): string => answer.headers["set-cookie"]?.[0]?.split(";")[0] ?? "";

beforeEach(async () => {
	harness = await openRoomHarness({ mode: "real" });
});
afterEach(() => harness.close());

describe("off the demo", () => {
	it.each([
		["GET", "/api/me/options"],
		["GET", "/api/chats/p-deputy/messages"],
		["POST", "/api/chats/p-deputy/messages"],
		["POST", "/api/chats/p-deputy/messages/1/press"],
		["GET", "/api/events"],
		["GET", "/api/logins"],
		["GET", "/api/files/00/a.png?message=1"],
	])("%s %s asks for a session", async (method, path) => {
		const post = { headers: { "content-type": "application/json" }, body: '{"as":"deputy","text":"x","button":"b"}' };
		const answer = await httpCall(method, harness.url + path, method === "POST" ? post : {});
		expect(answer.status).toBe(401);
	});

	it("opens a session with a binding code and acts as its person", async () => {
		const entered = await enter(" GOODCODE ");
		expect([entered.status, entered.json]).toEqual([201, { name: "演示·吴副镇长", unit: "大巴镇", post: "分管副镇长" }]);
		expect(entered.headers["set-cookie"]?.[0]).toMatch(/; HttpOnly; SameSite=Strict; Path=\/; Max-Age=\d+$/);
		const headers = { cookie: cookieOf(entered) };
		const { json: options } = await httpGet(`${harness.url}/api/me/options`, headers);
		expect(options.people).toHaveLength(1);
		expect(options.people[0]).toMatchObject({ name: "演示·吴副镇长", role: "reporter" });
		expect(options.chats.map(({ id }: { id: string }) => id)).toEqual(["g-daba", "p-deputy"]);
		const own: string = options.people[0].id;
		expect((await httpPost(`${harness.url}/api/chats/p-deputy/messages`, { text: "周报" }, headers)).status).toBe(202);
		expect((await httpPost(`${harness.url}/api/chats/p-deputy/messages`, { as: own, text: "周报" }, headers)).status).toBe(202);
		expect((await httpPost(`${harness.url}/api/chats/p-deputy/messages`, { as: "head", text: "周报" }, headers)).status).toBe(403);
		expect((await httpPost(`${harness.url}/api/chats/p-head/messages`, { text: "周报" }, headers)).status).toBe(403);
		expect(harness.intake.received.map(({ sender }) => sender.id)).toEqual([own, own]);
	});

	it("marks the cookie Secure behind TLS", async () => {
		const entered = await enter("GOODCODE", {
			"x-forwarded-proto": "https",
			host: "yixian.example.org",
			origin: "https://yixian.example.org",
		});
		expect(entered.headers["set-cookie"]?.[0]).toContain("; Secure");
	});

	it("takes a code once, and forgets the session on leaving", async () => {
		const headers = { cookie: cookieOf(await enter("GOODCODE")) };
		expect((await enter("GOODCODE")).status).toBe(403);
		expect((await httpCall("DELETE", `${harness.url}/api/session`, { headers })).status).toBe(200);
		expect((await httpGet(`${harness.url}/api/me/options`, headers)).status).toBe(401);
	});

	it("ends a session after half a year, whatever the browser keeps", async () => {
		const headers = { cookie: cookieOf(await enter("GOODCODE")) };
		await harness.clock.moveTo(addMs(harness.clock.now(), 179 * 86_400_000));
		expect((await httpGet(`${harness.url}/api/me/options`, headers)).status).toBe(200);
		await harness.clock.moveTo(addMs(harness.clock.now(), 2 * 86_400_000));
		expect((await httpGet(`${harness.url}/api/me/options`, headers)).status).toBe(401);
	});

	it("shuts out an account that was unbound", async () => {
		const headers = { cookie: cookieOf(await enter("GOODCODE")) };
		harness.bound.clear();
		expect((await httpGet(`${harness.url}/api/me/options`, headers)).status).toBe(401);
		expect((await httpGet(`${harness.url}/api/chats/p-deputy/messages`, headers)).status).toBe(401);
	});

	it("makes a sender wait after five wrong codes in an hour, whoever else enters", async () => {
		const sender = { "x-forwarded-for": "10.0.0.7" };
		const tries = await Promise.all(Array.from({ length: 7 }, (_, index) => enter(`WRONG${index}`, sender)));
		expect(tries.map(({ status }) => status).sort()).toEqual([403, 403, 403, 403, 403, 429, 429]);
		expect((await enter("GOODCODE", sender)).status).toBe(429);
		expect((await enter("GOODCODE", { "x-forwarded-for": "10.0.0.8" })).status).toBe(201);
		await harness.clock.moveTo(addMs(harness.clock.now(), 3_600_001));
		expect((await enter("WRONG", sender)).status).toBe(403);
	});

	it("counts no code that works: a whole office may enter through one address", async () => {
		for (let count = 0; count < 7; count += 1) {
			harness.codes.set(`CODE${count}`, "deputy");
			expect((await enter(`CODE${count}`)).status).toBe(201);
		}
	});

	it.each([{}, { code: "" }, { code: 5 }, { code: "x".repeat(65) }])("refuses %j", async (body) => {
		expect((await httpPost(`${harness.url}/api/session`, body)).status).toBe(400);
	});

	it("has no clock to move, and health for anybody", async () => {
		expect((await httpGet(`${harness.url}/api/clock`)).status).toBe(404);
		expect((await httpPost(`${harness.url}/api/clock`, { to: "2026-11-20" })).status).toBe(404);
		expect((await httpGet(`${harness.url}/healthz`)).status).toBe(200);
	});

	it("does not exist in the demo", async () => {
		await harness.close();
		harness = await openRoomHarness();
		expect((await enter("GOODCODE")).status).toBe(404);
	});
});
