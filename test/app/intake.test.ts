import { afterEach, beforeEach, expect, it } from "vitest";
import type { Inbound } from "../../src/ports/intake.ts";
import { Universe } from "../support/universe.ts";
import { fileNamed } from "../support/workbooks.ts";

const REPORTER = "210921108-2";
const COLLEAGUE = "210921108-3";
const TOWNSHIP = "210921108";
const COUNTY = "210921";

let universe: Universe;
beforeEach(async () => {
	universe = await Universe.open();
});
afterEach(() => universe.close());

/** How many inbox lines a saying leaves, before anything is answered. */
const written = async (person: string, group: string | null, text: string): Promise<number> => {
	await universe.settle();
	const release = universe.tampered.holdTurns();
	const before = await universe.store.inboxDepth();
	await universe.stage.say(person, group, text);
	const after = await universe.store.inboxDepth();
	release();
	await universe.settle();
	return after - before;
};

const TALK = [
	"今天风大，棚膜都压好了吗？",
	"暖棚45亩都看了一遍",
	"周报大家抓紧",
	"进度要加快",
	"代报的事找小王",
	"绑定好了没有",
	"收到",
	"👍",
	"@小王 周报",
	"/",
	"一线通挺好用",
	"取消",
	"跳过",
	"上一步",
];
const MEANT = [
	"@一线通 你好",
	"＠一线通你好",
	"你好 @一线通",
	"周报",
	"周报 暖棚45亩",
	"/todo",
	"进度",
	"进度 大巴镇",
	"帮助",
	"／ｈｅｌｐ",
];

for (const text of TALK)
	it(`writes down nothing of group talk: ${text}`, async () => {
		expect(await written(REPORTER, TOWNSHIP, text)).toBe(0);
		expect(await universe.stage.heard()).toEqual([]);
	});

for (const text of MEANT)
	it(`takes in from a group what is meant for it: ${text}`, async () => {
		expect(await written(REPORTER, TOWNSHIP, text)).toBe(1);
		expect((await universe.stage.heard()).length).toBeGreaterThan(0);
	});

for (const text of [...TALK, ...MEANT])
	it(`answers everything in a private chat: ${text}`, async () => {
		expect(await written(REPORTER, null, text)).toBe(1);
		expect((await universe.stage.heard()).length).toBe(1);
	});

it("takes an answer to a dialog only from its person, only in the group where it runs", async () => {
	await universe.stage.say(REPORTER, TOWNSHIP, "周报");
	expect(await written(COLLEAGUE, TOWNSHIP, "45亩")).toBe(0);
	expect(await written(REPORTER, COUNTY, "45亩")).toBe(0);
	expect(await written(REPORTER, TOWNSHIP, "45亩")).toBe(1);
	expect(await written(COLLEAGUE, TOWNSHIP, "取消")).toBe(0);
	expect(await written(REPORTER, TOWNSHIP, "取消")).toBe(1);
});

it("leaves the group alone while a dialog runs in the private chat", async () => {
	await universe.stage.say(REPORTER, null, "周报");
	expect(await written(REPORTER, TOWNSHIP, "45亩")).toBe(0);
});

it("takes a press in a group, whoever presses", async () => {
	await universe.stage.say(REPORTER, TOWNSHIP, "周报");
	await universe.settle();
	await universe.stage.heard();
	await universe.stage.press(COLLEAGUE, TOWNSHIP, "没有", "newest");
	await universe.settle();
	expect((await universe.stage.heard()).map((one) => one.text)).toEqual([expect.stringContaining("不是给您的")]);
});

it("does not take in pictures of a group that are not for it", async () => {
	const release = universe.tampered.holdTurns();
	await universe.stage.send(REPORTER, TOWNSHIP, await fileNamed("现场.jpg", universe.county.data), "");
	expect(await universe.store.inboxDepth()).toBe(0);
	release();
});

