import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DateText } from "../../src/domain/period.ts";
import { unitCode } from "../../src/domain/unit.ts";
import { correctsLine, opensChain, readLineWord } from "../../src/language/chain-words.ts";
import { readChain } from "../../src/language/read-chain.ts";
import { countyDirectory, countyUnits } from "../support/county.ts";

const SPEC = { directory: countyDirectory, home: null, today: "2026-11-18" as DateText };
const nameOf = (code: string): string => countyUnits.find((unit) => unit.code === code)?.name ?? code;

/** 「1 大巴镇 暖棚45亩」; an entry whose unit is not sure has ? in its place, one without a unit nothing. */
const shown = (text: string, home: string | null = null): string[] =>
	readChain(text, { ...SPEC, home: home === null ? null : unitCode(home) }).items.map(({ number, units, words }) => {
		const [only] = units;
		const unit = only === undefined ? "" : units.length === 1 && only.sure ? `${nameOf(only.code)} ` : "? ";
		return `${number} ${unit}${words.replaceAll("\n", "⏎")}`.trim();
	});

describe("a 接龙", () => {
	it("is read entry by entry, in its order, with its title and the period that names", () => {
		const text = "#接龙\n本周进度 第47周\n1. 大巴镇 暖棚45亩 果树120亩 养殖小区1个\n2. 佛寺镇 暖棚30亩\n3. 张三 45亩";
		expect(shown(text)).toEqual(["1 大巴镇 暖棚45亩 果树120亩 养殖小区1个", "2 佛寺镇 暖棚30亩", "3 张三 45亩"]);
		expect(readChain(text, SPEC)).toMatchObject({ heading: "本周进度 第47周", period: "2026-W47" });
	});

	it("is read as WeChat writes it: an example above, empty lines, the writer's own name before the unit", () => {
		const text = "#接龙\n本周进度\n例 大巴镇 暖棚45亩\n\n1. 沈福生 大巴镇 暖棚45亩\n2. 郑满仓（佛寺镇）暖棚30亩\n3. ";
		expect(shown(text)).toEqual(["1 大巴镇 暖棚45亩", "2 佛寺镇 暖棚30亩", "3"]);
	});

	it.each([
		["①大巴镇 暖棚45亩\n②佛寺镇 暖棚30亩"],
		["１．大巴镇　暖棚45亩\n２．佛寺镇　暖棚30亩"],
		["（1）大巴镇：暖棚45亩\n（2）佛寺镇：暖棚30亩"],
		["1大巴镇 暖棚45亩\n2佛寺镇 暖棚30亩"],
		["1、大巴镇，暖棚45亩\r\n2、佛寺镇，暖棚30亩"],
		["大巴镇 暖棚45亩\n佛寺镇 暖棚30亩"],
		["1. 大巴镇\n暖棚45亩\n2. 佛寺镇\n暖棚30亩"],
	])("is the same however its entries are marked: %j", (lines) => {
		expect(shown(`#接龙\n${lines}`)).toEqual(["1 大巴镇 暖棚45亩", "2 佛寺镇 暖棚30亩"]);
	});

	it("gives lines without a unit to the unit above them, numbered ones too where that one is not", () => {
		expect(shown("#接龙\n大巴镇\n1. 暖棚45亩\n2. 果树120亩\n佛寺镇\n1. 暖棚30亩")).toEqual([
			"1 大巴镇 1. 暖棚45亩⏎2. 果树120亩",
			"2 佛寺镇 1. 暖棚30亩",
		]);
		expect(shown("#接龙\n1. 大巴镇 暖棚45亩\n1.5万亩果树\n问题：缺水")).toEqual(["1 大巴镇 暖棚45亩⏎1.5万亩果树⏎问题：缺水"]);
	});

	it("names villages, those of one name by their township or by the group's", () => {
		expect(shown("#接龙\n1. 大巴镇东朝阳村 暖棚3亩\n2. 小洞村 暖棚2亩", "210921108")).toEqual([
			"1 东朝阳村委会 暖棚3亩",
			"2 小洞村委会 暖棚2亩",
		]);
	});

	it("keeps a name that is not sure as such", () => {
		expect(shown("#接龙\n1. 大八镇 暖棚45亩")).toEqual(["1 ? 暖棚45亩"]);
	});

	it("is read to its hundredth entry and never longer", () => {
		const text = `#接龙\n${Array.from({ length: 300 }, (_, at) => `${at + 1}. 大巴镇 暖棚${at}亩`).join("\n")}`;
		expect(shown(text)).toHaveLength(100);
	});
});

it("reads whatever is typed without failing", () => {
	const line = fc.oneof(
		fc.string({ unit: "grapheme", maxLength: 30 }),
		fc.constantFrom("1. ", "①", "（2）", "大巴镇", "佛寺镇 暖棚30亩", "例 ", "\n", "1.5万亩", "２．", "张三 "),
	);
	fc.assert(
		fc.property(fc.array(line, { maxLength: 12 }), (parts) => {
			const { items } = readChain(`#接龙\n${parts.join("")}`, SPEC);
			for (const { number, units, words } of items) {
				expect(number).toBeGreaterThan(0);
				expect(words.trim()).toBe(words);
				for (const { start, end } of units) expect(end).toBeGreaterThan(start);
			}
		}),
		{ seed: 20_261_122, numRuns: 200 },
	);
});

describe("the opening of a 接龙", () => {
	it.each(["#接龙\n1. 大巴镇", "＃接龙\n1", "# 群接龙 本周\n1", "接龙\n1. 大巴镇", "接龙：\n1", "@一线通 #接龙\n1"])(
		"is seen: %j",
		(text) => {
			expect(opensChain(text)).toBe(true);
		},
	);
	it.each(["接龙", "#接龙", "大家接龙\n1. 大巴镇", "接龙的事\n明天说", "周报\n#接龙\n1", "今天#接龙\n1"])("is not seen in %j", (text) => {
		expect(opensChain(text)).toBe(false);
	});
});

describe("a word about one's line", () => {
	it.each([
		["确认", ""],
		["确认。", ""],
		["＠一线通 确认", ""],
		["确认无误", ""],
		["已确认", ""],
		["核对无误", ""],
		["确认 大巴镇", "大巴镇"],
		["大巴镇确认", "大巴镇"],
		["大巴镇，无误", "大巴镇"],
		["「一线通：接龙看过了」\n- - - - - - - - - -\n确认", ""],
	])("confirms among the talk of a group: %s", (text, unit) => {
		expect(readLineWord(text, true)).toEqual({ unit });
	});

	it.each(["对", "没错", "是的", "提交"])("confirms only where the bot is spoken to: %s", (text) => {
		expect(readLineWord(text, false)).toEqual({ unit: "" });
		expect(readLineWord(text, true)).toBeNull();
	});

	it.each(["收到", "好的", "1", "确认吗？", "没确认呢吧各位领导看一下再说啊真的不是我", "不对", "取消"])("is none: %s", (text) => {
		expect(readLineWord(text, true)).toBeNull();
	});

	it.each(["不对，是54亩", "错了，暖棚54亩", "暖棚不对，应该是54亩", "更正：暖棚54亩"])("corrects: %s", (text) => {
		expect(correctsLine(text)).toBe(true);
	});
	it.each(["不对", "暖棚54亩", "你说的不对，明天再看", "昨天群里说的那个数不对，应该是54亩吧"])("corrects nothing: %s", (text) => {
		expect(correctsLine(text)).toBe(false);
	});
});
