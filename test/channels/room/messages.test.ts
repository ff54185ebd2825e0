import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MAX_FILE_BYTES } from "../../../src/channels/room/limits.ts";
import { StoreError } from "../../../src/ports/store.ts";
import { openRoomHarness, type RoomHarness } from "../../support/room-harness.ts";
import { formOf, httpCall, httpGet, httpPost, httpUpload, PNG } from "./http-call.ts";

let harness: RoomHarness;
const messages = (chat: string): string => `${harness.url}/api/chats/${chat}/messages`;

beforeEach(async () => {
	harness = await openRoomHarness({
		script: ({ content }) =>
			content.kind === "text" && content.text === "周报" ? { text: "本周暖棚？", buttons: [{ id: "skip", text: "跳过" }] } : null,
	});
});
afterEach(() => harness.close());

describe("saying something", () => {
	it("answers 202 with the message id and hands the text to the intake", async () => {
		const answer = await httpPost(messages("p-deputy"), { as: "deputy", text: "周报" });
		expect(answer.status).toBe(202);
		expect(harness.intake.received).toEqual([
			{
				updateId: `m${answer.json.id}`,
				chat: { channel: "room", account: "room", id: "p-deputy", kind: "private" },
				sender: { channel: "room", id: "deputy" },
				messageId: String(answer.json.id),
				sentAt: "2026-11-16T01:00:00.000Z",
				content: { kind: "text", text: "周报", addressed: false },
			},
		]);
	});

	it.each([
		["@一线通 周报 暖棚45亩", "周报 暖棚45亩", true],
		["＠一线通周报", "周报", true],
		["@ 一线通，周报\n暖棚45亩", "周报\n暖棚45亩", true],
		["暖棚45亩\n@一线通\n果树1亩", "暖棚45亩\n果树1亩", true],
		["一线通好用", "一线通好用", false],
	])("takes the bot's name out of 「%s」 in a group", async (said, text, addressed) => {
		await httpPost(messages("g-daba"), { as: "deputy", text: said });
		expect(harness.intake.received[0]?.content).toEqual({ kind: "text", text, addressed });
		expect(harness.intake.received[0]?.chat.kind).toBe("group");
		const { json } = await httpGet(`${messages("g-daba")}?as=deputy`);
		expect(json.messages[0].text).toBe(said);
	});

	it("says no 202 when the intake refuses, and keeps the message once however often it is sent again with its key", async () => {
		harness.intake.failing = true;
		const refused = await httpPost(messages("p-deputy"), { as: "deputy", text: "周报", key: "k1" });
		expect(refused.status).toBe(503);
		expect(refused.json.error.code).toBe("not_taken_in");
		harness.intake.failing = false;
		const again = await httpPost(messages("p-deputy"), { as: "deputy", text: "周报", key: "k1" });
		const third = await httpPost(messages("p-deputy"), { as: "deputy", text: "周报", key: "k1" });
		expect([again.status, third.status]).toEqual([202, 202]);
		expect([again.json.id, third.json.id]).toEqual([refused.json.error.id, refused.json.error.id]);
		expect(harness.store.lines.filter(({ from }) => from === "deputy")).toHaveLength(1);
		expect(harness.intake.received).toHaveLength(1);
	});

	it("says nothing was kept when the store fails", async () => {
		harness.store.failAppends = true;
		const answer = await httpPost(messages("p-deputy"), { as: "deputy", text: "周报" });
		expect(answer.status).toBe(500);
		expect(answer.text).not.toContain("disk");
		expect(harness.intake.received).toEqual([]);
	});

	it("asks to try again while the store is busy", async () => {
		harness.store.append = async () => {
			throw new StoreError("append room message", true, new Error("SQLITE_BUSY"));
		};
		const answer = await httpPost(messages("p-deputy"), { as: "deputy", text: "周报" });
		expect([answer.status, answer.json.error.code, answer.headers["retry-after"]]).toEqual([503, "busy", "1"]);
		expect(answer.text).not.toContain("SQLITE");
	});

	it("takes a text of exactly 4096 characters and refuses one more", async () => {
		expect((await httpPost(messages("p-deputy"), { as: "deputy", text: "亩".repeat(4096) })).status).toBe(202);
		const long = await httpPost(messages("p-deputy"), { as: "deputy", text: "亩".repeat(4097) });
		expect([long.status, long.json.error.code]).toEqual([413, "text_too_long"]);
		expect((await httpPost(messages("p-deputy"), { as: "deputy", text: "x".repeat(3_000_000) })).status).toBe(413);
	});

	it("keeps line breaks and emoji, and nothing a store might choke on", async () => {
		await httpPost(messages("p-deputy"), { as: "deputy", text: "一\r\n二\u0000三\ud800四👍" });
		expect(harness.store.lines[0]?.text).toBe("一\n二三\ufffd四👍");
		expect((await httpPost(messages("p-deputy"), { as: "deputy", text: "\u0000\u0007" })).status).toBe(400);
	});

	it.each([
		["an unknown person", "p-deputy", { as: "nobody", text: "x" }, 404, "unknown_person"],
		["an unknown chat", "p-nobody", { as: "deputy", text: "x" }, 404, "unknown_chat"],
		["a chat one is not in", "g-dongliang", { as: "deputy", text: "x" }, 403, "not_a_member"],
		["another's private chat", "p-head", { as: "deputy", text: "x" }, 403, "not_a_member"],
		["no words", "p-deputy", { as: "deputy", text: " \n " }, 400, "empty"],
		["no text at all", "p-deputy", { as: "deputy" }, 400, "empty"],
		["nobody's name", "p-deputy", { text: "x" }, 400, "as_missing"],
		["a text that is a number", "p-deputy", { as: "deputy", text: 5 }, 400, "bad_field"],
		["a list", "p-deputy", [], 400, "bad_json"],
	])("refuses %s", async (_what, chat, body, status, code) => {
		const answer = await httpPost(messages(chat), body);
		expect([answer.status, answer.json.error.code]).toEqual([status, code]);
		expect(harness.store.lines).toEqual([]);
		expect(harness.intake.received).toEqual([]);
	});

	it("refuses broken JSON and other content types", async () => {
		const url = messages("p-deputy");
		const broken = await httpCall("POST", url, { headers: { "content-type": "application/json" }, body: "{" });
		const plain = await httpCall("POST", url, { headers: { "content-type": "text/plain" }, body: '{"as":"deputy","text":"x"}' });
		expect([broken.status, plain.status]).toEqual([400, 415]);
	});

	it("keeps the order of calls made at once", async () => {
		const texts = Array.from({ length: 60 }, (_, index) => `第${index}条`);
		const answers = await Promise.all(texts.map((text) => httpPost(messages("p-deputy"), { as: "deputy", text })));
		expect(answers.every(({ status }) => status === 202)).toBe(true);
		const updates = harness.intake.received.map(({ updateId }) => Number(updateId.slice(1)));
		expect(updates).toEqual([...updates].sort((one, other) => one - other));
		expect(updates).toHaveLength(60);
	});
});

