import { afterEach, beforeEach, expect, it } from "vitest";
import { codeHash } from "../../src/app/commands/binding-code.ts";
import { menusFor } from "../../src/app/menus/menus-for.ts";
import { COMMAND_IDS } from "../../src/domain/command.ts";
import type { DateText } from "../../src/domain/period.ts";
import { type Person, type PersonKey, personKey } from "../../src/domain/person.ts";
import { parseCommand } from "../../src/language/command-words.ts";
import type { Language } from "../../src/render/chat.ts";
import { menuText } from "../../src/render/menu.ts";
import { Messenger } from "../support/messenger.ts";
import { Universe } from "../support/universe.ts";
import { until } from "../support/until.ts";

const OFFICE = personKey("DC01");
const REPORTER = personKey("210921108-2");
const VILLAGE = personKey("210921108211-1");
const MINUTE = 60 * 1000;

let universe: Universe;
let bot: Messenger;
beforeEach(async () => {
	universe = await Universe.open();
	bot = new Messenger();
});
afterEach(() => universe.close());

const bind = (account: string, person: PersonKey): Promise<void> =>
	universe.store.commit([
		{ do: "bind-account", account: bot.person(account), person, privateChat: bot.private(account), at: universe.now },
	]);
/** Places in the order their menus were set, a chat by its id. */
const places = (): string[] => bot.menus.map(({ place }) => (typeof place === "string" ? place : place.id));
const wordsAt = (place: string): string[] | undefined =>
	bot.menus.findLast((menu) => (typeof menu.place === "string" ? menu.place : menu.place.id) === place)?.lines.map(({ word }) => word);
/** Lets the keeper go on until so many menus are set; each but the first waits its pause. */
const untilSet = async (count: number): Promise<void> => {
	await until(() => {
		universe.passTimers(200);
		return bot.menus.length >= count;
	}, `${count} menus`);
};
/** Waits until the keeper has finished a round and remembers so many menus. */
const untilSaved = async (count: number): Promise<void> => {
	for (let turn = 0; turn < 1000; turn += 1) {
		const saved = JSON.parse((await universe.store.setting(`menus:${bot.id}:${bot.account}`)) ?? "{}") as object;
		if (Object.keys(saved).length === count) return;
		// The last pauses; more would let what failed be due again.
		if (turn < 10) universe.passTimers(200);
	}
	throw new Error(`never: ${count} menus remembered`);
};
/** Everything the keeper would still do within a second is done. */
const settled = async (): Promise<void> => {
	for (let turn = 0; turn < 5; turn += 1) {
		await universe.yixian.idle();
		universe.passTimers(200);
	}
};

it("offers nothing in a menu that is no command or is too long for a messenger", () => {
	for (const language of ["zh-CN", "en"] satisfies Language[])
		for (const id of COMMAND_IDS) {
			expect(menuText(id, language).length).toBeGreaterThan(0);
			expect(menuText(id, language).length).toBeLessThanOrEqual(256);
		}
	const menus = menusFor({ ...of(), bound: [], known: [] });
	for (const { lines } of menus)
		for (const { word } of lines) {
			expect(word).toMatch(/^[a-z]{1,32}$/u);
			expect(parseCommand(`/${word}`)).toMatchObject({ rest: "" });
		}
});

const of = () => ({
	channel: bot.id,
	account: bot.account,
	county: universe.county,
	day: "2026-11-16" as DateText,
	text: (id: (typeof COMMAND_IDS)[number]) => menuText(id, "zh-CN"),
});
const bound = (account: string, person: PersonKey) => ({ account: bot.person(account), person, privateChat: bot.private(account) });

it("shows each person what they may use, strangers how to bind, and groups what is asked there", () => {
	const menus = menusFor({ ...of(), bound: [bound("o", OFFICE), bound("r", REPORTER), bound("v", VILLAGE)], known: ["o", "gone"] });
	const words = Object.fromEntries(
		menus.map(({ place, lines }) => [typeof place === "string" ? place : place.id, lines.map(({ word }) => word)]),
	);
	expect(words.private).toEqual(["help", "bind"]);
	expect(words.groups).toEqual(["weekly", "progress", "missing", "help"]);
	expect(words.gone).toEqual([]);
	expect(words.o).toEqual(expect.arrayContaining(["invite", "status", "missing", "help"]));
	expect(words.o).not.toContain("bindgroup");
	expect(words.r).toEqual(expect.arrayContaining(["weekly", "todo", "progress", "edit", "help"]));
	expect(words.r).not.toContain("invite");
	expect(words.v).toContain("weekly");
	for (const list of Object.values(words)) expect(list.length).toBeLessThanOrEqual(20);
});

