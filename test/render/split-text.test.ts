import { expect, it } from "vitest";
import { splitText } from "../../src/render/split-text.ts";

it("leaves a text that fits as it is", () => {
	expect(splitText("一\n二", 10)).toEqual(["一\n二"]);
	expect(splitText("", 10)).toEqual([""]);
});

it("cuts between lines", () => {
	expect(splitText("一二三\n四五六\n七八九", 7)).toEqual(["一二三\n四五六", "七八九"]);
});

it("cuts a line that is too long between characters, never inside one", () => {
	expect(splitText("ab😀cd", 3)).toEqual(["ab", "😀c", "d"]);
});

it("cuts a line that is too long after a sentence, where that fills half a part", () => {
	expect(splitText("今天开会。请带材料。不要迟到", 12)).toEqual(["今天开会。请带材料。", "不要迟到"]);
	expect(splitText("好。今天下午三点在县政府开会", 10)).toEqual(["好。今天下午三点在县", "政府开会"]);
});

it("begins such a line where there is room for half a part, so that no heading stands alone", () => {
	expect(splitText("【通知】\n今天开会。请带材料。不要迟到", 12)).toEqual(["【通知】\n今天开会。", "请带材料。不要迟到"]);
	expect(splitText("一个长一些的标题\n今天开会。请带材料。不要迟到", 12)).toEqual(["一个长一些的标题", "今天开会。请带材料。", "不要迟到"]);
});

it("keeps every part within the limit and loses nothing", () => {
	const text = Array.from({ length: 200 }, (_, index) => `第${index}行 ${"某".repeat(index % 40)}`).join("\n");
	const parts = splitText(text, 100);
	expect(Math.max(...parts.map((part) => part.length))).toBeLessThanOrEqual(100);
	expect(parts.join("\n")).toBe(text);
});

it("keeps together what people see as one character, unless it alone is too long", () => {
	const family = "👨‍👩‍👧";
	expect(splitText(`一二${family}三`, 9)).toEqual(["一二", `${family}三`]);
	expect(splitText("e\u0301e\u0301e\u0301", 3)).toEqual(["e\u0301", "e\u0301", "e\u0301"]);
	expect(splitText(`${"\u0301".repeat(300)}`, 100).map((part) => part.length)).toEqual([100, 100, 100]);
	expect(splitText("😀".repeat(5), 3)).toEqual(Array(5).fill("😀"));
});

it("is quick with one endless line", () => {
	expect(splitText("某".repeat(400_000), 4096)).toHaveLength(98);
});