describe("files", () => {
	it("takes a picture with words and gives it to the chat's members only", async () => {
		const sent = await httpUpload(messages("g-daba"), formOf({ as: "deputy", text: "@一线通 现场" }, ["大棚 照片.png", PNG]));
		expect(sent.status).toBe(202);
		const content = harness.intake.received[0]?.content;
		expect(content).toMatchObject({
			kind: "files",
			text: "现场",
			addressed: true,
			files: [{ name: "大棚 照片.png", type: "image/png", size: PNG.length }],
		});
		const { json } = await httpGet(`${messages("g-daba")}?as=head`);
		const [attachment] = json.messages[0].attachments;
		expect(attachment).toMatchObject({ name: "大棚 照片.png", type: "image/png", size: PNG.length });
		const file = await httpGet(harness.url + attachment.url);
		expect([file.status, file.headers["content-type"]]).toEqual([200, "image/png"]);
		expect(file.headers["content-disposition"]).toMatch(/^inline; filename\*=UTF-8''%E5%A4%A7/);
		const stranger = await httpGet(harness.url + attachment.url.replace("as=head", "as=other"));
		expect(stranger.status).toBe(403);
	});

	it("sends anything but pictures as a download that cannot run", async () => {
		await httpUpload(messages("p-deputy"), formOf({ as: "deputy" }, ["页.html", Buffer.from("<script>alert(1)</script>")]));
		const { json } = await httpGet(`${messages("p-deputy")}?as=deputy`);
		const file = await httpGet(harness.url + json.messages[0].attachments[0].url);
		expect(file.headers["content-type"]).toBe("application/octet-stream");
		expect(file.headers["content-disposition"]).toMatch(/^attachment/);
		expect(file.headers["x-content-type-options"]).toBe("nosniff");
		expect(file.headers["content-security-policy"]).toContain("sandbox");
	});

	it("refuses a file under another message's name", async () => {
		await httpUpload(messages("p-head"), formOf({ as: "head" }, ["a.png", PNG]));
		await httpPost(messages("p-deputy"), { as: "deputy", text: "x" });
		const hash = harness.store.lines[0]?.files[0]?.hash;
		expect((await httpGet(`${harness.url}/api/files/${hash}/a.png?message=2&as=deputy`)).status).toBe(404);
		expect((await httpGet(`${harness.url}/api/files/${hash}/a.png?message=1&as=deputy`)).status).toBe(403);
		expect((await httpGet(`${harness.url}/api/files/${hash}/a.png?as=deputy`)).status).toBe(404);
	});

	it("strips folders and turning marks from file names", async () => {
		await httpUpload(messages("p-deputy"), formOf({ as: "deputy" }, ["../../etc/\u202egnp.exe", PNG]));
		expect(harness.store.lines[0]?.files[0]?.name).toBe("gnp.exe");
	});

	it("refuses more than 20 MB, two files, an empty file and a broken form", async () => {
		const url = messages("p-deputy");
		const large = await httpUpload(url, formOf({ as: "deputy" }, ["a.bin", new Uint8Array(MAX_FILE_BYTES + 1)]));
		const two = await httpUpload(url, formOf({ as: "deputy" }, ["a.png", PNG], ["b.png", PNG]));
		const empty = await httpUpload(url, formOf({ as: "deputy" }, ["a.png", new Uint8Array()]));
		const broken = await httpCall("POST", url, { headers: { "content-type": "multipart/form-data" }, body: "x" });
		const cut = await httpCall("POST", url, {
			headers: { "content-type": "multipart/form-data; boundary=b" },
			body: '--b\r\nContent-Disposition: form-data; name="as"',
		});
		expect([large.status, two.status, empty.status, broken.status, cut.status]).toEqual([413, 400, 400, 400, 400]);
		expect(harness.store.lines).toEqual([]);
	});

	it("takes a file of exactly 20 MB", async () => {
		const sent = await httpUpload(messages("p-deputy"), formOf({ as: "deputy" }, ["a.bin", new Uint8Array(MAX_FILE_BYTES)]));
		expect(sent.status).toBe(202);
	});
});

