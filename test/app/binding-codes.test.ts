import { afterEach, beforeEach, expect, it } from "vitest";
import { codeHash, normaliseCode } from "../../src/app/commands/binding-code.ts";
import { addMs } from "../../src/domain/period.ts";
import { personKey } from "../../src/domain/person.ts";
import { BEGINNING, Universe } from "../support/universe.ts";

const OFFICE = "DC01";
const GUEST = "guest";
const REPORTER = "210921108-2";
const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;

let universe: Universe;
beforeEach(async () => {
	universe = await Universe.open();
});
afterEach(() => universe.close());

const say = async (person: string, text: string, group: string | null = null): Promise<string> => {
	await universe.stage.say(person, group, text);
	await universe.settle();
	return (await universe.stage.heard()).map((one) => one.text).join("\n");
};

const codeFor = async (name: string): Promise<string> => {
	await say(OFFICE, `邀请 ${name}`);
	return universe.ids.codes.at(-1) ?? "";
};

it("reads a code however it is typed", () => {
	for (const typed of ["K7M3P9QX", "k7m3p9qx", " K7M3-P9QX ", "Ｋ７Ｍ３ Ｐ９ＱＸ", "k7m3 p9qx。"])
		expect(normaliseCode(typed)).toBe("K7M3P9QX");
	expect(codeHash("k7m3-p9qx")).toBe(codeHash("K7M3P9QX"));
	expect(codeHash("K7M3P9QX")).not.toContain("K7M3");
});

it("works until its last moment and not after", async () => {
	const code = await codeFor("沈福生");
	await universe.moveTo(addMs(BEGINNING, 14 * DAY));
	expect(await say(GUEST, `绑定 ${code}`)).toContain("绑定成功");
	const late = await codeFor("沈福生");
	await universe.moveTo(addMs(universe.now, 14 * DAY + 1));
	expect(await say(GUEST, `绑定 ${late}`)).toContain("绑定码无效");
});

it("says the same of a code that is wrong, used, replaced or expired", async () => {
	const used = await codeFor("沈福生");
	await say(GUEST, `绑定 ${used}`);
	const replaced = await codeFor("沈福生");
	const expired = await codeFor("沈福生");
	await universe.moveTo(addMs(universe.now, 15 * DAY));
	// What the fortnight brought is no answer.
	await universe.stage.heard();
	const said = new Set<string>();
	for (const code of ["ZZZZZZZZ", used, replaced, expired]) said.add(await say(GUEST, `绑定 ${code}`));
	expect(said.size).toBe(1);
});

it("binds one account when two send the same code at the same moment", async () => {
	await say(OFFICE, "解绑 傅春梅");
	const code = await codeFor("沈福生");
	const release = universe.tampered.holdTurns();
	await universe.stage.say(GUEST, null, `绑定 ${code}`);
	await universe.stage.say("210921108-1", null, `绑定 ${code}`);
	release();
	await universe.settle();
	const said = (await universe.stage.heard()).map((one) => one.text.split("\n")[0]);
	expect(said.toSorted()).toEqual(["绑定成功。", "绑定码无效。请核对后再发，或向县督查考核办要一个新的。"]);
	expect((await universe.store.accountsOf(personKey(REPORTER))).length).toBe(2);
});

it("makes a sender wait after five failures, whatever they send then, and nobody else", async () => {
	await say(OFFICE, "解绑 傅春梅");
	const code = await codeFor("沈福生");
	for (let failure = 0; failure < 5; failure += 1) expect(await say(GUEST, `绑定 WRONG${failure}XX`)).toContain("绑定码无效");
	expect(await say(GUEST, `绑定 ${code}`)).toContain("试错次数太多");
	expect(await say("210921108-1", `绑定 ${await codeFor("傅春梅")}`)).toContain("绑定成功");
	await universe.moveTo(addMs(universe.now, HOUR - 1));
	expect(await say(GUEST, `绑定 ${code}`)).toContain("试错次数太多");
	await universe.moveTo(addMs(universe.now, 2));
	expect(await say(GUEST, `绑定 ${code}`)).toContain("绑定成功");
});

it("counts failures that come in one batch too", async () => {
	const release = universe.tampered.holdTurns();
	for (let failure = 0; failure < 7; failure += 1) await universe.stage.say(GUEST, null, `绑定 WRONG${failure}XX`);
	release();
	await universe.settle();
	const said = (await universe.stage.heard()).map((one) => one.text);
	expect(said.filter((text) => text.startsWith("绑定码无效"))).toHaveLength(5);
	expect(said.filter((text) => text.startsWith("试错次数太多"))).toHaveLength(2);
});

it("makes a code worthless that was typed in a group, without saying whether it was one", async () => {
	const code = await codeFor("沈福生");
	const right = await say(REPORTER, `绑定 ${code}`, "210921108");
	const wrong = await say(REPORTER, "绑定 ZZZZZZZZ", "210921108");
	expect(right).toBe(wrong);
	expect(await say(GUEST, `绑定 ${code}`)).toContain("绑定码无效");
});

it("gives no code to anybody but the office, and none in a group", async () => {
	expect(await say(REPORTER, "邀请 沈福生")).toContain("没有权限");
	expect(universe.ids.codes).toEqual([]);
	await universe.stage.say(OFFICE, "210921108", "邀请 沈福生");
	await universe.settle();
	const code = universe.ids.codes.at(-1) ?? "";
	const places = (await universe.stage.heard()).filter((one) => one.text.includes(code)).map((one) => one.where);
	expect(places).toEqual([{ person: OFFICE }]);
});

it("cuts every account of a person off at once, and takes open dialogs along to the next", async () => {
	await say(REPORTER, "周报");
	await say(REPORTER, "45亩");
	await say(GUEST, `绑定 ${await codeFor("沈福生")}`);
	await say(OFFICE, "解绑 沈福生");
	expect(await say(REPORTER, "120亩")).toMatch(/^请先绑定/u);
	expect(await say(GUEST, "120亩")).toMatch(/^请先绑定/u);
	expect(await say(GUEST, `绑定 ${await codeFor("沈福生")}`)).toContain("1份没填完");
	expect(await say(GUEST, "周报")).toContain("已填1/5");
});

it("leaves an entry for whoever asks later", async () => {
	await say(GUEST, `绑定 ${await codeFor("沈福生")}`);
	await say(OFFICE, "解绑 沈福生");
	const events = (await universe.store.auditOf(`person:${REPORTER}`, 10)).map((entry) => [entry.event, entry.actor]);
	expect(events).toEqual([
		["account:unbound", OFFICE],
		["account:bound", REPORTER],
		["person:invited", OFFICE],
	]);
});
