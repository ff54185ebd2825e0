import { afterEach, beforeEach, expect, it } from "vitest";
import { qrPng } from "../../../src/render/qr/qr-png.ts";
import { readQrPng } from "../../support/read-qr.ts";
import { openRoomHarness, type RoomHarness } from "../../support/room-harness.ts";
import { httpGet, httpPost } from "./http-call.ts";

const CODE = "https://login.example/l/4Z1s0e2HGQ==";

let harness: RoomHarness;
beforeEach(async () => {
	harness = await openRoomHarness({ mode: "real" });
	harness.logins.push({ name: "微信", since: harness.clock.now(), png: qrPng(CODE) });
});
afterEach(() => harness.close());

const sessionOf = async (code: string): Promise<{ readonly cookie: string }> => {
	const { headers } = await httpPost(`${harness.url}/api/session`, { code });
	return { cookie: headers["set-cookie"]?.[0]?.split(";")[0] ?? "" };
};
const ask = (headers: Record<string, string>) => httpGet(`${harness.url}/api/logins`, headers);

it("shows the office the code a messenger waits for, and keeps it out of every cache", async () => {
	const headers = await sessionOf("OFFICECODE");
	expect((await httpGet(`${harness.url}/api/me/options`, headers)).json.mayScan).toBe(true);
	const { status, json, headers: given } = await ask(headers);
	expect([status, given["cache-control"], given["cross-origin-resource-policy"]]).toEqual([200, "no-store", "same-origin"]);
	const [{ name, since, picture }] = json.logins;
	expect([name, since]).toEqual(["微信", harness.clock.now()]);
	expect(readQrPng(Buffer.from(picture.replace("data:image/png;base64,", ""), "base64"))).toBe(CODE);
	harness.logins.length = 0;
	expect((await ask(headers)).json).toEqual({ logins: [] });
});

it("shows it to nobody else: not to a reporter, not without a session, not to one whose account was cut off", async () => {
	const reporter = await sessionOf("GOODCODE");
	expect((await httpGet(`${harness.url}/api/me/options`, reporter)).json.mayScan).toBe(false);
	expect((await ask(reporter)).status).toBe(403);
	expect((await ask({})).status).toBe(401);
	const office = await sessionOf("OFFICECODE");
	harness.bound.clear();
	expect((await ask(office)).status).toBe(401);
});

it("has none in the demo", async () => {
	const demo = await openRoomHarness();
	expect((await httpGet(`${demo.url}/api/logins`)).status).toBe(404);
	await demo.close();
});