describe("reading a chat", () => {
	it("gives messages in order, the bot by its name, buttons and all", async () => {
		const { json: said } = await httpPost(messages("p-deputy"), { as: "deputy", text: "周报" });
		const { status, json } = await httpGet(`${messages("p-deputy")}?as=deputy`);
		expect(status).toBe(200);
		expect(json.messages).toEqual([
			{
				id: said.id,
				at: "2026-11-16T01:00:00.000Z",
				from: { id: "deputy", name: "演示·吴副镇长", bot: false },
				text: "周报",
				buttons: [],
				attachments: [],
			},
			{
				id: said.id + 1,
				at: "2026-11-16T01:00:00.000Z",
				from: { id: "bot", name: "一线通", bot: true },
				text: "本周暖棚？",
				buttons: [{ id: "skip", text: "跳过" }],
				attachments: [],
			},
		]);
	});

	it("gives what follows an id, and the newest when no id is named", async () => {
		for (const text of ["一", "二", "三", "四"]) await httpPost(messages("p-deputy"), { as: "deputy", text });
		const texts = async (query: string): Promise<string[]> =>
			(await httpGet(`${messages("p-deputy")}?as=deputy&${query}`)).json.messages.map(({ text }: { text: string }) => text);
		expect(await texts("after=2")).toEqual(["三", "四"]);
		expect(await texts("after=0")).toEqual(["一", "二", "三", "四"]);
		expect(await texts("after=")).toEqual(["一", "二", "三", "四"]);
		expect(await texts("limit=2")).toEqual(["三", "四"]);
		expect(await texts("after=0&limit=2")).toEqual(["一", "二"]);
	});

	it.each([
		["p-deputy/messages?as=deputy&after=x", 400],
		["p-deputy/messages?as=deputy&limit=0", 400],
		["p-deputy/messages?as=deputy&limit=501", 400],
		["p-deputy/messages?as=nobody", 404],
		["p-nobody/messages?as=deputy", 404],
		["p-head/messages?as=deputy", 403],
		["%ff/messages?as=deputy", 400],
	])("answers %s with %i", async (path, status) => {
		expect((await httpGet(`${harness.url}/api/chats/${path}`)).status).toBe(status);
	});
});