it("takes their menu from who has no post any more, and gives none where another bot is spoken to", () => {
	const left: Person = { key: personKey("left"), name: "某人", phone: null, posts: [] };
	const county = { person: () => left } as unknown as typeof universe.county;
	const menus = menusFor({ ...of(), county, bound: [bound("o", OFFICE)], known: ["o"] });
	expect(menus.at(-1)?.lines).toEqual([]);
	const elsewhere = { ...bound("o", OFFICE), privateChat: new Messenger("7002").private("o") };
	expect(menusFor({ ...of(), bound: [elsewhere], known: [] })).toHaveLength(2);
});

it("sets every menu once, and again only where something changed", async () => {
	await bind("office", OFFICE);
	universe.yixian.attach(bot);
	universe.yixian.resume();
	await untilSet(3);
	expect(places()).toEqual(["private", "groups", "office"]);
	await untilSaved(3);
	await universe.store.commit([
		{ do: "add-code", code: { hash: codeHash("K7M3P9QX"), person: REPORTER, expiresAt: universe.now, usedAt: null } },
	]);
	expect(await bot.says(universe, bot.private("phone"), "phone", "/start K7M3P9QX")).toEqual([expect.stringContaining("绑定成功")]);
	await untilSet(4);
	expect(places().slice(3)).toEqual(["phone"]);
	expect(wordsAt("phone")).toContain("weekly");
	await untilSaved(4);
	await bot.says(universe, bot.private("office"), "office", "解绑 沈福生");
	await untilSet(5);
	expect(wordsAt("phone")).toEqual([]);
	await untilSaved(3);
	universe.yixian.resume();
	await settled();
	expect(bot.menus).toHaveLength(5);
});

it("remembers over a restart what it set", async () => {
	universe.yixian.attach(bot);
	universe.yixian.resume();
	await untilSet(2);
	await untilSaved(2);
	await universe.restart();
	universe.yixian.attach(bot);
	universe.yixian.resume();
	await settled();
	expect(bot.menus).toHaveLength(2);
});

it("sets no more than five in a second", async () => {
	for (let number = 0; number < 12; number += 1) await bind(`p${number}`, REPORTER);
	universe.yixian.attach(bot);
	universe.yixian.resume();
	for (let second = 1; second <= 2; second += 1) {
		const before = bot.menus.length;
		for (let step = 0; step < 5; step += 1) {
			await until(() => bot.menus.length > before + step, "the next menu");
			universe.passTimers(200);
		}
		expect(bot.menus.length).toBeLessThanOrEqual(before + 6);
	}
});

it("tries again later what did not work, without troubling the platform for it", async () => {
	await bind("office", OFFICE);
	bot.refusing.add("office");
	universe.yixian.attach(bot);
	universe.yixian.resume();
	await untilSet(2);
	await untilSaved(2);
	expect(bot.refused).toEqual(["office"]);
	bot.refusing.clear();
	universe.yixian.resume();
	await settled();
	expect(bot.menus).toHaveLength(2);
	await universe.pass(MINUTE);
	await untilSet(3);
	expect(places()).toEqual(["private", "groups", "office"]);
});

it("waits until the messenger can be reached", async () => {
	bot.now = { ...bot.now, state: "down", reason: "unreachable" };
	universe.yixian.attach(bot);
	universe.yixian.resume();
	await settled();
	expect(bot.menus).toEqual([]);
	bot.now = { ...bot.now, state: "up", reason: "" };
	await universe.pass(MINUTE);
	await untilSet(2);
});

it("answers people while many menus wait", async () => {
	await bind("office", OFFICE);
	for (let number = 0; number < 40; number += 1) await bind(`p${number}`, REPORTER);
	universe.yixian.attach(bot);
	universe.yixian.resume();
	expect(await bot.says(universe, bot.private("office"), "office", "帮助")).toEqual([expect.stringContaining("您可以发")]);
	expect(bot.menus.length).toBeLessThan(3);
});