it("stays silent in a group to somebody nobody bound, unless they mean it", async () => {
	await universe.stage.say("DC01", null, `解绑 ${universe.county.person(REPORTER as never)?.name}`);
	await universe.settle();
	await universe.stage.heard();
	expect(await written(REPORTER, TOWNSHIP, "今天风大")).toBe(0);
	expect(await written(REPORTER, TOWNSHIP, "周报")).toBe(1);
	expect((await universe.stage.heard()).map((one) => one.text)).toEqual([expect.stringMatching(/^请先绑定/u)]);
});

const LIST = "#接龙\n1. 大巴镇 暖棚45亩 果树120亩 养殖小区1个\n2. 佛寺镇 暖棚30亩";

it("takes in a 接龙 about what the group's units report, and nobody's other 接龙", async () => {
	expect(await written(REPORTER, COUNTY, LIST)).toBe(1);
	for (const other of [
		"#接龙\n周五聚餐\n1. 大巴镇 3人\n2. 佛寺镇 2人",
		"#接龙\n团购水果\n1. 大巴镇 水果2箱",
		"#接龙\n1. 张三 暖棚45亩",
		"#接龙\n1. 大巴镇\n2. 佛寺镇",
		"接龙的事\n大巴镇暖棚45亩",
		"今天#接龙\n1. 大巴镇 暖棚45亩",
	])
		expect([other, await written(REPORTER, COUNTY, other)]).toEqual([other, 0]);
	// Another unit's figures are none of this group's.
	expect(await written(REPORTER, TOWNSHIP, "#接龙\n1. 佛寺镇 暖棚30亩")).toBe(0);
});

it("takes in 确认 and a correction only from a unit whose line waits in that group", async () => {
	const said = ["确认", "大巴镇确认", "不对，暖棚54亩"];
	for (const text of said) expect([text, await written(REPORTER, COUNTY, text)]).toEqual([text, 0]);
	await universe.stage.say(COLLEAGUE, COUNTY, LIST);
	await universe.settle();
	const stranger = universe.county.data.people.find(({ posts }) => posts.some(({ unit }) => unit === "210921100"))?.key ?? "";
	for (const text of said) {
		expect([text, await written(stranger, COUNTY, text)]).toEqual([text, 0]);
		expect([text, await written(REPORTER, TOWNSHIP, text)]).toEqual([text, 0]);
	}
	for (const text of ["对", "1", "收到", "确认吗？", "不对，应该三点开会"])
		expect([text, await written(REPORTER, COUNTY, text)]).toEqual([text, 0]);
	expect(await written(REPORTER, COUNTY, "确认")).toBe(1);
	expect(await written(COLLEAGUE, COUNTY, "确认")).toBe(0);
});

it("drops a 接龙 and the words on it of somebody nobody bound", async () => {
	await universe.stage.say(COLLEAGUE, COUNTY, LIST);
	await universe.stage.say("DC01", null, `解绑 ${universe.county.person(REPORTER as never)?.name}`);
	await universe.settle();
	await universe.stage.heard();
	for (const text of [LIST, "确认", "不对，暖棚54亩"]) expect([text, await written(REPORTER, COUNTY, text)]).toEqual([text, 0]);
	expect(await written(REPORTER, COUNTY, `@一线通 ${LIST}`)).toBe(1);
	expect((await universe.stage.heard()).map(({ text }) => text)).toEqual([expect.stringMatching(/^请先绑定/u)]);
});

it("takes in what follows a command of the same person in one batch", async () => {
	await universe.settle();
	const release = universe.tampered.holdTurns();
	const before = await universe.store.inboxDepth();
	const chat = { channel: "room", account: "room", id: `g-${TOWNSHIP}`, kind: "group" } as const;
	const update = (updateId: string, person: string, text: string) => ({
		updateId,
		chat,
		sender: { channel: "room", id: person },
		messageId: null,
		sentAt: universe.now,
		content: { kind: "text", text, addressed: false } as const,
	});
	await universe.yixian.intake.receive([update("b1", REPORTER, "周报"), update("b2", COLLEAGUE, "45亩"), update("b3", REPORTER, "45亩")]);
	expect((await universe.store.inboxDepth()) - before).toBe(2);
	release();
	await universe.settle();
});

