import { FileBox } from "file-box";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { types, type Wechaty } from "wechaty";
import { WechatWorld } from "./world.ts";

/** What the mended mock has to be right about, seen through Wechaty itself. */
let world: WechatWorld;
let wechaty: Wechaty;
let happened: string[];

const begin = async (): Promise<void> => {
	wechaty = await world.bot();
	wechaty.on("scan", (code) => void happened.push(`scan ${code}`));
	wechaty.on("login", (self) => void happened.push(`login ${self.id}`));
	wechaty.on("logout", () => void happened.push("logout"));
	wechaty.on("ready", () => void happened.push("ready"));
	wechaty.on("error", (error) => void happened.push(`error ${error.message}`));
	wechaty.on("message", (message) => void happened.push(`${message.talker().name()}: ${message.self() ? "own" : message.text()}`));
	await wechaty.start();
	await seen("ready");
};
const seen = (what: string): Promise<void> => vi.waitFor(() => expect(happened).toContain(what));

beforeEach(async () => {
	happened = [];
	world = new WechatWorld({ nowMs: () => 1_800_000_000_000 });
	await begin();
});
afterEach(() => wechaty.stop());

it("logs in by itself, and tells when it is ready", () => {
	expect(happened).toEqual([`login ${world.self.id}`, "ready"]);
});

it("brings what is said in private and in groups, with mentions and the platform's time", async () => {
	const person = world.person("福生");
	const group = world.group("大巴镇工作群", [person]);
	person.say("周报");
	await seen("福生: 周报");
	const post = person.mention("周报", group);
	await seen("福生: @一线通\u2005周报");
	const message = await wechaty.Message.find({ id: post.id });
	expect(message?.room()?.id).toBe(group.id);
	expect(await message?.mentionSelf()).toBe(true);
	expect(message?.date().getTime()).toBe(1_800_000_000_000);
});

it("finds who is named in the words where the puppet does not tell", async () => {
	world.tellsMentions = false;
	const person = world.person("福生");
	const post = person.mention("周报", world.group("大巴镇工作群", [person]));
	const message = await wechaty.Message.find({ id: post.id });
	expect(await message?.mentionSelf()).toBe(true);
});

it("carries words, mentions and files out, tells their ids, and echoes them", async () => {
	const person = world.person("福生");
	const group = world.group("大巴镇工作群", [person]);
	const room = await wechaty.Room.find({ id: group.id });
	const contact = await wechaty.Contact.find({ id: person.id });
	if (!room || !contact) throw new Error("not found");
	const said = await room.say("请报周报", contact);
	const sent = await contact.say(FileBox.fromBuffer(Buffer.from([1, 2, 3]), "表.xlsx"));
	expect(world.shown(group)).toMatchObject([{ text: "@福生 请报周报", mentions: [person.id] }]);
	expect(world.shown(person)).toMatchObject([{ file: { name: "表.xlsx", bytes: new Uint8Array([1, 2, 3]) } }]);
	expect([said, sent].map((one) => one?.id)).toEqual(world.posts.map(({ id }) => id));
	await seen("一线通: own");
});

it("brings files, and what is no text without words of a person", async () => {
	const person = world.person("福生");
	const post = person.send({ name: "现场.png", bytes: new Uint8Array([9]) });
	const message = await wechaty.Message.find({ id: post.id });
	expect(message?.type()).toBe(types.Message.Image);
	expect(message?.text()).toContain("<msg>");
	const box = await message?.toFileBox();
	expect(box?.name).toBe("现场.png");
	expect(await box?.toBuffer()).toEqual(Buffer.from([9]));
});

it("rejects what is said after logout, loses what people say then, and hears again after the next login", async () => {
	const person = world.person("福生");
	const contact = await wechaty.Contact.find({ id: person.id });
	await world.logout();
	await seen("logout");
	person.say("没人听见");
	await expect(contact?.say("提醒")).rejects.toThrow("not logged in");
	world.scan("code");
	await seen("scan code");
	world.login();
	person.say("回来了");
	await seen("福生: 回来了");
	expect(happened).not.toContain("福生: 没人听见");
});

it("gives everybody new ids at a login under the web protocol", async () => {
	const person = world.person("福生");
	const before = [world.self.id, person.id];
	await world.logout();
	world.login("new ids");
	await seen(`login ${world.self.id}`);
	expect([world.self.id, person.id].some((id) => before.includes(id) || !id.startsWith("@"))).toBe(false);
	const contact = await wechaty.Contact.find({ id: person.id });
	await contact?.say("还认得");
	expect(world.shown(person)).toHaveLength(1);
});

it("goes on over a new Wechaty, and asks for a code where nobody is logged in", async () => {
	await world.logout();
	await wechaty.stop();
	happened = [];
	const person = world.person("福生");
	const again = begin();
	await vi.waitFor(() => expect(happened.some((one) => one.startsWith("scan"))).toBe(true));
	world.login();
	await again;
	person.say("周报");
	await seen("福生: 周报");
});

it("delivers twice, fails and waits as it is told", async () => {
	const person = world.person("福生");
	const post = person.say("周报");
	world.deliverAgain(post.id);
	await vi.waitFor(() => expect(happened.filter((one) => one === "福生: 周报")).toHaveLength(2));
	const contact = await wechaty.Contact.find({ id: person.id });
	world.break("send", new Error("refused"));
	await expect(contact?.say("提醒")).rejects.toThrow("refused");
	world.break("send", null);
	world.fail(new Error("gone wrong"));
	await seen("error gone wrong");
});
