import { afterEach, beforeEach, expect, it } from "vitest";
import type { Unit } from "../../src/domain/unit.ts";
import { Universe } from "../support/universe.ts";

const HOUR_MS = 60 * 60 * 1000;

let universe: Universe;
let office: string;
let principal: string;
let reporter: string;
let township: Unit;

/** Somebody with a role, in this unit where one is given. */
const who = (role: string, unit: Unit | null = null): string => {
	const found = universe.county.data.people.find(({ posts }) =>
		posts.some((post) => post.role === role && (!unit || post.unit === unit.code)),
	);
	if (!found) throw new Error(`no ${role}`);
	return found.key;
};
/** Says something, and gives back what the bot says anywhere then. */
const after = async (person: string, text: string, group: string | null = null): Promise<string[]> => {
	await universe.stage.say(person, group, text);
	await universe.settle();
	return (await universe.stage.heard()).map((heard) => heard.text);
};

beforeEach(async () => {
	universe = await Universe.open({ on: "wechat" });
	const found = universe.county.data.units.find(({ name }) => name === "大巴镇");
	if (!found) throw new Error("no 大巴镇");
	township = found;
	office = who("supervisor");
	principal = who("principal", township);
	reporter = who("reporter", township);
});
afterEach(() => universe.close());

/** The office is asked 1. 核实 2. 退回 by what somebody else did. */
const askOffice = async (): Promise<void> => {
	await after(office, "问题 大巴镇 机井坏了");
	await after(office, "交办 1 大巴镇");
	await after(principal, "销号 1 修好了");
};

it("takes the number of a choice that another's doing brought", async () => {
	await askOffice();
	expect((await after(office, "1"))[0]).toContain("已核实");
});

it("takes the choice's own words, and those of choices further up than the newest", async () => {
	await askOffice();
	await after(office, "进度 大巴镇");
	expect((await after(office, "核实"))[0]).toContain("已核实");
});

it("takes no number of choices that are a day old", async () => {
	await askOffice();
	await universe.pass(25 * HOUR_MS);
	await universe.stage.heard();
	expect((await after(office, "1"))[0]).toContain("没看懂");
});

it("takes no number where the words alone were named", async () => {
	await after(office, "代报 大巴镇 暖棚30亩 果树80亩 养殖小区0 问题无");
	const asked = await after(office, "1");
	expect(asked.some((text) => text.includes("回“无误”"))).toBe(true);
	expect((await after(reporter, "1"))[0]).toContain("没看懂");
	expect((await after(reporter, "无误"))[0]).toContain("核对无误");
});

it("hears a number in a group only from whom it asked there, and soon", async () => {
	const [other] = universe.county.data.people.filter(
		({ key, posts }) => key !== reporter && posts.some(({ unit }) => unit === township.code),
	);
	await after(reporter, "@一线通 进度 平安地", township.code);
	expect(await after(other?.key ?? "", "1", township.code)).toEqual([]);
	expect((await after(reporter, "1", township.code))[0]).toContain("没有权限");
	expect(await after(reporter, "1", township.code)).toEqual([]);
});
