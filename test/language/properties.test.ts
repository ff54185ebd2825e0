import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { measure } from "../../src/domain/measure.ts";
import type { DateText } from "../../src/domain/period.ts";
import { combine } from "../../src/language/combine.ts";
import { normalize } from "../../src/language/normalize.ts";
import { readAnswer } from "../../src/language/read-answer.ts";
import { asReading, findQuantities, readQuantities } from "../../src/language/read-quantities.ts";
import { readReport } from "../../src/language/read-report.ts";
import { understand } from "../../src/language/understand.ts";
import { countyDirectory } from "../support/county.ts";

const TODAY = "2026-11-18" as DateText;
const PIECES =
	"一 二 两 三 十 百 千 万 亿 半 点 几 多 0 1 12 45 3.5 . , ， 、 - — ~ + / : ： ； \n # ( ） 亩 个 成 折 % 分 分之 公顷 垧 栋 暖棚 果树 养殖小区 大巴镇 平安地 新增 累计 计划 没变 没有 不对 是 问题： 周 月 年 日 号 第 > 「 」 ① 1️⃣ \u200b \u202e 👍 接龙 同上周 减少 约".split(
		" ",
	);
const typed = fc.oneof(
	fc.array(fc.constantFrom(...PIECES), { maxLength: 30 }).map((pieces) => pieces.join("")),
	fc.string({ unit: "binary", maxLength: 60 }),
	fc.string({ unit: "grapheme", maxLength: 60 }),
);
const FIELDS = [
	{ id: "a", name: "暖棚", aliases: [], measure: measure("亩") },
	{ id: "b", name: "养殖小区", aliases: [], measure: measure("个") },
];
const SPEC = { fields: FIELDS, directory: countyDirectory, today: TODAY };

describe("whatever is typed", () => {
	it("never throws and reads the same twice", () => {
		fc.assert(
			fc.property(typed, (text) => {
				expect(understand(text, countyDirectory, TODAY)).toEqual(understand(text, countyDirectory, TODAY));
				expect(readAnswer(text, measure("亩"))).toEqual(readAnswer(text, measure("亩")));
				expect(readReport(text, SPEC)).toEqual(readReport(text, SPEC));
			}),
			{ numRuns: 400 },
		);
	});

	it("places every quantity inside the text, in order, with the text found there", () => {
		fc.assert(
			fc.property(typed, (text) => {
				let last = 0;
				for (const quantity of readQuantities(text)) {
					expect(quantity.start).toBeGreaterThanOrEqual(last);
					expect(quantity.end).toBeGreaterThan(quantity.start);
					expect(quantity.end).toBeLessThanOrEqual(text.length);
					expect(text.slice(quantity.start, quantity.end)).toBe(quantity.text);
					last = quantity.start;
				}
			}),
			{ numRuns: 1000 },
		);
	});

	it("keeps an offset for every folded character", () => {
		fc.assert(
			fc.property(typed, (text) => {
				const normal = normalize(text);
				expect(normal.starts).toHaveLength(normal.text.length);
				expect(normal.ends).toHaveLength(normal.text.length);
			}),
		);
	});
});

describe("the time a reading takes", () => {
	const quickest = (runs: number, read: () => void): number => {
		const spent = Array.from({ length: runs }, () => {
			const started = performance.now();
			read();
			return performance.now() - started;
		});
		return Math.min(...spent);
	};

	it.each(["大巴镇", "大八镇，", "1,", "1、", "一", "(", "几", "两折①1", "3亩5分", "暖棚", "问题", "不对，是45亩", "45）亿"])(
		"stays bounded for 4,096 characters of 「%s」",
		(piece) => {
			const text = piece.repeat(4096).slice(0, 4096);
			// 80 ms alone at most. The bound only tells what never ends: how fast it is, is measured elsewhere.
			expect(quickest(3, () => readAnswer(text, measure("亩")))).toBeLessThan(8000);
			expect(quickest(3, () => readReport(text, SPEC))).toBeLessThan(8000);
		},
	);
});

describe("numbers written in every way", () => {
	const DIGITS = "零一二三四五六七八九";
	const chinese = (value: number): string => {
		if (value >= 10_000) {
			const rest = value % 10_000;
			return `${chinese(Math.floor(value / 10_000))}万${rest === 0 ? "" : rest < 1000 ? `零${chinese(rest)}` : chinese(rest)}`;
		}
		let text = "";
		let rest = value;
		for (const [size, name] of [
			[1000, "千"],
			[100, "百"],
			[10, "十"],
		] as const) {
			const digit = Math.floor(rest / size);
			rest %= size;
			if (digit > 0) text += `${DIGITS[digit]}${name}`;
			else if (text !== "" && rest > 0 && !text.endsWith("零")) text += "零";
		}
		return rest > 0 ? `${text}${DIGITS[rest]}` : text;
	};

	it("reads a number written out in Chinese as that number", () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 99_999_999 }), (value) => {
				const [quantity] = readQuantities(`${chinese(value)}亩`);
				expect(quantity?.value).toBe(String(value));
			}),
			{ numRuns: 2000 },
		);
	});

	it("reads digits with and without separators alike", () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 999_999_999 }), (value) => {
				for (const written of [String(value), value.toLocaleString("en-US")]) {
					expect(readQuantities(`${written}亩`).map((quantity) => quantity.value)).toEqual([String(value)]);
				}
			}),
		);
	});

	it("refuses a number of 4,096 digits at once", () => {
		const started = performance.now();
		expect(readAnswer("9".repeat(4096), measure("亩")).kind).toBe("too-large");
		expect(readAnswer(`${"九".repeat(4096)}亩`, measure("亩")).kind).toBe("too-large");
		expect(performance.now() - started).toBeLessThan(8000);
	});
});

it("reads a plain figure as it would be read in running text", () => {
	const figure = fc.tuple(
		fc.integer({ min: 1, max: 999_999 }),
		fc.option(fc.integer({ min: 0, max: 9999 }), { nil: null }),
		fc.constantFrom("亩", "公顷", "头", "只", "株", "棵", "栋", "眼", "户", "人", "个", "吨", " 亩"),
	);
	fc.assert(
		fc.property(figure, fc.constantFrom("亩", "公顷", "个", "头"), ([whole, part, unit], expected) => {
			const text = `${whole}${part === null ? "" : `.${part}`}${unit}`;
			const searched = combine(findQuantities(normalize(text)).map(asReading), measure(expected));
			expect(readAnswer(text, measure(expected))).toEqual(searched);
		}),
		{ numRuns: 500 },
	);
});