const group = { channel: "room", account: "room", id: `g-${TOWNSHIP}`, kind: "group" } as const;
let counted = 0;
const update = (person: string, content: Inbound["content"], chat: Inbound["chat"] = group): Inbound => {
	counted += 1;
	return { updateId: `c${counted}`, chat, sender: { channel: "room", id: person }, messageId: null, sentAt: universe.now, content };
};
const photo = (album: string | null, text = "", addressed = false): Inbound["content"] => ({
	kind: "remote-files",
	files: [{ id: "f", name: "a.jpg", size: 1 }],
	text,
	addressed,
	album,
});
/** How many of these are written down. */
const taken = async (...updates: readonly Inbound[]): Promise<number> => {
	const before = await universe.store.inboxDepth();
	await universe.yixian.intake.receive(updates);
	return (await universe.store.inboxDepth()) - before;
};

it("always takes in what happened to the bot itself", async () => {
	await universe.settle();
	const release = universe.tampered.holdTurns();
	expect(await taken(update(REPORTER, { kind: "group", event: { what: "left", title: "大巴镇工作群" } }))).toBe(1);
	expect(await taken(update(REPORTER, { kind: "reachable", reachable: false }, { ...group, id: `p-${REPORTER}`, kind: "private" }))).toBe(
		1,
	);
	release();
});

it("takes in stickers, changed words and files of a group only where they are meant for it or a dialog of theirs runs", async () => {
	const said = (): Inbound[] => [
		update(REPORTER, { kind: "other", addressed: false }),
		update(REPORTER, { kind: "edit", text: "46亩", addressed: false }),
		update(REPORTER, photo(null)),
	];
	await universe.settle();
	const release = universe.tampered.holdTurns();
	expect(await taken(...said())).toBe(0);
	expect(await taken(update(REPORTER, { kind: "other", addressed: true }))).toBe(1);
	expect(await taken(update(REPORTER, { kind: "edit", text: "周报 46亩", addressed: false }))).toBe(1);
	release();
	await universe.stage.say(REPORTER, TOWNSHIP, "周报");
	await universe.settle();
	const again = universe.tampered.holdTurns();
	expect(await taken(...said())).toBe(3);
	expect(await taken(...said().map((one) => ({ ...one, sender: { channel: "room", id: COLLEAGUE } })))).toBe(0);
	again();
});

it("takes in a whole album whose words are meant for it, wherever in it they stand, also when the rest comes later", async () => {
	await universe.settle();
	const release = universe.tampered.holdTurns();
	expect(await taken(update(REPORTER, photo("k")), update(REPORTER, photo("k", "@一线通 现场", true)), update(COLLEAGUE, photo("k")))).toBe(
		2,
	);
	expect(await taken(update(REPORTER, photo("k")))).toBe(1);
	expect(await taken(update(REPORTER, photo("other")))).toBe(0);
	release();
});

it("asks the store twice for a batch of group talk, however many spoke", async () => {
	await universe.stage.say(REPORTER, TOWNSHIP, "周报");
	await universe.settle();
	let loads = 0;
	universe.tampered.spoil = (facts) => {
		loads += 1;
		return facts;
	};
	const release = universe.tampered.holdTurns();
	const talk = Array.from({ length: 40 }, (_, index) =>
		update(index % 2 === 0 ? REPORTER : COLLEAGUE, { kind: "text", text: "45亩", addressed: false }),
	);
	expect(await taken(...talk)).toBe(20);
	expect(loads).toBe(2);
	release();
	await universe.settle();
});