describe("pressing a button", () => {
	const press = (id: number | string, body: object, chat = "p-deputy") => httpPost(`${messages(chat)}/${id}/press`, body);

	it("becomes a press on the bot's outbox message", async () => {
		const { json } = await httpPost(messages("p-deputy"), { as: "deputy", text: "周报" });
		expect((await press(json.id + 1, { as: "deputy", button: "skip" })).status).toBe(202);
		expect((await press(json.id + 1, { as: "deputy", button: "skip" })).status).toBe(202);
		const [, first, second] = harness.intake.received;
		expect(first?.content).toEqual({ kind: "press", message: `re-m${json.id}`, button: "skip", press: "" });
		expect(first?.sender).toEqual({ channel: "room", id: "deputy" });
		expect(first?.updateId).toMatch(/^p/);
		expect(second?.updateId).not.toBe(first?.updateId);
	});

	it("refuses what cannot be pressed", async () => {
		const { json } = await httpPost(messages("p-deputy"), { as: "deputy", text: "周报" });
		const bot = json.id + 1;
		expect((await press(bot, { as: "deputy", button: "other" })).status).toBe(404);
		expect((await press(bot, { as: "deputy" })).status).toBe(400);
		expect((await press(bot, { button: "skip" })).status).toBe(400);
		expect((await press(json.id, { as: "deputy", button: "skip" })).status).toBe(409);
		expect((await press(999, { as: "deputy", button: "skip" })).status).toBe(404);
		expect((await press("x", { as: "deputy", button: "skip" })).status).toBe(404);
		expect((await press(bot, { as: "head", button: "skip" })).status).toBe(403);
		expect((await press(bot, { as: "head", button: "skip" }, "p-head")).status).toBe(404);
		expect(harness.intake.received).toHaveLength(1);
	});

	it("is not confirmed when the intake refuses", async () => {
		const { json } = await httpPost(messages("p-deputy"), { as: "deputy", text: "周报" });
		harness.intake.failing = true;
		const refused = await press(json.id + 1, { as: "deputy", button: "skip" });
		expect([refused.status, refused.json.error.code]).toEqual([503, "not_taken_in"]);
	});
});
